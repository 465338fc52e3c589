"""Which route and purse make the shots, and which the talk."""

from __future__ import annotations

from typing import NamedTuple

from shotwright.catalog import Route, route
from shotwright.model.board import Board
from shotwright.model.names import Billing, RouteName


class Way(NamedTuple):
    """A route and the purse that pays there."""

    route: Route
    billing: Billing


class Ways(NamedTuple):
    """Where the shots and where the talk are made."""

    shots: Way
    talk: Way


def choose_ways(
    board: Board,
    shots: RouteName | None = None,
    talk: RouteName | None = None,
    billing: Billing | None = None,
) -> Ways:
    """Settle routes and purses: what is asked for, else what the board says.

    The board's billing belongs to the board's routes: a route asked for instead of one of them
    is paid from its own default purse, unless a billing is asked for too.  A purse that a route
    has not is replaced by the route's default.
    """
    return Ways(
        _way(shots or board.routes.shots, board.routes.shots, board.billing, billing),
        _way(talk or board.routes.talk, board.routes.talk, board.billing, billing),
    )


def _way(
    name: RouteName, own: RouteName, own_billing: Billing | None, asked: Billing | None
) -> Way:
    chosen = route(name)
    wanted = asked or (own_billing if name == own else None)
    return Way(chosen, wanted if wanted in chosen.billing else chosen.billing[0])
