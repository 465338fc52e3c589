"""What commands work on: a board that is planned, or a plan file as it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from shotwright.cli.options import day, read_board, terms
from shotwright.cli.output import print_json, print_rich
from shotwright.errors import InputError, Place
from shotwright.model.names import Billing, Card, Objective, RouteName

if TYPE_CHECKING:
    from shotwright.model.board import Board
    from shotwright.model.finding import Finding
    from shotwright.model.plan import Plan

NO_PLAN = 1


class Asked(NamedTuple):
    """The options that decide a plan, as they were given."""

    route: RouteName | None
    shots: RouteName | None
    talk: RouteName | None
    billing: Billing | None
    objective: Objective | None
    card: Card | None
    rates: Path | None


class Planned(NamedTuple):
    """A plan, the board it came from where it was made just now, and what is wrong with that."""

    plan: Plan
    board: Board | None
    findings: tuple[Finding, ...]


def plan_of(source: str, on: str | None, asked: Asked, *, as_json: bool) -> Planned:
    """Read a plan file, or plan a board; a board that cannot be planned ends the command.

    Errors among the findings are told on standard error, so that nobody makes what will be
    refused.
    """
    from shotwright.campaign import is_plan_file, quote, read_plan  # noqa: PLC0415
    from shotwright.model.plan import NoPlan  # noqa: PLC0415
    from shotwright.report import findings_list, no_plan_list  # noqa: PLC0415

    if is_plan_file(Path(source)):
        _refuse_options(source, asked)
        return Planned(read_plan(Path(source)), None, ())
    board = read_board(source)
    chosen = terms(*asked[:4], asked.objective or "expected", asked.card or "guides", asked.rates)
    quoted = quote(board, on=day(on), **chosen)
    if isinstance(quoted.plan, NoPlan):
        if as_json:
            print_json(quoted.wire())
        print_rich(no_plan_list(quoted.plan), stderr=True)
        raise typer.Exit(NO_PLAN)
    errors = [finding for finding in quoted.findings if finding.severity == "error"]
    if errors:
        print_rich(findings_list(errors), stderr=True)
    return Planned(quoted.plan, board, quoted.findings)


def _refuse_options(source: str, asked: Asked) -> None:
    """Refuse options that would need another plan than the one in the file."""
    given = [
        f"--{name}"
        for name in ("route", "shots", "talk", "billing", "objective")
        if getattr(asked, name) is not None
    ]
    if given:
        message = f"{', '.join(given)} cannot change {source}, which is a plan already"
        raise InputError.of(message, "give the board instead, and it is planned so")


def refuse_to_replace(path: Path) -> None:
    """Let `--out` replace plan files only: a storyboard in its place would be lost.

    Raises:
        InputError: Something else is there.
    """
    from shotwright.campaign import is_plan_file  # noqa: PLC0415

    if path.exists() and not is_plan_file(path):
        message = f"{path} is there already, and is no plan file"
        raise InputError.of(message, "choose another name", Place(path.as_posix()))
