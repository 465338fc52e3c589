"""How likely one take is a keeper, and how long it renders, from `keepers.toml`."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import Field

from shotwright.catalog.sources import Sighting
from shotwright.model.frozen import Noun

Takes = Annotated[Decimal, Field(gt=0)]
Slots = Annotated[int, Field(ge=1)]


class Chance(Noun):
    """The chance of a take with one part, and the factor for each further part."""

    base: Annotated[Decimal, Field(gt=0, le=1)]
    extra: Annotated[Decimal, Field(gt=0, le=1)]


class Worth(Noun):
    """How many reviewed takes each assumed chance is worth."""

    shots: Takes
    talk: Takes
    agent: Takes


class Minutes(Noun):
    """How long one take renders, anything between `low` and `high` alike."""

    low: Annotated[int, Field(ge=0)]
    high: Annotated[int, Field(gt=0)]
    note: str


class RenderMinutes(Noun):
    """How long a take of each kind renders."""

    shots: Minutes
    talk: Minutes
    agent: Minutes


class AtOnce(Noun):
    """How many takes render at a time on each route."""

    web: Slots
    api: Slots
    agent: Slots
    legacy: Slots
    note: str


class KeeperSource(Sighting):
    """Where a chance comes from, and how far it reaches."""

    note: str = ""


class KeeperChances(Noun):
    """The chances for shots, for talk, and for videos from a brief; all that a forecast assumes."""

    schema_: Annotated[Literal[1], Field(alias="schema")] = 1
    shots: Chance
    talk: Chance
    agent: Chance
    worth: Worth
    minutes: RenderMinutes
    at_once: AtOnce
    source: tuple[KeeperSource, ...] = ()


@cache
def keeper_chances() -> KeeperChances:
    """Read the catalog's chances."""
    text = (files("shotwright.catalog") / "keepers.toml").read_text("utf-8")
    return KeeperChances.model_validate(tomllib.loads(text))
