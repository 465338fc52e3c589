"""Why a job has its price: every rate of the product, and why it does, or does not, decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from shotwright.catalog import Rate, RateFile, rates
from shotwright.cost.tariff import Charge, Job, Price, Tariff, fits
from shotwright.model.money import Unknown
from shotwright.model.names import Card


@dataclass(frozen=True)
class Candidate:
    """A rate of the product, and what becomes of it."""

    rate: Rate
    verdict: str

    def wire(self) -> dict[str, Any]:
        """Write the JSON form."""
        return {
            "rate": self.rate.id,
            "amount": self.rate.amount,
            "cards": list(self.rate.cards),
            "verdict": self.verdict,
        }


@dataclass(frozen=True)
class Explained:
    """What a job costs, and why.

    Attributes:
        charge: The price of the length, or why there is none.
        candidates: Every rate of the product in that purse; the one that decides first.
        cards: What each card reads, by its name.
    """

    job: Job
    card: Card
    on: date
    charge: Charge | Unknown
    candidates: tuple[Candidate, ...]
    cards: dict[str, Charge | Unknown]

    def wire(self) -> dict[str, Any]:
        """Write the JSON form."""
        return {
            **self.job._asdict(),
            "card": self.card,
            "on": self.on.isoformat(),
            "price": _wire(self.charge),
            "candidates": [candidate.wire() for candidate in self.candidates],
            "cards": {name: _wire(charge) for name, charge in self.cards.items()},
        }


def _wire(charge: Charge | Unknown) -> dict[str, str]:
    if isinstance(charge, Unknown):
        return {"unknown": charge.reason}
    return {
        "amount": charge.amount.plain(),
        "purse": charge.amount.purse,
        "arithmetic": charge.arithmetic,
    }


def explain(
    job: Job, length_ms: int, *, card: Card, on: date, own: Iterable[RateFile] = ()
) -> Explained:
    """Tell what a job costs, which rate decides, and why the others do not.

    Args:
        job: What is made.
        length_ms: How long it is.
        card: The rate card.
        on: The day to read it for.
        own: The user's own rates, nearest first.
    """
    own = tuple(own)
    tariff = Tariff.of(card, on, own)
    found = tariff.find(job)
    known = [rate for file in own for rate in file.rate] + list(rates())
    candidates = [
        Candidate(rate, verdict)
        for rate in known
        if (rate.product, rate.billing) == (job.product, job.billing)
        for verdict in [_verdict(rate, job, tariff, found)]
    ]
    candidates.sort(key=lambda candidate: candidate.verdict != DECIDES)
    cards: dict[str, Charge | Unknown] = {
        name: _charge(Tariff.of(name, on, own).find(job), length_ms) for name in get_args(Card)
    }
    return Explained(job, card, on, _charge(found, length_ms), tuple(candidates), cards)


DECIDES = "decides"


def _charge(found: Price | Unknown, length_ms: int) -> Charge | Unknown:
    return found if isinstance(found, Unknown) else found.charge(length_ms)


def _verdict(rate: Rate, job: Job, tariff: Tariff, found: Price | Unknown) -> str:
    if isinstance(found, Price) and rate is found.rate:
        return DECIDES
    if not fits(rate, job):
        return f"only for {', '.join(_limits(rate))}"
    layers = [n for n, layer in enumerate(tariff.layers) if any(rate is other for other in layer)]
    if not layers:
        if not rate.valid_on(tariff.on) and tariff.card in {*rate.cards, *_anyones(rate)}:
            return f"not for {tariff.on}: it counts {_days(rate)}"
        return f"not on the {tariff.card} card"
    # A fitting rate of a layer that was reached loses to one that says more, or is newer.
    first = next(
        n for n, layer in enumerate(tariff.layers) if any(fits(other, job) for other in layer)
    )
    return (
        "another says more of the job, or is newer" if layers[0] == first else "a nearer one wins"
    )


def _anyones(rate: Rate) -> tuple[str, ...]:
    """Tell on which cards a rate stands that is on none: the user's own are on all."""
    return get_args(Card) if rate.confidence == "user" else ()


def _limits(rate: Rate) -> Iterator[str]:
    yield from rate.resolutions
    yield from (f"{kind} looks" for kind in rate.look_kinds)
    if rate.per == "call":
        yield rate.option or "calls"


def _days(rate: Rate) -> str:
    start = f"from {rate.since}" if rate.since else ""
    end = f"until {rate.until}" if rate.until else ""
    return " ".join(part for part in (start, end) if part)
