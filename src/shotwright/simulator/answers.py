"""What comes in and what goes out: calls, answers, refusals in the documented envelope.

Source: HeyGen's error codes page and OpenAPI file of April 2026; `{"error": {"code", "message",
"param", "doc_url"}}` with a status of 4xx or 5xx.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ValidationError

Purse = Literal["usd", "credits"]

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a multipart body."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Call:
    """One request, read whole.

    Attributes:
        body: The JSON of the body; `None` where there is none.
        purse: Who pays: a key asks the wallet, a bearer token the subscription.
        key: The Idempotency-Key.
    """

    operation: str
    path: dict[str, str]
    query: Mapping[str, str]
    body: Any
    upload: Upload | None
    purse: Purse
    key: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """A status and its JSON, as the client shall see them."""

    body: Any
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class Refusal(Exception):  # noqa: N818 - the service says no; nothing is broken here
    """The service says no, in the documented envelope."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        param: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        """Keep what the envelope needs."""
        super().__init__(message)
        self.status, self.code, self.param, self.headers = status, code, param, headers or {}

    def answer(self) -> Answer:
        """Write the envelope."""
        error = {"code": self.code, "message": str(self), "param": self.param, "doc_url": None}
        return Answer({"error": error}, self.status, self.headers)


def invalid(message: str, param: str | None = None) -> Refusal:
    """Refuse a field: 400 `invalid_parameter`."""
    return Refusal(400, "invalid_parameter", message, param=param)


def missing(what: str, name: str) -> Refusal:
    """Refuse what is not there: 404 with the code of its kind, such as `video_not_found`."""
    return Refusal(404, f"{what}_not_found", f"No {what.replace('_', ' ')} {name!r} exists.")


def read_body(form: type[M], body: Any) -> M:  # noqa: ANN401 - any JSON
    """Read a body in its documented form.

    Raises:
        Refusal: A field is missing, unknown or out of its range.
    """
    if not isinstance(body, dict):
        raise invalid("The body must be a JSON object.")
    try:
        return form.model_validate(body)
    except ValidationError as error:
        told = error.errors(include_url=False, include_input=False)[0]
        param = _place(told["loc"], body)
        raise invalid(f"{param or 'body'}: {told['msg']}", param) from None


def _place(loc: tuple[int | str, ...], body: Any) -> str | None:  # noqa: ANN401 - any JSON
    """Write the way to a field; the word that tells the forms of a value apart is no part of it."""
    parts: list[str] = []
    value = body
    for number, part in enumerate(loc, 1):
        if isinstance(value, dict):
            if number < len(loc) and part in (value.get("type"), value.get("engine_type")):
                continue
            value = value.get(str(part))
        elif isinstance(value, list):
            value = value[int(part)]
        parts.append(str(part))
    return ".".join(parts) or None
