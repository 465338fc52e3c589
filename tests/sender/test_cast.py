"""Look-ups before money: looks, consent, voices, bodies."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import httpx2
import pytest

from shotwright.errors import ServiceError
from shotwright.sender import Job, Sender
from shotwright.sender.heygen.videos import Videos
from shotwright.sender.http import Http

Handler = Callable[[httpx2.Request], httpx2.Response]
Making = Callable[[Handler], Sender]

TWIN = {"id": "lk_maya", "name": "Maya", "avatar_type": "digital_twin", "group_id": "g1",
        "status": "completed", "default_voice_id": "vc_maya",
        "supported_api_engines": ["avatar_iv", "avatar_iii"]}  # fmt: skip
GROUP = {"id": "g1", "consent_status": "approved"}


def service(
    look: Mapping[str, object] | None = None, group: Mapping[str, object] | None = None
) -> tuple[Handler, list[str]]:
    """Serve one twin with consent, changed so, and two voices."""
    known = {
        "/v3/avatars/looks/lk_maya": {**TWIN, **(look or {})},
        "/v3/avatars/g1": {**GROUP, **(group or {})},
        "/v3/voices/vc_maya": {"voice_id": "vc_maya"},
        "/v3/voices/vc_ken": {"voice_id": "vc_ken"},
    }
    asked: list[str] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(request.url.path)
        if request.url.path in known:
            return httpx2.Response(200, json={"data": known[request.url.path]})
        return httpx2.Response(404, json={"error": {"code": "avatar_not_found", "message": "no"}})

    return answer, asked


def talk(job: Job, **changes: object) -> Job:
    body = {"type": "avatar", "avatar_id": "lk_maya", "script": "Hello.", "voice_id": "vc_maya",
            "engine": {"type": "avatar_iv"}, "resolution": "720p"}  # fmt: skip
    return replace(job, generation="promise", body={**body, **changes})


def test_all_is_well_and_each_thing_is_asked_for_once(sender: Making, job: Job) -> None:
    handler, asked = service()
    assert sender(handler).look_up([job, job, talk(job), talk(job, voice_id="vc_ken")]) == ()
    assert sorted(asked) == [
        "/v3/avatars/g1", "/v3/avatars/looks/lk_maya", "/v3/voices/vc_ken", "/v3/voices/vc_maya",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("look", "group", "said"),
    [
        ({"status": "processing"}, {}, "processing"),
        ({"status": "pending_consent"}, {}, "pending_consent"),
        ({"avatar_type": "photo_avatar"}, {}, "photo_avatar"),
        ({"avatar_type": "studio_avatar", "status": None}, {}, "studio_avatar"),
        ({}, {"consent_status": "pending"}, "pending"),
        ({}, {"consent_status": "rejected"}, "rejected"),
    ],
)
def test_a_look_that_no_shot_can_use_is_told(
    look: Mapping[str, object], group: Mapping[str, object], said: str, sender: Making, job: Job
) -> None:
    found = sender(service(look, group)[0]).look_up([job, replace(job, generation="taste")])
    assert len(found) == 1
    for word in (said, "lk_maya", "reveal", "taste"):
        assert word in found[0]


def test_any_look_lets_other_looks_through_but_not_without_consent(
    http: Callable[[Handler], Http], job: Job
) -> None:
    photo = service({"avatar_type": "photo_avatar"})[0]
    assert Videos(http(photo), any_look=True).look_up([job]) == ()
    pending = service({}, {"consent_status": "pending"})[0]
    assert Videos(http(pending), any_look=True).look_up([job])


@pytest.mark.parametrize("group", [{"consent_status": None}, {"id": "g1"}])
def test_an_unknown_consent_is_a_warning(
    group: Mapping[str, object], sender: Making, job: Job, caplog: pytest.LogCaptureFixture
) -> None:
    handler = service({}, {"consent_status": None, **group})[0]
    with caplog.at_level(logging.WARNING, "shotwright"):
        assert sender(handler).look_up([job]) == ()
    assert "lk_maya" in caplog.text


def test_other_looks_may_speak(sender: Making, job: Job) -> None:
    handler = service({"avatar_type": "photo_avatar", "group_id": None})[0]
    assert sender(handler).look_up([talk(job)]) == ()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"avatar_id": "lk_nobody"}, "no look lk_nobody"),
        ({"voice_id": "vc_nobody"}, "no voice vc_nobody"),
        ({"engine": {"type": "avatar_v"}}, "avatar_v"),
        ({"nonsense": 1}, "nonsense"),
    ],
)
def test_what_a_talk_lacks_is_told(
    changes: Mapping[str, Any], said: str, sender: Making, job: Job
) -> None:
    found = sender(service()[0]).look_up([talk(job, **changes)])
    assert len(found) == 1
    assert said in found[0]
    assert "promise" in found[0]


def test_a_script_without_a_voice_needs_a_look_with_one(sender: Making, job: Job) -> None:
    mute = talk(job)
    mute = replace(mute, body={k: v for k, v in mute.body.items() if k != "voice_id"})
    assert sender(service()[0]).look_up([mute]) == ()
    (said,) = sender(service({"default_voice_id": None})[0]).look_up([mute])
    assert "voice" in said


def test_scenes_of_a_studio_video_are_looked_at(sender: Making, job: Job) -> None:
    scene = {"type": "avatar_video", "input": {"type": "avatar", "avatar_id": "lk_ken",
             "script": "Hot.", "voice_id": "vc_nobody"}}  # fmt: skip
    found = sender(service()[0]).look_up([replace(job, body={"type": "studio", "scenes": [scene]})])
    assert len(found) == 2
    assert "lk_ken" in found[0]
    assert "vc_nobody" in found[1]


def test_many_generations_are_not_all_named(sender: Making, job: Job) -> None:
    jobs = [replace(talk(job, voice_id="vc_x"), generation=f"g{number}") for number in range(9)]
    (said,) = sender(service()[0]).look_up(jobs)
    assert "g0, g1, g2, g3, g4 and 4 more" in said


def test_a_silent_service_is_no_missing_look(sender: Making, job: Job) -> None:
    for answer in (httpx2.Response(404, content=b"<html>"), httpx2.Response(503)):
        with pytest.raises(ServiceError):
            sender(lambda _, answer=answer: answer).look_up([job])  # type: ignore[misc]
