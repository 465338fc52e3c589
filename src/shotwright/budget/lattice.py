"""Amounts on a lattice: the step that prices have in common, or one that keeps the work small."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import count
from math import gcd
from typing import NamedTuple

from shotwright.budget.takes import Kind

WORK = 2**9
"""Different prices times points of one take, for each generation: beyond it, amounts are reckoned
in larger steps.  Of many generations most frequencies do not count, so more points cost little."""

MOST_WORK = 2**19
"""Beyond it in any case."""

FEW = 8
"""Generations that are always reckoned with."""


class Batch(NamedTuple):
    """Generations alike: of one kind, with so many parts, at one price in millionths.

    Attributes:
        cap: At most so many takes of each, kept or not; 0 where there is no such bound.
    """

    kind: Kind
    parts: int
    price: int
    copies: int
    cap: int = 0


@lru_cache(maxsize=8)
def on_lattice(batches: tuple[Batch, ...]) -> tuple[int, Mapping[Batch, Sequence[Batch]]]:
    """Find the step, and write prices in steps: exact where the work allows it.

    A larger step is 1, 2 or 5 times a power of ten; prices are then rounded so that what rounding
    adds to some it takes from others.
    """
    most = min(MOST_WORK, WORK * (FEW + sum(batch.copies for batch in batches)))
    step = gcd(*(batch.price for batch in batches))
    exact = {batch: [batch._replace(price=batch.price // step)] for batch in batches}
    if _work(exact) <= most:
        return step, exact
    for power in count():
        for digit in (1, 2, 5):
            larger = digit * 10**power
            if larger > step and _work(rounded := _rounded(batches, larger)) <= most:
                return larger, rounded
    raise AssertionError  # pragma: no cover - a step above every price leaves nothing to do


def _work(rounded: Mapping[Batch, Sequence[Batch]]) -> int:
    written = [one for ones in rounded.values() for one in ones]
    prices = {(batch.kind, batch.parts, batch.price) for batch in written}
    return len(prices) * sum(batch.price * batch.copies for batch in written)


def _rounded(batches: Iterable[Batch], step: int) -> dict[Batch, list[Batch]]:
    written: dict[Batch, list[Batch]] = {}
    exact = told = 0
    for batch in sorted(batches):
        exact += batch.price * batch.copies
        units, rest = divmod((2 * exact + step) // (2 * step) - told, batch.copies)
        told += units * batch.copies + rest
        shares = ((units, batch.copies - rest), (units + 1, rest))
        written[batch] = [batch._replace(price=u, copies=n) for u, n in shares if n]
    return written


def merged(batches: Iterable[Batch]) -> list[Batch]:
    """Put what is alike but for its copies together, in order."""
    counts: dict[Batch, int] = {}
    for batch in batches:
        alike = batch._replace(copies=0)
        counts[alike] = counts.get(alike, 0) + batch.copies
    return [alike._replace(copies=number) for alike, number in sorted(counts.items()) if number]
