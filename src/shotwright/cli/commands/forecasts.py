"""Commands about what a plan will have cost when every generation has its keeper.

A command imports what it uses when it runs, so that `--help` is quick.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from shotwright.cli.app import app
from shotwright.cli.each import Answer, answer_each
from shotwright.cli.ledgers import LedgerPlace, read_ledger
from shotwright.cli.options import (
    Asked,
    BoardOrPlan,
    Goal,
    Json,
    MaxSize,
    On,
    Outside,
    Paid,
    RateCard,
    Rates,
    Route,
    Shots,
    Talk,
    budgets,
    day,
)
from shotwright.cli.output import print_rich
from shotwright.cli.sources import code_of, no_plan, plan_of

LONGEST_REVIEW = 365 * 24 * 60
"""A year, in minutes."""


History = Annotated[
    Path | None,
    typer.Option("--history", metavar="CSV", help="Takes that were reviewed: they teach."),
]
Cap = Annotated[
    int | None,
    typer.Option("--cap", metavar="N", min=1, max=1000, help="At most N takes of each."),
]
Bounds = Annotated[
    list[str] | None,
    typer.Option("--budget", metavar="AMOUNT", help="900credits, 200usd: the chance to keep to."),
]
Slots = Annotated[
    int | None, typer.Option("--slots", metavar="N", min=1, help="Renders at a time.")
]
Review = Annotated[
    float,
    typer.Option(
        "--review-minutes", metavar="M", min=0, max=LONGEST_REVIEW, help="From render to verdict."
    ),
]
Seed = Annotated[int, typer.Option("--seed", metavar="N", min=0, help="Of the simulated calendar.")]


@app.command(
    epilog="Example: shotwright forecast board.yaml --history takes.csv --budget 900credits"
)
def forecast(
    source: BoardOrPlan,
    *,
    history: History = None,
    ledger: LedgerPlace = None,
    cap: Cap = None,
    budget: Bounds = None,
    slots: Slots = None,
    review: Review = 0.0,
    seed: Seed = 1,
    route: Route = None,
    shots: Shots = None,
    talk: Talk = None,
    billing: Paid = None,
    objective: Goal = None,
    card: RateCard = None,
    on: On = None,
    rates: Rates = None,
    max_size: MaxSize = None,
    outside: Outside = False,
    as_json: Json = False,
) -> None:
    """Forecast money and time until every generation has its keeper."""
    from shotwright.budget import forecast as reckon
    from shotwright.budget import read_history
    from shotwright.cost import estimate as price
    from shotwright.ledger import reviewed
    from shotwright.model.plan import NoPlan
    from shotwright.report import forecast_table

    asked = Asked(route, shots, talk, billing, objective, card, rates, max_size, outside=outside)
    seen = read_history(history) if history else ()
    if ledger:
        seen = (*seen, *reviewed(read_ledger(ledger, Path(source))))
    bounds = budgets(budget or [])

    def work(name: str) -> Answer:
        planned = plan_of(name, on, asked)
        if isinstance(planned.plan, NoPlan):
            return no_plan(planned.plan)
        own = planned.own
        priced = price(planned.plan, card=card, on=day(on) if on else None, own=own)
        found = reckon(
            priced, planned.plan, history=seen, cap=cap, budget=bounds, slots=slots,
            review_minutes=review, seed=seed, own=own,
        )  # fmt: skip
        code = code_of(planned.told())
        return Answer(found.wire(), lambda: print_rich(forecast_table(found)), code, priced)

    answer_each(source, work=work, as_json=as_json)
