"""What things cost, from `rates/*.toml` and the user's own files, in cards.

>>> [rate.id for rate in rates() if rate.amount == "7.00"]
['api.cinematic.usd_video']
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, ValidationError, model_validator

from shotwright.catalog.sources import Confidence, Sighting
from shotwright.errors import InputError, Place, Problem
from shotwright.model.frozen import Noun
from shotwright.model.money import PURSES, Amount, Purse
from shotwright.model.names import Billing, Card, LookKind, Resolution

PURSE_OF: dict[Billing, Purse] = {"subscription": "credits", "wallet": "usd"}


class WorkedExample(Noun):
    """A length in milliseconds, and what its source says, or measured, that it costs."""

    ms: int
    cost: str


class Dated(Noun):
    """What every entry carries.

    Attributes:
        cards: The consistent sets that the entry belongs to.
        fills_gap: Whether it fills a silence of HeyGen's guides on the `guides` card.
        since, until: Bounds of sightings; open where not seen.
    """

    id: str
    cards: tuple[Card | Literal["neighbour", "user"], ...]
    billing: Billing
    product: str
    fills_gap: bool = False
    since: date | None = None
    until: date | None = None
    confidence: Confidence
    source: Sighting
    also: tuple[Sighting, ...] = ()
    rounding_said: str = ""
    note: str = ""
    examples: tuple[WorkedExample, ...] = ()

    def valid_on(self, day: date) -> bool:
        """Tell whether a day lies between the sightings."""
        return (self.since or date.min) <= day <= (self.until or date.max)

    @property
    def last_seen(self) -> date | None:
        """The newest dated sighting."""
        return max((s.seen for s in (self.source, *self.also) if s.seen), default=None)


class Rate(Dated):
    """A price: so much per so long, or per generation.

    Attributes:
        amount: A decimal string, in the billing's own unit.
        per: `generation` is flat; `call` belongs to products that plans do not use.
        rounding: `block`: every started `per_ms` is charged whole; `unit`: up to a whole credit
            or dollar per render; `exact`: to the millisecond, up to a millionth.
        look_kinds, resolutions: What it is limited to; empty means all.
        option: What else it is limited to, in the source's words.
    """

    amount: Annotated[str, Field(pattern=r"^[0-9]{1,9}(\.[0-9]{1,6})?$")]
    per: Literal["time", "generation", "call"] = "time"
    per_ms: Annotated[int, Field(gt=0)] | None = None
    rounding: Literal["exact", "block", "unit"] = "exact"
    look_kinds: tuple[LookKind, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    option: str = ""

    @model_validator(mode="after")
    def _per_something(self) -> Self:
        if (self.per == "time") != (self.per_ms is not None):
            msg = 'needs either `per_ms` or `per = "generation"`'
            raise ValueError(msg)
        return self

    @property
    def purse(self) -> Purse:
        """Who pays."""
        return PURSE_OF[self.billing]

    @cached_property
    def price(self) -> Amount:
        """The amount, in its own unit."""
        return PURSES[self.purse].parse(self.amount)


class MotionFactor(Dated):
    """How many times dearer a custom motion prompt makes a render, after rounding."""

    times: Annotated[int, Field(ge=1)]


class RateFile(Noun):
    """One file of rates; `product` on top stands for every entry without its own."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    product: str = ""
    rate: tuple[Rate, ...] = ()
    motion: tuple[MotionFactor, ...] = ()


class Fact(Noun):
    """What a HeyGen plan or top-up costs or holds; `metric` says of what `amount` is."""

    id: str
    metric: str
    amount: str
    cards: tuple[str, ...]
    plan: str = ""
    billing: str = ""
    tier: str = ""
    seats: str = ""
    since: date | None = None
    until: date | None = None
    confidence: Confidence
    source: Sighting
    also: tuple[Sighting, ...] = ()
    rounding_said: str = ""
    note: str = ""


class FactFile(Noun):
    """The file of plans and top-ups."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    fact: tuple[Fact, ...]


def rates() -> tuple[Rate, ...]:
    """Read every price of the catalog, in the order of its files."""
    return tuple(rate for file in _catalog() for rate in file.rate)


def motion_factors() -> tuple[MotionFactor, ...]:
    """Read what custom motion prompts cost on top."""
    return tuple(factor for file in _catalog() for factor in file.motion)


@cache
def subscriptions() -> tuple[Fact, ...]:
    """Read what HeyGen's plans and top-ups cost and hold."""
    text = (files("shotwright.catalog") / "subscriptions.toml").read_text("utf-8")
    return FactFile.model_validate(tomllib.loads(text)).fact


@cache
def _catalog() -> tuple[RateFile, ...]:
    folder = files("shotwright.catalog") / "rates"
    found = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=str)
    return tuple(_read(tomllib.loads(entry.read_text("utf-8"))) for entry in found)


def _read(data: dict[str, Any]) -> RateFile:
    for entry in _entries(data):
        entry.setdefault("product", data.get("product", ""))
    return RateFile.model_validate(data)


def _entries(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for kind in ("rate", "motion"):
        listed = data.get(kind)
        for entry in listed if isinstance(listed, list) else ():
            if isinstance(entry, dict):
                yield entry


def read_rates(path: Path) -> RateFile:
    """Read the user's own prices; they win over the catalog's and are marked `user`.

    Raises:
        InputError: The file is missing, is not TOML, or holds something other than rates.
    """
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise InputError.of(f"cannot read rates: {error}", where=Place(str(path))) from None
    for entry in _entries(data):
        entry |= {"cards": ["user"], "confidence": "user"}
        entry.setdefault("source", {"title": str(path)})
    hint = "docs/your_rates.md shows a whole file"
    try:
        found = _read(data)
    except ValidationError as error:
        raise InputError(
            Problem(detail["msg"], hint, _place(path, *detail["loc"]))
            for detail in error.errors(include_url=False)
        ) from None
    known = {rate.product for rate in rates()}
    unknown = [
        Problem(f"no product is called {entry.product!r}", hint, _place(path, kind, n, "product"))
        for kind, entries in (("rate", found.rate), ("motion", found.motion))
        for n, entry in enumerate(entries)
        if entry.product not in known
    ]
    unknown += [
        Problem(
            "plans use no price per call",
            "write per_ms, or generation",
            _place(path, "rate", n, "per"),
        )
        for n, rate in enumerate(found.rate)
        if rate.per == "call"
    ]
    if unknown:
        raise InputError(unknown)
    return found


def _place(path: Path, *steps: str | int) -> Place:
    return Place(str(path), path=".".join(map(str, steps)))
