"""The commands.  Each imports what it uses when it runs, so that `--help` is quick."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import typer

from shotwright import __version__
from shotwright.cli.each import Answer, answer_each, print_answer
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
    day,
    folder_of,
    read_board,
    terms,
)
from shotwright.cli.output import print_json, print_rich, write_whole
from shotwright.cli.sources import code_of, findings_of_all, no_plan, plan_of, refuse_to_replace
from shotwright.errors import InputError, Problem
from shotwright.model.names import Card, Product

if TYPE_CHECKING:
    from shotwright.campaign import Quote
    from shotwright.model.finding import Finding
    from shotwright.model.request import Request

app = typer.Typer(
    name="shotwright",
    help="Plan HeyGen shoots: a storyboard in, validated prompts and a priced plan out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Start with: shotwright new --kind ad board.yaml, then shotwright plan board.yaml",
)


def _version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"shotwright {__version__}")
        raise typer.Exit


@app.callback()
def _top(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


@app.command(epilog="Example: shotwright new --kind course course.yaml")
def new(
    file: Annotated[
        Path | None, typer.Argument(help="Where to write it; without it, standard output.")
    ] = None,
    *,
    kind: Annotated[
        Literal["ad", "course", "interview", "social"],
        typer.Option("--kind", help="What it is a storyboard of."),
    ] = "ad",
) -> None:
    """Write a commented storyboard to start from."""
    from shotwright.storyfile import starter

    text = starter(kind)
    if file is None:
        typer.echo(text, nl=False)
        return
    if file.exists():
        raise InputError.of(f"{file} is there already", "choose another name")
    write_whole(file, text)
    typer.echo(f"Wrote {file}; next: shotwright plan {file}", err=True)


@app.command(epilog="Example: shotwright schema > storyboard.schema.json")
def schema() -> None:
    """Print the JSON Schema of storyboards, for editors."""
    import json

    from shotwright.storyfile import storyfile_schema

    typer.echo(json.dumps(storyfile_schema(), ensure_ascii=False, indent=2))


@app.command(epilog="Example: shotwright show board.yaml")
def show(
    board: BoardPath, *, max_size: MaxSize = None, outside: Outside = False, as_json: Json = False
) -> None:
    """Show a storyboard as a table."""
    from shotwright.report import board_table

    def work(name: str) -> Answer:
        read = read_board(name, max_size, outside=outside)
        document = read.model_dump(mode="json", by_alias=True, exclude_none=True)
        return Answer({"board": document}, lambda: print_rich(board_table(read)))

    answer_each(board, work=work, as_json=as_json)


@app.command(epilog="Example: shotwright check board.yaml --route api")
def check(
    boards: Annotated[
        list[str],
        typer.Argument(metavar="BOARD...", help="Storyboards, or a folder; - is standard input."),
    ],
    *,
    route: Route = None,
    shots: Shots = None,
    talk: Talk = None,
    on: On = None,
    max_size: MaxSize = None,
    outside: Outside = False,
    as_json: Json = False,
) -> None:
    """Notice what is wrong before it costs anything."""
    from shotwright.campaign import boards_of
    from shotwright.campaign import check as check_board
    from shotwright.report import findings_list

    asked = Asked(route, shots, talk, max_size=max_size, outside=outside)

    def findings_of(name: str) -> tuple[Finding, ...]:
        return check_board(asked.board(name), on=day(on), **terms(asked, folder_of(name)))

    def answer(findings: Sequence[Finding]) -> Answer:
        document = {"findings": [finding.wire() for finding in findings]}
        return Answer(document, lambda: print_rich(findings_list(findings)), code_of(findings))

    if len(boards) > 1 and not any(boards_of(name) for name in boards):
        # Files that are named one by one have one list of findings, and one of mistakes.
        print_answer(answer(findings_of_all(boards, findings_of)), as_json=as_json)
    answer_each(*boards, work=lambda name: answer(findings_of(name)), as_json=as_json)


@app.command(epilog="Example: shotwright build board.yaml")
def build(
    board: BoardPath, *, max_size: MaxSize = None, outside: Outside = False, as_json: Json = False
) -> None:
    """Build the prompt of every shot, and motion prompts."""
    from shotwright.prompt import build as build_prompts
    from shotwright.report import prompts_list

    def work(name: str) -> Answer:
        prompts = build_prompts(read_board(name, max_size, outside=outside))
        document = {"prompts": [prompt.wire() for prompt in prompts]}
        return Answer(document, lambda: print_rich(prompts_list(prompts)))

    answer_each(board, work=work, as_json=as_json)


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
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write the plan file there.")
    ] = None,
    max_size: MaxSize = None,
    outside: Outside = False,
    as_json: Json = False,
) -> None:
    """Plan the shots and talk segments, with their price."""
    from shotwright.campaign import boards_of, quote

    asked = Asked(route, shots, talk, billing, objective, card, rates, max_size, outside=outside)
    if out is not None:
        refuse_to_replace(out)
        if boards_of(board):
            raise InputError.of("--out takes the plan of one board", "plan the boards one by one")

    def work(name: str) -> Answer:
        quoted = quote(asked.board(name), on=day(on), **terms(asked, folder_of(name)))
        if out is not None and quoted.made is not None:
            write_whole(out, quoted.made.to_json())
            typer.echo(f"Wrote {out}", err=True)
        code = code_of(quoted.findings)
        return Answer(quoted.wire(), lambda: _print_quote(quoted), code, quoted.estimate)

    answer_each(board, work=work, as_json=as_json)


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
    if quoted.findings:
        print_rich("", findings_list(quoted.findings))


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
    max_size: MaxSize = None,
    outside: Outside = False,
    as_json: Json = False,
) -> None:
    """Price one take of everything, line by line."""
    from shotwright.cost import estimate as price
    from shotwright.model.plan import NoPlan
    from shotwright.report import estimate_table

    asked = Asked(route, shots, talk, billing, objective, card, rates, max_size, outside=outside)

    def work(name: str) -> Answer:
        planned = plan_of(name, on, asked)
        if isinstance(planned.plan, NoPlan):
            return no_plan(planned.plan)
        own = planned.own
        priced = price(planned.plan, card=card, on=day(on) if on else None, own=own)
        code = code_of(planned.findings)
        return Answer(priced.wire(), lambda: print_rich(estimate_table(priced)), code, priced)

    answer_each(source, work=work, as_json=as_json)


@app.command(epilog="Example: shotwright compare board.yaml")
def compare(
    board: BoardPath,
    *,
    billing: Paid = None,
    objective: Goal = None,
    card: RateCard = None,
    on: On = None,
    rates: Rates = None,
    max_size: MaxSize = None,
    outside: Outside = False,
    as_json: Json = False,
) -> None:
    """Price the same board on every route, side by side."""
    from shotwright.budget import compare as compare_routes
    from shotwright.report import compare_table

    asked = Asked(
        billing=billing, objective=objective, card=card, rates=rates, max_size=max_size,
        outside=outside,
    )  # fmt: skip

    def work(name: str) -> Answer:
        chosen = terms(asked, folder_of(name))
        columns = compare_routes(
            asked.board(name), on=day(on), billing=chosen["billing"], objective=chosen["objective"],
            card=chosen["card"], own=chosen["own"],
        )  # fmt: skip
        document = {"columns": [column.wire() for column in columns]}
        return Answer(document, lambda: print_rich(compare_table(columns)))

    answer_each(board, work=work, as_json=as_json)


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
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="ID", help="Only this generation.")
    ] = None,
    as_curl: Annotated[bool, typer.Option("--curl", help="As commands for a shell.")] = False,
    max_size: MaxSize = None,
    outside: Outside = False,
    as_json: Json = False,
) -> None:
    """Write request bodies, or sheets to click and paste."""
    from shotwright.campaign import requests as write_requests
    from shotwright.model.plan import NoPlan
    from shotwright.report import curl, requests_list

    asked = Asked(route, shots, talk, billing, objective, card, rates, max_size, outside=outside)

    def work(name: str) -> Answer:
        planned = plan_of(name, on, asked)
        if isinstance(planned.plan, NoPlan):
            return no_plan(planned.plan)
        own = planned.own
        written = write_requests(planned.plan, planned.board, card=card, own=own)
        written = _chosen(written, only) if only else written

        def show() -> None:
            if as_curl:
                typer.echo("\n".join(curl(request) for request in written), nl=False)
            else:
                print_rich(*requests_list(written), unwrapped=True)

        document = {"requests": [request.wire() for request in written]}
        return Answer(document, show, code_of(planned.findings))

    answer_each(source, work=work, as_json=as_json)


def _chosen(written: tuple[Request, ...], only: list[str]) -> tuple[Request, ...]:
    known = {request.generation: request for request in written}
    unknown = [ident for ident in only if ident not in known]
    if unknown:
        raise InputError(
            Problem(f"no generation is called {ident}", f"there are {', '.join(known)}")
            for ident in unknown
        )
    return tuple(known[ident] for ident in only)


@app.command(epilog="Example: shotwright routes")
def routes(*, as_json: Json = False) -> None:
    """Show what each route accepts, and who says so."""
    from shotwright.catalog import routes as known_routes
    from shotwright.report import routes_list

    if as_json:
        print_json({"routes": [route.model_dump(mode="json") for route in known_routes()]})
    else:
        print_rich(routes_list(known_routes()))


@app.command(epilog="Example: shotwright rates --card latest-low")
def rates(
    *,
    card: Annotated[
        Card | None, typer.Option("--card", help="Only the prices of this card.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also other products, plans and top-ups.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Show what things cost, since when, and from where."""
    from shotwright.catalog import rates as known_rates
    from shotwright.catalog import subscriptions
    from shotwright.report import rates_table, subscriptions_table

    planned = get_args(Product)
    found = [
        rate
        for rate in known_rates()
        if (card is None or card in rate.cards) and (everything or rate.product in planned)
    ]
    if as_json:
        facts = [fact.model_dump(mode="json") for fact in subscriptions()] if everything else []
        print_json({"rates": [rate.model_dump(mode="json") for rate in found], "plans": facts})
    else:
        print_rich(rates_table(found))
        if everything:
            print_rich("", subscriptions_table(subscriptions()))
