"""Word lists and what they become: those of the rules' own files, and patterns of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal

from pydantic import Field

from shotwright.catalog import WordHit, find_words
from shotwright.model.frozen import Noun

_GAP = re.compile(r"[\s-]+")
_NEXT = re.compile(r"\s+([a-z][\w'’]*)")
_LISTS = (
    "edit_words", "one_take_words", "negation_words", "text_render_words", "slop_words",
    "high_impact_verbs_3sg",
)  # fmt: skip
_COUNTS: tuple[str, ...] = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen", "twenty",
)  # fmt: skip
_TENS = {"thirty": 30, "forty": 40, "sixty": 60}

NUMBER = rf"(?:\d{{1,3}}(?:\.\d)?|{'|'.join([*reversed(_COUNTS), *_TENS])})"
"""A pattern of a small number in digits or in an English word."""


class Source(Noun):
    """Who says what of a file, and how sure that is."""

    of: str
    title: str
    url: str
    read_on: date
    confidence: Literal["official", "reported", "inferred"]


class WordFile(Noun):
    """What every file with words holds."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    source: Annotated[tuple[Source, ...], Field(min_length=1)]
    words: dict[str, tuple[str, ...]]


@cache
def facts(name: str) -> dict[str, Any]:
    """Read a TOML file of the rules, as it stands."""
    return tomllib.loads((files("shotwright.rules") / f"{name}.toml").read_text("utf-8"))


@cache
def listed(file: str, name: str) -> frozenset[str]:
    """Take one of the word lists of a file."""
    return frozenset(facts(file)["words"][name])


@cache
def pattern(file: str, name: str) -> re.Pattern[str]:
    """Make a pattern of one of the word lists of a file."""
    return any_of(facts(file)["words"][name])


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Compile some phrases, the longest first; a gap in one is white space or a hyphen."""
    ways = (
        r"[\s-]+".join(map(re.escape, _GAP.split(phrase)))
        for phrase in sorted(phrases, key=len, reverse=True)
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)", re.IGNORECASE)


def noun_after(text: str, end: int) -> str:
    """Find the noun that a word before it only tells more of: `night cream`; empty if none."""
    match = _NEXT.match(text, end)
    word = match[1] if match else ""
    plain = word in listed("plain", "after") or word.endswith(("ly", "ing"))
    return "" if plain else word


def words_in(text: str, name: str) -> Iterator[WordHit]:
    """Find the words of one of the catalog's lists that several rules ask for, all in one pass."""
    return (hit for hit in find_words(text, *_LISTS) if hit.list == name)


def count_of(word: str) -> float:
    """Read what `NUMBER` finds."""
    folded = word.lower()
    if folded in _TENS:
        return _TENS[folded]
    return _COUNTS.index(folded) if folded in _COUNTS else float(folded)
