"""The commands.  Each imports what it uses when it runs, so that `--help` is quick."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import typer

from shotwright import __version__
from shotwright.cli.options import (
    AnyCard,
    AnyGoal,
    BoardOrPlan,
    BoardPath,
    Goal,
    Json,
    On,
    Paid,
    RateCard,
    Rates,
    Route,
    Shots,
    Talk,
    day,
    own_rates,
    read_board,
    terms,
)
from shotwright.cli.output import print_json, print_rich, write_whole
from shotwright.cli.sources import Asked, plan_of, refuse_to_replace
from shotwright.errors import InputError, Problem
from shotwright.model.names import Card, Product

if TYPE_CHECKING:
    from datetime import date

    from shotwright.campaign import Quote, Terms
    from shotwright.model.board import Board
    from shotwright.model.finding import Finding
    from shotwright.model.request import Request

FINDINGS = 1

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
def show(board: BoardPath) -> None:
    """Show a storyboard as a table."""
    from shotwright.report import board_table

    print_rich(board_table(read_board(board)))


@app.command(epilog="Example: shotwright check board.yaml --route api")
def check(
    boards: Annotated[
        list[str], typer.Argument(metavar="BOARD...", help="Storyboards; - reads standard input.")
    ],
    *,
    route: Route = None,
    shots: Shots = None,
    talk: Talk = None,
    on: On = None,
    as_json: Json = False,
) -> None:
    """Notice what is wrong before it costs anything."""
    from shotwright.campaign import check as check_board
    from shotwright.report import findings_list

    chosen = terms(route, shots, talk, None, "expected", "guides", None)
    loaded = _read_all(boards)
    findings = [found for board in loaded for found in check_board(board, on=day(on), **chosen)]
    if as_json:
        print_json({"findings": [finding.wire() for finding in findings]})
    else:
        print_rich(findings_list(findings))
    _exit_on_errors(findings)


def _read_all(names: list[str]) -> list[Board]:
    """Read every board; the mistakes of all are told together."""
    boards: list[Board] = []
    problems: list[Problem] = []
    for name in names:
        try:
            boards.append(read_board(name))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return boards


def _exit_on_errors(findings: Iterable[Finding]) -> None:
    if any(finding.severity == "error" for finding in findings):
        raise typer.Exit(FINDINGS)


@app.command(epilog="Example: shotwright build board.yaml")
def build(board: BoardPath, *, as_json: Json = False) -> None:
    """Build the prompt of every shot, and motion prompts."""
    from shotwright.prompt import build as build_prompts
    from shotwright.report import prompts_list

    prompts = build_prompts(read_board(board))
    if as_json:
        print_json({"prompts": [prompt.wire() for prompt in prompts]})
    else:
        print_rich(prompts_list(prompts))


@app.command(epilog="Example: shotwright plan board.yaml --talk api --out board.plan.json")
def plan(
    board: BoardPath,
    *,
    route: Route = None,
    shots: Shots = None,
    talk: Talk = None,
    billing: Paid = None,
    objective: Goal = "expected",
    card: RateCard = "guides",
    on: On = None,
    rates: Rates = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write the plan file there.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Plan the shots and talk segments, with their price."""
    chosen = terms(route, shots, talk, billing, objective, card, rates)
    if out is not None:
        refuse_to_replace(out)
    quoted = _quoted(board, day(on), chosen)
    if as_json:
        print_json(quoted.wire())
    else:
        _print_quote(quoted)
    if out is not None and quoted.made is not None:
        write_whole(out, quoted.made.to_json())
        typer.echo(f"Wrote {out}", err=True)
    if quoted.made is None:
        raise typer.Exit(FINDINGS)
    _exit_on_errors(quoted.findings)


def _quoted(name: str, on: date, chosen: Terms) -> Quote:
    from shotwright.campaign import quote

    return quote(read_board(name), on=on, **chosen)


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
    objective: AnyGoal = None,
    card: AnyCard = None,
    on: On = None,
    rates: Rates = None,
    as_json: Json = False,
) -> None:
    """Price one take of everything, line by line."""
    from shotwright.cost import estimate as price
    from shotwright.report import estimate_table

    asked = Asked(route, shots, talk, billing, objective, card, rates)
    planned = plan_of(source, on, asked, as_json=as_json)
    priced = price(planned.plan, card=card, on=day(on) if on else None, own=own_rates(rates))
    if as_json:
        print_json(priced.wire())
    else:
        print_rich(estimate_table(priced))
    _exit_on_errors(planned.findings)


@app.command(epilog="Example: shotwright compare board.yaml")
def compare(
    board: BoardPath,
    *,
    billing: Paid = None,
    objective: Goal = "expected",
    card: RateCard = "guides",
    on: On = None,
    rates: Rates = None,
    as_json: Json = False,
) -> None:
    """Price the same board on every route, side by side."""
    from shotwright.budget import compare as compare_routes
    from shotwright.report import compare_table

    columns = compare_routes(
        read_board(board), on=day(on), billing=billing, objective=objective, card=card,
        own=own_rates(rates),
    )  # fmt: skip
    if as_json:
        print_json({"columns": [column.wire() for column in columns]})
    else:
        print_rich(compare_table(columns))


@app.command(epilog="Example: shotwright requests board.yaml --route api --curl")
def requests(
    source: BoardOrPlan,
    *,
    route: Route = None,
    shots: Shots = None,
    talk: Talk = None,
    billing: Paid = None,
    objective: AnyGoal = None,
    card: AnyCard = None,
    on: On = None,
    rates: Rates = None,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="ID", help="Only this generation.")
    ] = None,
    as_curl: Annotated[bool, typer.Option("--curl", help="As commands for a shell.")] = False,
    as_json: Json = False,
) -> None:
    """Write request bodies, or sheets to click and paste."""
    from shotwright.campaign import requests as write_requests
    from shotwright.report import curl, requests_list

    asked = Asked(route, shots, talk, billing, objective, card, rates)
    planned = plan_of(source, on, asked, as_json=as_json)
    written = write_requests(planned.plan, planned.board, card=card, own=own_rates(rates))
    if only:
        written = _chosen(written, only)
    if as_json:
        print_json({"requests": [request.wire() for request in written]})
    elif as_curl:
        typer.echo("\n".join(curl(request) for request in written), nl=False)
    else:
        print_rich(*requests_list(written), unwrapped=True)
    _exit_on_errors(planned.findings)


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
