"""What the planner makes least: whole numbers that hold what counts, in its order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Literal, NamedTuple

from shotwright.catalog import Chance, KeeperChances, keeper_chances
from shotwright.cost import Job, Price, Tariff
from shotwright.model.board import Board
from shotwright.model.money import Unknown
from shotwright.model.names import Objective

Level = Literal["generations", "money", "splits", "pad", "merges", "unevenness"]

_ORDER: dict[Objective, tuple[Level, ...]] = {
    "expected": ("money", "splits", "pad", "merges", "unevenness"),
    "list-price": ("money", "splits", "pad", "merges", "unevenness"),
    "fewest": ("generations", "money", "splits", "pad", "merges", "unevenness"),
    "faithful": ("splits", "pad", "merges", "money", "unevenness"),
}
"""What counts, the first the most."""

_BITS = 64
"""Room for any level but money: squares of milliseconds, over four thousand million shots."""

_MONEY_BITS = 96
"""Room for the list price of as many shots, in millionths."""


class Weights(NamedTuple):
    """What each level is multiplied by, so that one sum holds them all; 0 where it does not count.

    A level's weight is over any sum of the levels after it: to compare sums is to compare level
    by level.  `kept` is over them all: what a shot of an older plan is worth, where it stays.
    """

    generations: int = 0
    money: int = 0
    splits: int = 0
    pad: int = 0
    merges: int = 0
    unevenness: int = 0
    kept: int = 0


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

    def weights(self, most_parts: int) -> Weights:
        """Weigh the levels, for shots of at most so many parts."""
        takes = int(1 / keeper(self.chance, most_parts))
        weights: dict[str, int] = {}
        bits = 0
        for level in reversed(_ORDER[self.objective]):
            weights[level] = 1 << bits
            bits += _MONEY_BITS + takes.bit_length() if level == "money" else _BITS
        return Weights(**weights, kept=1 << bits)

    def shots(self, weights: Weights, prices: Iterable[int], parts: int) -> list[int]:
        """Score shots as far as their prices and parts decide; sums of scores are scores."""
        kept = keeper(self.chance, parts)
        always = weights.generations + (parts - 1) * weights.merges
        if self.objective == "list-price":
            return [always + price * weights.money for price in prices]
        return [always + _over(price, kept) * weights.money for price in prices]

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
    return _over(price, keeper(chance, parts))


def _over(price: int, kept: Fraction) -> int:
    return -(-price * kept.denominator // kept.numerator)


def chances_of(board: Board) -> KeeperChances:
    """Take the board's chances where it has its own, else the catalog's."""
    known = keeper_chances()
    own = {
        kind: Chance(base=Decimal(str(rate.base)), extra=Decimal(str(rate.extra)))
        for kind, rate in (("shots", board.keepers.shots), ("talk", board.keepers.talk))
        if rate
    }
    return known.model_copy(update=own)
