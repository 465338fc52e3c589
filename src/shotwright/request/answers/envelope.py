"""What all answers share: tolerance, the envelopes of one thing and of a page, and errors.

Source: HeyGen's answer schemas, 2026-07-21; errors: HeyGen's OpenAPI file, 2026-04-08, and HeyGen
API page "error codes", read 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Generic, TypeVar

from pydantic import (
    ConfigDict,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)

from shotwright.request.wire import Many, Wire, Words

T = TypeVar("T")


def _or_none(value: Any, read: ValidatorFunctionWrapHandler) -> Any:  # noqa: ANN401 - any JSON
    try:
        return read(value)
    except ValidationError:
        return None


Loose = Annotated[T | None, WrapValidator(_or_none)]
"""May be null or absent; of another type than documented it is read as None."""


class Answer(Wire):
    """A JSON object that HeyGen answers; keys that are not documented are kept.

    `to_body` writes what was read, save for a detail of another type than documented.  Errors do
    not show what was read: secrets and signed URLs may be in it.
    """

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    told_by: ClassVar[str] = "answers"


class Job(Answer):
    """Something that is being made.

    Attributes:
        status: Any word; the known ones are documented where they are used.
    """

    status: Loose[Words] = None

    @property
    def ended(self) -> bool:
        """Whether the job completed or failed: only then its slot is free."""
        return self.status in {"completed", "failed"}

    @property
    def in_flight(self) -> bool:
        """Whether the job may still change; a state that is unknown or missing counts."""
        return not self.ended


A = TypeVar("A", bound=Answer)


class Answered(Answer, Generic[A]):
    """One thing.

    Attributes:
        data: The thing.
    """

    data: A


class Page(Answer, Generic[A]):
    """Part of a list.

    Attributes:
        data: The things on this page.
        has_more: Whether there are more.
        next_token: The `token` that asks for the next page; stands beside `data`.
    """

    data: Many[A]
    has_more: bool = False
    next_token: str | None = None

    @property
    def last(self) -> bool:
        """Whether nothing says that there are more; both signs are looked at."""
        return not self.has_more and not self.next_token


class FailureDetail(Answer):
    """One of several mistakes.

    Attributes:
        code: A word.
        message: For people.
        path: Where in the body.
    """

    code: Loose[str | int] = None
    message: Loose[str] = None
    path: Loose[str] = None


class Failure(Answer):
    """Why a request was refused.

    Attributes:
        code: A word such as `invalid_parameter`; a number on legacy endpoints; may be missing.
        message: For people.
        param: Which field of the body.
        doc_url: Where it is explained.
        errors: Several mistakes at once, as developers have seen.
    """

    code: Loose[str | int] = None
    message: Loose[str] = None
    param: Loose[str] = None
    doc_url: Loose[str] = None
    errors: Loose[Many[FailureDetail]] = None


def read_failure(body: Mapping[str, Any]) -> Failure | None:
    """Find the error in an answer of any dialect; one with an error failed, even with HTTP 200.

    Source: HeyGen API guide "Create Avatar Video (V2)", read 2026-11-21, where `error` is null or
    a text; elsewhere it is an object.

    >>> read_failure({"error": {"code": "unauthorized", "message": "no key"}}).code
    'unauthorized'
    >>> read_failure({"error": None, "data": {"video_id": "v1"}}) is None
    True
    """
    error = body.get("error")
    if not error:
        return None
    return Failure.model_validate(error if isinstance(error, dict) else {"message": str(error)})
