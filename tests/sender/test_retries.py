"""Reads are tried again, and the service's wish to wait is honoured."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import httpx2
import pytest
import stamina
from stamina.instrumentation import RetryDetails, set_on_retry_hooks

from shotwright.errors import ServiceError
from shotwright.sender.http import Answer, Http, NoAnswerError, until_answered
from shotwright.sender.http.answer import seconds_to_wait

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """Wait in earnest, by a clock that stands still."""
    waited: list[float] = []

    def note(details: RetryDetails) -> None:
        waited.append(details.wait_for)

    set_on_retry_hooks([note])
    monkeypatch.setattr("tenacity.nap.time.sleep", lambda _: None)
    stamina.set_testing(testing=False)
    yield waited
    set_on_retry_hooks(None)


def answer(status: int, after: float | None = None) -> Answer:
    return Answer(status, "rq-1", after, b"{}")


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_what_may_pass_is_tried_again_four_times(status: int, waits: list[float]) -> None:
    calls = []

    def call() -> Answer:
        calls.append(1)
        return answer(status)

    with pytest.raises(ServiceError, match=f"{status}.*rq-1"):
        until_answered(call)
    assert len(calls) == 4
    assert len(waits) == 3
    for wait, least in zip(waits, (1, 2, 4), strict=True):
        assert least <= wait <= least + 1


@pytest.mark.parametrize("status", [200, 301, 400, 401, 402, 403, 404, 409, 413, 501])
def test_what_will_not_pass_is_not_tried_again(status: int, waits: list[float]) -> None:
    answers = iter([answer(status)])
    assert until_answered(lambda: next(answers)).status == status
    assert not waits


def test_no_answer_is_tried_again(waits: list[float]) -> None:
    answers: Iterator[Answer | NoAnswerError] = iter(
        [NoAnswerError("cut", left=True), NoAnswerError("cut", left=False), answer(200)]
    )

    def call() -> Answer:
        found = next(answers)
        if isinstance(found, NoAnswerError):
            raise found
        return found

    assert until_answered(call).status == 200
    assert len(waits) == 2


def test_the_wish_to_wait_is_honoured_with_jitter_and_up_to_a_minute(waits: list[float]) -> None:
    answers = iter([answer(429, 17.0), answer(503, 60.0), answer(429, 0.0), answer(200)])
    assert until_answered(lambda: next(answers)).status == 200
    for wait, least in zip(waits, (17, 60, 0), strict=True):
        assert least <= wait <= least + 1
    assert any(wait % 1 for wait in waits)


def test_who_asks_for_more_than_a_minute_is_not_waited_for(waits: list[float]) -> None:
    answers = iter([answer(429, 61.0)])
    with pytest.raises(ServiceError, match="429"):
        until_answered(lambda: next(answers))
    assert not waits


def test_the_errors_of_others_are_not_swallowed(waits: list[float]) -> None:
    def broken() -> Answer:
        raise KeyError

    with pytest.raises(KeyError):
        until_answered(broken)
    assert not waits


@pytest.mark.parametrize(
    ("header", "sent_at", "seconds"),
    [
        ("0", None, 0),
        ("17", None, 17),
        (" 17 ", None, 17),
        ("999999999", None, 86_400),
        ("Sat, 21 Nov 2026 12:00:30 GMT", None, 30),
        ("Sat, 21 Nov 2026 11:00:00 GMT", None, 0),
        # The service's clock is five minutes ahead of ours; it means 30 s.
        ("Sat, 21 Nov 2026 12:05:30 GMT", "Sat, 21 Nov 2026 12:05:00 GMT", 30),
        ("Saturday, 21-Nov-26 12:00:30 GMT", None, 30),
        ("Sat Nov 21 12:00:30 2026", None, 30),
        ("Fri, 31 Dec 9999 23:59:59 GMT", None, 86_400),
        ("17.5", None, None),
        ("-1", None, None),
        ("1e400", None, None),
        ("soon", None, None),
        ("", None, None),
        ("٣", None, None),
        (None, "Sat, 21 Nov 2026 12:05:00 GMT", None),
        ("Sat, 99 Nov 2026 12:00:30 GMT", None, None),
    ],
)
def test_retry_after_is_seconds_or_a_date(
    header: str | None, sent_at: str | None, seconds: float | None
) -> None:
    assert seconds_to_wait(header, sent_at, NOW) == seconds


def test_an_answer_carries_the_wish_to_wait(http: Callable[..., Http]) -> None:
    headers = {"Retry-After": "Sat, 21 Nov 2026 12:00:30 GMT"}
    found = http(lambda _: httpx2.Response(429, headers=headers)).call("GET", "/", seconds=5)
    assert found.after == 30


def test_retries_say_nothing_on_stderr() -> None:
    code = """
import stamina
from shotwright.sender.http import Answer, until_answered
stamina.set_testing(True, attempts=2)
answers = iter([Answer(503, "", None, b""), Answer(200, "", None, b"")])
assert until_answered(lambda: next(answers)).ok
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")
