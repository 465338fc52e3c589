"""A bill beside the ledger, for a terminal: what it settles, and what is to be looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import RenderableType

from shotwright.errors import Place
from shotwright.model.money import PURSES, Amount
from shotwright.report.layout import cells, table_of

if TYPE_CHECKING:
    from shotwright.ledger import Settling
    from shotwright.model.take import Take


def settlings_table(lines: Sequence[Settling]) -> RenderableType:
    """Show what lines of a bill settle, beside what was reckoned."""
    table = table_of(
        ("generation", "left"), ("take", "right"), ("reckoned", "right"), ("billed", "right"),
        ("difference", "right"),
    )  # fmt: skip
    for line in lines:
        billed = line.matched.billed.amount
        for take in line.matched.takes:
            difference = _difference(line, billed)
            table.add_row(
                *cells(take.generation, take.number, _reckoned(take), billed.rounded(), difference)
            )
    return table


def unclear_line(line: Settling, file: str) -> str:
    """Say what a person has to look at, and where it stands in the bill, on one line."""
    billed = line.matched.billed
    names = ", ".join(f"{take.generation} take {take.number}" for take in line.matched.takes)
    what = f" for {names}" if names else ""
    return f"{Place(file, billed.line, 1)}: {billed.amount.rounded()}{what}: {line.why}"


def _reckoned(take: Take) -> str:
    """Say what a take was expected to cost, before the bill."""
    if take.charged is None:
        return f"up to {take.reserved.rounded()}"
    return f"about {take.charged.rounded()}"


def _difference(line: Settling, billed: Amount) -> str:
    if line.reckoned is None:
        return ""
    less = billed.micro - line.reckoned.micro
    return f"{'+' if less > 0 else ''}{PURSES[billed.purse](less).rounded()}"
