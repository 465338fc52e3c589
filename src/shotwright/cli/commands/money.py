"""Commands that set the money of two plans, or of two days, side by side.

A command imports what it uses when it runs, so that `--help` is quick.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shotwright.cli.app import app
from shotwright.cli.each import Answer, print_answer
from shotwright.cli.options import (
    Asked,
    BoardOrPlan,
    Json,
    MaxSize,
    On,
    Outside,
    RateCard,
    Rates,
    day,
    folder_of,
    own_rates,
)
from shotwright.cli.output import print_rich
from shotwright.cli.revisions import checked_out
from shotwright.cli.sources import FINDINGS, no_plan, plan_of
from shotwright.errors import InputError

if TYPE_CHECKING:
    from shotwright.catalog import RateFile
    from shotwright.model.money import Amount
    from shotwright.model.plan import Plan

Side = Annotated[
    str,
    typer.Argument(
        metavar="BOARD_OR_PLAN",
        help="A storyboard or plan; REVISION:PATH is the one that git has there.",
    ),
]


@app.command(epilog="Example: shotwright diff HEAD~1:board.yaml board.yaml --markdown")
def diff(
    old: Side,
    new: Side,
    *,
    fail_over: Annotated[
        list[str] | None,
        typer.Option(
            "--fail-over", metavar="AMOUNT", help="Exit with 1 above it: 20credits, 5USD, or both."
        ),
    ] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="As a comment on a review.")] = False,
    card: RateCard = None,
    on: On = None,
    rates: Rates = None,
    max_size: MaxSize = None,
    outside: Outside = False,
    as_json: Json = False,
) -> None:
    """Say what a plan adds, removes and changes, and what that is in money."""
    from shotwright.budget import diff as compare_plans
    from shotwright.report import diff_markdown, diff_table

    bounds = [_bound(text) for text in fail_over or ()]
    asked = Asked(card=card, rates=rates, max_size=max_size, outside=outside)
    (before, _), (after, own) = (_side(name, on, asked, as_json=as_json) for name in (old, new))
    found = compare_plans(before, after, card=card, on=day(on) if on else None, own=own)
    over = found.over(bounds)

    def show() -> None:
        if markdown:
            typer.echo(diff_markdown(found), nl=False)
        else:
            print_rich(diff_table(found))
        if over:
            typer.echo(f"More than is allowed: {', '.join(over)}", err=True)

    print_answer(Answer(found.wire(), show, FINDINGS if over else 0), as_json=as_json)


def _side(
    source: str, on: str | None, asked: Asked, *, as_json: bool
) -> tuple[Plan, tuple[RateFile, ...]]:
    """Read or make one plan, and its own rates; without one, say why and exit."""
    from shotwright.model.plan import NoPlan

    with checked_out(source) as path:
        found = plan_of(path, on, asked)
        if isinstance(found.plan, NoPlan):
            print_answer(no_plan(found.plan), as_json=as_json)
        found.told()  # here, where the files of a revision are still there
    return found.plan, found.own


def _bound(text: str) -> Amount:
    from shotwright.model.money import read_amount

    try:
        return read_amount(text)
    except ValueError as error:
        raise InputError.of(f"--fail-over: {error}", "such as 20credits or 5USD") from None


@app.command(epilog="Example: shotwright reprice board.plan.json --card latest-low")
def reprice(
    plan: BoardOrPlan,
    *,
    card: RateCard = None,
    on: On = None,
    rates: Rates = None,
    as_json: Json = False,
) -> None:
    """Price an old plan as of today, or any day; say what changed, and why."""
    from shotwright.budget import reprice as price_anew
    from shotwright.campaign import read_campaign, read_plan
    from shotwright.report import reprice_table

    with checked_out(plan) as source:
        planned = read_plan(Path(source))
        project = read_campaign(folder_of(source)).rates
        then, now = own_rates(project), own_rates(rates, project)
    found = price_anew(planned, on=day(on), card=card, own=now, own_then=then)
    print_answer(Answer(found.wire(), lambda: print_rich(reprice_table(found))), as_json=as_json)
