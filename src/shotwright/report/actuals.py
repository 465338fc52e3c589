"""Actuals for a terminal: the accounts of each purse, and what of a bill does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from shotwright.model.money import Amount, Purse, Total, Unknown
from shotwright.report.layout import cells, table_of

if TYPE_CHECKING:
    from shotwright.budget import Account, Actuals, Matched

COLUMNS = ("budget", "reserved", "committed", "actual", "to come", "at end", "variance")


def actuals_table(found: Actuals, rows_are: str = "scene") -> RenderableType:
    """Show where the money of a plan is, scene by scene and in all; of several, board by board."""
    rows: list[RenderableType] = []
    for purse, whole in found.totals.items():
        rows += [_table(found, purse, whole, rows_are), Text()]
        for reason in whole.to_complete.missing:
            rows.append(Text(f"At least, for something is not known: {reason}", "yellow"))
        share = f"{whole.confirmed.rounded()} of the {whole.actual.rounded()} charged"
        rows.append(Text(f"{share} are confirmed by a bill, a balance or a person", "dim"))
        if whole.over_budget:
            rows.append(Text("It will cost more than the budget, on average", "bold red"))
    unclear = [each for each in found.invoice if each.match != "confirmed" or each.expected]
    if unclear:
        rows += [Text(), Text("On the invoice, and to be looked at:", style="yellow")]
        rows += [Text(f"  line {each.billed.line}: {_why(each)}") for each in unclear]
    if found.not_billed:
        names = ", ".join(f"{take.generation} take {take.number}" for take in found.not_billed)
        rows += [Text(), Text(f"Accepted, and confirmed by no line: {names}", style="yellow")]
    return Group(*rows)


def _table(found: Actuals, purse: Purse, whole: Account, rows_are: str) -> RenderableType:
    table = table_of((rows_are, "fold"), *((name, "right") for name in COLUMNS), title=purse)
    for account in (own for own in found.scenes if own.purse == purse):
        table.add_row(*cells(account.scene, *_amounts(account)))
    table.add_section()
    table.add_row(*cells("all", *_amounts(whole)), style="bold")
    return table


def _amounts(account: Account) -> list[str]:
    return [
        _plain(account.budget), _plain(account.reserved), _plain(account.committed),
        _plain(account.actual), _plain(account.to_complete), _plain(account.at_completion),
        _plain(account.variance),
    ]  # fmt: skip


def _plain(amount: Amount | Unknown | Total[Amount]) -> str:
    """Write a number without its unit, which the title says; `+` stands for at least."""
    if isinstance(amount, Unknown):
        return "?"
    if isinstance(amount, Total):
        return amount.known.rounded().split()[0] + "+" * bool(amount.missing)
    return amount.rounded().split()[0]


def _why(matched: Matched) -> str:
    amount = matched.billed.amount.rounded()
    takes = ", ".join(f"{take.generation} take {take.number}" for take in matched.takes)
    if matched.match == "no take":
        return f"{amount} for no take of this plan"
    if matched.match == "confirmed" and matched.expected is not None:
        return f"{amount} for {takes}, and not {matched.expected.rounded()}"
    return f"{amount} for {takes}: {matched.match}"
