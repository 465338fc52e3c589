"""Commands that write pages for people who do not use the command line.

A command imports what it uses when it runs, so that `--help` is quick.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from shotwright.cli.app import app
from shotwright.cli.each import Answer, print_answer
from shotwright.cli.options import (
    Asked,
    BoardOrPlan,
    Goal,
    MaxSize,
    On,
    Outside,
    Paid,
    RateCard,
    Rates,
    Route,
    Shots,
    Talk,
    day,
)
from shotwright.cli.output import write_whole
from shotwright.cli.sources import code_of, no_plan, plan_of
from shotwright.errors import InputError, Place


@app.command(epilog="Example: shotwright report board.yaml --out report.html")
def report(
    source: BoardOrPlan,
    *,
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE", help="Write the page there, as one HTML file.")
    ],
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
) -> None:
    """Write a page that answers what it costs, how sure that is, and what drives it."""
    from shotwright.budget import forecast
    from shotwright.campaign import boards_of
    from shotwright.cost import cover, estimate, find_plans
    from shotwright.model.plan import NoPlan
    from shotwright.report import report_page

    _refuse_to_replace(out)
    if boards_of(source):
        raise InputError.of("a report is about one board", "write one report for each board")
    asked = Asked(route, shots, talk, billing, objective, card, rates, max_size, outside=outside)
    planned = plan_of(source, on, asked)
    if isinstance(planned.plan, NoPlan):
        print_answer(no_plan(planned.plan), as_json=False)
    own = planned.own
    priced = planned.estimate or estimate(
        planned.plan, card=card, on=day(on) if on else None, own=own
    )
    need = priced.totals.get("credits")
    forecasted = forecast(priced, planned.plan, own=own)
    findings = planned.told()
    page = report_page(
        planned.plan, priced, board=planned.board,
        findings=findings if planned.board else None, forecast=forecasted,
        covers=[cover(each, need.high) for each in find_plans("all", own)] if need else (),
    )  # fmt: skip
    write_whole(out, page)
    typer.echo(f"Wrote {out}", err=True)
    print_answer(Answer({}, lambda: None, code_of(findings)), as_json=False)


def _refuse_to_replace(path: Path) -> None:
    """Let `--out` replace reports only: a storyboard in its place would be lost.

    Raises:
        InputError: Something else is there.
    """
    from shotwright.report import OPENING

    opening = OPENING.encode()
    if path.is_file() and path.read_bytes()[: len(opening)] != opening:
        message = f"{path} is there already, and is no report"
        raise InputError.of(message, "choose another name", Place(path.as_posix()))
