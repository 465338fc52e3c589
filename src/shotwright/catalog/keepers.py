"""How likely one take is a keeper, from `keepers.toml`."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import Field

from shotwright.catalog.sources import Sighting
from shotwright.model.frozen import Noun


class Chance(Noun):
    """The chance of a take with one part, and the factor for each further part."""

    base: Annotated[Decimal, Field(gt=0, le=1)]
    extra: Annotated[Decimal, Field(gt=0, le=1)]


class KeeperSource(Sighting):
    """Where a chance comes from, and how far it reaches."""

    note: str = ""


class KeeperChances(Noun):
    """The chances for shots and for talk."""

    schema_: Annotated[Literal[1], Field(alias="schema")] = 1
    shots: Chance
    talk: Chance
    source: tuple[KeeperSource, ...] = ()


@cache
def keeper_chances() -> KeeperChances:
    """Read the catalog's chances."""
    text = (files("shotwright.catalog") / "keepers.toml").read_text("utf-8")
    return KeeperChances.model_validate(tomllib.loads(text))
