"""The estimate: the list price of one take of everything, line by line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from shotwright.model.money import PURSES, Amount, Purse, Total, Unknown, total

Certainty = Literal["exact", "assumed", "unknown"]
"""Exact as the card says; assumed where the length was estimated or is left open; or not known.

A length that was inferred is sent as such, so its price is exact."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a price comes from.

    Attributes:
        rate: The rate's id in the catalog.
        seen: The day it was last seen, `YYYY-MM-DD`, or empty where the source has no date.
        until: The last day before something else was seen in its place, or empty.
        fills_gap: Whether HeyGen's guides are silent here, and another source speaks for them.
        confidence: `guide`, `official`, `reported`, `inferred` or `user`.
    """

    rate: str
    title: str
    url: str
    seen: str
    until: str
    fills_gap: bool
    confidence: str

    def wire(self) -> dict[str, str | bool]:
        """Write the JSON form."""
        return {
            "rate": self.rate,
            "title": self.title,
            "url": self.url,
            "seen": self.seen,
            "until": self.until,
            "fills_gap": self.fills_gap,
            "confidence": self.confidence,
        }


@dataclass(frozen=True, slots=True)
class Line:
    """One generation and its price.

    Attributes:
        quantity: How many `unit`s are charged, as a decimal string.
        price: The price of one unit, as a decimal string; None where unknown.
        arithmetic: The sum in words, e.g. `12 s x 4 credits = 48 credits`.
    """

    generation: str
    items: tuple[str, ...]
    product: str
    quantity: str | None
    unit: str
    price: str | None
    amount: Amount | Unknown
    purse: Purse
    arithmetic: str
    certainty: Certainty
    source: Evidence | None

    def wire(self) -> dict[str, Any]:
        """Write the JSON form; an unknown amount is `{"unknown": reason}`."""
        amount = self.amount
        return {
            "generation": self.generation,
            "items": list(self.items),
            "product": self.product,
            "quantity": self.quantity,
            "unit": self.unit,
            "price": self.price,
            "amount": amount.plain() if isinstance(amount, Amount) else {"unknown": amount.reason},
            "purse": self.purse,
            "arithmetic": self.arithmetic,
            "certainty": self.certainty,
            "source": self.source.wire() if self.source else None,
        }


@dataclass(frozen=True, slots=True)
class Dispute:
    """Another current reading of a generation's price that differs by more than 5 %."""

    generation: str
    purse: Purse
    low: Amount
    high: Amount
    source: tuple[Evidence, ...]

    def wire(self) -> dict[str, Any]:
        """Write the JSON form."""
        return {
            "generation": self.generation,
            "purse": self.purse,
            "low": self.low.plain(),
            "high": self.high.plain(),
            "source": [evidence.wire() for evidence in self.source],
        }


@dataclass(frozen=True, slots=True)
class Estimate:
    """All lines, their totals per purse, and what stands beside them.

    Attributes:
        card: The rate card used.
        on: The day for which it was read, `YYYY-MM-DD`.
    """

    card: str
    on: str
    lines: tuple[Line, ...]
    disputed: tuple[Dispute, ...]
    not_included: tuple[str, ...]

    @property
    def totals(self) -> dict[Purse, Total[Amount]]:
        """The sum of each purse that is used; credits and dollars are never added up."""
        return totals_of(self.lines)

    def readings(self) -> dict[Purse, tuple[Total[Amount], Total[Amount]]]:
        """Each purse's total if every dispute went the cheap, or the dear, way."""
        by_generation = {dispute.generation: dispute for dispute in self.disputed}
        bounds: dict[Purse, tuple[Total[Amount], Total[Amount]]] = {}
        for purse in self.totals:
            lows: list[Amount | Unknown] = []
            highs: list[Amount | Unknown] = []
            for line in self.lines:
                if line.purse == purse:
                    dispute = by_generation.get(line.generation)
                    amounts = [dispute.low, dispute.high] if dispute else []
                    if isinstance(line.amount, Amount):
                        amounts.append(line.amount)
                    lows.append(min(amounts, default=line.amount))
                    highs.append(max(amounts, default=line.amount))
            unit = PURSES[purse]
            bounds[purse] = total(unit, lows), total(unit, highs)
        return bounds

    def wire(self) -> dict[str, Any]:
        """Write the JSON form."""
        return {
            "card": self.card,
            "on": self.on,
            "lines": [line.wire() for line in self.lines],
            "totals": {purse: amount.wire() for purse, amount in self.totals.items()},
            "disputed": [dispute.wire() for dispute in self.disputed],
            "not_included": list(self.not_included),
        }


def totals_of(lines: Iterable[Line]) -> dict[Purse, Total[Amount]]:
    """Sum lines, of one estimate or of many, per purse that is used."""
    amounts: dict[Purse, list[Amount | Unknown]] = {}
    for line in lines:
        amounts.setdefault(line.purse, []).append(line.amount)
    return {
        purse: total(unit, amounts[purse]) for purse, unit in PURSES.items() if purse in amounts
    }
