"""What bodies of POST /v3/videos are refused for, with which code and field, and what is taken."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import pytest

from shotwright import simulator
from shotwright.simulator import Service

Simulate = Callable[..., tuple[Service, httpx2.Client]]

SHOT: dict[str, Any] = {
    "type": "cinematic_avatar",
    "prompt": "Steam curls.",
    "avatar_id": ["lk_maya"],
}
TALK: dict[str, Any] = {"type": "avatar", "avatar_id": "lk_pepe_retrato", "script": "Hola."}
PICTURE: dict[str, Any] = {
    "type": "image",
    "image": {"type": "url", "url": "https://pictures.example/a.png"},
    "script": "Hi.",
    "voice_id": "vc_ken",
}
SCENE: dict[str, Any] = {"type": "avatar_video", "input": TALK}
STUDIO: dict[str, Any] = {"type": "studio", "scenes": [SCENE]}
STILL: dict[str, Any] = {
    "type": "image",
    "source": {"type": "url", "url": "https://pictures.example/a.png"},
}


def files(count: int, ending: str) -> list[dict[str, str]]:
    return [{"type": "url", "url": f"https://x.example/{n}.{ending}"} for n in range(count)]


def voice(**engine: object) -> dict[str, Any]:
    return {"engine_settings": engine}


@pytest.fixture(scope="module")
def client() -> Iterator[httpx2.Client]:
    """One service for all bodies; many jobs may run."""
    with (
        simulator.running(speed=0, concurrent=10_000) as service,
        httpx2.Client(base_url=service.url, headers={"x-api-key": service.key}) as client,
    ):
        yield client


@pytest.mark.parametrize(
    ("body", "param"),
    [
        ({**SHOT, "type": "cinematic"}, "type"),
        ({**SHOT, "type": None}, "type"),
        ({**SHOT, "prompt": ""}, "prompt"),
        ({**SHOT, "prompt": "x" * 10_001}, "prompt"),
        ({**SHOT, "avatar_id": "lk_maya"}, "avatar_id"),
        ({**SHOT, "avatar_id": []}, "avatar_id"),
        ({**SHOT, "avatar_id": ["lk_maya"] * 4}, "avatar_id"),
        ({**SHOT, "duration": 3}, "duration"),
        ({**SHOT, "duration": 16}, "duration"),
        ({**SHOT, "duration": 10.5}, "duration"),
        ({**SHOT, "duration": "10"}, "duration"),
        ({**SHOT, "duration": 10, "auto_duration": True}, "duration"),
        ({**SHOT, "resolution": "4k"}, "resolution"),
        ({**SHOT, "aspect_ratio": "4:5"}, "aspect_ratio"),
        ({**SHOT, "script": "Hi"}, "script"),
        ({**SHOT, "callback_id": "x"}, "callback_id"),
        ({**SHOT, "references": files(4, "mp4")}, "references"),
        ({**SHOT, "references": files(9, "png")}, "references"),
        ({**SHOT, "references": [{"type": "base64", "base64": "AA"}]}, "references.0.media_type"),
        (
            {**SHOT, "references": [{"type": "base64", "media_type": "image/png", "data": "?"}]},
            "references.0.data",
        ),
        (
            {**SHOT, "references": [{"type": "url", "url": "http://x.example/a"}]},
            "references.0.url",
        ),
        ({**TALK, "script": None}, "script"),
        ({**TALK, "audio_url": "https://x.example/a.mp3"}, "script"),
        ({**TALK, "script": "x" * 5_001}, "script"),
        ({**TALK, "avatar_id": ["lk_ken"]}, "avatar_id"),
        ({**TALK, "prompt": "x"}, "prompt"),
        ({**TALK, "engine": {"type": "avatar_x"}}, "engine.type"),
        ({**TALK, "voice_settings": {"speed": 1.6}}, "voice_settings.speed"),
        ({**TALK, "voice_settings": {"pitch": 51}}, "voice_settings.pitch"),
        ({**TALK, "voice_settings": {"volume": 1.1}}, "voice_settings.volume"),
        (
            {**TALK, "voice_settings": voice(engine_type="fish", model="s3")},
            "voice_settings.engine_settings.model",
        ),
        ({**TALK, "background": {"type": "color", "color": "#000000"}}, "background.value"),
        (
            {**TALK, "output_format": "webm", "background": {"type": "color", "value": "#000000"}},
            "background",
        ),
        ({**TALK, "expressiveness": "high", "engine": {"type": "avatar_v"}}, "expressiveness"),
        ({**TALK, "motion_prompt": "nods", "engine": {"type": "avatar_iii"}}, "motion_prompt"),
        ({**TALK, "avatar_id": "lk_ken", "motion_prompt": "nods"}, "motion_prompt"),
        ({**TALK, "avatar_id": "lk_ken", "expressiveness": "low"}, "expressiveness"),
        ({**PICTURE, "voice_id": None}, "voice_id"),
        ({**PICTURE, "engine": {"type": "avatar_iv"}}, "engine"),
        ({**STUDIO, "scenes": []}, "scenes"),
        ({**STUDIO, "scenes": [SCENE] * 51}, "scenes"),
        ({**STUDIO, "output_format": "mp4"}, "output_format"),
        ({**STUDIO, "scenes": [STILL]}, "scenes.0"),
        ({**STUDIO, "scenes": [{**STILL, "duration": 301}]}, "scenes.0.duration"),
        (
            {**STUDIO, "scenes": [{**STILL, "duration": 5, "script": "x", "voice_id": "vc_ken"}]},
            "scenes.0",
        ),
        (
            {
                **STUDIO,
                "scenes": [
                    SCENE,
                    {**SCENE, "input": {**TALK, "background": {"type": "color", "value": "#0"}}},
                ],
            },
            "scenes.1.input.background.color",
        ),
    ],
)
def test_a_field_that_is_wrong_is_named(
    client: httpx2.Client, body: dict[str, Any], param: str
) -> None:
    answer = client.post("/v3/videos", json=body)
    assert answer.status_code == 400, answer.text
    error = answer.json()["error"]
    assert (error["code"], error["param"]) == ("invalid_parameter", param)
    assert error["message"]


@pytest.mark.parametrize(
    "body",
    [
        {**SHOT, "duration": 4},
        {**SHOT, "duration": 15, "resolution": "1080p", "aspect_ratio": "9:16"},
        {**SHOT, "auto_duration": True, "duration": None},
        {**SHOT, "avatar_id": ["lk_maya", "lk_ken", "lk_iris_coat"], "prompt": "x" * 10_000},
        {**SHOT, "references": files(8, "png") + files(3, "mp4")},
        {**SHOT, "references": [{"type": "base64", "media_type": "image/png", "data": "AA=="}]},
        {**SHOT, "references": None, "title": None, "folder_id": None},
        {**SHOT, "type": "avatar_shots", "callback_url": "https://hooks.example/x"},
        {**TALK, "engine": {"type": "avatar_v", "reference_look_id": None}, "resolution": "4k"},
        {**TALK, "motion_prompt": "nods", "expressiveness": "high"},
        {**TALK, "script": None, "audio_url": "https://x.example/a.mp3"},
        {
            **TALK,
            "voice_settings": voice(engine_type="elevenlabs", model="eleven_v3", stability=0.5),
        },
        {**TALK, "voice_settings": {"speed": 0.5, "pitch": -50, "volume": 0, "locale": "es-MX"}},
        {
            **TALK,
            "background": {"type": "color", "value": "#fff000"},
            "caption": {"style": "default"},
        },
        {**TALK, "callback_id": "c", "aspect_ratio": "auto", "fit": "cover"},
        {**STUDIO, "scenes": [SCENE] * 50},
        {**STUDIO, "scenes": [{**STILL, "duration": 300}]},
        {**STUDIO, "scenes": [{**STILL, "audio_url": "https://x.example/a.mp3"}]},
    ],
)
def test_what_is_documented_is_accepted(client: httpx2.Client, body: dict[str, Any]) -> None:
    answer = client.post("/v3/videos", json=body)
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({**SHOT, "avatar_id": ["lk_nobody"]}, 404, "avatar_not_found"),
        ({**SHOT, "avatar_id": ["lk_nora"]}, 400, "avatar_consent_required"),
        ({**SHOT, "avatar_id": ["lk_maya_training"]}, 409, "resource_not_ready"),
        ({**TALK, "avatar_id": "lk_nora"}, 400, "avatar_consent_required"),
        ({**TALK, "voice_id": "vc_nobody"}, 404, "voice_not_found"),
        ({**TALK, "script": None, "audio_asset_id": "x"}, 404, "asset_not_found"),
        ({**SHOT, "references": [{"type": "asset_id", "asset_id": "x"}]}, 404, "asset_not_found"),
        (
            {**SHOT, "references": [{"type": "url", "url": "https://gone.invalid/a.png"}]},
            400,
            "download_failed",
        ),
    ],
)
def test_what_a_body_names_must_be_there(
    client: httpx2.Client, body: dict[str, Any], status: int, code: str
) -> None:
    answer = client.post("/v3/videos", json=body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


@pytest.mark.parametrize(
    "body",
    [
        {**SHOT, "type": "avatar_shots"},
        {**SHOT, "callback_url": "https://hooks.example/x"},
        {**SHOT, "references": files(1, "mp3")},
    ],
)
def test_a_strict_service_refuses_what_only_the_guides_show(
    simulate: Simulate, client: httpx2.Client, body: dict[str, Any]
) -> None:
    _, strict = simulate(strict=True)
    assert strict.post("/v3/videos", json=body).status_code == 400
    assert strict.post("/v3/videos", json=SHOT).status_code == 200
    assert client.post("/v3/videos", json=body).status_code == 200


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"x"',
        b'{"type": NaN}',
        b'{"type": 1e999}',
        b"\xff",
        b"[" * 100_000,
    ],
)
def test_what_is_no_json_object_is_refused(client: httpx2.Client, raw: bytes) -> None:
    answer = client.post("/v3/videos", content=raw)
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "invalid_parameter"


def test_odd_text_survives(client: httpx2.Client) -> None:
    raw = b'{"type":"cinematic_avatar","prompt":"x","avatar_id":["lk_maya"],"title":"\\ud800 \xe9"}'
    assert client.post("/v3/videos", content=raw).status_code == 400  # no UTF-8
    whole = raw.replace(b"\xe9", "日本".encode())
    video_id = client.post("/v3/videos", content=whole).json()["data"]["video_id"]
    assert client.get(f"/v3/videos/{video_id}").text.count("\\u65e5\\u672c") == 1


ODD: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    1e308,
    "",
    "x",
    "\x00",
    [],
    {},
    [None],
    {"type": []},
    [[]],
)


def broken(body: Any, dice: random.Random) -> Any:  # noqa: ANN401 - any JSON
    """Put something odd in the place of one value, wherever it stands."""
    keys = list(body) if isinstance(body, dict) else list(range(len(body)))
    key = dice.choice(keys)
    inner = body[key]
    deeper = isinstance(inner, dict | list) and inner and dice.random() < 0.7
    odd = broken(inner, dice) if deeper else dice.choice(ODD)
    if isinstance(body, dict):
        return {**body, key: odd}
    return [*body[:key], odd, *body[key + 1 :]]


@pytest.mark.parametrize("seed", range(4))
def test_any_body_has_an_answer(client: httpx2.Client, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - must repeat
    bodies = [
        ("/v3/videos", {**SHOT, "references": files(2, "png"), "duration": 5, "title": "t"}),
        ("/v3/videos", {**TALK, "voice_settings": voice(engine_type="fish", stability=1)}),
        ("/v3/videos", {**PICTURE, "background": {"type": "image", "asset_id": "x"}}),
        ("/v3/videos", {**STUDIO, "scenes": [SCENE, {**STILL, "duration": 5}]}),
        ("/v3/videos/batches", {"videos": [SHOT, TALK], "title": "t"}),
        ("/v3/video-agents", {"prompt": "x", "files": files(1, "png"), "mode": "chat"}),
        ("/v3/webhooks/endpoints", {"url": "https://x.example/h", "events": ["batch.finished"]}),
        ("/v3/assets/direct-uploads", {"filename": "a", "content_type": "b", "size_bytes": 3}),
        ("/v2/video/generate", {"video_inputs": [{"voice": {"type": "silence", "duration": "2"}}]}),
        ("/_control/faults", {"fault": [{"kind": "lag", "seconds": 1, "operation": "none"}]}),
    ]
    for path, body in bodies * 12:
        answer = client.post(path, json=broken(body, dice))
        assert answer.status_code < 500, (path, body, answer.text)
        assert ("error" in answer.json()) or answer.status_code < 300
    assert client.get("/v3/videos", params={"limit": 100}).status_code == 200
    assert client.get("/_control/state").status_code == 200
