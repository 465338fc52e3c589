"""How much each change of a board hurts, in points, from `pains.toml`."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import Field

from shotwright.model.frozen import Noun

Points = Annotated[int, Field(gt=0)]


class Stated(Noun):
    """Who says so, since when."""

    title: str
    seen: date
    confidence: Literal["inferred"]


class TrimPains(Noun):
    """One second less, by a beat's `keep`."""

    drop_first: Points
    nice: Points
    unsaid: Points


class DropPains(Noun):
    """A beat left out, or without a keeper, by its `keep`."""

    drop_first: Points
    nice: Points
    unsaid: Points


class BeatPains(Noun):
    """Another change of one beat."""

    join: Points
    motion: Points


class EachPains(Noun):
    """A change of the whole board, for every beat that it changes."""

    resolution: Points
    engine: Points


class BoardPains(Noun):
    """A change of the whole board, once."""

    route: Points


class Pains(Noun):
    """All of the file."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    source: Stated
    trim: TrimPains
    drop: DropPains
    beat: BeatPains
    each: EachPains
    board: BoardPains


@cache
def pains() -> Pains:
    """Read what each change is said to hurt."""
    text = (files("shotwright.budget") / "pains.toml").read_text("utf-8")
    return Pains.model_validate(tomllib.loads(text))
