"""The command that tells where the money of a plan is.

A command imports what it uses when it runs, so that `--help` is quick.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shotwright.cli.app import app
from shotwright.cli.each import Answer, print_answer
from shotwright.cli.ledgers import LedgerPlace, read_ledger
from shotwright.cli.options import Json, On, RateCard, Rates, budgets, day, folder_of, own_rates
from shotwright.cli.output import print_rich
from shotwright.errors import InputError

if TYPE_CHECKING:
    from shotwright.model.estimate import Estimate
    from shotwright.model.names import Card
    from shotwright.model.plan import Plan
    from shotwright.model.take import Take

OVER_BUDGET = 3
"""The exit code of a budget that will not hold on average."""


Plans = Annotated[
    list[Path],
    typer.Argument(metavar="PLAN...", help="A NAME.plan.json; several are told board by board."),
]
TakesTable = Annotated[
    Path | None,
    typer.Option("--takes", metavar="CSV", help="What was ordered and is in no ledger."),
]
Bill = Annotated[
    Path | None, typer.Option("--invoice", metavar="CSV", help="The lines of the bill.")
]
Budget = Annotated[
    list[str] | None,
    typer.Option("--budget", metavar="AMOUNT", help="900credits, 200USD; one a purse."),
]
History = Annotated[
    Path | None,
    typer.Option("--history", metavar="CSV", help="Reviewed takes of other plans: they teach."),
]


@app.command(
    epilog="Example: shotwright actuals board.plan.json --invoice invoice.csv --budget 200USD"
)
def actuals(
    plans: Plans,
    *,
    takes: TakesTable = None,
    ledger: LedgerPlace = None,
    invoice: Bill = None,
    budget: Budget = None,
    history: History = None,
    card: RateCard = None,
    on: On = None,
    rates: Rates = None,
    as_json: Json = False,
) -> None:
    """Tell what is reserved, committed and paid, and what is still to come, scene by scene."""
    from shotwright.budget import actuals as of_one
    from shotwright.budget import (
        beside_ledger,
        campaign_actuals,
        read_history,
        read_invoice,
        read_takes,
    )
    from shotwright.report import actuals_table

    if takes and len(plans) > 1:
        hint = "tell the plans one by one, or keep a ledger"
        raise InputError.of("a file holds the takes of one plan", hint)
    bounds = budgets(budget or [])
    read = [_priced(path, card, on, rates) for path in plans]
    bill = read_invoice(invoice) if invoice else None
    learnt = read_history(history) if history else ()
    ordered = _in_ledgers(ledger, plans, read) if ledger or not takes else ()
    if takes:
        ordered = beside_ledger(read_takes(takes, *read[0]), ordered, takes)
    if len(read) == 1:
        found = of_one(*read[0], ordered, budget=bounds, invoice=bill, history=learnt)
    else:
        found = campaign_actuals(read, ordered, budget=bounds, invoice=bill, history=learnt)
    over = any(found.totals[purse].over_budget for purse in bounds if purse in found.totals)
    rows = "board" if len(read) > 1 else "scene"
    answer = Answer(
        found.wire(), lambda: print_rich(actuals_table(found, rows)), OVER_BUDGET if over else 0
    )
    print_answer(answer, as_json=as_json)


def _priced(
    path: Path, card: Card | None, on: str | None, rates: Path | None
) -> tuple[Plan, Estimate]:
    from shotwright.campaign import read_campaign, read_plan
    from shotwright.cost import estimate

    planned = read_plan(path)
    own = own_rates(rates, read_campaign(folder_of(str(path))).rates)
    return planned, estimate(planned, card=card, on=day(on) if on else None, own=own)


def _in_ledgers(
    ledger: str | None, paths: Sequence[Path], read: Sequence[tuple[Plan, Estimate]]
) -> tuple[Take, ...]:
    """List takes, once where plans share a ledger.

    What was made for older plans counts too: shots that changed since were paid for as well.
    """
    found: dict[str, Take] = {}
    for path, (plan, _) in zip(paths, read, strict=True):
        opened = read_ledger(ledger, path)
        found |= {take.id: take for take in opened.takes() if take.board == plan.board}
        opened.close()
    boards = [plan.board for plan, _ in read]
    if twice := sorted({board for board in boards if boards.count(board) > 1}):
        raise InputError.of(f"two plans are of {', '.join(twice)}", "give one plan a board")
    return tuple(found.values())
