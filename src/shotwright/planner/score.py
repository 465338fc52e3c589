"""What the planner makes least: exact integers, compared in order."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from shotwright.catalog import Chance
from shotwright.cost import Job, Price, Tariff
from shotwright.model.money import Unknown
from shotwright.model.names import Objective

Score = tuple[int, int, int, int, int]
"""Compared left to right; sums of scores are scores."""

NOTHING: Score = (0, 0, 0, 0, 0)


@dataclass(frozen=True)
class Scorer:
    """Scores shots under one objective.

    Attributes:
        tariff: What a shot costs; where nobody knows, every second counts alike.
        chance: How likely one take is a keeper.
    """

    objective: Objective
    tariff: Tariff
    chance: Chance

    def price(self, job: Job, length_ms: int) -> int:
        """Price one take in millionths of its unit; an unknown price counts milliseconds."""
        found = self.tariff.find(job)
        return found.micro(length_ms) if isinstance(found, Price) else length_ms

    def score(self, price: int, parts: int, pad_ms: int, splits: int = 0) -> Score:
        """Put what counts in the order in which it counts."""
        merges = parts - 1
        match self.objective:
            case "expected":
                return (until_kept(price, self.chance, parts), splits, pad_ms, merges, 0)
            case "list-price":
                return (price, splits, pad_ms, merges, 0)
            case "fewest":
                return (1, until_kept(price, self.chance, parts), splits, pad_ms, merges)
            case "faithful":
                return (splits, pad_ms, merges, until_kept(price, self.chance, parts), 0)

    def known(self, job: Job) -> bool:
        """Tell whether a job has a price."""
        return not isinstance(self.tariff.find(job), Unknown)


def keeper(chance: Chance, parts: int) -> Fraction:
    """Reckon how likely a take of so many parts is kept."""
    return _keeper(chance.base, chance.extra, parts)


@cache
def _keeper(base: Decimal, extra: Decimal, parts: int) -> Fraction:
    return Fraction(base) * Fraction(extra) ** (parts - 1)


def until_kept(price: int, chance: Chance, parts: int) -> int:
    """Reckon the price until there is a keeper, up to a whole millionth."""
    kept = keeper(chance, parts)
    return -(-price * kept.denominator // kept.numerator)


def add(first: Score, second: Score) -> Score:
    """Add two scores, place by place."""
    a, b, c, d, e = first
    v, w, x, y, z = second
    return (a + v, b + w, c + x, d + y, e + z)
