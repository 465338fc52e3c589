"""What came back: an answer, or why there is none."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from shotwright.request import answers

OK = 200
MULTIPLE_CHOICES = 300
BAD_REQUEST = 400
SERVER_ERROR = 500

REQUEST_IDS = (
    "x-request-id",
    "x-heygen-request-id",
    "x-amzn-requestid",
    "x-amzn-trace-id",
    "cf-ray",
)
"""Headers that name a request, for whoever asks HeyGen about it.

The first is HeyGen's, as its command-line tool reads it, 2026-07-22; the others are those of the
fronts that such services stand behind.
"""

_LONGEST_WAIT = timedelta(days=1)
_LONGEST_TOLD = 400


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer.

    Attributes:
        request_id: What the service calls the exchange, or empty.
        after: Seconds that it asks to wait.
        body: What it sent; it may hold signed URLs, so it is not shown.
    """

    status: int
    request_id: str
    after: float | None
    body: bytes = field(repr=False)

    @property
    def ok(self) -> bool:
        """Whether the service says that it did what was asked."""
        return OK <= self.status < MULTIPLE_CHOICES and self.failure is None

    @property
    def json(self) -> Mapping[str, Any] | None:
        """The object it holds; None where it holds none."""
        try:
            value = json.loads(self.body)
        except (ValueError, RecursionError):
            return None
        return value if isinstance(value, dict) else None

    @property
    def failure(self) -> answers.Failure | None:
        """The error it tells of, whatever its status."""
        body = self.json
        return answers.read_failure(body) if body is not None else None

    def __str__(self) -> str:
        """Say what the service said: status, code, words, and its request id."""
        failure = self.failure
        said = [f"HTTP {self.status}"]
        if failure is not None:
            said += [str(failure.code)] if failure.code is not None else []
            words = [failure.message, *(detail.message for detail in failure.errors or ())]
            said += [word for word in words if word]
            said += [f"(field {failure.param})"] if failure.param else []
        if self.request_id:
            said.append(f"(request {self.request_id})")
        return plain(" ".join(said))


class NoAnswerError(Exception):
    """No whole answer came.

    It is raised on its own, never from the client's error: that one holds the request, and with it
    the key.

    Attributes:
        said: Why, for people.
        left: Whether the request may have reached the service.
    """

    def __init__(self, said: str, *, left: bool) -> None:
        """Keep why, and whether the request may have arrived."""
        self.said = said
        self.left = left
        super().__init__(said)


def plain(text: str) -> str:
    """Make a service's words fit for a terminal: one line, nothing that controls it, not long."""
    seen = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return seen if len(seen) <= _LONGEST_TOLD else f"{seen[:_LONGEST_TOLD]}..."


def seconds_to_wait(header: str | None, sent_at: str | None, now: datetime) -> float | None:
    """Read `Retry-After`: seconds or an HTTP date; None where it says neither.

    Args:
        header: The header.
        sent_at: The header `Date`: the service's own clock, which the date goes by.
        now: Our clock, where the service does not tell its own.

    Source: RFC 9110, 10.2.3.
    """
    if header is None:
        return None
    if re.fullmatch(r"\s*[0-9]{1,9}\s*", header, re.ASCII):
        return min(float(header), _LONGEST_WAIT.total_seconds())
    until = _date(header)
    if until is None:
        return None
    wait = until - (_date(sent_at) or now)
    return max(timedelta(0), min(wait, _LONGEST_WAIT)).total_seconds()


def _date(header: str | None) -> datetime | None:
    try:
        read = parsedate_to_datetime(header) if header else None
    except (ValueError, OverflowError):
        return None
    # A date without a zone is one of the obsolete forms, which are in GMT.
    return read.replace(tzinfo=UTC) if read and read.tzinfo is None else read
