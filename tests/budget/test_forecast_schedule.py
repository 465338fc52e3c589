"""The simulated calendar, against figures simulated before and against what can be reckoned."""

from __future__ import annotations

from decimal import Decimal
from heapq import heappop, heappush
from itertools import accumulate

import numpy as np
import pytest

from shotwright.budget.schedule import LARGEST, WEEK, WEEKS, Work, simulate
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


def played(slots: int, works: list[Work], review: float) -> tuple[float, list[int]]:
    """Play the takes by hand: every work needs as many as its cap, and each is as long as said.

    Returns:
        When all is done, and what is paid in each week.
    """
    free = [0.0] * slots
    ready = [0.0] * len(works)
    weeks = [0] * WEEKS
    for number in range(max(work.cap or 0 for work in works)):
        for place, work in enumerate(works):
            if number < (work.cap or 0):
                start = max(heappop(free), ready[place])
                weeks[min(int(start / WEEK), WEEKS - 1)] += work.price or 0
                heappush(free, start + work.low)
                ready[place] = start + work.low + review
    return max(ready), weeks


@pytest.mark.parametrize("review", [0.0, 700.0, 20_000.0])
@pytest.mark.parametrize("slots", [1, 2, 3, 50])
@pytest.mark.parametrize("count", [1, 2, 7, 40])
def test_takes_go_to_the_slots_as_if_played_by_hand(count: int, slots: int, review: float) -> None:
    works = [
        Work("shots", 1, "usd", 10**n % 9973, (lasts := 90.0 + 731 * n % 4000), lasts, 1 + n % 4)
        for n in range(count)
    ]
    never = Belief(1, 0, Decimal(1), 1e-15)
    found = simulate({"api": (slots, works)}, {"shots": never}, seed=1, review=review)
    done, weeks = played(slots, works, review)
    assert found.minutes == pytest.approx(np.full(len(found.minutes), done))
    assert found.spent["usd"][0].tolist() == list(accumulate(weeks))
    assert (found.spent["usd"] == found.spent["usd"][0]).all()


def test_what_longest_runs_paid_is_paid_for_all_works_in_turn() -> None:
    cheap, dear = (Work("shots", 1, "usd", price, 5, 5) for price in (1, 1_000))
    found = simulate({"api": (1, [cheap, dear])}, {"shots": SEVEN_OF_TEN}, seed=1)
    given_up = int(np.isinf(found.minutes).sum())
    assert given_up
    most = np.sort(found.spent["usd"][:, -1])[-given_up:]
    assert (most > 1_000 * 4).all()


def test_so_many_takes_are_a_lower_bound_too() -> None:
    rarely = believe(Prior(Decimal("0.05"), Decimal(1), Decimal(5)))
    found = simulate({"api": (10, clips(3))}, {"shots": rarely}, seed=1)
    assert found.spent == {}
    assert 0 < found.percentile(0.5) < found.percentile(0.95)


def test_the_lower_bound_holds_the_longest_chain_of_takes() -> None:
    sure = Belief(1, 0, Decimal(1), 1.0)
    found = simulate({"api": (10**6, clips(LARGEST + 1))}, {"shots": sure}, seed=1, review=60)
    assert set(found.minutes) == {7.5 + 60}
