"""Looks, groups with their consent, voices, the account, and uploads."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest

from shotwright import simulator
from shotwright.errors import InputError
from shotwright.simulator import Service

Simulate = Callable[..., tuple[Service, httpx2.Client]]

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def test_looks_are_listed_by_page_group_type_and_owner(client: httpx2.Client) -> None:
    whole = client.get("/v3/avatars/looks").json()
    assert (len(whole["data"]), whole["has_more"], whole["next_token"]) == (15, False, None)
    page = client.get("/v3/avatars/looks", params={"limit": 5}).json()
    rest = client.get("/v3/avatars/looks", params={"limit": 50, "token": page["next_token"]}).json()
    assert page["has_more"] is True
    assert page["data"] + rest["data"] == whole["data"]

    def ids(**query: str) -> set[str]:
        return {look["id"] for look in client.get("/v3/avatars/looks", params=query).json()["data"]}

    assert ids(group_id="gr_ken") == {"lk_ken", "lk_ken_trail"}
    assert ids(avatar_type="photo_avatar") == {"lk_pepe_retrato"}
    assert ids(ownership="public") == {"lk_studio_presenter"}
    assert client.get("/v3/avatars/looks", params={"limit": 51}).status_code == 400
    assert client.get("/v3/avatars/looks", params={"avatar_type": "x"}).status_code == 400


def test_consent_stands_on_the_group_and_readiness_on_the_look(client: httpx2.Client) -> None:
    look = client.get("/v3/avatars/looks/lk_nora").json()["data"]
    assert (look["avatar_type"], look["status"]) == ("digital_twin", "pending_consent")
    assert "consent_status" not in look
    group = client.get(f"/v3/avatars/{look['group_id']}").json()["data"]
    assert group["consent_status"] == "pending"
    public = client.get("/v3/avatars/looks/lk_studio_presenter").json()["data"]
    assert public["status"] is None  # private looks only
    told = {row["id"]: row["consent_status"] for row in client.get("/v3/avatars").json()["data"]}
    assert (told["gr_maya"], told["gr_pepe"]) == ("approved", None)
    for path, code in (
        ("/v3/avatars/looks/x", "avatar_not_found"),
        ("/v3/avatars/x", "avatar_group_not_found"),
        ("/v3/voices/x", "voice_not_found"),
    ):
        answer = client.get(path)
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, code)


def test_voices_are_public_unless_asked(client: httpx2.Client) -> None:
    def ids(**query: str) -> set[str]:
        return {row["voice_id"] for row in client.get("/v3/voices", params=query).json()["data"]}

    assert ids() == {"vc_studio", "vc_narrator"}
    assert ids(type="private", language="Spanish") == {"vc_pepe_es", "vc_lucia_es"}
    assert ids(type="private", language="Spanish", gender="male") == {"vc_pepe_es"}
    assert client.get("/v3/voices/vc_ken").json()["data"]["name"] == "Ken"


def test_your_own_looks_and_voices(simulate: Simulate, tmp_path: Path) -> None:
    world = tmp_path / "world.toml"
    world.write_text(
        '[[group]]\nid = "g"\nname = "Zoe"\nconsent = "approved"\n'
        'looks = [{ id = "lk_zoe", type = "digital_twin" }]\n'
        '[[voice]]\nid = "vc_zoe"\nname = "Zoe"\n'
    )
    _, client = simulate(world=world)
    assert [row["id"] for row in client.get("/v3/avatars/looks").json()["data"]] == ["lk_zoe"]
    assert client.get("/v3/voices/vc_zoe").status_code == 200


def test_a_world_that_is_none_is_told(tmp_path: Path) -> None:
    world = tmp_path / "world.toml"
    world.write_text('[[group]]\nid = "g"\nlook = 3\n')
    with pytest.raises(InputError) as told, simulator.running(world=world):
        pass
    assert {problem.where.path for problem in told.value.problems if problem.where} >= {
        "group.0.name",
        "group.0.look",
    }


def test_the_account_is_a_wallet_for_a_key(client: httpx2.Client) -> None:
    data = client.get("/v3/users/me").json()["data"]
    assert data["billing_type"] == "wallet"
    assert data["wallet"]["currency"] == "usd"
    assert "subscription" not in data


@pytest.mark.parametrize("headers", [{}, {"x-api-key": "wrong"}, {"authorization": "Bearer x"}])
def test_a_missing_and_a_wrong_key_look_the_same(service: Service, headers: dict[str, str]) -> None:
    for method, path in (("GET", "/v3/users/me"), ("POST", "/v3/videos"), ("GET", "/v3/videos")):
        answer = httpx2.request(method, f"{service.url}{path}", headers=headers, timeout=60)
        assert answer.status_code == 401
        assert answer.json()["error"]["code"] == "unauthorized"


def test_an_upload_is_known_by_its_bytes(
    service: Service, client: httpx2.Client, wav: bytes
) -> None:
    for name, data, kind in (
        ("a.bin", PNG, "image/png"),
        ("a.mp4", b"\0\0\0\x18ftypisom" + bytes(20), "video/mp4"),
        ("a", wav, "audio/wav"),
        ("a.srt", b"1\n00:00:00,000 --> 00:00:01,000\nHi\n", "application/x-subrip"),
    ):
        told = client.post("/v3/assets", files={"file": (name, data)}).json()["data"]
        assert (told["mime_type"], told["size_bytes"]) == (kind, len(data))
    assert service.state()["assets"][0]["sha256"] == hashlib.sha256(PNG).hexdigest()
    body = {
        "type": "cinematic_avatar",
        "prompt": "x",
        "avatar_id": ["lk_maya"],
        "references": [{"type": "asset_id", "asset_id": service.state()["assets"][0]["id"]}],
    }
    assert client.post("/v3/videos", json=body).status_code == 200


def test_an_upload_that_is_none_is_refused(client: httpx2.Client) -> None:
    for files in (
        {"file": ("a.exe", b"MZ")},
        {"other": ("a.png", PNG)},
        {"file": ("a.wav", b"RIFFx")},
    ):
        assert client.post("/v3/assets", files=files).status_code == 400
    large = {"file": ("a.png", PNG + bytes(32 * 2**20))}
    answer = client.post("/v3/assets", files=large)
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "payload_too_large")
    broken = {"content-type": "multipart/form-data; boundary=x"}
    assert client.post("/v3/assets", content=b"--y\r\n", headers=broken).status_code == 400


def test_a_large_file_goes_up_in_three_steps(client: httpx2.Client) -> None:
    told = {"filename": "a.png", "content_type": "image/png", "size_bytes": len(PNG)}
    begun = client.post("/v3/assets/direct-uploads", json=told).json()["data"]
    complete = f"/v3/assets/{begun['asset_id']}/complete"
    assert client.post(complete).status_code == 409
    wrong = httpx2.put(
        begun["upload_url"], content=PNG[:-1], headers=begun["upload_headers"], timeout=60
    )
    assert wrong.status_code == 400
    put = httpx2.put(begun["upload_url"], content=PNG, headers=begun["upload_headers"], timeout=60)
    assert put.status_code == 200
    done = [client.post(complete).json()["data"] for _ in range(2)]
    assert done[0] == done[1]
    assert done[0]["size_bytes"] == len(PNG)
    assert client.get(f"/v3/assets/{begun['asset_id']}").json()["data"]["name"] == "a.png"
