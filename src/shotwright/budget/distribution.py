"""What takes until keepers may cost: the exact law of the sum, on a lattice of amounts.

Given the keeper rate, the takes of each generation are a geometric law, and sums are products of
generating functions.  Those are averaged over what is believed of the rate, which all generations
of a kind share: one bad rate makes all of them dear together.

Numbers of chance are floats; amounts are whole millionths throughout.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import groupby
from math import acos, expm1, gcd, isqrt, pi
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from shotwright.budget.lattice import Batch, merged, on_lattice
from shotwright.budget.rates import NEGLIGIBLE, Floats, nodes
from shotwright.budget.takes import Belief, Kind

Whole = NDArray[np.int64]
Points = NDArray[np.complex128]
Number = TypeVar("Number", np.float64, np.complex128)

TIE = 1e-8
"""A cumulative chance this close below a percentile has reached it."""

COVERED = 0.96
"""The lattice is made long enough to hold at least this chance."""

LONGEST = 2**22
"""Points of the longest lattice; what lies beyond is told as a chance."""

FAR = 2**18
"""Points to which a lattice is lengthened for the sake of an amount that was asked about."""

SHORTEST = 2**11

DAMPED = 1e-6
"""What lies beyond a lattice folds back onto it with this weight."""

BELOW_ONE = 1 - 2.0**-53

TOGETHER = 16
"""Nodes of one belief that are reckoned together."""

AT_ONCE = 32
"""Prices whose denominators are multiplied before one division: their product does not vanish."""

ENDLESS = 2**20
"""Takes after which no keeper counts any more."""


Memory = dict[Hashable, Floats]
"""The chances of one kind's amounts, by all that they depend on."""


@dataclass(frozen=True, eq=False)
class Law:
    """The law of an amount.

    Attributes:
        least: The amount of one take of everything.
        step: Between two points of the lattice.
        chances: Of exactly `least` plus so many steps.
    """

    least: int
    step: int
    chances: Floats

    @cached_property
    def cumulative(self) -> Floats:
        """The chance of at most `least` plus so many steps."""
        return np.minimum(np.cumsum(self.chances), 1.0)

    @property
    def beyond(self) -> float:
        """The chance of more than the lattice holds."""
        return max(0.0, 1.0 - float(self.cumulative[-1]))

    def percentile(self, chance: float) -> int | None:
        """Find the least amount whose cumulative chance reaches one; None beyond the lattice."""
        place = int(np.searchsorted(self.cumulative, chance - TIE))
        return None if place == len(self.cumulative) else self.least + place * self.step

    def chance(self, amount: int) -> float:
        """Tell the chance of at most an amount; for one beyond the lattice a lower bound."""
        place = (amount - self.least) // self.step
        return float(self.cumulative[min(place, len(self.cumulative) - 1)]) if place >= 0 else 0.0


def law(
    batches: Sequence[Batch],
    beliefs: Mapping[Kind, Belief],
    *,
    without: Batch | None = None,
    reach: int = 0,
    known: Memory | None = None,
) -> Law:
    """Reckon the law of what takes until keepers cost.

    Args:
        batches: What is to be made; at least one costs something.
        beliefs: What is believed of each kind's keeper rate.
        without: One of them that is left out after all, on the lattice of them all.
        reach: An amount that the lattice should hold, if it can.
        known: What was reckoned of single kinds before: read, and added to.
    """
    known = {} if known is None else known
    batches = merged(batches)
    step, rounded = on_lattice(batches)
    batches = merged(one for batch in batches if batch != without for one in rounded[batch])
    least = sum(batch.price * batch.copies for batch in batches)
    kinds: dict[Kind, list[Batch]] = {}
    for batch in batches:
        if batch.price:
            kinds.setdefault(batch.kind, []).append(batch)
    models = [
        _Kind.of(group, beliefs[kind], sum(b.copies for b in group))
        for kind, group in kinds.items()
    ]
    ends = [model.end * model.every for model in models if model.end is not None]
    end = sum(ends) + 1 if len(ends) == len(models) else LONGEST
    size = max(SHORTEST, sum(model.guess() * model.every for model in models))
    while True:
        size = min(_power(size), LONGEST, _power(end))
        chances = reduce(_convolved, (model.remembered(size, known) for model in models))
        found = Law(least * step, step, chances)
        wide = size >= min(LONGEST, end) or found.beyond < TIE
        reached = size >= FAR or (size + least) * step > reach
        if wide or (found.beyond < 1 - COVERED and reached):
            return found
        size *= 2


def _power(number: int) -> int:
    return 1 << max(number - 1, 0).bit_length()


def _convolved(first: Floats, second: Floats) -> Floats:
    """Add two independent amounts, as far as the lattice goes."""
    size = len(first)
    product = np.fft.rfft(first, 2 * size) * np.fft.rfft(second, 2 * size)
    return np.maximum(np.fft.irfft(product, 2 * size)[:size], 0.0)


@dataclass(frozen=True, eq=False)
class _Kind:
    """The generations of one kind, by price and parts, and the nodes of its rate.

    Attributes:
        named: What it was made from.
        rates: Nodes, from the highest rate to the lowest.
        weights: Their chances.
        every: The step of the kind's own lattice, in steps of the whole.
        factors: Of the rate, for a generation's parts; one for each batch, like what follows.
        units: Price in steps of its own.
        caps: None where no batch has one.
    """

    named: Hashable
    rates: Floats
    weights: Floats
    every: int
    factors: Floats
    units: Whole
    counts: Whole
    caps: Whole | None

    @classmethod
    def of(cls, batches: Sequence[Batch], belief: Belief, total: int) -> _Kind:
        rates, weights = nodes(belief, total)
        every = gcd(*(batch.price for batch in batches))
        caps = np.array([batch.cap or ENDLESS for batch in batches], np.int64)
        return cls(
            (tuple(batches), belief),
            rates,
            weights,
            every,
            np.array([belief.factor(batch.parts) for batch in batches], np.float64),
            np.array([batch.price // every for batch in batches], np.int64),
            np.array([batch.copies for batch in batches], np.int64),
            caps if caps.min() < ENDLESS else None,
        )

    @property
    def end(self) -> int | None:
        """The most that takes beyond the first can cost, in steps."""
        return None if self.caps is None else int(self.units @ (self.counts * (self.caps - 1)))

    def top(self, rate: float, wide: float) -> int:
        """Bound what takes beyond the first cost at a rate, by so many standard deviations."""
        kept = rate * self.factors
        lost = 1 - kept
        mean = float(self.counts @ (self.units * lost / kept))
        spread = float(np.sqrt(self.counts @ (self.units**2 * lost / kept**2)))
        longest = float(np.max(self.units / -np.log1p(-np.minimum(kept, BELOW_ONE))))
        bound = min(mean + wide * spread + 4 * wide * longest, 2.0 * LONGEST)
        return int(bound) + 1 if self.end is None else min(int(bound), self.end) + 1

    def guess(self) -> int:
        """Guess how many points hold enough of the law."""
        place = int(np.searchsorted(np.cumsum(self.weights), COVERED))
        return self.top(float(self.rates[min(place, len(self.rates) - 1)]), 2)

    def remembered(self, size: int, known: Memory) -> Floats:
        """Look the chances up, or reckon them; longer ones begin with the same."""
        if len(known.get(self.named, ())) < size:
            known[self.named] = self.chances(size)
        return known[self.named][:size]

    def chances(self, size: int) -> Floats:
        """Reckon the chances of 0, 1, 2 ... steps beyond one take of everything.

        What a kind costs lies on a coarser lattice of its own, the multiples of `every`.
        """
        found = np.zeros(size)
        found[:: self.every] = self._own_chances(-(-size // self.every))
        return found

    def _own_chances(self, size: int) -> Floats:
        """Reckon them on the kind's own lattice.

        Nodes of high rates need but the beginning of it; each gets one long enough.
        """
        found = np.zeros(size)
        starts = range(0, len(self.rates), TOGETHER)
        for short, group in groupby(starts, lambda start: self._short(start, size)):
            own = list(group)
            found[:short] += self._some(slice(own[0], own[-1] + TOGETHER), short)
        return np.maximum(found, 0.0)

    def _short(self, start: int, size: int) -> int:
        lowest = float(self.rates[start : start + TOGETHER][-1])
        return min(size, _power(max(self.top(lowest, 12), 2)))

    def _some(self, chosen: slice, size: int) -> Floats:
        """Sum the laws of some nodes; frequencies that cannot count are left out."""
        damping = DAMPED ** (self.units / size)
        kept = self.rates[chosen, None] * self.factors
        lost = (1 - kept) * damping
        weights = self.weights[chosen]
        peaks = np.log(weights) + np.log(_series(kept, lost, self.caps)) @ self.counts
        seen = peaks > NEGLIGIBLE
        if not seen.any():
            return np.zeros(size)
        kept, lost, weights, peaks = kept[seen], lost[seen], weights[seen], peaks[seen]
        falls = self._falls(kept, lost)
        places = self._audible(falls.min(axis=0), size)
        angles = 2 * np.pi / size * (places * self.units[:, None] % size)
        turned, points = 1 - np.cos(angles), np.exp(-1j * angles)
        spectrum = np.zeros(size // 2 + 1, np.complex128)
        for start in range(0, len(kept), TOGETHER):
            some = slice(start, start + TOGETHER)
            depth = self._depth(falls[some].min(axis=0)[:, None], turned)
            heard = peaks[some].max() - 0.5 * self.counts @ depth > NEGLIGIBLE
            series = self._product(kept[some, :, None], lost[some, :, None], points[:, heard])
            spectrum[places[heard]] += (weights[some, None] * series).sum(axis=0)
        return np.fft.irfft(spectrum, size) * _undamped(size)

    def _product(self, kept: Floats, lost: Floats, points: Points) -> Points:
        """Multiply the generating functions of all generations at points of a circle.

        Those of prices with as many generations are multiplied first; powers are then taken of
        all at once, by the binary digits of how many generations there are.
        """
        groups: dict[int, list[int]] = {}
        for number, copies in enumerate(self.counts.tolist()):
            groups.setdefault(copies, []).append(number)
        product = np.ones((len(kept), points.shape[1]), np.complex128)
        series = {
            copies: self._series_of(numbers, kept, lost, points)
            for copies, numbers in groups.items()
        }
        for digit in reversed(range(max(series).bit_length())):
            product *= product
            for copies, own in series.items():
                if copies >> digit & 1:
                    product *= own
        return product

    def _series_of(
        self, numbers: Sequence[int], kept: Floats, lost: Floats, points: Points
    ) -> Points:
        """Multiply the generating functions of one generation at each of some prices."""
        if self.caps is not None:
            return reduce(np.multiply, (
                _series(kept[:, number], lost[:, number] * points[number], self.caps[number])
                for number in numbers
            ))  # fmt: skip
        found = np.ones((len(kept), points.shape[1]), np.complex128)
        for start in range(0, len(numbers), AT_ONCE):
            some = numbers[start : start + AT_ONCE]
            below = reduce(np.multiply, (1 - lost[:, number] * points[number] for number in some))
            found *= kept[:, some].prod(axis=1) / below
        return found

    def _audible(self, falls: Floats, size: int) -> Whole:
        """Find the frequencies at which no node is negligible, the telling prices first."""
        order = np.argsort(-self.counts * self._depth(falls, 1.0), kind="stable")
        places = self._near_turns(int(order[0]), falls, size)
        heard = np.zeros(len(places))
        for number in order:
            angles = 2 * np.pi / size * (places * self.units[number] % size)
            depth = self._depth(falls[number], 1 - np.cos(angles))
            heard += 0.5 * self.counts[number] * depth
            left = -heard > NEGLIGIBLE
            places, heard = places[left], heard[left]
        return places

    def _near_turns(self, number: int, falls: Floats, size: int) -> Whole:
        """List the frequencies so near to whole turns of a price that it is not negligible."""
        all_places = np.arange(size // 2 + 1)
        deepest = -2 * NEGLIGIBLE / int(self.counts[number])
        fall, unit = float(falls[number]), int(self.units[number])
        turned = (expm1(deepest) if self.caps is None else deepest) / fall if fall else 2.0
        if turned >= 2:  # noqa: PLR2004 - 1 - cos of half a turn
            return all_places
        wide = int(size * acos(1 - turned) / (2 * pi) / unit) + 2
        if size // unit <= 2 * wide + 1:
            return all_places
        turns = np.arange(unit // 2 + 1) * size // unit
        near: Whole = (turns[:, None] + np.arange(-wide, wide + 1)).reshape(-1)
        return near[(near >= 0) & (near <= size // 2)]

    def _falls(self, kept: Floats, lost: Floats) -> Floats:
        """Tell how fast a generating function falls off from its value at 0, for `_depth`.

        Without a cap from the geometric law itself; with one from the chance that two draws lie
        one take apart, which is a bound.
        """
        if self.caps is None:
            return 2 * lost / (1 - lost) ** 2
        last = lost ** np.maximum(2 * (self.caps - 2), 0)
        falls = 2 * kept * lost * (kept * (1 - last) / (1 - lost**2) + last)
        return np.where(self.caps == 1, 0.0, falls)

    def _depth(self, fall: Floats, turned: Floats | float) -> Floats:
        """Tell -log |f|^2 below its value at 0, where 1 - cos of the angle is `turned`."""
        found: Floats = fall * turned
        return np.log1p(found) if self.caps is None else found


def _undamped(size: int) -> Floats:
    """Give what a damped law is multiplied by at each point: a table of two digits is enough."""
    base = isqrt(size) + 1
    low, high = (DAMPED ** (-np.arange(base) * digit / size) for digit in (1, base))
    found: Floats = np.multiply.outer(high, low).reshape(-1)[:size]
    return found


def _series(kept: Floats, lost: NDArray[Number], caps: Whole | np.int64 | None) -> NDArray[Number]:
    """Evaluate a generation's generating function of takes beyond the first."""
    series = kept / (1 - lost)
    if caps is None:
        return series
    last = lost ** (caps - 1)
    return series * (1 - last) + last
