"""What all wire models share: frozen, read from a body and written back as it was given."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from inspect import get_annotations
from typing import Annotated, Any, ClassVar, NamedTuple, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PlainValidator,
    Strict,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from shotwright.request.limits import Limit, refusal, title_of

T = TypeVar("T")


def _number(value: Any) -> Any:  # noqa: ANN401 - whatever the body holds
    """Take a finite number as it was written: 1 stays 1 and 1.0 stays 1.0."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PydanticCustomError("number_type", "Input should be a number")
    if isinstance(value, float) and not math.isfinite(value):
        raise PydanticCustomError("finite_number", "Input should be a finite number")
    return value


def _sendable(value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise PydanticCustomError(
            "string_unicode", "Input should be text that UTF-8 can carry, without half characters"
        ) from None
    return value


def _not_null(value: Any) -> Any:  # noqa: ANN401 - whatever the body holds
    if value is None:
        raise PydanticCustomError("null", "null is not taken here; leave the key out")
    return value


Number = Annotated[float, PlainValidator(_number)]
"""An integer or a float, kept as given."""

_SENDABLE = AfterValidator(_sendable)

Words = Annotated[str, _SENDABLE]
"""Any text that can be sent."""

Id = Annotated[str, Field(min_length=1), _SENDABLE]
"""The id of something at HeyGen."""

HttpsUrl = Annotated[str, Field(pattern=r"^https://\S+$"), _SENDABLE]
"""A URL where the source says HTTPS."""

WebUrl = Annotated[str, Field(pattern=r"^https?://\S+$"), _SENDABLE]
"""A public URL."""

Hex = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
"""A colour such as `#1a1a2e`."""

Many = Annotated[tuple[T, ...], Strict(strict=False)]
"""A list; frozen here, a list again in the body."""

Maybe = Annotated[T | None, BeforeValidator(_not_null)]
"""A key that may be left out, but not be null."""


class Clash(NamedTuple):
    """Two things in one body that HeyGen does not take together, or one that lacks another.

    Attributes:
        field: Where it is reported.
        said: What is wrong.
        source: Key of the source in `wire.toml`; default: the model's own.
    """

    field: str
    said: str
    source: str = ""


class Wire(BaseModel):
    """A JSON object of HeyGen's API.

    Errors are pydantic's `ValidationError`; every message ends with the title and date of its
    source.
    """

    model_config = ConfigDict(frozen=True, strict=True, allow_inf_nan=False)

    told_by: ClassVar[str] = "schemas"
    """Where the fields are documented: a key of `wire.toml`."""

    @model_validator(mode="wrap")
    @classmethod
    def _with_source(cls, value: object, read: ModelWrapValidatorHandler[Self]) -> Self:
        try:
            return read(value)
        except ValidationError as error:
            found = [_sourced(entry, cls.told_by) for entry in error.errors(include_url=False)]
            hidden = bool(cls.model_config.get("hide_input_in_errors"))
            raise ValidationError.from_exception_data(
                cls.__name__, found, hide_input=hidden
            ) from None

    @model_validator(mode="after")
    def _without_clash(self) -> Self:
        found = [
            InitErrorDetails(
                type=refusal(clash.said, clash.source or self.told_by),
                loc=(clash.field,),
                input=getattr(self, clash.field),
            )
            for clash in self.clashes()
        ]
        if found:
            raise ValidationError.from_exception_data(type(self).__name__, found)
        return self

    def clashes(self) -> Iterator[Clash]:
        """List what does not go together."""
        return iter(())

    def to_body(self) -> dict[str, Any]:
        """Write exactly the keys that were given, in the order of the documentation.

        That is: a class's own fields first, then those it shares with others.
        """
        given = self.model_fields_set
        body = {name: _written(getattr(self, name)) for name in _order(type(self)) if name in given}
        return body | (self.model_extra or {})


class Body(Wire):
    """A JSON object of a request: a key that is not documented is refused.

    Source: objects of asset inputs are closed in HeyGen's OpenAPI file, 2026-04-08; those of videos
    by developers who checked the API, 2026-08-25.
    """

    model_config = ConfigDict(extra="forbid")

    endpoint: ClassVar[str] = ""
    """Method and path of the request, on the outermost object."""


@cache
def _order(model: type[Wire]) -> tuple[str, ...]:
    """List a model's fields: its own first, then those of its bases."""
    names = (name for part in model.__mro__ for name in get_annotations(part))
    return tuple(dict.fromkeys(name for name in names if name in model.model_fields))


def _written(value: object) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, Wire):
        return value.to_body()
    return [_written(entry) for entry in value] if isinstance(value, tuple) else value


def _sourced(entry: ErrorDetails, source: str) -> InitErrorDetails:
    """Add the source to an error, unless a model or limit inside it has."""
    context = entry.get("ctx", {})
    if "source" not in context:
        context = {"said": entry["msg"], "source": title_of(source)}
    error = PydanticCustomError("heygen", "{said} ({source})", context)
    return InitErrorDetails(type=error, loc=entry["loc"], input=entry["input"])


__all__ = [
    "Body",
    "Clash",
    "Hex",
    "HttpsUrl",
    "Id",
    "Limit",
    "Many",
    "Maybe",
    "Number",
    "WebUrl",
    "Wire",
    "Words",
]
