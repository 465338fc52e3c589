"""How long it takes until every generation has its keeper: takes in slots, simulated.

Takes go to the slots of their route in rounds: first takes in the order of the plan, then second
takes of what was not kept, and so on; each waits for the review of the take before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from shotwright.budget.rates import nodes
from shotwright.budget.takes import Belief, Kind
from shotwright.model.money import Purse

RUNS = 2_000
"""How often a small campaign is simulated ..."""

FEWEST_RUNS = 200
"""... and a large one."""

TAKES = 40_000
"""About how many first takes all runs have together, between those two."""

UNFINISHED = 0.02
"""The longest runs are given up: no percentile that is told depends on them."""

LARGEST = 2_000
"""More generations of a route than this are not simulated: its work is spread over its slots."""

MOST_TAKES = 10**9
"""More takes of a generation than in any run that is not given up."""

WEEK = 7 * 24 * 60.0
"""In minutes."""

WEEKS = 53
"""Weeks whose spending is told apart; the last holds all that follow."""

Floats = NDArray[np.float64]


class Work(NamedTuple):
    """One generation: its purse and price in millionths, and how long a take renders.

    Attributes:
        price: None where it is unknown.
        low, high: The shortest and the longest time in minutes; anything between alike.
        cap: At most so many takes, kept or not.
    """

    kind: Kind
    parts: int
    purse: Purse
    price: int | None
    low: float
    high: float
    cap: int | None = None


class Calendar(NamedTuple):
    """What was simulated.

    Attributes:
        minutes: Of each run, sorted; infinite for those given up.
        spent: Per purse, runs by weeks: what was paid from the start to the end of each week.
    """

    minutes: Floats
    spent: dict[Purse, NDArray[np.int64]]

    def percentile(self, chance: float) -> float:
        """Find the least number of minutes within which that share of runs is done."""
        return float(self.minutes[ceil(chance * len(self.minutes)) - 1])

    def paid(self, purse: Purse, week: int, chances: Mapping[str, float]) -> dict[str, int]:
        """Tell percentiles of what a purse has paid by the end of a week, counted from 0."""
        sums = np.sort(self.spent[purse][:, week])
        return {name: int(sums[ceil(chance * len(sums)) - 1]) for name, chance in chances.items()}


def simulate(
    lanes: Mapping[str, tuple[int, Sequence[Work]]],
    beliefs: Mapping[Kind, Belief],
    *,
    seed: int,
    review: float = 0.0,
) -> Calendar:
    """Simulate campaigns; the same seed gives the same answer.

    Args:
        lanes: By route: how many takes render at a time, and what is made there.
        beliefs: What is believed of each kind's keeper rate; a run draws one of each.
        seed: Where the random numbers start.
        review: Minutes from the end of a take to its verdict.
    """
    chance = np.random.default_rng(seed)
    count = sum(len(works) for _, works in lanes.values())
    runs = max(FEWEST_RUNS, min(RUNS, TAKES // count))
    rates = {}
    for kind, belief in beliefs.items():
        values, weights = nodes(belief, 0)
        rates[kind] = chance.choice(values, runs, p=weights)
    longest = np.zeros(runs)
    purses = {work.purse for _, works in lanes.values() for work in works}
    spent = {purse: np.zeros((runs, WEEKS), np.int64) for purse in sorted(purses)}
    for slots, works in lanes.values():
        lane = _Lane(slots, works, beliefs, rates, runs, review)
        longest = np.maximum(longest, lane.run(chance, spent))
    return Calendar(np.sort(longest), {p: paid.cumsum(axis=1) for p, paid in spent.items()})


class _Lane(NamedTuple):
    """One route's slots and works."""

    slots: int
    works: Sequence[Work]
    beliefs: Mapping[Kind, Belief]
    rates: Mapping[Kind, Floats]
    runs: int
    review: float

    def run(self, chance: np.random.Generator, spent: dict[Purse, NDArray[np.int64]]) -> Floats:
        """Put every take of every run into the first slot that is free; tell when all are done."""
        runs = np.arange(self.runs)
        takes = self._takes(chance)
        low = np.array([work.low for work in self.works], np.float64)
        high = np.array([work.high for work in self.works], np.float64)
        if len(self.works) > LARGEST:
            bound: Floats = takes @ ((low + high) / 2) / self.slots
            return bound
        order, totals = self._order(takes)
        free = np.zeros((self.runs, min(self.slots, len(self.works))))
        ready = np.zeros((self.runs, len(self.works)))
        prices = {purse: self._prices(purse) for purse in spent}
        for step in range(order.shape[1]):
            active = runs[totals > step]
            work = order[active, step]
            slot = free[active].argmin(axis=1)
            start = np.maximum(free[active, slot], ready[active, work])
            end = start + low[work] + (high - low)[work] * chance.random(len(active))
            free[active, slot] = end
            ready[active, work] = end + self.review
            week = np.minimum(start // WEEK, WEEKS - 1).astype(np.int64)
            for purse, paid in spent.items():
                paid[active, week] += prices[purse][work]
        done: Floats = ready.max(axis=1)
        return np.where(totals > order.shape[1], np.inf, done)

    def _takes(self, chance: np.random.Generator) -> NDArray[np.int64]:
        """Draw how many takes each generation needs in each run."""
        drawn = np.empty((self.runs, len(self.works)), np.int64)
        for number, work in enumerate(self.works):
            kept = self.rates[work.kind] * self.beliefs[work.kind].factor(work.parts)
            takes = chance.geometric(np.clip(kept, np.finfo(float).tiny, 1.0))
            drawn[:, number] = np.minimum(takes, work.cap or MOST_TAKES)
        return drawn

    def _order(self, takes: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """List each run's takes by round, each as the number of its work; the longest cut off."""
        totals = takes.sum(axis=1)
        kept = int(np.quantile(totals, 1 - UNFINISHED, method="higher"))
        order = np.zeros((self.runs, kept), np.int64)
        for run, (needed, total) in enumerate(zip(takes, totals, strict=True)):
            if total <= kept:
                rounds = np.concatenate([np.arange(number) for number in needed])
                works = np.repeat(np.arange(len(needed)), needed)
                order[run, :total] = works[np.argsort(rounds, kind="stable")]
        return order, totals

    def _prices(self, purse: Purse) -> NDArray[np.int64]:
        return np.array(
            [work.price or 0 if work.purse == purse else 0 for work in self.works], np.int64
        )
