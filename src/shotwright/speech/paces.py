"""How fast lines can be said in a shot, where lips have to follow, from `paces.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import Field

from shotwright.model.frozen import Noun
from shotwright.model.names import primary_language

Unit = Literal["word", "character"]

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SIGN = re.compile(r"[^\W_]")
_KEPT = 4096


class Pace(Noun):
    """The paces of a language, in units a second.

    Attributes:
        dense: Beyond it, lips no longer follow surely.
        fast: Beyond it, lines are rushed.
        most: Beyond it, nothing fits.
        talk: Units in all, beyond which a talk beat serves better.
    """

    unit: Unit
    dense: Annotated[Decimal, Field(gt=0)]
    fast: Annotated[Decimal, Field(gt=0)]
    most: Annotated[Decimal, Field(gt=0)]
    talk: Annotated[int, Field(gt=0)]


class PaceSource(Noun):
    """Who says what of it."""

    of: str
    title: str
    url: str
    read_on: date
    confidence: Literal["official", "reported", "inferred"]


class _Paces(Noun):
    schema_: Annotated[Literal[1], Field(alias="schema")]
    source: Annotated[tuple[PaceSource, ...], Field(min_length=1)]
    pace: dict[str, Pace]


def pace_of(language: str) -> Pace:
    """Take the pace of a language, or of those without one."""
    known = _paces()
    return known.get(primary_language(language), known["other"])


@lru_cache(_KEPT)
def units_of(text: str, unit: Unit) -> int:
    """Count words, or characters without signs and spaces."""
    return len((_WORD if unit == "word" else _SIGN).findall(text))


@cache
def _paces() -> Mapping[str, Pace]:
    text = (files("shotwright.speech") / "paces.toml").read_text("utf-8")
    return _Paces.model_validate(tomllib.loads(text)).pace
