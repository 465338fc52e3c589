"""Two tariffs beside each other: which prices differ, and by how much."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any, get_args

from shotwright.catalog import Rate
from shotwright.cost.tariff import Job, Price, Tariff
from shotwright.model.money import PURSES, Amount
from shotwright.model.names import Billing, LookKind, Product, Resolution


@dataclass(frozen=True)
class Difference:
    """What is priced by one rate here and by another there.

    Attributes:
        looks, resolutions: What it is so for.
        before, after: The rates; None where there is no price.
        was, now: What a render of the length asked for costs.
    """

    product: Product
    billing: Billing
    looks: tuple[LookKind, ...]
    resolutions: tuple[Resolution, ...]
    before: Rate | None
    after: Rate | None
    was: Amount | None
    now: Amount | None

    def wire(self) -> dict[str, Any]:
        """Write the JSON form."""
        return {
            "product": self.product,
            "billing": self.billing,
            "look_kinds": list(self.looks),
            "resolutions": list(self.resolutions),
            "before": _wire(self.before, self.was),
            "after": _wire(self.after, self.now),
        }


def _wire(rate: Rate | None, amount: Amount | None) -> dict[str, str] | None:
    if rate is None or amount is None:
        return None
    return {"rate": rate.id, "amount": amount.plain(), "purse": rate.purse}


def differences(before: Tariff, after: Tariff, length_ms: int) -> tuple[Difference, ...]:
    """List what two tariffs price by different rates, each pair of rates once.

    Args:
        before: One card on a day.
        after: Another card or day, or the user's own rates on top.
        length_ms: How long the render is whose amounts are told.
    """
    pairs: dict[tuple[str, ...], list[tuple[Job, Price | None, Price | None]]] = {}
    for job in _jobs():
        here, there = (_price(tariff, job) for tariff in (before, after))
        ids = (here.rate.id if here else "", there.rate.id if there else "")
        if ids[0] != ids[1]:
            key = (job.product, job.billing, *ids)
            pairs.setdefault(key, []).append((job, here, there))
    return tuple(_difference(found, length_ms) for found in pairs.values())


def _difference(found: list[tuple[Job, Price | None, Price | None]], length_ms: int) -> Difference:
    first, here, there = found[0]
    return Difference(
        first.product,
        first.billing,
        tuple(dict.fromkeys(job.look_kind for job, _, _ in found)),
        tuple(dict.fromkeys(job.resolution for job, _, _ in found)),
        here.rate if here else None,
        there.rate if there else None,
        _cost(here, length_ms),
        _cost(there, length_ms),
    )


def _jobs() -> Iterator[Job]:
    kinds = product(*map(get_args, (Product, Billing, LookKind, Resolution)))
    return (Job._make((*kind, False)) for kind in kinds)


def _price(tariff: Tariff, job: Job) -> Price | None:
    found = tariff.find(job)
    return found if isinstance(found, Price) else None


def _cost(price: Price | None, length_ms: int) -> Amount | None:
    return PURSES[price.rate.purse](price.micro(length_ms)) if price else None
