"""What an edit costs, and what another choice would: for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from shotwright.model.plan import NoPlan
from shotwright.report.layout import cells, table_of

if TYPE_CHECKING:
    from shotwright.budget import EditCost
    from shotwright.campaign import Alternative


def edit_line(cost: EditCost) -> RenderableType:
    """Say what of an older plan is kept, and what an edit costs."""
    text = Text("Kept ", style="bold")
    text.append(f"{len(cost.kept)} of {len(cost.kept) + len(cost.made)} generations")
    if cost.dropped:
        text.append(f"; no longer needed: {', '.join(cost.dropped)}")
    if not cost.made:
        text.append("; the edit costs nothing")
        return text
    totals = " and ".join(total.rounded() for total in cost.totals.values())
    text.append(f"; to be made: {', '.join(cost.made)}; the edit costs {totals}")
    return text


def what_if_table(found: Sequence[Alternative]) -> RenderableType:
    """Show the plan as it is, and with each change."""
    table = table_of(
        ("what if", "fold"), ("items", "right"), ("generations", "right"), ("padded", "right"),
        ("one take of everything", "left"),
    )  # fmt: skip
    for row in found:
        if row.estimate is None or isinstance(row.plan, NoPlan):
            why = Text("cannot be made", style="red")
            table.add_row(*cells(row.change, "", "", "", why))
            continue
        totals = " and ".join(total.rounded() for total in row.estimate.totals.values())
        table.add_row(
            *cells(
                row.change, len(row.plan.items), len(row.plan.generations), f"{row.pad:g} s", totals
            )
        )
    return Group(table)
