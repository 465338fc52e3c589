"""The simulated calendar, against figures simulated before and against what can be reckoned."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from shotwright.budget.schedule import LARGEST, Work, simulate
from shotwright.budget.takes import Belief, Prior, believe

SEVEN_OF_TEN = believe(Prior(Decimal("0.7")))


def clips(count: int) -> list[Work]:
    return [Work("shots", 1, "usd", 7_000_000, 5, 10)] * count


@pytest.mark.parametrize(
    ("count", "mean", "percentiles"),
    [
        (10, 22.5, [21.0, 27.9, 39.3]),
        (40, 55.3, [53.9, 61.9, 70.9]),
        (100, 119.5, [118.3, 127.1, 138.0]),
        (400, 441.6, [440.5, 453.7, 465.3]),
    ],
)
def test_ten_at_a_time_last_as_long_as_was_simulated_before(
    count: int, mean: float, percentiles: list[float]
) -> None:
    found = simulate({"api": (10, clips(count))}, {"shots": SEVEN_OF_TEN}, seed=1)
    told = [found.percentile(chance) for chance in (0.5, 0.8, 0.95)]
    assert told == pytest.approx(percentiles, rel=0.04)
    done = found.minutes[np.isfinite(found.minutes)]
    assert len(done) >= 0.98 * len(found.minutes)
    assert float(done.mean()) == pytest.approx(mean, rel=0.03)


def test_routes_work_side_by_side() -> None:
    sure = Belief(1, 0, Decimal(1), 1.0)
    lanes = {"web": (1, clips(6)), "api": (1, clips(2))}
    both = simulate(lanes, {"shots": sure}, seed=1)
    assert both.percentile(0.5) == pytest.approx(45, abs=1)


def test_so_many_generations_are_a_lower_bound_of_work_over_slots() -> None:
    sure = Belief(1, 0, Decimal(1), 1.0)
    found = simulate({"api": (10, clips(LARGEST + 1))}, {"shots": sure}, seed=1)
    assert set(found.minutes) == {(LARGEST + 1) * 7.5 / 10}


def test_all_is_paid_in_the_end() -> None:
    found = simulate({"api": (10, clips(20))}, {"shots": Belief(1, 0, Decimal(1), 1.0)}, seed=1)
    assert set(found.spent["usd"][:, -1]) == {140_000_000}
