"""What takes until keepers may cost: the exact law of the sum, on a lattice of amounts.

Given the keeper rate, the takes of each generation are a geometric law, and sums are products of
generating functions.  Those are averaged over what is believed of the rate, which all generations
of a kind share: one bad rate makes all of them dear together.

Numbers of chance are floats; amounts are whole millionths throughout.  Sums of products are not
written with `@`: for arrays this small, its threads cost more than they bring.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
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

WIDE = 9
"""Standard deviations that a node's part of a lattice holds, and what single prices may add."""

TOGETHER = 16
"""Nodes of one belief that are reckoned together, at least ..."""

AT_A_TIME = 2**13
"""... and more of few frequencies: about so many numbers."""

TELLING = 4
"""Prices whose frequencies are looked at one by one; then all of them together."""

AT_ONCE = 32
"""Prices whose denominators are multiplied before one division: their product does not vanish."""

ENDLESS = 2**20
"""Takes after which no keeper counts any more."""


Memory = dict[Hashable, Floats]
"""The chances of one kind's amounts at some rates, by all that they depend on."""


@dataclass(frozen=True, eq=False)
class Law:
    """The law of an amount, on a lattice.

    The amount is the sum of two that are independent.  Their chances are not put together: how
    likely so much is at most takes one product, and few amounts are ever asked about.

    Attributes:
        least: The amount of one take of everything.
        step: Between two points of the lattice.
        first: How likely the first is 0, 1, 2 ... steps; no longer than ...
        last: ... what the second is, which is as long as the lattice.
    """

    least: int
    step: int
    first: Floats
    last: Floats

    @cached_property
    def _at_most(self) -> Floats:
        """The chances of at most so many steps of the second, from many to few."""
        return np.cumsum(self.last)[::-1].copy()

    def reached(self, place: int) -> float:
        """Tell the chance of at most `least` plus so many steps."""
        first = self.first[: place + 1]
        from_end = len(self.last) - 1 - place
        second = self._at_most[from_end : from_end + len(first)]
        return min(float(np.einsum("i,i", first, second)), 1.0)

    @property
    def beyond(self) -> float:
        """The chance of more than the lattice holds."""
        return 1.0 - self.reached(len(self.last) - 1)

    def place(self, chance: float) -> int:
        """Find the fewest steps whose cumulative chance reaches one; else as many as there are."""
        return bisect_left(range(len(self.last)), chance, key=self.reached)

    def percentile(self, chance: float) -> int | None:
        """Find the least amount whose cumulative chance reaches one; None beyond the lattice."""
        place = self.place(chance - TIE)
        return None if place == len(self.last) else self.least + place * self.step

    def chance(self, amount: int) -> float:
        """Tell the chance of at most an amount; for one beyond the lattice a lower bound."""
        place = (amount - self.least) // self.step
        return self.reached(min(place, len(self.last) - 1)) if place >= 0 else 0.0


def law(
    batches: Iterable[Batch],
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
    step, rounded = on_lattice(tuple(batches))
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
        *others, last = (model.chances(size, known) for model in models)
        first = reduce(_convolved, others) if others else np.ones(1)
        found = Law(least * step, step, first, last)
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
        alike: Counter[tuple[float, int, int]] = Counter()
        for batch in batches:
            key = (belief.factor(batch.parts), batch.price // every, batch.cap or ENDLESS)
            alike[key] += batch.copies
        factors, units, caps = (np.array(column) for column in zip(*alike, strict=True))
        return cls(
            (tuple(batches), belief),
            rates,
            weights,
            every,
            factors,
            units,
            np.array(list(alike.values())),
            caps if caps.min() < ENDLESS else None,
        )

    @property
    def end(self) -> int | None:
        """The most that takes beyond the first can cost, in steps."""
        return None if self.caps is None else int(self.units @ (self.counts * (self.caps - 1)))

    def tops(self, rates: Floats, wide: float) -> Floats:
        """Bound what takes beyond the first cost at rates, by so many standard deviations."""
        kept = rates[:, None] * self.factors
        lost = 1 - kept
        mean = (lost / kept * (self.counts * self.units)).sum(axis=1)
        spread = np.sqrt((lost / kept**2 * (self.counts * self.units**2)).sum(axis=1))
        longest = (self.units / -np.log1p(-np.minimum(kept, BELOW_ONE))).max(axis=1)
        last = 2.0 * LONGEST if self.end is None else float(self.end)
        found: Floats = np.minimum(mean + wide * spread + 4 * wide * longest, last) + 1
        return found

    def guess(self) -> int:
        """Guess how many points hold enough of the law."""
        place = int(np.searchsorted(np.cumsum(self.weights), COVERED))
        return int(self.tops(self.rates[min(place, len(self.rates) - 1)][None], 2)[0])

    def chances(self, size: int, known: Memory) -> Floats:
        """Reckon the chances of 0, 1, 2 ... steps beyond one take of everything.

        What a kind costs lies on a coarser lattice of its own, the multiples of `every`.  Nodes of
        high rates need but the beginning of it; each gets one long enough.
        """
        whole = np.zeros(size)
        found = whole[:: self.every]
        tops = self.tops(self.rates, WIDE)
        start, short = 0, 2
        while start < len(tops):
            short = min(short, len(found))
            end = len(tops) if short == len(found) else int(np.searchsorted(tops, short, "right"))
            if start < end:
                key = self.named, start, end, short
                if key not in known:
                    known[key] = self._some(slice(start, end), short)
                found[:short] += known[key]
            start, short = end, 2 * short
        return np.maximum(whole, 0.0)

    def _some(self, chosen: slice, size: int) -> Floats:
        """Sum the laws of some nodes; frequencies that cannot count are left out."""
        damping = DAMPED ** (self.units / size)
        kept = self.rates[chosen, None] * self.factors
        lost = (1 - kept) * damping
        weights = self.weights[chosen]
        peaks = np.log(weights) + (np.log(_series(kept, lost, self.caps)) * self.counts).sum(axis=1)
        seen = peaks > NEGLIGIBLE
        if not seen.any():
            return np.zeros(size)
        kept, lost, weights, peaks = kept[seen], lost[seen], weights[seen], peaks[seen]
        falls = self._falls(kept, lost)
        places = self._audible(falls.min(axis=0), size)
        points = _on_circle(places * self.units[:, None], size)
        turned = 1 - points.real
        spectrum = np.zeros(size // 2 + 1, np.complex128)
        together = max(TOGETHER, AT_A_TIME // max(len(places), 1))
        for start in range(0, len(kept), together):
            some = slice(start, start + together)
            depth = self._depth(falls[some].min(axis=0)[:, None], turned)
            heard = peaks[some].max() - 0.5 * np.einsum("b,bp", self.counts, depth) > NEGLIGIBLE
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
        for number in order[:TELLING]:
            points = _on_circle(places * self.units[number], size)
            heard += 0.5 * self.counts[number] * self._depth(falls[number], 1 - points.real)
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


def _on_circle(places: Whole, size: int) -> Points:
    """Give points of a circle of so many, clockwise: a table of two digits is enough."""
    base = isqrt(size) + 1
    low, high = (np.exp(-2j * np.pi / size * digit * np.arange(base)) for digit in (1, base))
    upper, lower = np.divmod(places % size, base)
    found: Points = high[upper] * low[lower]
    return found


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
