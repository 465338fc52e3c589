"""What moves a forecast, and how its amounts are spread: against Beta laws reckoned otherwise."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise
from math import exp, lgamma
from typing import Any

import pytest

import shotwright
from shotwright.budget import Kind, Money, Prior, forecast
from shotwright.model.money import Amount
from shotwright.model.plan import Plan

TODAY = date(2026, 11, 21)
EVEN: dict[Kind, Prior] = {"shots": Prior(Decimal("0.5"), Decimal(1), Decimal(4))}
"""A Beta law with 2 and 2: density 6 p (1 - p), chance of at most p: 3 p^2 - 2 p^3."""


def money_of(*beats: dict[str, Any], priors: dict[Kind, Prior] | None = None) -> Money:
    board = shotwright.load({
        "shotwright": 1,
        "cast": {"m": {"look": "l", "voice": "v", "kind": "digital_twin", "consent": "confirmed"}},
        "scenes": [{"id": "s", "beats": list(beats)}],
    })  # fmt: skip
    plan = shotwright.plan(board, on=TODAY)
    assert isinstance(plan, Plan)
    return forecast(shotwright.estimate(plan), plan, priors=priors).money["credits"]


def number(amount: object) -> float:
    assert isinstance(amount, Amount)
    return float(amount.plain())


SHOT = {"shot": "M waves", "seconds": "=5"}  # 5 s x 4 credits


def test_the_keeper_rate_swings_between_its_tenth_and_its_ninetieth_percentile() -> None:
    swings = {swing.name: swing for swing in money_of(SHOT, priors=EVEN).swings}
    # 3 p^2 - 2 p^3 is 0.1 at 0.196 and 0.9 at 0.804: 80 % have a keeper by take
    # log(0.2) / log(1 - p), which is 7.4 of them, and 0.99.
    swing = swings["shots: 80% or 20% of takes are kept"]
    assert (number(swing.low), number(swing.high)) == (20, 160)


def test_disputed_prices_swing_between_the_cheapest_and_the_dearest_reading() -> None:
    money = money_of(SHOT)
    swing = next(swing for swing in money.swings if swing.name.startswith("prices"))
    assert (swing.low, swing.high) == (money.p80, money.highest)


def test_a_length_that_is_estimated_swings_between_the_ends_of_its_interval() -> None:
    talk = {"talk": "We make kettles. " * 40, "by": "m"}
    known: dict[Kind, Prior] = {"talk": Prior(Decimal(1))}  # every take is kept: money is the price
    board = shotwright.load({
        "shotwright": 1,
        "cast": {"m": {"look": "l", "voice": "v", "kind": "digital_twin", "consent": "confirmed"}},
        "scenes": [{"id": "s", "beats": [talk]}],
    })  # fmt: skip
    plan = shotwright.plan(board, on=TODAY)
    assert isinstance(plan, Plan)
    (item,) = plan.items
    assert item.seconds_low is not None
    assert item.seconds_high is not None
    swing = next(s for s in money_of(talk, priors=known).swings if s.name.startswith("estimated"))
    # HeyGen's guide: 1 credit for each started 3 s of Avatar IV.
    assert number(swing.low) == -(-item.seconds_low // 3)
    assert number(swing.high) == -(-item.seconds_high // 3)


def test_what_is_sure_moves_nothing() -> None:
    known: dict[Kind, Prior] = {"shots": Prior(Decimal(1)), "talk": Prior(Decimal(1))}
    assert all(swing.name.startswith("prices") for swing in money_of(SHOT, priors=known).swings)


def test_the_bins_of_a_spread_hold_what_a_beta_law_says() -> None:
    spread = money_of(SHOT, priors=EVEN).spread

    def kept_at(take: int) -> float:
        """Integrate p (1 - p)^(take - 1) over the density: a quotient of Beta functions."""
        return 6 * exp(lgamma(3) + lgamma(take + 1) - lgamma(take + 4))

    assert all(before.high == after.low for before, after in pairwise(spread))
    assert number(spread[0].low) == 20
    for each in spread:
        takes = range(int(number(each.low)) // 20, int(number(each.high)) // 20)
        assert each.chance == pytest.approx(sum(map(kept_at, takes)), abs=1e-7)
    assert 0.975 <= sum(each.chance for each in spread) <= 1


def test_one_amount_is_one_bin() -> None:
    known: dict[Kind, Prior] = {"shots": Prior(Decimal(1))}
    (only,) = money_of(SHOT, priors=known).spread
    assert number(only.low) == 20
    assert only.chance == pytest.approx(1)
