"""Lengths of time: exact milliseconds inside, plain numbers of seconds in files.

>>> Wish.parse("4-8")
Wish(kind='range', low=4000, high=8000)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal, NewType, Self

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, PlainSerializer
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

Millis = NewType("Millis", int)
"""A length of time in whole milliseconds."""

LONGEST = Millis(3_600_000)
"""An hour: no beat of a storyboard is longer."""

_MILLI = Decimal("0.001")
_NUMBER = r"(\d{1,6}(?:\.\d{1,9})?)"
_WRITTEN = re.compile(rf"(=?)\s*{_NUMBER}\s*(?:[-–]\s*{_NUMBER})?", re.ASCII)
_FORMS = "write 6 (a wish), '=6' (exact), '4-8' (a range) or auto"


def millis(value: object) -> Millis:
    """Read a number of seconds exactly; 0.1 means a tenth, not the nearest binary fraction.

    Raises:
        ValueError: Not a number, finer than a millisecond, not above 0, or over an hour.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        msg = "not a number of seconds"
        raise ValueError(msg)  # noqa: TRY004 - pydantic collects ValueErrors
    if isinstance(value, str) and not re.fullmatch(_NUMBER, value, re.ASCII):
        msg = f"{value!r} is not a number of seconds"
        raise ValueError(msg)
    # Compared before anything is reckoned or written: a number may have a million digits.
    exact = Decimal(value) if not isinstance(value, float) else Decimal(repr(value))
    if not exact.is_finite() or exact <= 0 or exact > LONGEST // 1000:
        msg = f"not a length above 0 and at most {LONGEST // 1000} s"
        raise ValueError(msg)
    rounded = exact.quantize(_MILLI)
    if exact != rounded:
        msg = f"{value} s is finer than a millisecond"
        raise ValueError(msg)
    return Millis(int(rounded * 1000))


def number(length: int) -> int | float:
    """Write milliseconds as a number of seconds: 6, not 6.0."""
    return length // 1000 if length % 1000 == 0 else length / 1000


def words(length: int) -> str:
    """Write milliseconds for people: `6 s`, `7.5 s`."""
    return f"{number(length)} s"


Length = Annotated[
    Millis,
    BeforeValidator(millis, json_schema_input_type=float),
    PlainSerializer(number, return_type=int | float),
]
"""A field written in seconds and held in milliseconds."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How long a shot beat should be.

    Attributes:
        kind: `wish` is a minimum, `exact` is met, `range` is free inside (its low end first),
            `auto` lets the service choose, `open` was not said and is inferred.
        low: In milliseconds; of a range its low end; 0 for auto and open.
        high: Of a range its high end; else as `low`.
    """

    kind: Literal["wish", "exact", "range", "auto", "open"]
    low: int = 0
    high: int = 0

    @classmethod
    def parse(cls, value: object) -> Self:
        """Read any written form.

        Raises:
            ValueError: It is none of the forms, or its length is impossible.
        """
        if value == "auto":
            return cls("auto")
        match = _WRITTEN.fullmatch(value.strip()) if isinstance(value, str) else None
        if isinstance(value, str) and match is None:
            msg = f"{value!r} is not a length; {_FORMS}"
            raise ValueError(msg)
        exact, low, high = match.groups() if match else ("", value, None)
        first = millis(low)
        if high is None:
            return cls("exact" if exact else "wish", first, first)
        if exact or millis(high) < first:
            msg = f"{value!r} is not a range; write the low end first, as in '4-8'"
            raise ValueError(msg)
        return cls("range", first, millis(high))

    def written(self) -> int | float | str | None:
        """Write the form that `parse` reads; None for open."""
        match self.kind:
            case "wish":
                return number(self.low)
            case "exact":
                return f"={number(self.low)}"
            case "range":
                return f"{number(self.low)}-{number(self.high)}"
            case "auto":
                return "auto"
            case "open":
                return None

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Read from a number or text, write back the same form."""
        return core_schema.no_info_plain_validator_function(
            lambda value: value if isinstance(value, cls) else cls.parse(value),
            serialization=core_schema.plain_serializer_function_ser_schema(
                cls.written, when_used="always"
            ),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe the written forms."""
        return {
            "anyOf": [
                {"type": "number", "exclusiveMinimum": 0, "maximum": LONGEST // 1000},
                {
                    "type": "string",
                    "pattern": r"^\s*(auto|=?\s*[0-9.]+|[0-9.]+\s*[-–]\s*[0-9.]+)\s*$",
                },
            ],
            "description": _FORMS,
        }


OPEN = Wish("open")
