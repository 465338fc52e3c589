"""A card's rates, ready to be asked: which rate applies, and what a length costs.

>>> from datetime import date
>>> tariff = Tariff.of("guides", date(2026, 11, 21))
>>> job = Job("avatar_iv", "subscription", "photo", "720p", motion=True)
>>> print(tariff.find(job).charge(30_000).amount)
20 credits
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from shotwright.catalog import (
    PURSE_OF,
    MotionFactor,
    Rate,
    RateFile,
    motion_factors,
    rates,
)
from shotwright.model.estimate import Evidence
from shotwright.model.money import MICRO, PURSES, Amount, Purse, Unknown
from shotwright.model.names import Billing, Card, LookKind, Product, Resolution
from shotwright.model.seconds import number


class Job(NamedTuple):
    """What a price may depend on."""

    product: Product
    billing: Billing
    look_kind: LookKind
    resolution: Resolution
    motion: bool

    @property
    def purse(self) -> Purse:
        """Who pays."""
        return PURSE_OF[self.billing]


class Charge(NamedTuple):
    """What one render costs, with its arithmetic.

    Attributes:
        quantity: How many `unit`s, as a decimal string.
    """

    amount: Amount
    quantity: str
    unit: str
    arithmetic: str


@dataclass(frozen=True)
class Price:
    """The rate that applies to a job, and what a motion prompt multiplies it by."""

    rate: Rate
    motion: MotionFactor | None = None

    def micro(self, length_ms: int) -> int:
        """Price a render, in millionths of its unit; a flat price is paid whatever the length."""
        rate = self.rate
        price = rate.price.micro
        if rate.per_ms is None:
            cost = price
        elif length_ms <= 0:
            cost = 0
        elif rate.rounding == "block":
            cost = price * -(-length_ms // rate.per_ms)
        elif rate.rounding == "unit":
            cost = -(-price * length_ms // (rate.per_ms * MICRO)) * MICRO
        else:
            cost = -(-price * length_ms // rate.per_ms)
        return cost * (self.motion.times if self.motion else 1)

    def charge(self, length_ms: int) -> Charge:
        """Price a render and say how.

        Units: `length_ms` in milliseconds; the amount in the rate's own unit.
        """
        rate = self.rate
        amount = PURSES[rate.purse](self.micro(length_ms))
        times = f" x {self.motion.times} for motion" if self.motion else ""
        seconds = f"{number(length_ms)} s"
        if rate.per_ms is None:
            quantity, unit = "1", "generation"
            arithmetic = f"1 generation x {rate.price}"
        elif rate.rounding == "block":
            blocks = -(-length_ms // rate.per_ms)
            block = f"{number(rate.per_ms)} s"
            quantity, unit = str(blocks), f"started {block}"
            arithmetic = f"{seconds} = {blocks} started {block} x {rate.price}"
        elif rate.per_ms == 1000:  # noqa: PLR2004 - a second
            quantity, unit = str(number(length_ms)), "s"
            arithmetic = f"{seconds} x {rate.price}"
        else:
            quantity = _decimal(Fraction(length_ms, rate.per_ms))
            unit = "min" if rate.per_ms == 60_000 else f"{number(rate.per_ms)} s"  # noqa: PLR2004
            per = f"{number(rate.per_ms)} s"
            arithmetic = f"{seconds} / {per} x {rate.price}"
        if rate.rounding == "unit" and rate.per_ms is not None:
            arithmetic = f"{arithmetic}, rounded up"
        return Charge(amount, quantity, unit, f"{arithmetic}{times} = {amount}")

    @cached_property
    def evidence(self) -> Evidence:
        """Where the rate comes from."""
        seen = self.rate.last_seen
        return Evidence(
            rate=self.rate.id,
            title=self.rate.source.title,
            url=self.rate.source.url,
            seen=seen.isoformat() if seen else "",
            until=self.rate.until.isoformat() if self.rate.until else "",
            fills_gap=self.rate.fills_gap,
            confidence=self.rate.confidence,
        )


def _decimal(value: Fraction) -> str:
    """Write a fraction with at most six decimals, half up."""
    micro = (2 * value.numerator * MICRO + value.denominator) // (2 * value.denominator)
    whole, rest = divmod(micro, MICRO)
    return f"{whole}.{rest:06d}".rstrip("0").rstrip(".")


@dataclass(frozen=True)
class Tariff:
    """One card on one day, with the user's own rates on top.

    Attributes:
        card: Which consistent set of rates.
        on: The day it is read for.
    """

    card: Card
    on: date
    rates: tuple[Rate, ...]
    motion: tuple[MotionFactor, ...]
    _found: dict[Job, Price | Unknown] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, card: Card, on: date, own: Iterable[RateFile] = ()) -> Tariff:
        """Take a card from the catalog; the user's own rates win over it."""
        files = tuple(own)
        mine = [rate for file in files for rate in file.rate if rate.valid_on(on)]
        factors = [factor for file in files for factor in file.motion if factor.valid_on(on)]
        theirs = [
            rate
            for rate in rates()
            if card in rate.cards and (card != "history" or rate.valid_on(on))
        ]
        return cls(
            card,
            on,
            (*mine, *theirs),
            (*factors, *(factor for factor in motion_factors() if card in factor.cards)),
        )

    def find(self, job: Job) -> Price | Unknown:
        """Find the rate for a job: the user's own first, then the one that says most about it."""
        if job not in self._found:
            self._found[job] = self._find(job)
        return self._found[job]

    def _find(self, job: Job) -> Price | Unknown:
        fitting = [
            rate
            for rate in self.rates
            if rate.product == job.product
            and rate.billing == job.billing
            and rate.per != "call"
            and (not rate.look_kinds or job.look_kind in rate.look_kinds)
            and (not rate.resolutions or job.resolution in rate.resolutions)
        ]
        if not fitting:
            return Unknown(
                f"the {self.card} card has no {job.billing} price for {job.product}"
                f" ({job.look_kind}, {job.resolution})"
            )
        rate = max(
            fitting,
            key=lambda rate: (
                rate.confidence == "user",
                bool(rate.look_kinds) + bool(rate.resolutions),
                rate.since or date.min,
            ),
        )
        factor = next(
            (f for f in self.motion if f.product == job.product and f.billing == job.billing), None
        )
        return Price(rate, factor if job.motion else None)
