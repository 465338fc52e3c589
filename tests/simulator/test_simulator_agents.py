"""The Video Agent: one-shot and chat sessions; and the legacy calls."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from shotwright.simulator import Service


def session(client: httpx2.Client, session_id: str) -> dict[str, Any]:
    data: dict[str, Any] = client.get(f"/v3/video-agents/{session_id}").json()["data"]
    return data


def test_a_brief_becomes_a_video(service: Service, client: httpx2.Client) -> None:
    brief = {"prompt": "A kettle's morning.", "orientation": "portrait", "avatar_id": "lk_maya"}
    made = client.post("/v3/video-agents", json=brief).json()["data"]
    assert set(made) == {"session_id", "status", "created_at", "video_id"}
    assert (made["status"], made["video_id"]) == ("generating", None)
    assert service.state()["accepted"][0]["session_id"] == made["session_id"]
    early = session(client, made["session_id"])
    assert (early["status"], early["video_id"]) == ("thinking", None)
    assert client.get("/v3/videos").json()["data"] == []
    service.advance(31)
    running = session(client, made["session_id"])
    assert running["status"] == "generating"
    assert 0 < running["progress"] < 100
    assert client.get(f"/v3/videos/{running['video_id']}").json()["data"]["status"] == "pending"
    service.advance(7200)
    done = session(client, made["session_id"])
    assert (done["status"], done["progress"]) == ("completed", 100)
    assert [(m["role"], m["type"]) for m in done["messages"]] == [
        ("model", "resource"),
        ("user", "text"),
    ]
    talk = client.post(f"/v3/video-agents/{made['session_id']}", json={"message": "More."})
    assert (talk.status_code, talk.json()["error"]["code"]) == (409, "conflict")
    path = f"/v3/video-agents/{made['session_id']}/videos"
    assert client.get(path).json()["data"][0]["id"] == running["video_id"]
    assert [row["title"] for row in client.get("/v3/video-agents").json()["data"]] == [
        "A kettle's morning."
    ]


def test_a_chat_asks_before_it_films_and_pays(service: Service, client: httpx2.Client) -> None:
    brief = {"prompt": "A kettle.", "mode": "chat"}
    made = client.post("/v3/video-agents", json=brief).json()["data"]
    assert made["status"] == "thinking"
    path = f"/v3/video-agents/{made['session_id']}"
    assert client.post(path, json={"message": "Go."}).status_code == 409
    service.advance(31)
    assert session(client, made["session_id"])["status"] == "waiting_for_input"
    assert service.state()["accepted"] == []
    sent = client.post(path, json={"message": "Go."}).json()["data"]
    assert set(sent) == {"session_id", "run_id", "title"}
    assert len(service.state()["accepted"]) == 1
    assert client.post(path, json={"message": "And?"}).status_code == 409
    service.advance(7200)
    done = session(client, made["session_id"])
    assert done["status"] == "completed"
    said = [(m["role"], m["content"]) for m in done["messages"]][::-1]
    assert said[0] == ("user", "A kettle.")
    assert said[2] == ("user", "Go.")
    assert [role for role, _ in said] == ["user", "model", "user", "model"]


def test_a_stopped_chat_takes_nothing_more(service: Service, client: httpx2.Client) -> None:
    made = client.post("/v3/video-agents", json={"prompt": "x", "mode": "chat"}).json()["data"]
    service.advance(31)
    path = f"/v3/video-agents/{made['session_id']}"
    stopped = client.post(f"{path}/stop").json()["data"]
    assert stopped == {"session_id": made["session_id"]}
    assert client.post(path, json={"message": "Go."}).status_code == 409


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"prompt": ""}, 400),
        ({"prompt": "x" * 10_001}, 400),
        ({"prompt": "x", "mode": "talk"}, 400),
        ({"prompt": "x", "orientation": "square"}, 400),
        ({"prompt": "x", "duration": 5}, 400),
        ({"prompt": "x", "files": [{"type": "asset_id", "asset_id": "a"}]}, 404),
        ({"prompt": "x", "voice_id": "vc_nobody"}, 404),
        ({"prompt": "x", "avatar_id": "lk_nora"}, 400),
        ({"prompt": "x", "files": [{"type": "url", "url": "https://a.example/x.png"}] * 21}, 400),
    ],
)
def test_a_brief_that_is_wrong_is_refused(
    client: httpx2.Client, body: dict[str, Any], status: int
) -> None:
    assert client.post("/v3/video-agents", json=body).status_code == status


def test_sessions_that_are_not_there(client: httpx2.Client) -> None:
    for answer in (
        client.get("/v3/video-agents/x"),
        client.post("/v3/video-agents/x", json={"message": "x"}),
        client.post("/v3/video-agents/x/stop"),
        client.get("/v3/video-agents/x/videos"),
    ):
        assert answer.status_code == 404


TALK = {"type": "text", "voice_id": "vc_ken", "input_text": "Hello."}
KEN = {"type": "avatar", "avatar_id": "lk_ken"}


def legacy(**scene: object) -> dict[str, Any]:
    return {"video_inputs": [{"character": KEN, "voice": TALK, **scene}], "title": "Old"}


def test_a_legacy_video_is_made_and_polled_the_old_way(
    service: Service, client: httpx2.Client
) -> None:
    made = client.post("/v2/video/generate", json=legacy()).json()
    assert made["error"] is None
    path = f"/v1/video_status.get?video_id={made['data']['video_id']}"
    first = client.get(path).json()
    assert (first["code"], first["message"], first["data"]["status"]) == (100, "Success", "pending")
    service.advance(3600)
    last = client.get(path).json()["data"]
    assert last["status"] == "completed"
    assert httpx2.get(last["video_url"], timeout=60).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        {"video_inputs": []},
        {"video_inputs": [{"character": KEN}]},
        {"video_inputs": [{"character": KEN, "voice": TALK}] * 51},
        legacy(character={"type": "avatar"}),
        legacy(character={"type": "avatar", "avatar_id": "lk_ken", "scale": 6}),
        legacy(voice={"type": "text", "voice_id": "vc_ken"}),
        legacy(voice={**TALK, "speed": 2}),
        legacy(voice={"type": "audio"}),
        legacy(voice={"type": "silence", "duration": "0.5"}),
        legacy(voice={"type": "silence", "duration": 5}),
        legacy(text={"type": "text", "text": "x"}),
    ],
)
def test_a_legacy_body_that_is_wrong_is_refused_in_the_old_envelope(
    client: httpx2.Client, body: dict[str, Any]
) -> None:
    answer = client.post("/v2/video/generate", json=body)
    assert answer.status_code == 400, answer.text
    assert answer.json()["data"] is None
    assert answer.json()["error"]["message"]


def test_the_legacy_quota_counts_sixtieths_of_credits(client: httpx2.Client) -> None:
    quota = client.get("/v2/user/remaining_quota").json()
    assert quota == {"error": None, "data": {"remaining_quota": 6_000_000}}
