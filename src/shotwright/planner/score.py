"""What the planner makes least: exact integers, compared in order."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

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

    @cached_property
    def keepers(self) -> list[Fraction]:
        """The chance of a keeper by the number of parts, counted from one; grows as it is asked."""
        return [Fraction(self.chance.base)]

    def expected(self, price: int, parts: int) -> int:
        """Reckon the price until there is a keeper, up to a whole millionth."""
        while len(self.keepers) < parts:
            self.keepers.append(self.keepers[-1] * Fraction(self.chance.extra))
        keeper = self.keepers[parts - 1]
        return -(-price * keeper.denominator // keeper.numerator)

    def score(self, price: int, parts: int, pad_ms: int, splits: int = 0) -> Score:
        """Put what counts in the order in which it counts."""
        merges = parts - 1
        match self.objective:
            case "expected":
                return (self.expected(price, parts), splits, pad_ms, merges, 0)
            case "list-price":
                return (price, splits, pad_ms, merges, 0)
            case "fewest":
                return (1, self.expected(price, parts), splits, pad_ms, merges)
            case "faithful":
                return (splits, pad_ms, merges, self.expected(price, parts), 0)

    def known(self, job: Job) -> bool:
        """Tell whether a job has a price."""
        return not isinstance(self.tariff.find(job), Unknown)


def add(first: Score, second: Score) -> Score:
    """Add two scores, place by place."""
    a, b, c, d, e = first
    v, w, x, y, z = second
    return (a + v, b + w, c + x, d + y, e + z)
