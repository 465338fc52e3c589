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
    Rounding,
    motion_factors,
    rates,
)
from shotwright.model.estimate import Evidence
from shotwright.model.money import MICRO, PURSES, Amount, Purse, Unknown
from shotwright.model.names import Billing, Card, LookKind, Product, Resolution
from shotwright.model.seconds import number

NEWEST: tuple[Card, ...] = ("latest-low", "latest-high")
"""The cards that hold the newest evidence, in its cheap and its dear reading."""


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
        return self._micro(length_ms, self.rate.rounding, self.rate.price.micro)

    def bounds(self, length_ms: int) -> tuple[int, int]:
        """Price a render in the cheap and the dear reading of what its rate leaves open."""
        rate = self.rate
        return (
            self._micro(length_ms, rate.rounding_low or rate.rounding, rate.price.micro),
            self._micro(length_ms, rate.rounding_high or rate.rounding, rate.price_high.micro),
        )

    def _micro(self, length_ms: int, rounding: Rounding, price: int) -> int:
        """Price a render: rounded once, then held to the minimum, then multiplied for motion."""
        rate = self.rate
        per = rate.per_ms
        if per is None:
            cost = price
        elif length_ms <= 0:
            cost = 0
        else:
            charged = _charged(per, length_ms, rounding)
            cost = _rounded(rate, per, charged, rounding, price)
            if rate.minimum:
                cost = max(cost, rate.least)
        return cost * self.motion.times if self.motion else cost

    def charge(self, length_ms: int) -> Charge:
        """Price a render and say how.

        Units: `length_ms` in milliseconds; the amount in the rate's own unit.
        """
        rate = self.rate
        amount = PURSES[rate.purse](self.micro(length_ms))
        times = f" x {self.motion.times} for motion" if self.motion else ""
        if rate.per_ms is None:
            arithmetic = f"1 generation x {rate.price}{times} = {amount}"
            return Charge(amount, "1", "generation", arithmetic)
        charged = _charged(rate.per_ms, max(length_ms, 0), rate.rounding)
        per = f"{number(rate.per_ms)} s"
        arithmetic = " + ".join(
            f"{_words(rate, ms)} x {price}" for ms, price in _spans(rate, charged)
        )
        if rate.rounding in _KINDS:
            quantity, unit = str(charged // rate.per_ms), f"{_KINDS[rate.rounding]} {per}"
            arithmetic = f"{number(length_ms)} s = {arithmetic}"
        else:
            quantity = _decimal(Fraction(charged, rate.per_ms))
            unit = {SECOND: "s", MINUTE: "min"}.get(rate.per_ms, per)
        if rate.rounding == "unit":
            arithmetic = f"{arithmetic}, rounded up"
        alone = _rounded(rate, rate.per_ms, charged, rate.rounding, rate.price.micro)
        if length_ms > 0 and alone < rate.least:
            arithmetic = f"{arithmetic}, at least {PURSES[rate.purse](rate.least)}"
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


SECOND, MINUTE = 1000, 60_000

_KINDS = {"block": "started", "down": "whole"}
"""What is counted of a length that is charged in steps."""


def _charged(per: int, length_ms: int, rounding: Rounding) -> int:
    """Tell how much of a length is charged, in milliseconds."""
    if rounding == "block":
        return -(-length_ms // per) * per
    return length_ms // per * per if rounding == "down" else length_ms


def _rounded(rate: Rate, per: int, charged: int, rounding: Rounding, price: int) -> int:
    """Price what is charged, tier by tier, and round the sum up: to a whole unit or a millionth."""
    cost = price * charged
    if rate.tier:
        cost += sum(step * max(charged - start, 0) for start, step in rate.steps)
    if rounding == "unit":
        return -(-cost // (per * MICRO)) * MICRO
    return -(-cost // per)


def _spans(rate: Rate, charged: int) -> list[tuple[int, Amount]]:
    """Part what is charged by tiers: how many milliseconds at which price."""
    starts = [0, *(tier.from_ms for tier in rate.tier)]
    ends = [*starts[1:], max(charged, starts[-1])]
    prices = [rate.price, *(PURSES[rate.purse].parse(tier.amount) for tier in rate.tier)]
    return [
        (min(end, charged) - start, price)
        for start, end, price in zip(starts, ends, prices, strict=True)
        if start < charged or not start
    ]


def _words(rate: Rate, length_ms: int) -> str:
    """Write a length as a rate counts it."""
    per = rate.per_ms or 1
    if rate.rounding in _KINDS:
        return f"{length_ms // per} {_KINDS[rate.rounding]} {number(per)} s"
    return f"{number(length_ms)} s" + ("" if per == SECOND else f" / {number(per)} s")


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
        layers: Rates; the first layer that has one for a job decides.
    """

    card: Card
    on: date
    layers: tuple[tuple[Rate, ...], ...]
    motion: tuple[MotionFactor, ...]
    _found: dict[Job, Price | Unknown] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, card: Card, on: date, own: Iterable[RateFile] = ()) -> Tariff:
        """Take a card from the catalog; the user's own rates win over it.

        On a day before the newest prices were seen, the newest evidence is what was seen then.

        Args:
            card: The card.
            on: The day.
            own: The user's own rates, nearest first: a file wins over those after it.
        """
        files = tuple(own)
        mine = [tuple(rate for rate in file.rate if rate.valid_on(on)) for file in files]
        factors = [factor for file in files for factor in file.motion if factor.valid_on(on)]
        theirs = [rate for rate in rates() if card in rate.cards and _counts(rate, card, on)]
        replaced = [
            rate
            for rate in rates()
            if card in NEWEST and rate.until and not {*NEWEST, "neighbour"} & {*rate.cards}
        ]
        return cls(
            card,
            on,
            (*mine, tuple(theirs), tuple(rate for rate in replaced if rate.valid_on(on))),
            (*factors, *(factor for factor in motion_factors() if card in factor.cards)),
        )

    def find(self, job: Job) -> Price | Unknown:
        """Find the rate for a job: the user's own first, then the one that says most about it."""
        if job not in self._found:
            self._found[job] = self._find(job)
        return self._found[job]

    def _find(self, job: Job) -> Price | Unknown:
        fitting: list[Rate] = next(
            (found for layer in self.layers if (found := [r for r in layer if fits(r, job)])), []
        )
        if not fitting:
            return Unknown(
                f"the {self.card} card has no {job.billing} price for {job.product}"
                f" ({job.look_kind}, {job.resolution})"
            )
        factor = next(
            (f for f in self.motion if f.product == job.product and f.billing == job.billing), None
        )
        return Price(max(fitting, key=weight), factor if job.motion else None)


def fits(rate: Rate, job: Job) -> bool:
    """Tell whether a rate is for a job."""
    return (
        rate.product == job.product
        and rate.billing == job.billing
        and rate.per != "call"
        and (not rate.look_kinds or job.look_kind in rate.look_kinds)
        and (not rate.resolutions or job.resolution in rate.resolutions)
    )


def weight(rate: Rate) -> tuple[int, date]:
    """Tell which of several fitting rates decides: what says most about a job, then the newer."""
    return bool(rate.look_kinds) + bool(rate.resolutions), rate.since or date.min


def _counts(rate: Rate, card: Card, on: date) -> bool:
    """Tell whether a rate of a card counts on a day.

    What HeyGen's guides say holds for the guides' card on any day.
    """
    if card in NEWEST:
        return (rate.since or date.min) <= on
    return card != "history" or rate.valid_on(on)
