"""What commands work on: a board that is planned, or a plan file as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from shotwright.cli.each import Answer
from shotwright.cli.options import Asked, day, folder_of, own_rates, terms
from shotwright.cli.output import print_rich
from shotwright.errors import InputError, Place, Problem

if TYPE_CHECKING:
    from shotwright.catalog import RateFile
    from shotwright.model.board import Board
    from shotwright.model.estimate import Estimate
    from shotwright.model.finding import Finding
    from shotwright.model.plan import NoPlan, Plan

FINDINGS = 1
"""The exit code of findings that are errors, and of a board that cannot be planned."""


class Planned(NamedTuple):
    """A plan, your own rates, and what is known where it was made just now: all but those two.

    The estimate is at the card and the day of the plan.
    """

    plan: Plan | NoPlan
    own: tuple[RateFile, ...]
    board: Board | None = None
    estimate: Estimate | None = None
    findings: Callable[[], tuple[Finding, ...]] = tuple
    """Waits for what the rules notice; what takes long and cannot fail may come first."""

    def told(self) -> tuple[Finding, ...]:
        """Give the findings, and tell the errors among them on standard error.

        So nobody makes what will be refused.
        """
        from shotwright.report import findings_list  # noqa: PLC0415

        findings = self.findings()
        errors = [finding for finding in findings if finding.severity == "error"]
        if errors:
            print_rich(findings_list(errors), stderr=True)
        return findings


def plan_of(source: str, on: str | None, asked: Asked) -> Planned:
    """Read a plan file, or plan a board."""
    from shotwright.campaign import is_plan_file, price, read_campaign, read_plan  # noqa: PLC0415

    if is_plan_file(Path(source)):
        _refuse_options(source, asked)
        project = read_campaign(folder_of(source)).rates
        return Planned(read_plan(Path(source)), own_rates(asked.rates, project))
    board = asked.board(source)
    chosen = terms(asked, folder_of(source))
    priced = price(board, on=day(on), **chosen)
    refuse_purse(asked, priced.made)
    own = tuple(chosen["own"])
    return Planned(priced.plan, own, board, priced.estimate, priced.findings)


def refuse_purse(asked: Asked, made: Plan | None) -> None:
    """See that the purse that was asked for pays for anything: another would pay in its place.

    Raises:
        InputError: No route of the plan has it.
    """
    from shotwright.catalog import routes  # noqa: PLC0415 - commands load what they use

    if asked.billing is None or made is None:
        return
    if made.generations and all(each.billing != asked.billing for each in made.generations):
        ways = " and ".join(sorted({each.route for each in made.generations}))
        others = ", ".join(way.route for way in routes() if asked.billing in way.billing)
        message = f"nothing on {ways} is paid by the {asked.billing}"
        raise InputError.of(message, f"leave --billing out, or choose a route that is: {others}")


def no_plan(planned: NoPlan) -> Answer:
    """Answer for a board that cannot be planned."""
    from shotwright.report import no_plan_list  # noqa: PLC0415

    document = {"plan": None, "no_plan": planned.model_dump(mode="json")}
    return Answer(document, lambda: print_rich(no_plan_list(planned), stderr=True), FINDINGS)


def findings_of_all(
    names: Iterable[str], findings_of: Callable[[str], Iterable[Finding]]
) -> list[Finding]:
    """Gather the findings of several boards; the mistakes of all are told together.

    Raises:
        InputError: Any of them cannot be read.
    """
    found: list[Finding] = []
    problems: list[Problem] = []
    for name in names:
        try:
            found += findings_of(name)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return found


def code_of(findings: Iterable[Finding]) -> int:
    """Tell the exit code of findings: errors only make one."""
    return FINDINGS if any(finding.severity == "error" for finding in findings) else 0


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

    if path.exists() and not is_plan_file(path) and not _holds_plans(path):
        message = f"{path} is there already, and holds no plans"
        raise InputError.of(message, "choose another name", Place(path.as_posix()))


def _holds_plans(path: Path) -> bool:
    """Tell a file of many plans by how it begins."""
    try:
        with path.open("rb") as file:
            return file.read(9).startswith((b'{"file": ', b"PAR1"))
    except OSError:
        return False
