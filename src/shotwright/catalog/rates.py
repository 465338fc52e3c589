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
from itertools import pairwise
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from shotwright.catalog.sources import Confidence, Sighting
from shotwright.catalog.subscriptions import OwnSubscription
from shotwright.model.frozen import Noun
from shotwright.model.money import PURSES, Amount, Purse
from shotwright.model.names import Billing, Card, LookKind, Resolution

PURSE_OF: dict[Billing, Purse] = {"subscription": "credits", "wallet": "usd"}

STALE_DAYS = 90
"""From this age on, a price is to be looked up before money is spent on it."""

Decimals = Annotated[str, Field(pattern=r"^[0-9]{1,9}(\.[0-9]{1,6})?$")]
"""An amount as text, so that no float is ever read."""

Rounding = Literal["exact", "block", "down", "unit"]


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

    def age(self, day: date) -> int | None:
        """Tell how many days before a day it was last seen; None where no source has a date."""
        return (day - self.last_seen).days if self.last_seen else None


class Tier(Noun):
    """A price from some length of a render on: it counts for what lies beyond, not for all."""

    from_ms: Annotated[int, Field(gt=0)]
    amount: Decimals


class Rate(Dated):
    """A price: so much per so long, or per generation.

    Attributes:
        amount: A decimal string, in the billing's own unit.
        amount_high: Where nobody knows it better: the amount is between the two.
        per: `generation` is flat; `call` belongs to products that plans do not use.
        rounding: `block`: every started `per_ms` is charged whole; `down`: only whole ones are;
            `unit`: up to a whole credit or dollar per render; `exact`: to the millisecond, up to
            a millionth.
        rounding_low, rounding_high: Where it is not published: the cheap and the dear reading.
        minimum: What a render costs at least, however short.
        tier: Other prices from some length on.
        look_kinds, resolutions: What it is limited to; empty means all.
        option: What else it is limited to, in the source's words.
    """

    amount: Decimals
    amount_high: Decimals | None = None
    per: Literal["time", "generation", "call"] = "time"
    per_ms: Annotated[int, Field(gt=0)] | None = None
    rounding: Rounding = "exact"
    rounding_low: Rounding | None = None
    rounding_high: Rounding | None = None
    minimum: Decimals | None = None
    tier: tuple[Tier, ...] = ()
    look_kinds: tuple[LookKind, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    option: str = ""

    @model_validator(mode="after")
    def _per_something(self) -> Self:
        if (self.per == "time") != (self.per_ms is not None):
            msg = 'needs either `per_ms` or `per = "generation"`'
            raise ValueError(msg)
        if self.per_ms is None and (self.tier or self.minimum):
            msg = "a flat price has no tiers and no minimum"
            raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.amount_high and (self.tier or self.price_high.micro < self.price.micro):
            msg = "`amount_high` is the higher of two amounts, and has no tiers"
            raise ValueError(msg)
        starts = [tier.from_ms for tier in self.tier]
        if any(here >= then for here, then in pairwise(starts)):
            msg = "tiers stand in the order of their `from_ms`"
            raise ValueError(msg)
        if any(start % (self.per_ms or 1) for start in starts):
            msg = "a tier begins after whole `per_ms`"
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

    @cached_property
    def price_high(self) -> Amount:
        """The highest it may be."""
        return PURSES[self.purse].parse(self.amount_high or self.amount)

    @cached_property
    def least(self) -> int:
        """The minimum of a render, in millionths."""
        return PURSES[self.purse].parse(self.minimum).micro if self.minimum else 0

    @cached_property
    def steps(self) -> tuple[tuple[int, int], ...]:
        """The tiers: from which millisecond on, and how many millionths more or less."""
        prices = [self.price, *(PURSES[self.purse].parse(tier.amount) for tier in self.tier)]
        return tuple(
            (tier.from_ms, then.micro - here.micro)
            for tier, (here, then) in zip(self.tier, pairwise(prices), strict=True)
        )


class MotionFactor(Dated):
    """How many times dearer a custom motion prompt makes a render, after rounding."""

    times: Annotated[int, Field(ge=1)]


class RateFile(Noun):
    """One file of rates; `product` on top stands for every entry without its own."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    product: str = ""
    rate: tuple[Rate, ...] = ()
    motion: tuple[MotionFactor, ...] = ()
    subscription: tuple[OwnSubscription, ...] = ()


def rates() -> tuple[Rate, ...]:
    """Read every price of the catalog, in the order of its files."""
    return tuple(rate for file in _catalog() for rate in file.rate)


def motion_factors() -> tuple[MotionFactor, ...]:
    """Read what custom motion prompts cost on top."""
    return tuple(factor for file in _catalog() for factor in file.motion)


@cache
def _catalog() -> tuple[RateFile, ...]:
    folder = files("shotwright.catalog") / "rates"
    found = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=str)
    return tuple(read_entries(tomllib.loads(entry.read_text("utf-8"))) for entry in found)


def read_entries(data: dict[str, Any]) -> RateFile:
    """Read the tables of a file; `product` on top fills in where an entry names none.

    Raises:
        pydantic.ValidationError: Something in it is no rate.
    """
    for _, _, entry in entries_of(data):
        entry.setdefault("product", data.get("product", ""))
    return RateFile.model_validate(data)


def entries_of(data: dict[str, Any]) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """List the rates and motion factors of a file: kind, number, and what stands in it."""
    for kind in ("rate", "motion"):
        listed = data.get(kind)
        for number, entry in enumerate(listed if isinstance(listed, list) else ()):
            if isinstance(entry, dict):
                yield kind, number, entry
