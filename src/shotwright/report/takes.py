"""Approvals, takes and ceilings, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from shotwright.model.money import PURSES, Amount, Purse, Total
from shotwright.model.take import Approval, Take
from shotwright.report.layout import cells, table_of

if TYPE_CHECKING:
    from shotwright.ledger import Ceiling
    from shotwright.sender import Due

STYLES = {
    "needs_review": "bold red",
    "ambiguous": "yellow",
    "failed": "red",
    "retake": "magenta",
    "keeper": "green",
    "completed": "cyan",
    "downloaded": "cyan",
}


def takes_table(takes: Sequence[Take]) -> RenderableType:
    """Show takes: where each stands, and its money."""
    table = table_of(
        ("generation", "left"), ("take", "right"), ("state", "left"), ("reserved", "right"),
        ("charged", "right"), ("its id there", "left"), ("why", "fold"),
    )  # fmt: skip
    for take in takes:
        charged = "" if take.charged is None else take.charged.rounded()
        if take.charge == "computed":
            charged = f"about {charged}"
        table.add_row(
            *cells(
                take.generation, take.number, Text(take.state, STYLES.get(take.state, "")),
                take.reserved.rounded(), charged, take.remote_id, take.reason,
            )
        )  # fmt: skip
    return table


def dues_table(dues: Sequence[Due], totals: Mapping[Purse, Total[Amount]]) -> RenderableType:
    """Show what would be sent, and what it may cost at most."""
    table = table_of(
        ("generation", "left"), ("take", "right"), ("route", "left"), ("by the card", "right"),
        ("at most", "right"),
    )  # fmt: skip
    for entry in dues:
        table.add_row(
            *cells(
                entry.generation.id, entry.number, entry.generation.route,
                entry.quoted.listed.rounded(), entry.quoted.highest.rounded(),
            )
        )  # fmt: skip
    return Group(table, Text(f"In all at most {_sum(totals)}.", style="bold"))


def approval_text(approval: Approval, totals: Mapping[Purse, Total[Amount]]) -> RenderableType:
    """Say what was approved."""
    text = Text(f"Approved {approval.id}", style="bold")
    bounds = " and ".join(amount.rounded() for amount in approval.ceilings.values())
    text.append(
        f"\n{_count(len(approval.quotes), 'generation')}, up to "
        f"{_count(approval.takes, 'take')} of each, ceiling {bounds}"
        + (f", until {approval.until}" if approval.until else ""),
        style="not bold",
    )
    text.append(f"\nOne take of each costs at most {_sum(totals)}.", style="not bold")
    return text


def quotes_table(approval: Approval) -> RenderableType:
    """Show what one take of each generation costs, by the card and at its highest reading."""
    table = table_of(("generation", "left"), ("by the card", "right"), ("at most", "right"))
    for name, quoted in approval.quotes.items():
        table.add_row(*cells(name, quoted.listed.rounded(), quoted.highest.rounded()))
    return table


def ceilings_table(ceilings: Iterable[Ceiling]) -> RenderableType:
    """Show how much of each bound is used."""
    table = table_of(("bound", "left"), ("ceiling", "right"), ("used", "right"), ("left", "right"))
    for ceiling in ceilings:
        left = PURSES[ceiling.purse](ceiling.bound.micro - ceiling.used.micro)
        table.add_row(
            *cells(ceiling.scope, ceiling.bound.rounded(), ceiling.used.rounded(), left.rounded())
        )
    return table


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _sum(totals: Mapping[Purse, Total[Amount]]) -> str:
    return " and ".join(total.rounded() for total in totals.values()) or "nothing"
