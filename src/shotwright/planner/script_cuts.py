"""Where a script is cut: the fewest stretches that fit, then even ones, then the better places."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from shotwright.speech import Level, Timeline

_ODD_CUT: dict[Level, int] = {
    "paragraph": 9_000,
    "sentence": 17_500,
    "clause": 61_000,
    "word": 91_000,
}
"""How many milliseconds of unevenness a cut without a picture over it is worth, by its place."""

Covers = Sequence[tuple[int, int]]
"""Stretches of a script, in microseconds, that a cutaway lies over."""


class Limit(NamedTuple):
    """What one segment may hold: milliseconds at the slowest reading, and characters."""

    longest: int
    characters: int

    def least(self, line: Timeline, first: int, last: int) -> int:
        """Tell how many segments a stretch needs at the very least."""
        by_time = -(-line.slowest(first, last) // self.longest)
        return max(1, by_time, -(-(line.at[last] - line.at[first]) // self.characters))

    def fits(self, line: Timeline, first: int, last: int) -> bool:
        """Tell whether a stretch is one segment."""
        return (
            line.slowest(first, last) <= self.longest
            and line.at[last] - line.at[first] <= self.characters
        )


def bounds(line: Timeline, limit: Limit, first: int, end: int, covers: Covers = ()) -> list[int]:
    """Choose the cuts of a stretch, as numbers into the timeline, its start and end included.

    Args:
        line: The script's.
        limit: What one segment may hold.
        first: Where the stretch begins.
        end: Where it ends.
        covers: Where a cut is hidden by a cutaway, and so as good as none.
    """
    if limit.fits(line, first, end):
        return [first, end]
    places = _candidates(line, limit, first, end)
    # best[k]: fewest segments to the end, then least unevenness, and the next place.
    best: list[tuple[int, int, int]] = [(0, 0, 0)] * len(places)
    for k in range(len(places) - 2, -1, -1):
        options = []
        for later in range(k + 1, len(places)):
            if later > k + 1 and not limit.fits(line, places[k], places[later]):
                break
            count, odd, _ = best[later]
            length = line.expected(places[k], places[later])
            odd_cut = 0 if later == len(places) - 1 else _odd_cut(line, places[later], covers)
            options.append((count + 1, odd + length * length + odd_cut * odd_cut, later))
        best[k] = min(options)
    chosen = [first]
    k = 0
    while k < len(places) - 1:
        k = best[k][2]
        chosen.append(places[k])
    return chosen


def is_covered(line: Timeline, place: int, covers: Covers) -> bool:
    """Tell whether a cutaway lies over a place, so that a cut there is not seen."""
    at = line.reached(place)
    return any(start < at < end for start, end in covers)


def _odd_cut(line: Timeline, place: int, covers: Covers) -> int:
    return 0 if is_covered(line, place, covers) else _ODD_CUT[line.levels[place]]


def _candidates(line: Timeline, limit: Limit, first: int, end: int) -> list[int]:
    """List the places to consider: sentence ends, and finer ones where a sentence is too long."""
    inside = (n for n in range(first + 1, end) if line.levels[n] in {"paragraph", "sentence"})
    places = [first, *inside, end]
    for finer in ("clause", "word"):
        added: list[int] = []
        for start, last in pairwise(places):
            if not limit.fits(line, start, last):
                inner = [n for n in range(start + 1, last) if line.levels[n] == finer]
                added += _spread(line, limit, inner, start, last)
        places = sorted({*places, *added})
    return places


_TRIES = 20


def _spread(line: Timeline, limit: Limit, inner: Sequence[int], first: int, last: int) -> list[int]:
    """Pick from a too long stretch the places that cut it into nearly even stretches that fit."""
    if not inner:
        return []
    start, whole = line.reached(first), line.reached(last) - line.reached(first)
    least = limit.least(line, first, last)
    chosen: list[int] = []
    for count in range(least, least + _TRIES):
        chosen = []
        position = 0
        for number in range(1, count):
            target = start + whole * number // count
            while position < len(inner) - 1 and line.reached(inner[position]) < target:
                position += 1
            chosen.append(inner[position])
        chosen = list(dict.fromkeys(chosen))
        if all(limit.fits(line, a, b) for a, b in pairwise([first, *chosen, last])):
            break
    return chosen
