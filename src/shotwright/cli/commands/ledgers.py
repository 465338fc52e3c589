"""Commands about the ledger itself: what stands in it, whether it agrees, a copy of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from shotwright.cli.app import app
from shotwright.cli.commands.sending import PlanPath, in_order
from shotwright.cli.ledgers import LedgerPlace, open_ledger
from shotwright.cli.options import Json
from shotwright.cli.output import print_json, print_rich

DISAGREES = 1

ledger_app = typer.Typer(
    name="ledger", help="Look at the ledger: what was approved, sent and paid.",
    no_args_is_help=True, rich_markup_mode=None,
)  # fmt: skip
app.add_typer(ledger_app)


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
    opened = open_ledger(ledger, plan)
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
    for take in takes:
        for event in told.get(take.id, ()):
            line = f"{event['at']}  {take.generation} take {take.number}: {event['state']}"
            typer.echo(f"{line} {event['remote_id']} {event['reason']}".rstrip())


@ledger_app.command(epilog="Example: shotwright ledger verify ad.plan.json")
def verify(plan: PlanPath, *, ledger: LedgerPlace = None, as_json: Json = False) -> None:
    """Reckon states, slots and money again from what happened; exit with 1 if they disagree."""
    from shotwright.ledger import verify as look_over

    told = look_over(open_ledger(ledger, plan))
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

    for line in write_out(open_ledger(ledger, plan)):
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

    copy(open_ledger(ledger, plan), to)
    typer.echo(f"Wrote {to}")
