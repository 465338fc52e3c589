"""Which share of the error is the voice's, and which the text's: what no estimate could do better.

Spreads are standard deviations of the logarithm of a length.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import NamedTuple, TypeVar

import numpy as np
from benchmarks.speech.judge import Foretold
from benchmarks.speech.recordings import Recording

_FEWEST = 3
"""Recordings of a voice, or texts of two voices, from which a spread can be told."""

_MEDIAN, _NINETIETH, _TWO_SIDED = 0.6745, 1.6449, 1.96

_Each = TypeVar("_Each")


class Spread(NamedTuple):
    """A pooled standard deviation, and what it rests on."""

    deviation: float
    freedom: int
    recordings: int

    def likely(self) -> tuple[float, float]:
        """Tell in which range the true spread lies with 95 %, after Wilson and Hilferty."""
        part = 2 / (9 * self.freedom)
        ends = (1 - part + side * _TWO_SIDED * math.sqrt(part) for side in (1, -1))
        low, high = (self.deviation / end**1.5 for end in ends)
        return low, high


def quantiles(deviation: float) -> tuple[float, float]:
    """Tell the median and the ninetieth percentile of the error that a spread means."""
    return _MEDIAN * deviation, _NINETIETH * deviation


def shares(told: Sequence[Foretold]) -> tuple[list[Foretold], list[float], list[float]]:
    """Split errors: of voices with several recordings, what the voice and what the text is off by.

    Returns:
        The recordings, their errors if every text were known perfectly, and if every voice were.
    """
    several = [group for group in _by(told, lambda each: each.recording.voice)
               if len(group) >= _FEWEST]  # fmt: skip
    voices, texts = [], []
    for group in several:
        logs = np.array([math.log(each.recording.seconds / each.expected) for each in group])
        voices += [abs(math.exp(-logs.mean()) - 1)] * len(group)
        texts += np.abs(np.exp(logs.mean() - logs) - 1).tolist()
    return [each for group in several for each in group], voices, texts


def same_text(recordings: Sequence[Recording]) -> Spread:
    """Measure how much voices differ that say the same text."""
    return _pooled(
        [math.log(each.seconds) for each in group]
        for group in _by(recordings, lambda each: each.text_key)
        if len(group) > 1
    )


def same_voices(recordings: Sequence[Recording]) -> Spread:
    """Measure how much a voice strays from itself: two voices read the same texts.

    The ratio of their lengths would be the same for every text if voices never strayed.
    """
    lengths: dict[str, dict[str, float]] = {}
    for each in recordings:
        lengths.setdefault(each.voice, {})[each.text_key] = math.log(each.seconds)
    ratios = []
    for one, other in combinations(lengths.values(), 2):
        both = sorted(one.keys() & other.keys())
        if len(both) >= _FEWEST:
            ratios.append([(one[text] - other[text]) / math.sqrt(2) for text in both])
    return _pooled(ratios)


def _pooled(groups: Iterable[Sequence[float]]) -> Spread:
    arrays = [np.array(group) for group in groups]
    freedom = sum(len(each) - 1 for each in arrays)
    squares = sum(float(((each - each.mean()) ** 2).sum()) for each in arrays)
    return Spread(math.sqrt(squares / freedom), freedom, sum(map(len, arrays)))


def _by(each: Iterable[_Each], key: Callable[[_Each], str]) -> list[list[_Each]]:
    groups: dict[str, list[_Each]] = {}
    for one in each:
        groups.setdefault(key(one), []).append(one)
    return list(groups.values())
