"""What answers to a creation mean: the table of HeyGen's error codes, and what is not in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import httpx2
import pytest

from shotwright.sender import Accepted, Job, Lost, Outcome, Refused, Sender

Reply = Callable[..., httpx2.Response]
Making = Callable[[Callable[[httpx2.Request], httpx2.Response]], Sender]

# HeyGen API page "error codes" with the changelog of May 2026, and what developers saw; the last
# column is what follows for a creation: surely not accepted (take, wait, run), or lost.
DOCUMENTED = """
400 invalid_parameter take
400 avatar_consent_required take
400 content_policy_violation take
400 download_failed take
400 script_too_short take
400 tts_text_invalid take
400 voice_unavailable take
400 unlimited_mode_disabled take
400 resource_limit_reached take
400 resource_limit_exceeded take
400 avatar_not_usable take
401 unauthorized run
401 authentication_failed run
402 insufficient_credit run
402 trial_limit_exceeded run
402 plan_upgrade_required run
403 forbidden run
403 resource_access_denied run
403 ai_vendor_access_restricted run
403 voice_not_usable take
403 insufficient_api_key_scope run
404 avatar_not_found take
404 voice_not_found take
404 asset_not_found take
404 not_found take
409 request_in_progress lost
409 resource_not_ready wait
409 conflict take
413 payload_too_large take
429 rate_limit_exceeded wait
429 quota_exceeded run
500 internal_error lost
500 voice_provider_error lost
502 service_unavailable lost
503 service_unavailable lost
504 gateway_timeout lost
"""

UNDOCUMENTED = """
400 something_new take
402 something_new run
403 something_new run
409 something_new lost
418 something_new take
429 something_new wait
400 insufficient_credit run
408 something_new lost
500 invalid_parameter lost
599 something_new lost
400 internal_error take
"""


def meaning(outcome: Outcome) -> str:
    if isinstance(outcome, Refused):
        return outcome.stop
    return "lost" if isinstance(outcome, Lost) else "accepted"


def reason(outcome: Outcome) -> str:
    assert isinstance(outcome, Refused | Lost)
    return outcome.reason


@pytest.mark.parametrize("line", [row for row in (DOCUMENTED + UNDOCUMENTED).splitlines() if row])
def test_an_error_code_means_what_heygen_says(
    line: str, sender: Making, job: Job, reply: Reply
) -> None:
    status, code, expected = line.split()
    error = {"error": {"code": code, "message": "so it is", "param": None}}
    outcome = sender(lambda _: reply(int(status), error, {"x-request-id": "rq-9"})).submit(job)
    assert meaning(outcome) == expected
    for word in (status, code, "so it is", "rq-9"):
        assert word in reason(outcome)


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (200, {"data": {"video_id": "v1", "status": "waiting"}}, "accepted"),
        (201, {"data": {"video_id": "v1", "status": "pending"}}, "accepted"),
        (202, {"data": {"video_id": "v1"}}, "accepted"),
        (200, {"data": {"video_id": "v1"}, "error": {"code": "odd"}}, "accepted"),
        (200, {"error": {"code": "invalid_parameter", "message": "no"}}, "take"),
        (200, {"error": {"code": "insufficient_credit", "message": "no"}}, "run"),
        (200, {"error": {"code": "rate_limit_exceeded", "message": "no"}}, "wait"),
        (200, {"error": {"code": "request_in_progress", "message": "no"}}, "lost"),
        (200, {"error": {"code": "internal_error", "message": "no"}}, "lost"),
        (200, {"error": {"code": "something_new", "message": "no"}}, "lost"),
        (200, {"error": "no"}, "lost"),
        (200, {"data": {"status": "waiting"}}, "lost"),
        (200, {"data": {"video_id": None}}, "lost"),
        (200, {"data": {"video_id": ""}}, "lost"),
        (200, {"data": {"video_id": 7}}, "lost"),
        (200, {"data": {"video_id": "v\n1"}}, "lost"),
        (200, {"data": {"video_id": "v" * 300}}, "lost"),
        (200, {"data": ["v1"]}, "lost"),
        (200, {}, "lost"),
        (200, [], "lost"),
        (200, b"", "lost"),
        (200, b"<html>welcome</html>", "lost"),
        (200, b'{"data": {"video_id": "v1"', "lost"),
        (200, b"[" * 100_000, "lost"),
        (204, b"", "lost"),
        (301, b"", "run"),
        (302, b"", "lost"),
        (303, b"", "lost"),
        (307, b"", "run"),
        (308, b"", "run"),
        (400, b"<html>bad</html>", "take"),
        (401, b"", "run"),
        (403, b"<html>blocked</html>", "run"),
        (404, b"<html>not here</html>", "run"),
        (405, b"", "run"),
        (408, b"", "lost"),
        (409, b"", "lost"),
        (413, b"", "take"),
        (429, b"", "wait"),
        (500, b"", "lost"),
        (502, b"<html>bad gateway</html>", "lost"),
        (503, b"", "lost"),
    ],
)
def test_only_what_proves_it_is_refused(
    status: int, body: object, expected: str, sender: Making, job: Job, reply: Reply
) -> None:
    outcome = sender(lambda _: reply(status, body)).submit(job)
    assert meaning(outcome) == expected
    if expected == "accepted":
        assert outcome == Accepted("v1")
    elif status != 200:
        assert str(status) in reason(outcome)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (httpx2.ConnectError("[Errno 111] Connection refused"), "wait"),
        (httpx2.ConnectTimeout("late"), "wait"),
        (httpx2.PoolTimeout("late"), "wait"),
        (httpx2.ProxyError("407 Proxy Authentication Required"), "wait"),
        (httpx2.ReadTimeout("late"), "lost"),
        (httpx2.WriteTimeout("late"), "lost"),
        (httpx2.ReadError("reset"), "lost"),
        (httpx2.WriteError("reset"), "lost"),
        (httpx2.CloseError("reset"), "lost"),
        (httpx2.RemoteProtocolError("Server disconnected"), "lost"),
        (httpx2.LocalProtocolError("odd"), "lost"),
        (httpx2.DecodingError("odd"), "lost"),
    ],
)
def test_only_what_never_left_is_refused(
    error: Exception, expected: str, sender: Making, job: Job
) -> None:
    calls = []

    def fail(request: httpx2.Request) -> httpx2.Response:
        calls.append(request)
        raise error

    outcome = sender(fail).submit(job)
    assert meaning(outcome) == expected
    assert type(error).__name__ in reason(outcome)
    assert len(calls) == 1


@pytest.mark.parametrize("status", [200, 429, 500, 503])
def test_a_creation_is_sent_exactly_once(
    status: int, sender: Making, job: Job, reply: Reply
) -> None:
    calls = []

    def count(request: httpx2.Request) -> httpx2.Response:
        calls.append(request)
        return reply(status, {}, {"Retry-After": "0"})

    sender(count).submit(job)
    assert len(calls) == 1


def test_what_is_sent_is_the_job_and_nothing_else(
    sender: Making, job: Job, reply: Reply, planted: str
) -> None:
    sent: list[httpx2.Request] = []

    def accept(request: httpx2.Request) -> httpx2.Response:
        sent.append(request)
        return reply(200, {"data": {"video_id": "v1"}})

    assert sender(accept).submit(job) == Accepted("v1")
    (request,) = sent
    assert (request.method, str(request.url)) == ("POST", "https://api.example/v3/videos")
    assert request.headers["Idempotency-Key"] == "a1" * 32
    assert request.headers["x-api-key"] == planted
    assert request.headers["Content-Type"] == "application/json"
    assert request.headers["User-Agent"].startswith("shotwright/")
    assert "Authorization" not in request.headers
    assert json.loads(request.content) == job.body


@pytest.mark.parametrize("status", [401, 402, 403])
def test_what_nothing_else_would_fare_better_with_opens_a_circuit(
    status: int, sender: Making, job: Job, reply: Reply
) -> None:
    calls = []

    def refuse(request: httpx2.Request) -> httpx2.Response:
        calls.append(request.url.path)
        if request.url.path == "/v3/users/me":
            return reply(200, {"data": {"username": "maya"}})
        return reply(status, {"error": {"code": "no", "message": "not you"}})

    service = sender(refuse)
    first, second = service.submit(job), service.submit(job)
    assert calls == ["/v3/videos"]
    assert meaning(first) == meaning(second) == "run"
    assert "not you" in reason(second)
    assert "not sent" in reason(second)
    service.account()  # the person has acted, and asked again
    service.submit(job)
    assert calls == ["/v3/videos", "/v3/users/me", "/v3/videos"]


def test_a_refusal_of_one_take_opens_no_circuit(sender: Making, job: Job, reply: Reply) -> None:
    answers = iter([reply(400, {"error": {"code": "invalid_parameter", "message": "no"}}),
                    reply(200, {"data": {"video_id": "v2"}})])  # fmt: skip
    service = sender(lambda _: next(answers))
    assert meaning(service.submit(job)) == "take"
    assert service.submit(job) == Accepted("v2")


def test_a_body_that_is_no_json_is_refused_before_it_is_sent(sender: Making, job: Job) -> None:
    def never(_: httpx2.Request) -> httpx2.Response:
        raise AssertionError

    for bad in (float("nan"), "\ud800"):
        outcome = sender(never).submit(replace(job, body={"prompt": bad}))
        assert meaning(outcome) == "take"


def test_a_services_words_drive_no_terminal(sender: Making, job: Job, reply: Reply) -> None:
    error = {"error": {"code": "x", "message": "\x1b[2Jgone\r\n\u202e" + "long " * 1000}}
    outcome = sender(lambda _: reply(400, error)).submit(job)
    assert reason(outcome).isprintable()
    assert len(reason(outcome)) < 500
