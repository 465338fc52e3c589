"""The Video Agent: sessions, and the videos that come of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import httpx2
import pytest

from shotwright.errors import ServiceError
from shotwright.sender import Accepted, Job, Lost
from shotwright.sender.heygen.agent import Agent
from shotwright.sender.http import Http

Handler = Callable[[httpx2.Request], httpx2.Response]
Made = Callable[[Handler], Http]


@pytest.fixture
def brief(job: Job) -> Job:
    body = {"prompt": "A film about a kettle.", "mode": "chat", "incognito_mode": False}
    return replace(job, route="agent", path="/v3/video-agents", body=body)


def test_it_vouches_for_nothing_after_a_lost_answer(http: Made) -> None:
    abilities = Agent(http(lambda _: httpx2.Response(500))).abilities
    assert abilities.routes == {"agent"}
    assert abilities.replays_keys is None
    assert not abilities.finds_by_tag
    with pytest.raises(ServiceError):
        Agent(http(lambda _: httpx2.Response(500))).find("sw-7f3a")


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ({"session_id": "s1", "status": "generating", "video_id": None}, Accepted("s1")),
        ({"session_id": "s1", "status": "completed", "video_id": "v1"}, Accepted("s1")),
    ],
)
def test_a_session_is_what_is_followed(
    answer: Mapping[str, object], outcome: object, http: Made, brief: Job
) -> None:
    agent = Agent(http(lambda _: httpx2.Response(200, json={"data": answer})))
    assert agent.submit(brief) == outcome


def test_a_video_alone_is_no_session(http: Made, brief: Job) -> None:
    answer = httpx2.Response(200, json={"data": {"video_id": "v1"}})
    assert isinstance(Agent(http(lambda _: answer)).submit(brief), Lost)


MESSAGES = [
    {"role": "user", "type": "text", "content": "A film about a kettle."},
    {"role": "model", "type": "text", "content": "Which kettle?"},
    {"role": "model", "type": "text", "content": "Hello."},
]


@pytest.mark.parametrize(
    ("session", "progress", "reason"),
    [
        ({"status": "thinking"}, "running", ""),
        ({"status": "generating", "progress": 40}, "running", ""),
        ({"status": "waiting_for_input"}, "waiting", "Which kettle?"),
        ({"status": "reviewing"}, "waiting", "Which kettle?"),
        ({"status": "failed"}, "failed", "Which kettle?"),
        ({"status": "failed", "messages": None}, "failed", "does not say"),
        ({"status": "completed", "video_id": None}, "running", ""),
        ({"status": "completed", "video_id": "v1"}, "completed", ""),
        ({"status": "daydreaming"}, "running", ""),
    ],
)
def test_how_far_a_session_is(
    session: Mapping[str, object], progress: str, reason: str, http: Made
) -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        if request.url.path == "/v3/videos/v1":
            video = {"id": "v1", "status": "completed", "video_url": "https://x/y", "duration": 31}
            return httpx2.Response(200, json={"data": video})
        assert request.url.path == "/v3/video-agents/s1"
        data = {"session_id": "s1", "title": "Kettle", "messages": MESSAGES, **session}
        return httpx2.Response(200, json={"data": data})

    status = Agent(http(answer)).status(["s1"])["s1"]
    assert status.progress == progress
    assert reason in status.reason
    assert bool(status.url) == (progress == "completed")


@pytest.mark.parametrize(
    ("answer", "progress"),
    [
        (httpx2.Response(404, json={"error": {"code": "not_found", "message": "no"}}), "gone"),
        (httpx2.Response(404, content=b"<html>"), "unknown"),
        (httpx2.Response(200, json={"data": {}}), "unknown"),
    ],
)
def test_what_cannot_be_learnt_of_a_session(
    answer: httpx2.Response, progress: str, http: Made
) -> None:
    assert Agent(http(lambda _: answer)).status(["s1"])["s1"].progress == progress


def test_a_brief_is_looked_at_before(http: Made, brief: Job) -> None:
    def answer(_: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(404, json={"error": {"code": "avatar_not_found", "message": "no"}})

    wrong = replace(brief, body={**brief.body, "avatar_id": "lk_x", "orientation": "square"})
    found = Agent(http(answer)).look_up([wrong])
    assert len(found) == 2
    assert "orientation" in found[0]
    assert "lk_x" in found[1]
