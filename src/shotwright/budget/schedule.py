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

MOST = 4_000_000
"""Nor are more takes of a route than this, of all runs together."""

MOST_TAKES = 10**9
"""More takes of a generation than in any run that is not given up."""

WEEK = 7 * 24 * 60.0
"""In minutes."""

WEEKS = 53
"""Weeks whose spending is told apart; the last holds all that follow."""

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


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
        spent: Per purse, runs by weeks: what was paid from the start to the end of each week;
            empty where not every take was simulated, and minutes are a lower bound.
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
    purses = {work.purse for _, works in lanes.values() for work in works}
    spent = {purse: np.zeros((runs, WEEKS), np.int64) for purse in sorted(purses)}
    longest, whole = np.zeros(runs), True
    for slots, works in lanes.values():
        lane = _Lane.of(slots, works, review)
        takes = lane.takes(chance, beliefs, rates)
        given_up = _shortened(takes)
        if len(works) > LARGEST or takes.sum() > MOST:
            minutes, whole = lane.least(takes), False
        else:
            minutes = lane.run(chance, takes, spent)
        longest = np.maximum(longest, np.where(given_up, np.inf, minutes))
    paid = {purse: weeks.cumsum(axis=1) for purse, weeks in spent.items()} if whole else {}
    return Calendar(np.sort(longest), paid)


class _Lane(NamedTuple):
    """One route's slots and works.

    Attributes:
        slots: As many as there are works, at most.
        low, high: Of each work.
    """

    slots: int
    works: Sequence[Work]
    low: Floats
    high: Floats
    review: float

    @classmethod
    def of(cls, slots: int, works: Sequence[Work], review: float) -> _Lane:
        low = np.array([work.low for work in works], np.float64)
        high = np.array([work.high for work in works], np.float64)
        return cls(min(slots, len(works)), works, low, high, review)

    def takes(
        self,
        chance: np.random.Generator,
        beliefs: Mapping[Kind, Belief],
        rates: Mapping[Kind, Floats],
    ) -> Whole:
        """Draw how many takes each generation needs in each run: runs by works."""
        alike = [(work.kind, work.parts) for work in self.works]
        rows = {own: number for number, own in enumerate(dict.fromkeys(alike))}
        kept = np.array([rates[kind] * beliefs[kind].factor(parts) for kind, parts in rows])
        kept = np.clip(kept, np.finfo(float).tiny, 1.0)
        drawn = chance.geometric(kept[[rows[own] for own in alike]])
        caps = np.array([work.cap or MOST_TAKES for work in self.works], np.int64)
        needed: Whole = np.minimum(drawn, caps[:, None]).T
        return needed

    def least(self, takes: Whole) -> Floats:
        """Bound the time of each run: its work over the slots, and its longest chain of takes."""
        means = (self.low + self.high) / 2
        chains: Floats = (takes * (means + self.review)).max(axis=1)
        return np.maximum(takes @ means / self.slots, chains)

    def run(
        self, chance: np.random.Generator, takes: Whole, spent: Mapping[Purse, Whole]
    ) -> Floats:
        """Put every take of every run into the first slot that is free; tell when all are done."""
        works = _in_rounds(takes)
        totals = takes.sum(axis=1)
        minutes = self.low[works] + (self.high - self.low)[works] * _drawn(chance, totals)
        if self.slots == 1 and not self.review:
            starts, done = _one_by_one(minutes, totals)
        else:
            starts, done = self._in_slots(works, minutes, totals)
        weeks = np.minimum(starts // WEEK, WEEKS - 1).astype(np.int64)
        places = np.repeat(np.arange(len(totals)) * WEEKS, totals) + weeks
        for purse, paid in spent.items():
            np.add.at(paid.reshape(-1), places, self._prices(purse)[works])
        return done

    def _in_slots(self, works: Whole, minutes: Floats, totals: Whole) -> tuple[Floats, Floats]:
        """Let the takes of all runs start, the first of each, then the second, and so on.

        Returns:
            When each take starts, and when each run is done.
        """
        longest_first = np.argsort(-totals, kind="stable")
        firsts = (np.cumsum(totals) - totals)[longest_first]
        left = np.searchsorted(-totals[longest_first], -np.arange(totals.max()))
        runs = np.arange(len(totals))
        free = np.zeros((len(totals), self.slots))
        ready = np.zeros((len(totals), len(self.works)))
        starts = np.empty(len(works))
        for step, active in enumerate(left.tolist()):
            take, run = firsts[:active] + step, runs[:active]
            work, slot = works[take], free[:active].argmin(axis=1)
            start = np.maximum(free[run, slot], ready[run, work])
            starts[take] = start
            end = start + minutes[take]
            free[run, slot] = end
            ready[run, work] = end + self.review
        done = np.empty(len(totals))
        done[longest_first] = ready.max(axis=1)
        return starts, done

    def _prices(self, purse: Purse) -> Whole:
        return np.array(
            [work.price or 0 if work.purse == purse else 0 for work in self.works], np.int64
        )


def _shortened(takes: Whole) -> NDArray[np.bool_]:
    """Cut the longest runs off, as if nothing of them was kept so far; tell which they are."""
    totals = takes.sum(axis=1)
    most = int(np.quantile(totals, 1 - UNFINISHED, method="higher"))
    given_up: NDArray[np.bool_] = totals > most
    works = np.arange(takes.shape[1])
    takes[given_up] = most // len(works) + (works < most % len(works))
    return given_up


def _in_rounds(takes: Whole) -> Whole:
    """List the works that takes are of: run after run, each in rounds, a round in plan order."""
    needed = takes.reshape(-1)
    pairs = np.repeat(np.arange(len(needed)), needed)
    rounds = np.arange(len(pairs)) - np.repeat(np.cumsum(needed) - needed, needed)
    pairs = pairs[_sorted(rounds)]
    works: Whole = pairs[_sorted(pairs // takes.shape[1])] % takes.shape[1]
    return works


def _drawn(chance: np.random.Generator, totals: Whole) -> Floats:
    """Draw a number for each take, run after run: the first takes of all runs are drawn first."""
    steps = np.arange(totals.sum()) - np.repeat(np.cumsum(totals) - totals, totals)
    found = np.empty(len(steps))
    found[_sorted(steps)] = chance.random(len(steps))
    return found


def _one_by_one(minutes: Floats, totals: Whole) -> tuple[Floats, Floats]:
    """Let each take of a run start when the one before it ends."""
    ends = np.cumsum(minutes)
    lasts = ends[np.cumsum(totals) - 1]
    before = np.concatenate([[0.0], lasts[:-1]])
    return ends - minutes - np.repeat(before, totals), lasts - before


def _sorted(numbers: Whole) -> Whole:
    """Sort stably; small numbers by their digits, which takes a fifth of the time."""
    few = numbers.max() <= np.iinfo(np.uint16).max
    return np.argsort(numbers.astype(np.uint16) if few else numbers, kind="stable")
