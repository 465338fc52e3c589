"""HeyGen's version 2: its last day, its answers."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

import httpx2
import pytest

from shotwright.errors import InputError, ServiceError
from shotwright.sender import Accepted, Job, Lost, Refused, SenderSettings, make_sender
from shotwright.sender.heygen.legacy import Legacy
from shotwright.sender.http import Http

Handler = Callable[[httpx2.Request], httpx2.Response]
Made = Callable[[Handler], Http]


def settings(day: int, month: int, **options: str) -> SenderSettings:
    return SenderSettings(
        environment={"HEYGEN_API_KEY": "k" * 20},
        now=lambda: datetime(2026, month, day, 12, tzinfo=UTC),
        options={name.replace("_", "-"): value for name, value in options.items()},
    )


def test_until_its_last_day_it_warns(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "shotwright"):
        assert make_sender("legacy", settings(31, 10)).name == "legacy"
    assert "2026-10-31" in caplog.text


def test_after_it_refuses_unless_told() -> None:
    with pytest.raises(InputError, match=r"2026-10-31.*allow-sunset"):
        make_sender("legacy", settings(1, 11))
    with pytest.raises(InputError):
        make_sender("legacy", settings(1, 11, allow_sunset="no"))
    assert make_sender("legacy", settings(1, 11, allow_sunset="yes")).name == "legacy"


@pytest.fixture
def scenes(job: Job) -> Job:
    scene = {"character": {"type": "avatar", "avatar_id": "lk_maya"},
             "voice": {"type": "text", "voice_id": "vc_maya", "input_text": "Hello."}}  # fmt: skip
    body = {"video_inputs": [scene], "title": "ad: promise sw-7f3a"}
    return replace(job, route="legacy", path="/v2/video/generate", body=body)


def test_it_vouches_for_nothing_and_sends_no_key_against_doubles(http: Made, scenes: Job) -> None:
    sent = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        sent.append(request)
        return httpx2.Response(200, json={"error": None, "data": {"video_id": "v1"}})

    legacy = Legacy(http(answer))
    assert legacy.submit(scenes) == Accepted("v1")
    assert "Idempotency-Key" not in sent[0].headers
    assert legacy.abilities.replays_keys is None
    assert not legacy.abilities.finds_by_tag
    with pytest.raises(ServiceError):
        legacy.find("sw-7f3a")


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (200, {"error": "no credits", "data": None}, Lost),
        (200, {"error": {"code": "internal_error", "message": "?"}, "data": None}, Lost),
        (400, {"error": {"code": "internal_error", "message": "avatar"}}, Refused),
        (400, {"code": 400140, "message": "no"}, Refused),
        (500, {"error": {"code": 500000}}, Lost),
    ],
)
def test_its_answers_mean_what_those_of_version_3_mean(
    status: int, body: Mapping[str, object], expected: type, http: Made, scenes: Job
) -> None:
    legacy = Legacy(http(lambda _: httpx2.Response(status, json=body)))
    assert isinstance(legacy.submit(scenes), expected)


@pytest.mark.parametrize(
    ("data", "progress", "reason"),
    [
        ({"status": "waiting"}, "waiting", ""),
        ({"status": "processing"}, "running", ""),
        ({"status": "completed", "video_url": "https://x/y", "duration": 4.2}, "completed", ""),
        ({"status": "completed", "video_url": None}, "running", ""),
        ({"status": "failed", "error": {"code": 4, "message": "bad face"}}, "failed", "bad face"),
        ({"status": "failed", "error": "bad face"}, "failed", "bad face"),
        ({"status": "failed", "error": None}, "failed", "does not say"),
        ({"status": "dreaming"}, "running", ""),
    ],
)
def test_how_far_a_video_is(
    data: Mapping[str, object], progress: str, reason: str, http: Made
) -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        assert str(request.url) == "https://api.example/v1/video_status.get?video_id=v%2F1"
        return httpx2.Response(200, json={"code": 100, "data": data, "message": "Success"})

    status = Legacy(http(answer)).status(["v/1"])["v/1"]
    assert status.progress == progress
    assert reason in status.reason
    assert bool(status.url) == (progress == "completed")


@pytest.mark.parametrize(
    ("answer", "progress"),
    [
        (httpx2.Response(404, json={"error": {"code": "video_not_found"}}), "gone"),
        (httpx2.Response(404, content=b"<html>"), "unknown"),
        (httpx2.Response(200, json={"code": 100, "data": None}), "unknown"),
    ],
)
def test_what_cannot_be_learnt(answer: httpx2.Response, progress: str, http: Made) -> None:
    assert Legacy(http(lambda _: answer)).status(["v1"])["v1"].progress == progress
