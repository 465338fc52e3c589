"""A bill in the ledger: the charges that its lines confirm, each written down once.

A line settles a take where it names that one alone, in its own purse, and the ledger knows that the
service accepted it.  Whatever else a line says is for a person to look at, and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from shotwright.budget import Billed, Matched, match
from shotwright.ledger.intent import Charge
from shotwright.ledger.ledger import Ledger
from shotwright.model.money import Amount
from shotwright.model.take import State, Take

UNSURE: frozenset[State] = frozenset({"intended", "ambiguous", "needs_review"})
"""Only of these it is not known that the service accepted them."""

TOGETHER = 500
"""How many charges are written in one commit: others wait for it, a tenth of a second."""

Does = Literal["settles", "stands", "unclear"]


@dataclass(frozen=True, slots=True)
class Settling:
    """What a line of a bill does to the ledger.

    Attributes:
        does: `settles` the charge of its take; `stands` where that is confirmed at this amount
            already; `unclear` where a person has to look.
        why: What is unclear; else empty.
        take: The take that it names alone, as it was seen; once settled, as it is then.
    """

    matched: Matched
    does: Does
    why: str = ""
    take: Take | None = None

    @property
    def reckoned(self) -> Amount | None:
        """What had been reckoned for the take, where that is another amount than the bill's."""
        return self.matched.expected

    def wire(self) -> dict[str, Any]:
        """Write the JSON form."""
        return self.matched.wire() | {"does": self.does, "why": self.why or None}


def settlings(ledger: Ledger, invoice: Iterable[Billed]) -> tuple[Settling, ...]:
    """Tell of each line of a bill what it would do; nothing is written."""
    return tuple(_judged(matched) for matched in match(ledger.takes(), invoice))


def settle(ledger: Ledger, found: Iterable[Settling], bill: str) -> Iterator[Settling]:
    """Write down the charges that lines confirm, and give each line with what became of it.

    Many lines share a commit.  Where a take moved meanwhile, its line is judged again.  A run that
    was cut short may be made again: what is settled stands.

    Args:
        ledger: Where the takes are.
        found: What `settlings` told.
        bill: What the bill is called; it stands in the history of each take.
    """
    lines = list(found)
    for start in range(0, len(lines), TOGETHER):
        part = lines[start : start + TOGETHER]
        charges = [_charge(line, bill) for line in part if line.does == "settles"]
        settled = iter(ledger.settle_all(charges))
        for line in part:
            after = next(settled) if line.does == "settles" else None
            yield replace(line, take=after) if after else _again(ledger, line, bill)


def _charge(line: Settling, bill: str) -> Charge:
    (take,), billed = line.matched.takes, line.matched.billed
    return Charge(take, billed.amount, f"{bill} line {billed.line}")


def _again(ledger: Ledger, line: Settling, bill: str) -> Settling:
    """Judge a line again whose take moved, until it is settled or nothing is to be done."""
    while line.does == "settles":
        (known,) = line.matched.takes
        (matched,) = match([ledger.take(known.id) or known], [line.matched.billed])
        line = _judged(matched)
        if line.does == "settles" and (after := ledger.settle_all([_charge(line, bill)])[0]):
            return replace(line, take=after)
    return line


def _judged(matched: Matched) -> Settling:
    if matched.match != "confirmed":
        return Settling(matched, "unclear", matched.match)
    (take,) = matched.takes
    if why := _unclear(take, matched.billed.amount):
        return Settling(matched, "unclear", why, take)
    return Settling(matched, "stands" if take.charge == "confirmed" else "settles", "", take)


def _unclear(take: Take, amount: Amount) -> str:
    """Say why a line does not settle a take; empty where it does."""
    if take.state in UNSURE:
        return f"it is {take.state}: say with `shotwright record` what became of it"
    if take.state == "failed" and not take.remote_id:
        return "it was refused: look at it, then say `shotwright record --charged`"
    if take.charge == "confirmed" and take.charged != amount:
        return f"confirmed at {take.charged} before: correct it with `shotwright record --charged`"
    return ""
