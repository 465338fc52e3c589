"""Laws of outcomes: whatever is answered, there is one, and it promises no more than is known."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from hypothesis import example, given
from hypothesis import strategies as st

from shotwright.sender import Accepted, Lost, Refused
from shotwright.sender.http import Answer, plain
from shotwright.sender.http.answer import seconds_to_wait
from shotwright.sender.outcome import outcome_of

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)

words = st.text(max_size=20)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["data", "error", "code", "message", "param", "errors", "video_id"]),
        inner, max_size=4),
    max_leaves=10,
)  # fmt: skip
bodies = st.binary(max_size=200) | json_values.map(lambda value: json.dumps(value).encode())


def video_id(body: object) -> object:
    data = body.get("data") if isinstance(body, dict) else None
    return data.get("video_id") if isinstance(data, dict) else None


def read(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


@given(st.integers(200, 599), bodies)
@example(200, b'{"data": {"video_id": "v1"}, "error": {"code": "invalid_parameter"}}')
@example(500, b'{"data": {"video_id": "v1"}}')
@example(400, b'{"error": {"code": ["invalid_parameter"], "errors": [7], "param": {}}}')
@example(200, b"\xff\xfe")
@example(200, b"1" * 5000)
@example(400, b'{"error": {"code": "x", "message": "\\ud800\\u2028\\u001b"}}')
def test_every_answer_has_an_outcome_that_it_proves(status: int, body: bytes) -> None:
    outcome = outcome_of(Answer(status, "rq", None, body), video_id)
    found = video_id(read(body))
    if isinstance(outcome, Accepted):
        assert 200 <= status < 300
        assert outcome.remote_id == found
    elif isinstance(outcome, Refused):
        assert status < 500, "the work may have been done"
        named = isinstance(found, str) and found != "" and found.isprintable()
        assert not (status < 300 and named), "an id was told"
        assert outcome.stop in ("take", "wait", "run")
        if status < 300:
            assert isinstance(read(body), dict), "an error was told"
    else:
        assert isinstance(outcome, Lost)
    if not isinstance(outcome, Accepted):
        assert outcome.reason.isprintable()
        assert str(status) in outcome.reason


@given(
    st.text(max_size=60)
    | st.from_regex(r"[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{1,6} [\d:]{1,9} \S*")
)
@example("Fri, 31 Dec 9999 23:59:59 -2359")
@example("Mon, 01 Jan 0001 00:00:00 +2359")
def test_every_retry_after_is_a_wait_or_none(header: str) -> None:
    wait = seconds_to_wait(header, None, NOW)
    assert wait is None or 0 <= wait <= 86_400
    wait = seconds_to_wait("Sat, 21 Nov 2026 12:00:30 GMT", header, NOW)
    assert wait is not None
    assert 0 <= wait <= 86_400


@given(st.text())
def test_what_is_told_fits_a_terminal(text: str) -> None:
    told = plain(text)
    assert len(told) < 500
    assert told.isprintable()
