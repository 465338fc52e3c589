"""The command that tells where the money of a plan is.

A command imports what it uses when it runs, so that `--help` is quick.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shotwright.cli.app import app
from shotwright.cli.each import Answer, print_answer
from shotwright.cli.ledgers import LedgerPlace, open_ledger
from shotwright.cli.options import Json, On, RateCard, Rates, budgets, day, folder_of, own_rates
from shotwright.cli.output import print_rich
from shotwright.errors import InputError

if TYPE_CHECKING:
    from shotwright.model.plan import Plan
    from shotwright.model.take import Take

OVER_BUDGET = 3
"""The exit code of a budget that will not hold on average."""


@app.command(
    epilog="Example: shotwright actuals board.plan.json --invoice invoice.csv --budget 200USD"
)
def actuals(
    plan: Annotated[Path, typer.Argument(metavar="PLAN", help="A NAME.plan.json.")],
    *,
    takes: Annotated[
        Path | None,
        typer.Option("--takes", metavar="CSV", help="What was ordered, instead of a ledger."),
    ] = None,
    ledger: LedgerPlace = None,
    invoice: Annotated[
        Path | None, typer.Option("--invoice", metavar="CSV", help="The lines of the bill.")
    ] = None,
    budget: Annotated[
        list[str] | None,
        typer.Option("--budget", metavar="AMOUNT", help="900credits, 200USD; one a purse."),
    ] = None,
    history: Annotated[
        Path | None,
        typer.Option("--history", metavar="CSV", help="Reviewed takes of other plans: they teach."),
    ] = None,
    card: RateCard = None,
    on: On = None,
    rates: Rates = None,
    as_json: Json = False,
) -> None:
    """Tell what is reserved, committed and paid, and what is still to come, scene by scene."""
    from shotwright.budget import actuals as account
    from shotwright.budget import read_history, read_invoice, read_takes
    from shotwright.campaign import read_campaign, read_plan
    from shotwright.cost import estimate
    from shotwright.report import actuals_table

    if takes and ledger:
        raise InputError.of("takes are in a file, or in a ledger", "give --takes, or --ledger")
    bounds = budgets(budget or [])
    planned = read_plan(plan)
    own = own_rates(rates, read_campaign(folder_of(str(plan))).rates)
    priced = estimate(planned, card=card, on=day(on) if on else None, own=own)
    ordered = read_takes(takes, planned, priced) if takes else _in_ledger(ledger, plan, planned)
    found = account(
        planned, priced, ordered, budget=bounds,
        invoice=read_invoice(invoice) if invoice else None,
        history=read_history(history) if history else (),
    )  # fmt: skip
    over = any(found.totals[purse].over_budget for purse in bounds if purse in found.totals)
    answer = Answer(
        found.wire(), lambda: print_rich(actuals_table(found)), OVER_BUDGET if over else 0
    )
    print_answer(answer, as_json=as_json)


def _in_ledger(ledger: str | None, path: Path, plan: Plan) -> tuple[Take, ...]:
    """List also what was made for older plans: shots that changed since were paid for as well."""
    every = open_ledger(ledger, path).takes()
    return tuple(take for take in every if take.board == plan.board)
