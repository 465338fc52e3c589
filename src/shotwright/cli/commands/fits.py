"""The command that keeps a board to a budget.

A command imports what it uses when it runs, so that `--help` is quick.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

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
    Route,
    Shots,
    Talk,
    budgets,
    day,
    folder_of,
    terms,
)
from shotwright.cli.output import print_rich, write_whole
from shotwright.cli.sources import no_plan
from shotwright.errors import InputError, Place

if TYPE_CHECKING:
    from shotwright.budget import Fit
    from shotwright.model.board import Board

OVER_BUDGET = 3
"""The exit code of a budget that cannot be met."""


Budgets = Annotated[
    list[str],
    typer.Option("--budget", metavar="AMOUNT", help="400credits, 200USD, $200; one a purse."),
]
Sure = Annotated[
    float | None,
    typer.Option(
        "--confidence", metavar="P", min=0, max=1, help="Retakes included, that likely: 0.8."
    ),
]
Prices = Annotated[
    Literal["list", "expected"],
    typer.Option("--at", help="Fit the price of one take, or of takes until each is kept."),
]
NewBoard = Annotated[
    Path | None,
    typer.Option("--out", metavar="FILE", help="Write the board with the changes there."),
]


@app.command(epilog="Example: shotwright fit board.yaml --budget 400credits --out trimmed.yaml")
def fit(
    board: BoardPath,
    *,
    budget: Budgets,
    confidence: Sure = None,
    at: Prices = "list",
    out: NewBoard = None,
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
    """Find the least painful changes that keep a board to a budget."""
    from shotwright.budget import fit as search
    from shotwright.campaign import boards_of
    from shotwright.model.plan import NoPlan
    from shotwright.report import fit_list

    asked = Asked(route, shots, talk, billing, objective, card, rates, max_size, outside=outside)
    bounds = budgets(budget)
    if confidence in {0, 1}:
        raise InputError.of("nothing is that sure", "give a confidence such as 0.8")
    if out is not None and (boards_of(board) is not None or board == "-"):
        raise InputError.of("--out is for one board in a file", "fit the boards one by one")
    if out is not None and out.exists():
        raise InputError.of(f"{out} is there already", "choose another name", Place(out.as_posix()))

    def work(name: str) -> Answer:
        read, chosen = asked.board(name), terms(asked, folder_of(name))
        found = search(
            read, bounds, on=day(on), at=at, confidence=confidence, shots=chosen["shots"],
            talk=chosen["talk"], billing=chosen["billing"], objective=chosen["objective"],
            card=chosen["card"], own=chosen["own"],
        )  # fmt: skip
        if isinstance(found, NoPlan):
            return no_plan(found)
        if out is not None and found.fits:
            _write(out, name, read, found)
        code = 0 if found.fits else OVER_BUDGET
        return Answer(found.wire(), lambda: print_rich(fit_list(found)), code, found.estimate)

    answer_each(board, work=work, as_json=as_json)


def _write(out: Path, name: str, board: Board, found: Fit) -> None:
    from shotwright.campaign import fitted

    beside = folder_of(name)
    text = fitted(Path(name).read_bytes().decode("utf-8"), board, found, name=name, folder=beside)
    if out.parent.is_dir() and not out.parent.samefile(beside):
        _see_that_it_may_lie_there(text, beside, out)
    write_whole(out, text)
    typer.echo(f"Wrote {out}", err=True)


def _see_that_it_may_lie_there(text: str, beside: Path, out: Path) -> None:
    """Refuse a folder from which the board's media, or what it extends, would not be found."""
    from shotwright.storyfile import load

    text = text.removeprefix("\ufeff")
    files = load(text, folder=beside, allow_outside=True).files
    with suppress(InputError):
        if load(text, folder=out.parent, allow_outside=True).files == files:
            return
    message = f"media or `extends` of the board would not be found from {out.parent}"
    raise InputError.of(message, "write it into the board's own folder", Place(out.as_posix()))
