"""What keeps a board to a budget, for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from shotwright.report.layout import cells, table_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shotwright.budget import Cut, Fit
    from shotwright.model.money import Amount


def fit_list(found: Fit) -> RenderableType:
    """Show the changes with what each saves, what is then paid, and how sure all that is."""
    budget = _amounts(found.budgets.values())
    lowest = _amounts(found.least_possible.values())
    what = "at list price" if found.at == "list" else "on average, retakes included"
    each = ", each for itself," if len(found.least_possible) > 1 else ""
    least = f"The least possible{each} is {lowest} {what}."
    if not found.fits:
        refused = f"{budget} cannot be met with the changes that may be made."
        if found.chance is not None:
            refused += f" As it stands the chance to stay within it is {found.chance:.0%}."
        return Group(Text(refused, style="red"), Text(least))
    lines: list[RenderableType] = []
    if found.changes:
        table = table_of(("beat", "left"), ("change", "fold"), ("saves", "right"))
        for change in found.changes:
            table.add_row(*cells(change.offer.beat or "board", change.offer.change, _saves(change)))
        lines += [table, Text()]
    else:
        lines.append(Text("Nothing has to change."))
    totals = " and ".join(total.rounded() for total in found.estimate.totals.values())
    takes = f", {_amounts(found.average.values())} {what}" if found.average is not None else ""
    total = f"{totals} for one take of everything{takes}; the budget is {budget}"
    lines.append(Text(total, "bold"))
    lines += [
        Text(f"No budget was given in {purse}, which may not rise.")
        for purse in found.estimate.totals
        if purse not in found.budgets
    ]
    if found.chance is not None:
        lines.append(Text(f"The chance to stay within it, retakes included: {found.chance:.0%}"))
    if found.unkept is not None:
        lines.append(
            Text(
                f"On average {found.unkept:.1f} of {len(found.plan.generations)} generations end "
                "without a keeper"
            )
        )
    lines.append(Text(least, style="dim"))
    if not found.proven:
        lines.append(Text("Checked, but not proven to be the least painful way.", style="dim"))
    return Group(*lines)


def _amounts(amounts: Iterable[Amount]) -> str:
    return " and ".join(amount.rounded() for amount in amounts) or "nothing"


def _saves(change: Cut) -> str:
    if change.saves is None:
        return "cannot be made without it"
    return " and ".join(amount.rounded() for amount in change.saves.values()) or "nothing"
