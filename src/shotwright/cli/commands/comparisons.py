"""Commands that set the ways to make a board side by side.

A command imports what it uses when it runs, so that `--help` is quick.
"""

from __future__ import annotations

from typing import Annotated, get_args

import typer

from shotwright.cli.app import app
from shotwright.cli.each import Answer, answer_each
from shotwright.cli.options import (
    Asked,
    BoardPath,
    Goal,
    Json,
    MaxSize,
    On,
    Outside,
    Paid,
    RateCard,
    Rates,
    Templates,
    day,
    folder_of,
    terms,
)
from shotwright.cli.output import print_rich
from shotwright.errors import InputError
from shotwright.model.names import Resolution


@app.command(epilog="Example: shotwright compare board.yaml")
def compare(
    board: BoardPath,
    *,
    billing: Paid = None,
    objective: Goal = None,
    card: RateCard = None,
    on: On = None,
    rates: Rates = None,
    resolution: Annotated[
        list[str] | None,
        typer.Option("--resolution", help="Make all of it in this; may be repeated."),
    ] = None,
    subscription: Annotated[
        list[str] | None,
        typer.Option(
            "--subscription", metavar="NAME", help="Say what its month covers; or all; repeated."
        ),
    ] = None,
    templates: Templates = None,
    max_size: MaxSize = None,
    outside: Outside = False,
    as_json: Json = False,
) -> None:
    """Price the same board on every route, side by side; also in other sizes, or by month."""
    from shotwright.budget import compare as compare_routes
    from shotwright.cost import find_plans
    from shotwright.report import compare_table, months_table

    asked = Asked(
        billing=billing, objective=objective, card=card, rates=rates, max_size=max_size,
        outside=outside, templates=templates,
    )  # fmt: skip

    sizes = [_size(text) for text in resolution or ()]

    def work(name: str) -> Answer:
        chosen = terms(asked, folder_of(name))
        columns = compare_routes(
            asked.board(name), on=day(on), billing=chosen["billing"], objective=chosen["objective"],
            card=chosen["card"], own=chosen["own"], resolutions=sizes,
            subscriptions=[
                plan for each in subscription or () for plan in find_plans(each, chosen["own"])
            ],
        )  # fmt: skip
        table = months_table if resolution or subscription else compare_table
        document = {"columns": [column.wire() for column in columns]}
        return Answer(document, lambda: print_rich(table(columns)))

    answer_each(board, work=work, as_json=as_json)


def _size(text: str) -> Resolution:
    for known in get_args(Resolution):
        if text == known:
            size: Resolution = known
            return size
    raise InputError.of(
        f"{text!r} is no resolution", f"there are {', '.join(get_args(Resolution))}"
    )


@app.command(epilog="Example: shotwright which board.yaml")
def which(
    board: BoardPath,
    *,
    billing: Paid = None,
    card: RateCard = None,
    on: On = None,
    rates: Rates = None,
    templates: Templates = None,
    max_size: MaxSize = None,
    outside: Outside = False,
    as_json: Json = False,
) -> None:
    """Say in which ways each beat can be made, what it costs there, and which is advised."""
    from shotwright.campaign import which as ways_of
    from shotwright.report import which_list

    asked = Asked(
        billing=billing,
        card=card,
        rates=rates,
        max_size=max_size,
        outside=outside,
        templates=templates,
    )

    def work(name: str) -> Answer:
        chosen = terms(asked, folder_of(name))
        found = ways_of(
            asked.board(name), on=day(on), billing=chosen["billing"], card=chosen["card"],
            own=chosen["own"],
        )  # fmt: skip
        return Answer(found.wire(), lambda: print_rich(which_list(found)))

    answer_each(board, work=work, as_json=as_json)
