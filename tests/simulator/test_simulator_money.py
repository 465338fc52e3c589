"""Charges, in millionths: booked on acceptance, given back as documented, never twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from shotwright.simulator import Service

Simulate = Callable[..., tuple[Service, httpx2.Client]]

SHOT: dict[str, Any] = {"type": "cinematic_avatar", "prompt": "x", "avatar_id": ["lk_maya"]}
MINUTE = "x" * 900
"""The simulator says 15 characters a second: 60 seconds."""
PHOTO: dict[str, Any] = {"type": "avatar", "avatar_id": "lk_pepe_retrato", "script": MINUTE}
TWIN: dict[str, Any] = {**PHOTO, "avatar_id": "lk_ken"}
HALF = "x" * 450
LEGACY = {
    "video_inputs": [
        {
            "character": {"type": "avatar", "avatar_id": "lk_ken", "use_avatar_iv_model": True},
            "voice": {"type": "text", "voice_id": "vc_ken", "input_text": MINUTE},
        },
        {"voice": {"type": "silence", "duration": "30"}},
    ]
}


def pays(client: httpx2.Client, service: Service, body: dict[str, Any], path: str) -> int:
    answer = client.post(path, json=body)
    assert answer.status_code == 200, answer.text
    return int(service.state()["accepted"][-1]["micro"])


@pytest.mark.parametrize(
    ("body", "dollars"),
    [
        ({**SHOT, "duration": 4}, "7"),  # $7.00 flat, any length, any resolution
        ({**SHOT, "duration": 15, "resolution": "1080p"}, "7"),
        (PHOTO, "3"),  # $0.05 a second
        (TWIN, "4"),  # $4 a minute
        ({**TWIN, "resolution": "4k"}, "5"),  # $5 a minute
        ({**TWIN, "engine": {"type": "avatar_iii"}}, "1.002"),  # $0.0167 a second
        ({**PHOTO, "engine": {"type": "avatar_iii"}}, "2.598"),  # $0.0433 a second
        ({**TWIN, "engine": {"type": "avatar_v"}}, "4.002"),  # $0.0667 a second
        ({**PHOTO, "motion_prompt": "nods"}, "3"),  # doubles credits only
        ({**TWIN, "voice_settings": {"speed": 1.5}}, "2.666667"),  # 40 s, up to a millionth
        (
            {
                "type": "studio",
                "scenes": [
                    {"type": "avatar_video", "input": {**TWIN, "script": HALF}},
                    {"type": "avatar_video", "input": {**PHOTO, "script": HALF}},
                ],
            },
            "3.5",
        ),
    ],
)
def test_the_wallet_pays_the_dated_prices(
    service: Service, client: httpx2.Client, body: dict[str, Any], dollars: str
) -> None:
    whole, _, rest = dollars.partition(".")
    assert pays(client, service, body, "/v3/videos") == int(f"{whole}{rest:0<6}")
    state = service.state()
    assert state["spent"] == {"usd": state["accepted"][0]["micro"], "credits": 0}


def test_an_agent_and_a_legacy_video_have_prices_too(
    service: Service, client: httpx2.Client
) -> None:
    brief = {"prompt": "Make a film."}
    assert pays(client, service, brief, "/v3/video-agents") == 1_998_000  # 60 s at $0.0333
    # 60 s of Avatar IV at $4 a minute, 30 s without at $0.0167 a second
    assert pays(client, service, LEGACY, "/v2/video/generate") == 4_501_000


@pytest.mark.parametrize(
    ("body", "paid"),
    [
        ({**SHOT, "duration": 15}, 60),  # T1
        ({**SHOT, "duration": 5}, 20),  # T2
        (SHOT, 40),  # the default of 10 s
        ({**PHOTO, "script": HALF}, 10),  # T4: 30 s
        ({**PHOTO, "script": HALF, "motion_prompt": "nods"}, 20),  # T5
        ({**PHOTO, "script": "x" * 116}, 3),  # T7: 7.73 s, begun thirds count
        ({**PHOTO, "script": "x" * 116, "motion_prompt": "nods"}, 6),
        ({**PHOTO, "script": "x" * 2700}, 60),  # T8: 180 s
    ],
)
def test_a_bearer_token_pays_in_credits(service: Service, body: dict[str, Any], paid: int) -> None:
    who = {"authorization": "Bearer test-key"}
    with httpx2.Client(base_url=service.url, headers=who) as client:
        assert pays(client, service, body, "/v3/videos") == paid * 1_000_000
        told = client.get("/v3/users/me").json()["data"]
    assert told["billing_type"] == "subscription"
    left = told["subscription"]["credits"]["premium_credits"]["remaining"]
    assert left == 100_000 - paid
    assert service.state()["spent"]["usd"] == 0


def test_a_sound_that_was_uploaded_is_paid_by_its_length(
    service: Service, client: httpx2.Client, wav: bytes
) -> None:
    file = {"file": ("talk.wav", wav)}
    asset = client.post("/v3/assets", files=file).json()["data"]["asset_id"]
    body = {"type": "avatar", "avatar_id": "lk_pepe_retrato", "audio_asset_id": asset}
    assert pays(client, service, body, "/v3/videos") == 100_000  # 2 s at $0.05


def test_an_empty_wallet_refuses(simulate: Simulate) -> None:
    service, client = simulate(usd="14.5")
    assert [client.post("/v3/videos", json=SHOT).status_code for _ in range(3)] == [200, 200, 402]
    refused = client.post("/v3/videos", json=SHOT).json()["error"]
    assert refused["code"] == "insufficient_credit"
    wallet = client.get("/v3/users/me").json()["data"]["wallet"]
    assert (wallet["currency"], wallet["remaining_balance"]) == ("usd", 0.5)
    assert service.state()["balance"]["usd"] == 500_000


def test_the_last_cent_can_be_spent(simulate: Simulate) -> None:
    _, client = simulate(usd="14")
    assert [client.post("/v3/videos", json=SHOT).status_code for _ in range(3)] == [200, 200, 402]


def test_a_refusal_costs_nothing(service: Service, client: httpx2.Client) -> None:
    assert client.post("/v3/videos", json={**SHOT, "duration": 99}).status_code == 400
    assert service.state()["spent"] == {"usd": 0, "credits": 0}
    assert service.state()["accepted"] == []


@pytest.mark.parametrize("charged", [False, True])
def test_a_failed_render_is_free_or_paid_as_the_fault_has_it(
    service: Service, client: httpx2.Client, *, charged: bool
) -> None:
    service.fault(operation="videos.create", kind="fail", charged=charged)
    client.post("/v3/videos", json=SHOT)
    assert service.state()["spent"]["usd"] == 7_000_000
    service.advance(3600)
    state = service.state()
    assert state["accepted"][0]["status"] == "failed"
    assert state["accepted"][0]["refunded"] == (0 if charged else 7_000_000)
    assert state["spent"]["usd"] == (7_000_000 if charged else 0)
