"""The list price of one take of everything in a plan."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache, partial
from typing import NamedTuple

from shotwright.catalog import RateFile
from shotwright.cost.tariff import NEWEST, Charge, Job, Price, Tariff
from shotwright.model.estimate import Certainty, Dispute, Estimate, Evidence, Line
from shotwright.model.money import PURSES, Amount, Purse, Unknown
from shotwright.model.names import Card
from shotwright.model.plan import Generation, Item, Plan
from shotwright.model.seconds import number

DISPUTED_FROM = 20
"""A reading is disputed when it differs by more than one part in this many (5 %)."""

NOT_INCLUDED = (
    "retakes: most shots need two or three tries, and each is paid for",
    "taxes",
    "voices and avatar creation",
)


def estimate(
    plan: Plan, *, card: Card | None = None, on: date | None = None, own: Iterable[RateFile] = ()
) -> Estimate:
    """Price one take of every generation of a plan.

    Args:
        plan: What is to be made.
        card: The rate card; default: the plan's.
        on: The day to read it for; default: the plan's.
        own: The user's own rates, which win.
    """
    own = tuple(own)
    day = on or date.fromisoformat(plan.on)
    chosen: Card = card or plan.card
    tariff = Tariff.of(chosen, day, own)
    current = [Tariff.of(other, day, own) for other in NEWEST if other != chosen]
    priced = cache(partial(_priced, tariff, current))
    items = {item.id: item for item in plan.items}
    lines: list[Line] = []
    disputed: list[Dispute] = []
    for generation in plan.generations:
        parts = [items[name] for name in generation.items]
        job = job_of(generation, parts)
        found = priced(job, _length(parts))
        lines.append(_line(generation, parts, job.purse, found))
        if found.dispute:
            disputed.append(Dispute(generation.id, job.purse, *found.dispute))
    return Estimate(chosen, day.isoformat(), tuple(lines), tuple(disputed), NOT_INCLUDED)


def job_of(generation: Generation, items: list[Item]) -> Job:
    """Tell what a generation's price may depend on."""
    first = items[0]
    motion = any(item.motion for item in items)
    return Job(generation.product, generation.billing, first.look_kind, first.resolution, motion)


def _length(items: list[Item]) -> int | None:
    """Sum what is charged for, in milliseconds; None where a length is unknown.

    Seconds are exact to the millisecond, so rounding finds the millisecond they mean.
    """
    total = 0
    for item in items:
        if item.billed_seconds is None:
            return None
        total += round(item.billed_seconds * 1000)
    return total


class _Priced(NamedTuple):
    """What every job of one kind and length costs.

    Attributes:
        charge: None where the price is unknown, or the length that it depends on.
        between: The lowest and the highest amount, where the price leaves it open.
        dispute: The lowest and the highest current reading and their sources, where they differ.
    """

    price: Price | Unknown
    charge: Charge | None
    between: tuple[Amount, Amount] | None
    dispute: tuple[Amount, Amount, tuple[Evidence, ...]] | None


def _priced(tariff: Tariff, current: list[Tariff], job: Job, length: int | None) -> _Priced:
    price = tariff.find(job)
    if isinstance(price, Unknown) or (length is None and price.rate.per == "time"):
        return _Priced(price, None, None, _dispute(job, length, price, None, current))
    charge = price.charge(length or 0)
    low, high = (PURSES[job.purse](micro) for micro in price.bounds(length or 0))
    between = (low, high) if low != high else None
    return _Priced(price, charge, between, _dispute(job, length, price, charge, current))


def _line(generation: Generation, items: list[Item], purse: Purse, priced: _Priced) -> Line:
    price, charge = priced.price, priced.charge
    if charge is None or isinstance(price, Unknown):
        reason = price if isinstance(price, Unknown) else Unknown(
            f"how long the recording of {items[0].id} is was not said"
        )  # fmt: skip
        return Line(
            generation.id, generation.items, generation.product, None, "", None, reason, purse,
            str(reason), "unknown", None if isinstance(price, Unknown) else price.evidence,
        )  # fmt: skip
    assumed = any(
        item.seconds_low is None or item.seconds_low != item.seconds_high for item in items
    )
    certainty: Certainty = "assumed" if assumed else "exact"
    arithmetic = charge.arithmetic + _free_pauses(items)
    return Line(
        generation.id, generation.items, generation.product, charge.quantity, charge.unit,
        price.rate.amount, charge.amount, purse, arithmetic, certainty, price.evidence,
        priced.between,
    )  # fmt: skip


def _free_pauses(items: list[Item]) -> str:
    """Tell how much of a generation is silent and not charged."""
    free = sum(
        round((item.seconds - item.billed_seconds) * 1000)
        for item in items
        if item.seconds is not None and item.billed_seconds is not None
    )
    return f"; {number(free)} s of pauses are not charged" if free else ""


def _dispute(
    job: Job,
    length: int | None,
    price: Price | Unknown,
    charge: Charge | None,
    current: list[Tariff],
) -> tuple[Amount, Amount, tuple[Evidence, ...]] | None:
    if length is None:
        return None
    readings = [found for tariff in current if isinstance(found := tariff.find(job), Price)]
    if not readings:
        return None
    priced = sorted((found.micro(length), n) for n, found in enumerate(readings))
    low, high = priced[0][0], priced[-1][0]
    if charge is not None:
        here = charge.amount.micro
        if all(abs(micro - here) * DISPUTED_FROM <= here for micro in (low, high)):
            return None
    unit = PURSES[job.purse]
    own = "" if isinstance(price, Unknown) else price.evidence.rate
    evidence = (readings[n].evidence for _, n in priced)
    sources = dict.fromkeys(source for source in evidence if source.rate != own)
    return unit(low), unit(high), tuple(sources)
