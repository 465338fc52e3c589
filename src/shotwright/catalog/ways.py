"""The ways to make a beat, and what HeyGen's guides advise each for, from `ways.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import Field

from shotwright.catalog.sources import Source
from shotwright.model.frozen import Noun
from shotwright.model.names import LookKind, RouteName
from shotwright.model.names import Source as TalkSourceName


class Making(Noun):
    """One way to make beats.

    Attributes:
        makes: What it makes of a board.
        talk_source: Which of the route's sources makes the talk.
        kinds: The kinds of look it is for; empty means all.
        for_: What the guides advise it for.
        source: Who says so: a key of the file's sources.
    """

    name: str
    route: RouteName
    makes: Literal["shots", "talk", "both"]
    talk_source: TalkSourceName | None = None
    kinds: tuple[LookKind, ...] = ()
    for_: Annotated[str, Field(alias="for")]
    source: str


class Makings(Noun):
    """The file: sources, and ways in the order in which the guides prefer them."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    sources: dict[str, Source]
    way: tuple[Making, ...]


@cache
def makings() -> Makings:
    """Read every way to make a beat, the preferred ones first."""
    text = (files("shotwright.catalog") / "ways.toml").read_text("utf-8")
    return Makings.model_validate(tomllib.loads(text))
