"""The words of the trade, from `vocabulary/*.toml`: terms by group, contradictions, word lists.

>>> term("move", "push-in").gloss
'Camera moves toward the subject; intimacy, realisation'
>>> "cut to" in word_list("edit_words")
True
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Annotated, Literal

from pydantic import Field

from shotwright.catalog.sources import Confidence
from shotwright.model.frozen import Noun

Group = Literal[
    "move", "size", "angle", "lens", "lighting", "time", "weather", "style", "mood", "ambient",
    "music",
]  # fmt: skip
"""What a term is a kind of, named like the part of a clause that holds it."""

Severity = Literal["hard", "soft"]
"""Both cannot hold in one part of a shot; usually a retake."""

_FILE_OF: Mapping[Group, str] = {
    "move": "camera", "size": "camera", "angle": "camera", "lens": "camera",
    "lighting": "light", "time": "light", "weather": "light",
    "style": "style", "mood": "style", "ambient": "sound", "music": "sound",
}  # fmt: skip
_WORD_FILES = ("words", "identity", "motion")


class Term(Noun):
    """One term of the vocabulary; what its group does not have is None or empty.

    Attributes:
        group: What it is a kind of.
        term: Its own name.
        gloss: What it means, in a few words.
        aliases: How it is written in a clause of its own, such as `camera`.
        prose_aliases: How it is written in free prose; None: as in `aliases`.
        generic_of: The terms that say the same more exactly.
        kind: Of a camera move: only `move` counts towards the one move of a part.
        axis, sign: Of a camera move: along or around what, and which way.
        risk: Of a camera move: how often it fails.
        lip_sync_safe: Of a move or size: whether lips can be read through it.
        order: Of a size: its place from far to near.
        people: Of a size: how many it shows.
        family: Which terms of its group it is an alternative to.
        implies: Of a light: the hour it belongs to.
        sun, period: Of an hour: where the sun stands, and whether that is day; of a sound: its
            hour.
        medium, colour, speed: Of a style: what it is made with, how colourful, how fast.
        slop: Of a style or mood: whether it says nothing that a camera could record.
        valence, energy: Of a mood or music: which way it pulls, and how strongly.
        place: Of a sound: where it is heard.
    """

    group: Group
    term: str
    gloss: str
    aliases: Annotated[tuple[str, ...], Field(min_length=1)]
    prose_aliases: tuple[str, ...] | None = None
    generic_of: tuple[str, ...] = ()
    kind: Literal["move", "support", "focus", "none"] | None = None
    axis: str | None = None
    sign: int | None = None
    risk: Literal["high", "medium", "low"] | None = None
    lip_sync_safe: bool | None = None
    order: int | None = None
    people: int | None = None
    family: str | None = None
    implies: tuple[str, ...] = ()
    sun: str | None = None
    period: str | None = None
    medium: str | None = None
    colour: str | None = None
    speed: int | None = None
    slop: bool = False
    valence: int | None = None
    energy: int | None = None
    place: str | None = None


class TermSource(Noun):
    """Who says what a vocabulary file holds, and how sure that is; `of` is what of it."""

    of: str
    title: str
    url: str = ""
    read_on: date
    confidence: Confidence
    sure: Literal["high", "medium", "low"]


class Clash(Noun):
    """Why some terms fight: each of `these` with each of `those`, written `group: term`."""

    severity: Severity
    why: str
    these: tuple[str, ...]
    those: tuple[str, ...]


class _File(Noun):
    schema_: Annotated[Literal[1], Field(alias="schema")]
    source: Annotated[tuple[TermSource, ...], Field(min_length=1)]
    terms: tuple[Term, ...] = ()
    clash: tuple[Clash, ...] = ()
    words: dict[str, tuple[str, ...] | dict[str, tuple[str, ...]]] = Field(default_factory=dict)


@cache
def _file(name: str) -> _File:
    path = files("shotwright.catalog") / "vocabulary" / f"{name}.toml"
    given = tomllib.loads(path.read_text("utf-8"))
    found = [{"group": group} | entry for group in _FILE_OF for entry in given.pop(group, ())]
    return _File.model_validate({**given, "terms": found})


@cache
def terms(group: Group) -> tuple[Term, ...]:
    """List the terms of a group."""
    return tuple(each for each in _file(_FILE_OF[group]).terms if each.group == group)


def term(group: Group, name: str) -> Term:
    """Find a term by its own name.

    Raises:
        KeyError: No such term.
    """
    return _by_name(group)[name]


@cache
def _by_name(group: Group) -> dict[str, Term]:
    return {each.term: each for each in terms(group)}


@cache
def clashes() -> Mapping[frozenset[tuple[str, str]], Clash]:
    """Find which terms fight: pairs of (group, term), in no order, to the reason."""
    return {
        frozenset({_named(one), _named(other)}): clash
        for clash in _file("contradictions").clash
        for one, other in product(clash.these, clash.those)
    }


def _named(text: str) -> tuple[str, str]:
    group, _, name = text.partition(": ")
    return group, name


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name in _WORD_FILES:
        for key, words in _file(name).words.items():
            if isinstance(words, tuple):
                found[key] = words
            else:
                found |= {f"{key}.{part}": listed for part, listed in words.items()}
    return found


def word_list(name: str) -> tuple[str, ...]:
    """Find a word list by its name: `slop_words`, `move_speed.slow`, `identity.always_nouns`.

    Raises:
        KeyError: No such list.
    """
    return _lists()[name]


def word_lists() -> tuple[str, ...]:
    """List the names of all word lists."""
    return tuple(_lists())
