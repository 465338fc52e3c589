"""The estimate: the list price of one take of everything, line by line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from shotwright.model.money import PURSES, Amount, Purse, Total, Unknown, total
from shotwright.model.table import Column, Row, frame_of, html_of

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
        between: Where the price leaves it open, the lowest and the highest amount.
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
    between: tuple[Amount, Amount] | None = None

    def wire(self) -> dict[str, Any]:
        """Write the JSON form; an unknown amount is `{"unknown": reason}`, a range low and high."""
        return {
            "generation": self.generation,
            "items": list(self.items),
            "product": self.product,
            "quantity": self.quantity,
            "unit": self.unit,
            "price": self.price,
            "amount": self._amount(),
            "purse": self.purse,
            "arithmetic": self.arithmetic,
            "certainty": self.certainty,
            "source": self.source.wire() if self.source else None,
        }

    def _amount(self) -> str | dict[str, str]:
        if isinstance(self.amount, Unknown):
            return {"unknown": self.amount.reason}
        if self.between:
            return {"low": self.between[0].plain(), "high": self.between[1].plain()}
        return self.amount.plain()


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


LINE_COLUMNS = (
    Column("generation", "str", "the generation's id"),
    Column("items", "str", "ids of what it makes, joined by a space"),
    Column("product", "str", "what is made"),
    Column("quantity", "str", "how many units are charged: a decimal string"),
    Column("unit", "str", "what is counted, e.g. s or started 3 s"),
    Column("price", "str", "of one unit, in its purse: a decimal string"),
    Column("purse", "str", "credits or usd: never add one to the other"),
    Column("amount", "str", "in its purse, exact: a decimal string; missing where unknown"),
    Column("micro", "Int64", "the same in whole millionths of its purse, to be summed"),
    Column("low", "str", "the lowest current reading: a decimal string; missing where undisputed"),
    Column("high", "str", "the highest current reading, likewise"),
    Column("certainty", "str", "exact, assumed or unknown"),
    Column("unknown", "str", "why the amount is not known"),
    Column("arithmetic", "str", "the sum in words"),
    Column("rate", "str", "the rate's id in the catalog"),
    Column("source", "str", "the page that states the price"),
    Column("seen", "str", "the day it was last seen there, YYYY-MM-DD"),
    Column("confidence", "str", "guide, official, reported, inferred or user"),
)
"""The columns of an estimate's table, one row a generation."""


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
                        amounts += line.between or (line.amount,)
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

    def rows(self) -> tuple[Row, ...]:
        """List the lines, with the columns of `LINE_COLUMNS`."""
        readings = {dispute.generation: dispute for dispute in self.disputed}
        return tuple(_row(line, readings.get(line.generation)) for line in self.lines)

    def to_frame(self) -> Any:  # noqa: ANN401 - a pandas.DataFrame, which not everyone has
        """Make a pandas DataFrame of the lines; see `LINE_COLUMNS` for dtypes and units.

        Raises:
            InputError: pandas is not installed.
        """
        return frame_of(LINE_COLUMNS, self.rows())

    def _repr_html_(self) -> str:
        """Show the estimate in a notebook."""
        totals = " and ".join(str(amount) for amount in self.totals.values())
        heads = ("generation", "product", "arithmetic", "amount", "purse", "certainty")
        return html_of(f"{totals}; card {self.card}, {self.on}", heads, self.rows())


def _row(line: Line, dispute: Dispute | None) -> Row:
    known = None if isinstance(line.amount, Unknown) else line.amount
    source = line.source
    return {
        "generation": line.generation,
        "items": " ".join(line.items),
        "product": line.product,
        "quantity": line.quantity,
        "unit": line.unit,
        "price": line.price,
        "purse": line.purse,
        "amount": known.plain() if known else None,
        "micro": known.micro if known else None,
        "low": dispute.low.plain() if dispute else None,
        "high": dispute.high.plain() if dispute else None,
        "certainty": line.certainty,
        "unknown": line.amount.reason if isinstance(line.amount, Unknown) else None,
        "arithmetic": line.arithmetic,
        "rate": source.rate if source else None,
        "source": source.title if source else None,
        "seen": source.seen or None if source else None,
        "confidence": source.confidence if source else None,
    }


def totals_of(lines: Iterable[Line]) -> dict[Purse, Total[Amount]]:
    """Sum lines, of one estimate or of many, per purse that is used."""
    by_purse: dict[Purse, list[Line]] = {}
    for line in lines:
        by_purse.setdefault(line.purse, []).append(line)
    return {
        purse: _sum(unit, by_purse[purse]) for purse, unit in PURSES.items() if purse in by_purse
    }


def _sum(unit: type[Amount], lines: list[Line]) -> Total[Amount]:
    found: Total[Amount] = total(unit, [line.amount for line in lines])
    if not any(line.between for line in lines):
        return found
    bounds = [
        line.between or (line.amount, line.amount)
        for line in lines
        if not isinstance(line.amount, Unknown)
    ]
    low, high = (unit(sum(pair[end].micro for pair in bounds)) for end in (0, 1))
    return replace(found, between=(low, high))
