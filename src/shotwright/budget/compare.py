"""The same board on other routes, side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from shotwright.catalog import RateFile, routes
from shotwright.cost import estimate
from shotwright.model.board import Board
from shotwright.model.estimate import Estimate
from shotwright.model.names import Billing, Card, Objective, RouteName
from shotwright.model.plan import NoPlan, Plan
from shotwright.planner import choose_ways, plan


def pairs(board: Board, on: date) -> tuple[tuple[RouteName, RouteName], ...]:
    """List the routes of shots and of talk that a board can be made on.

    One route for both comes first, then two, then one brief for all.

    A route that is past its last day is left out, unless the board names it.
    """
    named = {board.routes.shots, board.routes.talk}
    known = [
        route
        for route in routes()
        if route.last_day is None or on <= route.last_day.day or route.route in named
    ]
    alike = [(route.route, route.route) for route in known if route.shots and route.talk]
    briefs = [(route.route, route.route) for route in known if route.brief]
    apart = [
        (shots.route, talk.route)
        for shots in known
        for talk in known
        if shots.route != talk.route and shots.shots and talk.talk
    ]
    return (*alike, *apart, *briefs)


@dataclass(frozen=True)
class Column:
    """One way to make the board: its plan is the best one there.

    Attributes:
        resolution: Those of the board's beats, in the order of their first use.
        estimate: None where the route cannot make the board.
    """

    shots: RouteName
    talk: RouteName
    billing: tuple[Billing, Billing]
    resolution: tuple[str, ...]
    plan: Plan | NoPlan
    estimate: Estimate | None

    def wire(self) -> dict[str, Any]:
        """Write the JSON form; without a plan, `totals` and `plan_hash` are null."""
        made = self.estimate is not None and isinstance(self.plan, Plan)
        return {
            "routes": {"shots": self.shots, "talk": self.talk},
            "billing": {"shots": self.billing[0], "talk": self.billing[1]},
            "resolution": list(self.resolution),
            "subscription": None,
            "totals": {purse: total.wire() for purse, total in self.estimate.totals.items()}
            if self.estimate
            else None,
            "plan_hash": self.plan.hash if made and isinstance(self.plan, Plan) else None,
            **(
                {"no_plan": self.plan.model_dump(mode="json")}
                if isinstance(self.plan, NoPlan)
                else {}
            ),
        }


def compare(
    board: Board,
    *,
    on: date,
    billing: Billing | None = None,
    objective: Objective = "expected",
    card: Card = "guides",
    own: Iterable[RateFile] = (),
) -> tuple[Column, ...]:
    """Plan and price a board on every route, each for itself.

    Args:
        board: A loaded board.
        on: The day for which routes and prices are read.
        billing: As of `shotwright.plan`, like those that follow.
        objective: What each plan makes least.
        card: The rates.
        own: The user's own rates, which win.
    """
    own = tuple(own)
    resolution = tuple(dict.fromkeys(brief.resolution for brief in board.briefs))
    columns = []
    for shots, talk in pairs(board, on):
        ways = choose_ways(board, shots, talk, billing)
        planned = plan(
            board, on=on, shots=shots, talk=talk, billing=billing, objective=objective,
            card=card, own=own,
        )  # fmt: skip
        columns.append(
            Column(
                shots,
                talk,
                (ways.shots.billing, ways.talk.billing),
                resolution,
                planned,
                estimate(planned, own=own) if isinstance(planned, Plan) else None,
            )
        )
    return tuple(columns)
