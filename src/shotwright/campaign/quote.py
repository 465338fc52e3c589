"""A board through the whole way: findings, plan, estimate."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from typing import Any, NamedTuple, TypedDict, Unpack

from shotwright.campaign.aside import aside
from shotwright.catalog import RateFile
from shotwright.cost import estimate
from shotwright.model.board import Board
from shotwright.model.estimate import Estimate
from shotwright.model.finding import Finding, Severity
from shotwright.model.names import Billing, Card, Objective, RouteName
from shotwright.model.plan import Clash, NoPlan, Plan
from shotwright.planner import choose_ways, plan
from shotwright.prompt import build
from shotwright.rules import Case, Hit, all_rules, ask_of_board, ask_of_plan, find


class Terms(TypedDict, total=False):
    """What a plan may be asked for, besides the day; see `shotwright.plan`."""

    shots: RouteName | None
    talk: RouteName | None
    billing: Billing | None
    objective: Objective
    card: Card
    own: Iterable[RateFile]
    keep: Plan | None
    pinned: Collection[str] | None


@dataclass(frozen=True)
class Quote:
    """What a board comes to.

    Attributes:
        plan: What will be generated, or why nothing can be.
        findings: What the rules noticed; each clash of a `NoPlan` is one of them.
        estimate: What one take of everything costs; None without a plan.
    """

    plan: Plan | NoPlan
    findings: tuple[Finding, ...]
    estimate: Estimate | None

    @property
    def made(self) -> Plan | None:
        """The plan, where there is one."""
        return self.plan if isinstance(self.plan, Plan) else None

    def _repr_html_(self) -> str:
        """Show plan, estimate and findings in a notebook."""
        shown = [self.plan, self.estimate] if self.estimate else [self.plan]
        return "".join(each._repr_html_() for each in (*shown, *self.findings))

    def wire(self) -> dict[str, Any]:
        """Write the JSON form: plan, findings, estimate; without a plan its clashes."""
        findings = [finding.wire() for finding in self.findings]
        if isinstance(self.plan, NoPlan):
            return {
                "plan": None,
                "no_plan": self.plan.model_dump(mode="json"),
                "findings": findings,
                "estimate": None,
            }
        assert self.estimate is not None  # noqa: S101 - a plan always has one
        return {
            "plan": self.plan.model_dump(mode="json"),
            "findings": findings,
            "estimate": self.estimate.wire(),
        }


class Priced(NamedTuple):
    """A board's plan and estimate, as of `Quote`; its findings are found by then, or in a moment.

    Attributes:
        findings: Waits for them.

    Raises:
        InputError: By `findings`, as `quote` does.
    """

    plan: Plan | NoPlan
    estimate: Estimate | None
    findings: Callable[[], tuple[Finding, ...]]

    def awaited(self) -> Quote:
        """Wait for the findings, and give all of it."""
        return Quote(self.plan, self.findings(), self.estimate)

    @property
    def made(self) -> Plan | None:
        """The plan, where there is one."""
        return self.plan if isinstance(self.plan, Plan) else None


LONG = 500
"""Beats from which a second process, which is started in some 10 ms, is worth it."""


def quote(board: Board, *, on: date, **terms: Unpack[Terms]) -> Quote:
    """Check, plan and price a board.

    Args:
        board: A loaded board.
        on: The day for which routes and prices are read.
        **terms: As of `shotwright.plan`.
    """
    return price(board, on=on, alone=True, **terms).awaited()


def price(board: Board, *, on: date, alone: bool = False, **terms: Unpack[Terms]) -> Priced:
    """Plan and price a board; the rules are asked of long ones beside it, in a second process.

    Args:
        board: A loaded board.
        on: The day for which routes and prices are read.
        alone: Whether all is done in this process.
        **terms: As of `shotwright.plan`.
    """
    own = terms["own"] = tuple(terms.get("own", ()))  # it is read twice
    ways = choose_ways(board, terms.get("shots"), terms.get("talk"), terms.get("billing"))
    prompts = {prompt.beat: prompt for prompt in build(board)}
    case = Case(board, ways.shots.route, ways.talk.route, prompts, on=on)
    of_board: Callable[[], list[Hit]] = partial(ask_of_board, case)
    if not alone and len(board.briefs) >= LONG:
        all_rules()  # read once for both
        of_board = aside(of_board)
    planned = plan(board, on=on, **terms)
    made = planned if isinstance(planned, Plan) else None
    clashes = planned.clashes if isinstance(planned, NoPlan) else ()

    def findings() -> tuple[Finding, ...]:
        whole = replace(case, plan=made)
        of_plan = ask_of_plan(whole)  # first, while the others may still be asked
        noticed = find(whole, [*of_board(), *of_plan])
        return _in_story_order(board, (*noticed, *(_finding(board, clash) for clash in clashes)))

    return Priced(planned, estimate(made, own=own) if made else None, cache(findings))


def check(board: Board, *, on: date, **terms: Unpack[Terms]) -> tuple[Finding, ...]:
    """Notice what is wrong with a board, or likely to be, on its routes.

    Limits of one shot or segment are judged on the plan, so that a long beat is judged after it
    is split.

    Args:
        board: A loaded board.
        on: The day for which routes and prices are read.
        **terms: As of `shotwright.plan`.
    """
    return quote(board, on=on, **terms).findings


def _finding(board: Board, clash: Clash) -> Finding:
    """Tell a clash as a finding, at the first beat of it."""
    paths = {brief.id: brief.path for brief in board.briefs}
    return Finding(
        code=clash.rule,
        severity=Severity.ERROR,
        beat=clash.beats[0],
        where=board.origin.place(paths[clash.beats[0]]),
        message=f"{clash.has}, but {clash.limit}",
        fix=", or ".join(clash.ways_out),
        final=True,
    )


def _in_story_order(board: Board, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    order = {brief.id: number for number, brief in enumerate(board.briefs)}
    return tuple(sorted(findings, key=lambda finding: (order.get(finding.beat, -1), finding.code)))
