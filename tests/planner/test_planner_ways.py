"""Which route and purse make the shots, and which the talk."""

from __future__ import annotations

from datetime import date

import pytest

import shotwright
from shotwright.model.board import Board
from shotwright.model.names import Billing, RouteName
from shotwright.model.plan import Plan
from shotwright.planner import choose_ways

ON = date(2026, 11, 21)
API_ONLY = {"routes": {"shots": "api", "talk": "api"}}
WALLET: Billing = "wallet"
CREDITS: Billing = "subscription"


def board(**keys: object) -> Board:
    beats = [{"shot": "Ana waves", "seconds": 5}, {"talk": "Hello there."}]
    return shotwright.load(
        {
            "shotwright": 1,
            "cast": {"ana": {"look": "lk_ana", "voice": "vc"}},
            "scenes": [{"id": "s", "beats": beats}],
            **keys,
        }
    )


def chosen(
    story: Board,
    shots: RouteName | None = None,
    talk: RouteName | None = None,
    billing: Billing | None = None,
) -> list[tuple[str, str]]:
    return [(way.route.route, way.billing) for way in choose_ways(story, shots, talk, billing)]


def test_a_board_that_says_nothing_is_made_in_the_app_with_credits() -> None:
    assert chosen(board()) == [("web", CREDITS), ("web", CREDITS)]


def test_each_route_has_its_own_default_purse() -> None:
    mixed = board(routes={"shots": "api", "talk": "web"})
    assert chosen(mixed) == [("api", WALLET), ("web", CREDITS)]
    assert chosen(board(**API_ONLY)) == [("api", WALLET), ("api", WALLET)]


def test_routes_that_are_asked_for_win_over_the_boards() -> None:
    assert chosen(board(), "api") == [("api", WALLET), ("web", CREDITS)]
    assert chosen(board(), None, "api") == [("web", CREDITS), ("api", WALLET)]
    assert chosen(board(**API_ONLY), "web", "web") == [("web", CREDITS), ("web", CREDITS)]


def test_the_boards_billing_belongs_to_the_boards_routes() -> None:
    story = board(billing="subscription", **API_ONLY)
    assert chosen(story) == [("api", CREDITS), ("api", CREDITS)]
    assert chosen(story, "api", "api") == [("api", CREDITS), ("api", CREDITS)]


def test_a_route_asked_for_instead_is_paid_from_its_own_purse() -> None:
    story = board(billing="subscription")
    assert chosen(story, "api", "api") == [("api", WALLET), ("api", WALLET)]
    assert chosen(story, "api") == [("api", WALLET), ("web", CREDITS)]


def test_a_billing_asked_for_wins_where_the_route_has_that_purse() -> None:
    assert chosen(board(), "api", "api", CREDITS) == [("api", CREDITS), ("api", CREDITS)]
    assert chosen(board(), "api", "web", WALLET) == [("api", WALLET), ("web", CREDITS)]
    assert chosen(board(billing="subscription", **API_ONLY), None, None, WALLET) == [
        ("api", WALLET),
        ("api", WALLET),
    ]


def test_a_purse_that_the_route_has_not_is_replaced_by_its_own() -> None:
    assert chosen(board(billing="wallet")) == [("web", CREDITS), ("web", CREDITS)]


@pytest.mark.parametrize("shots", ["web", "api"])
@pytest.mark.parametrize("talk", ["web", "api"])
@pytest.mark.parametrize("billing", [None, "subscription", "wallet"])
def test_a_plan_is_made_the_chosen_way(
    shots: RouteName, talk: RouteName, billing: Billing | None
) -> None:
    story = board()
    plan = shotwright.plan(story, on=ON, shots=shots, talk=talk, billing=billing)
    assert isinstance(plan, Plan)
    made = [(generation.route, generation.billing) for generation in plan.generations]
    assert made == chosen(story, shots, talk, billing)
    purses = {"subscription": "credits", "wallet": "usd"}
    lines = shotwright.estimate(plan).lines
    assert [line.purse for line in lines] == [purses[purse] for _, purse in made]
