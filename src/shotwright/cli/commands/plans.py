"""Commands that plan, price and write requests.

A command imports what it uses when it runs, so that `--help` is quick.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, NoReturn

import typer

from shotwright.cli.app import app
from shotwright.cli.beside import Currency, Left, Subscribed, beside
from shotwright.cli.each import BAD_INPUT, Answer, answer_each
from shotwright.cli.ledgers import LedgerPlace, place_of, read_ledger
from shotwright.cli.options import (
    Asked,
    BoardOrPlan,
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
    Templates,
    day,
    folder_of,
    terms,
)
from shotwright.cli.output import print_rich, progress, write_whole
from shotwright.cli.sources import (
    FINDINGS,
    code_of,
    no_plan,
    plan_of,
    refuse_purse,
    refuse_to_replace,
)
from shotwright.errors import InputError, Problem

if TYPE_CHECKING:
    from shotwright.campaign import Quote, Terms
    from shotwright.ledger import Standing
    from shotwright.model.board import Board
    from shotwright.model.plan import Plan
    from shotwright.model.request import Request
    from shotwright.planner import NextBest


Out = Annotated[
    Path | None,
    typer.Option(
        "--out", metavar="FILE", help="Write the plan there; of many boards, .jsonl or .parquet."
    ),
]
Keep = Annotated[
    Path | None,
    typer.Option("--keep", metavar="PLAN", help="Keep what this older plan made, where it can."),
]
Why = Annotated[bool, typer.Option("--why", help="Say what the next best choice would have cost.")]
Changes = Annotated[
    list[str] | None,
    typer.Option("--what-if", metavar="CHANGES", help="Beside it, e.g. shots=api,card=latest-low."),
]
Only = Annotated[
    list[str] | None, typer.Option("--only", metavar="ID", help="Only this generation.")
]
AsCurl = Annotated[bool, typer.Option("--curl", help="As commands for a shell.")]
Workers = Annotated[
    int | None, typer.Option("--workers", metavar="N", min=1, help="Processes for many boards.")
]


@app.command(epilog="Example: shotwright plan board.yaml --talk api --out board.plan.json")
def plan(
    board: BoardPath,
    *,
    route: Route = None,
    shots: Shots = None,
    talk: Talk = None,
    billing: Paid = None,
    objective: Goal = None,
    card: RateCard = None,
    on: On = None,
    rates: Rates = None,
    out: Out = None,
    keep: Keep = None,
    ledger: LedgerPlace = None,
    why: Why = False,
    changes: Changes = None,
    workers: Workers = None,
    templates: Templates = None,
    max_size: MaxSize = None,
    outside: Outside = False,
    as_json: Json = False,
) -> None:
    """Plan the shots and talk segments, with their price."""
    asked = Asked(
        route,
        shots,
        talk,
        billing,
        objective,
        card,
        rates,
        max_size,
        outside=outside,
        templates=templates,
    )
    if out is not None:
        _plan_into(out, board, asked, on, workers)
    if ledger is not None and keep is None:
        raise InputError.of("--ledger tells what of an older plan was shot", "add --keep PLAN")
    old = _kept(ledger, keep) if keep is not None else None
    answer_each(
        board,
        work=lambda name: _planned(name, asked, on, out, old, changes or (), why=why),
        as_json=as_json,
    )


class _Kept(NamedTuple):
    """An older plan, and what became of it, where a ledger tells."""

    plan: Plan
    standing: Standing | None


def _kept(where: str | None, keep: Path) -> _Kept:
    """Read the older plan, and ask the ledger that is named, else its own where there is one."""
    from shotwright.campaign import read_plan
    from shotwright.ledger import standing

    old = read_plan(keep)
    if where is None and not Path(place_of(None, keep)).is_file():
        return _Kept(old, None)
    opened = read_ledger(where, keep)
    found = standing(old, opened)
    opened.close()
    return _Kept(old, found)


def _plan_into(out: Path, boards: str, asked: Asked, on: str | None, workers: int | None) -> None:
    """See that a plan file can be written; what holds many plans is written here."""
    from shotwright.campaign import boards_of

    refuse_to_replace(out)
    if out.suffix in TABLES:
        _plan_many(boards, out, asked, on, workers)
    if boards_of(boards):
        hint = "write --out plans.jsonl, or plan the boards one by one"
        raise InputError.of("a plan file holds the plan of one board", hint)


def _planned(
    name: str,
    asked: Asked,
    on: str | None,
    out: Path | None,
    old: _Kept | None,
    changes: Sequence[str],
    *,
    why: bool,
) -> Answer:
    """Plan one board; beside it, what an edit costs, and what other terms would come to."""
    from shotwright.budget import edit_cost
    from shotwright.campaign import price, what_if
    from shotwright.report import edit_line, what_if_table

    read, chosen = asked.board(name), terms(asked, folder_of(name))
    stands = old.standing if old else None
    keeping: Terms = {
        "keep": old.plan if old else None,
        "pinned": stands.pinned if stands else None,
    }
    quoted = price(read, on=day(on), **(chosen | keeping)).awaited()
    refuse_purse(asked, quoted.made)
    if out is not None and quoted.made is not None:
        write_whole(out, quoted.made.to_json())
        typer.echo(f"Wrote {out}", err=True)
    beside = what_if(read, changes, on=day(on), **chosen) if changes else ()
    cost = edit_cost(old.plan, quoted.made, own=chosen["own"]) if old and quoted.made else None
    document = quoted.wire()
    document |= {"edit": cost.wire()} if cost else {}
    document |= {"standing": stands.wire()} if stands else {}
    others = _next_best(read, on, chosen) if why and quoted.made else {}
    document |= {"next_best": {item: other.wire() for item, other in others.items()}} if why else {}
    document |= {"what_if": [row.wire() for row in beside]} if beside else {}

    def show() -> None:
        _print_quote(quoted)
        for item, other in others.items():
            print_rich(f"{item}: {other}")
        if stands:
            print_rich(str(stands))
        if cost:
            print_rich(edit_line(cost))
        if beside:
            print_rich("", what_if_table(beside))

    return Answer(document, show, code_of(quoted.findings), quoted.estimate)


def _next_best(board: Board, on: str | None, chosen: Terms) -> dict[str, NextBest]:
    from shotwright.planner import next_best

    return next_best(
        board, on=day(on), shots=chosen["shots"], billing=chosen["billing"],
        objective=chosen["objective"], card=chosen["card"], own=chosen["own"],
    )  # fmt: skip


TABLES = (".jsonl", ".parquet")
"""What many plans are written as: one line, or one row, a board."""


def _plan_many(
    boards: str, out: Path, asked: Asked, on: str | None, workers: int | None
) -> NoReturn:
    """Plan every board of a folder or glob into one file, and exit."""
    from shotwright.campaign import boards_of, plan_many, write_answers

    found = boards_of(boards)
    names = [boards] if found is None else [board.as_posix() for board in found]
    chosen = terms(asked, Path(boards) if Path(boards).is_dir() else folder_of(names[0]))
    answers = plan_many(names, on=day(on), workers=workers, templates=asked.templates, **chosen)
    failed = no_plan = 0
    shown = progress(answers, len(names), "planned")
    for answer in write_answers(shown, out):
        failed += answer.failed
        no_plan += answer.text.startswith('{"plan": null')
    told = f"Wrote {out}: {len(names)} boards"
    told += f", {no_plan} without a plan" if no_plan else ""
    typer.echo(f"{told}, {failed} that cannot be read" if failed else told, err=True)
    raise typer.Exit(BAD_INPUT if failed else FINDINGS if no_plan else 0)


def _print_quote(quoted: Quote) -> None:
    from shotwright.model.plan import NoPlan
    from shotwright.report import (
        findings_list,
        no_plan_list,
        plan_table,
        totals_lines,
    )

    if isinstance(quoted.plan, NoPlan):
        print_rich(no_plan_list(quoted.plan))
        return
    print_rich(plan_table(quoted.plan))
    if quoted.estimate:
        print_rich(*totals_lines(quoted.estimate))
    told = [finding for finding in quoted.findings if finding.severity != "info"]
    if told:
        print_rich("", findings_list(told))


@app.command(epilog="Example: shotwright estimate board.yaml --route api --card latest-high")
def estimate(
    source: BoardOrPlan,
    *,
    route: Route = None,
    shots: Shots = None,
    talk: Talk = None,
    billing: Paid = None,
    objective: Goal = None,
    card: RateCard = None,
    on: On = None,
    rates: Rates = None,
    subscription: Subscribed = None,
    left: Left = None,
    currency: Currency = None,
    templates: Templates = None,
    max_size: MaxSize = None,
    outside: Outside = False,
    as_json: Json = False,
) -> None:
    """Price one take of everything, line by line."""
    from shotwright.cost import estimate as price
    from shotwright.model.plan import NoPlan
    from shotwright.report import estimate_table

    asked = Asked(
        route,
        shots,
        talk,
        billing,
        objective,
        card,
        rates,
        max_size,
        outside=outside,
        templates=templates,
    )

    def work(name: str) -> Answer:
        planned = plan_of(name, on, asked)
        if isinstance(planned.plan, NoPlan):
            return no_plan(planned.plan)
        code, own = code_of(planned.told()), planned.own
        priced = price(planned.plan, card=card, on=day(on) if on else None, own=own)
        told, lines = beside(priced, own, subscription=subscription, left=left, currency=currency)
        return Answer(
            priced.wire() | told, lambda: print_rich(estimate_table(priced), *lines), code, priced
        )

    answer_each(source, work=work, as_json=as_json)


@app.command(epilog="Example: shotwright requests board.yaml --route api --curl")
def requests(
    source: BoardOrPlan,
    *,
    route: Route = None,
    shots: Shots = None,
    talk: Talk = None,
    billing: Paid = None,
    objective: Goal = None,
    card: RateCard = None,
    on: On = None,
    rates: Rates = None,
    only: Only = None,
    as_curl: AsCurl = False,
    templates: Templates = None,
    max_size: MaxSize = None,
    outside: Outside = False,
    as_json: Json = False,
) -> None:
    """Write request bodies, or sheets to click and paste."""
    from shotwright.campaign import requests as write_requests
    from shotwright.model.plan import NoPlan
    from shotwright.report import curl, requests_list

    asked = Asked(
        route, shots, talk, billing, objective, card, rates, max_size, outside=outside,
        templates=templates,
    )  # fmt: skip

    def work(name: str) -> Answer:
        planned = plan_of(name, on, asked)
        if isinstance(planned.plan, NoPlan):
            return no_plan(planned.plan)
        code, own = code_of(planned.told()), planned.own
        written = write_requests(planned.plan, planned.board, card=card, own=own)
        written = _chosen(written, only) if only else written

        def show() -> None:
            if as_curl:
                typer.echo("\n".join(curl(request) for request in written), nl=False)
            else:
                print_rich(*requests_list(written), unwrapped=True)

        document = {"requests": [request.wire() for request in written]}
        return Answer(document, show, code)

    answer_each(source, work=work, as_json=as_json)


def _chosen(written: tuple[Request, ...], only: list[str]) -> tuple[Request, ...]:
    known = {request.generation: request for request in written}
    unknown = [ident for ident in only if ident not in known]
    if unknown:
        inside = {item: name for name, request in known.items() for item in request.items}
        raise InputError(
            Problem(
                f"no generation is called {ident}",
                f"{ident} is made in {inside[ident]}"
                if ident in inside
                else f"there are {', '.join(known)}",
            )
            for ident in unknown
        )
    return tuple(known[ident] for ident in only)
