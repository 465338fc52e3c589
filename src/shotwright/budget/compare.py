"""The same board on other routes, in other sizes, under other subscriptions, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from typing import Any

from shotwright.catalog import RateFile, Subscription, routes
from shotwright.cost import Cover, cover, estimate
from shotwright.model.board import Board
from shotwright.model.estimate import Estimate
from shotwright.model.names import Billing, Card, Objective, Resolution, RouteName
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
        month: What a subscription covers of it; None where none is named, or pays nothing here.
    """

    shots: RouteName
    talk: RouteName
    billing: tuple[Billing, Billing]
    resolution: tuple[str, ...]
    plan: Plan | NoPlan
    estimate: Estimate | None
    month: Cover | None = None

    def _repr_html_(self) -> str:
        """Show the way and its price in a notebook, or why there is none."""
        made = self.plan if self.estimate is None else self.estimate
        way = f"shots {self.shots}, talk {self.talk}, {', '.join(self.resolution)}"
        return f"<p>{escape(way)}</p>{made._repr_html_()}"

    def wire(self) -> dict[str, Any]:
        """Write the JSON form; without a plan, `totals` and `plan_hash` are null."""
        made = self.estimate is not None and isinstance(self.plan, Plan)
        return {
            "routes": {"shots": self.shots, "talk": self.talk},
            "billing": {"shots": self.billing[0], "talk": self.billing[1]},
            "resolution": list(self.resolution),
            "subscription": self.month.subscription.name if self.month else None,
            "totals": {purse: total.wire() for purse, total in self.estimate.totals.items()}
            if self.estimate
            else None,
            "plan_hash": self.plan.hash if made and isinstance(self.plan, Plan) else None,
            **({"month": self.month.wire()} if self.month else {}),
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
    resolutions: Iterable[Resolution] = (),
    subscriptions: Iterable[Subscription] = (),
) -> tuple[Column, ...]:
    """Plan and price a board on every route, each for itself.

    Args:
        board: A loaded board.
        on: The day for which routes and prices are read.
        billing: As of `shotwright.plan`, like those that follow.
        objective: What each plan makes least.
        card: The rates.
        own: The user's own rates, which win.
        resolutions: What the whole board is made in, one after the other; default: as it says.
        subscriptions: What pays the credits; each has a column wherever there are some.
    """
    own, plans = tuple(own), tuple(subscriptions)
    boards = [_in_size(board, size) for size in dict.fromkeys(resolutions)] or [board]
    columns: list[Column] = []
    for made in boards:
        resolution = tuple(dict.fromkeys(brief.resolution for brief in made.briefs))
        for shots, talk in pairs(made, on):
            ways = choose_ways(made, shots, talk, billing)
            planned = plan(
                made, on=on, shots=shots, talk=talk, billing=billing, objective=objective,
                card=card, own=own,
            )  # fmt: skip
            column = Column(
                shots,
                talk,
                (ways.shots.billing, ways.talk.billing),
                resolution,
                planned,
                estimate(planned, own=own) if isinstance(planned, Plan) else None,
            )
            columns += _paid(column, plans)
    return tuple(columns)


def _in_size(board: Board, resolution: Resolution) -> Board:
    """Make a board wholly in one resolution; its plans are the best ones in that."""
    scenes = tuple(
        scene.model_copy(
            update={
                "resolution": None,
                "beats": tuple(
                    beat.model_copy(update={"resolution": None}) for beat in scene.beats
                ),
            }
        )
        for scene in board.scenes
    )
    changed = board.model_copy(update={"resolution": resolution, "scenes": scenes})
    return changed.hear(board.voices)  # what was derived is forgotten


def _paid(column: Column, subscriptions: Sequence[Subscription]) -> Iterable[Column]:
    """Repeat a column under each subscription, where it needs credits."""
    total = column.estimate.totals.get("credits") if column.estimate else None
    if total is None or not subscriptions:
        return (column,)
    return (
        replace(column, month=cover(subscription, total.high)) for subscription in subscriptions
    )
