"""Commands about the ledger itself: what stands in it, whether it agrees, a copy of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shotwright.cli.app import app
from shotwright.cli.commands.sending import PlanPath, in_order
from shotwright.cli.ledgers import LedgerPlace, open_ledger, read_ledger
from shotwright.cli.options import Json
from shotwright.cli.output import print_json, print_rich
from shotwright.errors import InputError

if TYPE_CHECKING:
    from shotwright.ledger import Settling

DISAGREES = 1

UNCLEAR = 1
"""The exit code of a bill of which a line is to be looked at."""

ledger_app = typer.Typer(
    help="Look at the ledger: what was approved, sent and paid.",
    no_args_is_help=True, rich_markup_mode=None,
)  # fmt: skip
app.add_typer(ledger_app, name="ledger")


@ledger_app.command(epilog="Example: shotwright ledger show ad.plan.json")
def show(
    plan: PlanPath,
    *,
    events: Annotated[bool, typer.Option("--events", help="All that happened, too.")] = False,
    ledger: LedgerPlace = None,
    as_json: Json = False,
) -> None:
    """Show the takes of a plan, its approvals, and how much of each ceiling is used."""
    from shotwright.campaign import read_plan
    from shotwright.report import ceilings_table, takes_table

    made = read_plan(plan)
    opened = read_ledger(ledger, plan)
    takes = in_order(opened.takes(made), made)
    told = {take.id: opened.events(take) for take in takes} if events else {}
    if as_json:
        rows = [
            take.wire() | ({"events": [dict(e) for e in told[take.id]]} if events else {})
            for take in takes
        ]
        approvals = [approval.wire() for approval in opened.approvals(made)]
        ceilings = [ceiling.wire() for ceiling in opened.ceilings()]
        print_json({"takes": rows, "approvals": approvals, "ceilings": ceilings})
        return
    print_rich(takes_table(takes), ceilings_table(opened.ceilings()))
    for approval in opened.approvals(made):
        if approval.withdrawn:
            typer.echo(f"Approval {approval.id} was withdrawn at {approval.withdrawn}.")
    for take in takes:
        for event in told.get(take.id, ()):
            line = f"{event['at']}  {take.generation} take {take.number}: {event['state']}"
            typer.echo(f"{line} {event['remote_id']} {event['reason']}".rstrip())


@app.command(epilog="Example: shotwright withdraw ad.plan.json")
def withdraw(
    plan: PlanPath,
    approvals: Annotated[
        list[str] | None,
        typer.Argument(metavar="[APPROVAL]...", help="Their ids; default: all of the plan."),
    ] = None,
    *,
    ledger: LedgerPlace = None,
    as_json: Json = False,
) -> None:
    """Take approvals of a plan back: nothing more is sent under them.

    What was sent under them stays, and so does the money that is set aside for it.
    """
    from shotwright.campaign import read_plan

    made = read_plan(plan)
    opened = open_ledger(ledger, plan)
    given = {approval.id for approval in opened.approvals(made)}
    if strange := sorted(set(approvals or ()) - given):
        hint = f"its approvals are {', '.join(sorted(given))}" if given else "it has none"
        raise InputError.of(f"no approval of this plan is called {', '.join(strange)}", hint)
    for name in approvals or sorted(given):
        opened.withdraw(name)
    after = opened.approvals(made)
    if as_json:
        print_json({"approvals": [approval.wire() for approval in after]})
        return
    for approval in after:
        if approval.withdrawn:
            typer.echo(f"Approval {approval.id} was withdrawn at {approval.withdrawn}.")
    left = sum(not approval.withdrawn for approval in after)
    typer.echo(f"{left} still {'holds' if left == 1 else 'hold'}.")


@ledger_app.command(epilog="Example: shotwright ledger verify ad.plan.json")
def verify(plan: PlanPath, *, ledger: LedgerPlace = None, as_json: Json = False) -> None:
    """Reckon states, slots and money again from what happened; exit with 1 if they disagree."""
    from shotwright.ledger import verify as look_over

    told = look_over(read_ledger(ledger, plan))
    if as_json:
        print_json({"disagreements": list(told)})
    else:
        typer.echo("\n".join(told) or "The ledger agrees with what happened.")
    if told:
        raise typer.Exit(DISAGREES)


@ledger_app.command(epilog="Example: shotwright ledger export ad.plan.json > ad.ledger.jsonl")
def export(plan: PlanPath, *, ledger: LedgerPlace = None) -> None:
    """Write every row of every table as a line of JSON."""
    from shotwright.ledger import export as write_out

    for line in write_out(read_ledger(ledger, plan)):
        typer.echo(line)


@ledger_app.command(epilog="Example: shotwright ledger backup ad.plan.json ad.backup.sqlite")
def backup(
    plan: PlanPath,
    to: Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy goes.")],
    *,
    ledger: LedgerPlace = None,
) -> None:
    """Write a whole copy as a SQLite ledger, also while others write."""
    from shotwright.ledger import backup as copy

    copy(read_ledger(ledger, plan), to)
    typer.echo(f"Wrote {to}")


@ledger_app.command(epilog="Example: shotwright ledger settle ad.plan.json --invoice invoice.csv")
def settle(
    plan: PlanPath,
    *,
    invoice: Annotated[
        Path, typer.Option("--invoice", metavar="CSV", help="The lines of the bill.")
    ],
    write: Annotated[bool, typer.Option("--write", help="Really write the charges down.")] = False,
    ledger: LedgerPlace = None,
    as_json: Json = False,
) -> None:
    """Confirm what takes cost from the lines of a bill; exit with 1 if one is unclear.

    Without --write it only tells what it would do. The same bill twice changes nothing.
    """
    from shotwright.budget import read_invoice
    from shotwright.ledger import settle as write_down
    from shotwright.ledger import settlings

    bill = read_invoice(invoice)
    opened = open_ledger(ledger, plan) if write else read_ledger(ledger, plan)
    lines = settlings(opened, bill)
    if write:
        lines = tuple(write_down(opened, lines, invoice.name))
    if as_json:
        takes = [line.take.wire() for line in lines if line.take]
        print_json({"lines": [line.wire() for line in lines], "takes": takes, "written": write})
    else:
        _print_settlings(lines, invoice, written=write)
    if any(line.does == "unclear" for line in lines):
        raise typer.Exit(UNCLEAR)


def _print_settlings(lines: Sequence[Settling], invoice: Path, *, written: bool) -> None:
    from shotwright.report import settlings_table, unclear_line

    settled = [line for line in lines if line.does == "settles"]
    stood = sum(line.does == "stands" for line in lines)
    if settled:
        print_rich(settlings_table(settled))
    for line in lines:
        if line.does == "unclear":
            typer.echo(f"To be looked at: {unclear_line(line, invoice.as_posix())}")
    what = f"{len(settled):,} {'charge' if len(settled) == 1 else 'charges'}"
    before = f"; {stood:,} confirmed before" if stood else ""
    if written or not settled:
        typer.echo(f"{what} confirmed{before}.")
    else:
        typer.echo(f"{what} would be confirmed{before}; add --write to write them down.")
