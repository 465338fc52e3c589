"""The smallest sets of demands that cannot hold together, and what giving one up would cost.

A demand is what a beat asks for and could do without.  A set of them conflicts when neighbours
that ask for nothing else cannot be covered; it is smallest when each of its demands is needed for
that.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from typing import Literal, NamedTuple, get_args

from shotwright.planner.context import Context, Load
from shotwright.planner.cover import Beat, cover

Kind = Literal["prompt", "load", "lines", "tied", "look", "exact"]
"""What a beat asks for: its words in a prompt, what it shows and carries, time for its lines, no
cut before it, somebody to be in it, an exact length."""

_NOTHING = frozenset[str]()
_SOMEBODY = frozenset({""})
"""A look that nobody has."""


class Demand(NamedTuple):
    """What a beat, given by its number, asks for."""

    beat: int
    kind: Kind


def demands_of(beats: Sequence[Beat]) -> list[Demand]:
    """List what beats ask for, by beat; what is listed first is given up first."""
    return [
        Demand(number, kind)
        for number, beat in enumerate(beats)
        for kind, asked in zip(get_args(Kind), _asked(beat), strict=True)
        if asked
    ]


def _asked(beat: Beat) -> tuple[bool, ...]:
    load = beat.load
    loaded = len(load.looks) > 1 or bool(load.images or load.videos or load.lookless)
    return True, loaded, bool(beat.lines), beat.tied, not load.anyone, beat.exact


def waive(beat: Beat, kinds: Container[Kind]) -> Beat:
    """Take a beat without some of its demands."""
    load = beat.load
    if "load" in kinds:
        looks = frozenset(sorted(load.looks)[:1])
        load = Load(looks if looks or not load.lookless else _SOMEBODY, _NOTHING, _NOTHING)
    if "look" in kinds and not load.looks:
        load = load._replace(looks=_SOMEBODY)
    return beat._replace(
        load=load,
        exact=beat.exact and "exact" not in kinds,
        tied=beat.tied and "tied" not in kinds,
        lines=() if "lines" in kinds else beat.lines,
        characters=0 if "prompt" in kinds else beat.characters,
    )


def holding(beats: Sequence[Beat], demands: Iterable[Demand]) -> list[Beat]:
    """Take beats that ask for nothing but some demands."""
    asked = set(demands)
    return [
        waive(beat, [kind for kind in get_args(Kind) if Demand(number, kind) not in asked])
        for number, beat in enumerate(beats)
    ]


def conflicts(context: Context, beats: Sequence[Beat]) -> list[list[Demand]]:
    """Find what clashes in a run: whatever one beat, or a pair, cannot have; else one larger set.

    Returns:
        Smallest sets that have no demand in common, in story order; none where all can be had.
    """
    every = demands_of(beats)
    by_beat: list[list[Demand]] = [[] for _ in beats]
    for demand in every:
        by_beat[demand.beat].append(demand)
    found: list[list[Demand]] = []
    for width in (1, 2):
        for first in range(len(beats) - width + 1):
            own = [demand for some in by_beat[first : first + width] for demand in some]
            while conflict := _smallest(context, beats, own):
                found.append(conflict)
                own = [demand for demand in own if demand not in conflict]
                for demand in conflict:
                    by_beat[demand.beat].remove(demand)
    if not found:
        found = [conflict for conflict in [_anywhere(context, beats, every)] if conflict]
    return sorted(found)


def _smallest(context: Context, beats: Sequence[Beat], demands: list[Demand]) -> list[Demand]:
    """Find a smallest set among some demands of neighbours that cannot be had; empty if all can."""
    if not demands or _can_hold(context, beats, demands):
        return []
    kept = list(demands)
    for demand in demands:
        fewer = [other for other in kept if other != demand]
        if not _can_hold(context, beats, fewer):
            kept = fewer
    return kept


def _anywhere(context: Context, beats: Sequence[Beat], demands: list[Demand]) -> list[Demand]:
    """Find one smallest set: the shortest prefix that cannot be had, of that the last part."""
    if _can_hold(context, beats, demands):
        return []
    end = _least(
        len(beats), lambda end: not _can_hold(context, beats, [d for d in demands if d.beat < end])
    )
    some = [demand for demand in demands if demand.beat < end]
    back = _least(
        end, lambda back: not _can_hold(context, beats, [d for d in some if d.beat >= end - back])
    )
    return _smallest(context, beats, [demand for demand in some if demand.beat >= end - back])


def _least(most: int, holds: Callable[[int], bool]) -> int:
    """Find the least number up to the most for which something holds; it then holds for more."""
    low, high = 1, most
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low


def _can_hold(context: Context, beats: Sequence[Beat], demands: Sequence[Demand]) -> bool:
    """Tell whether beats can be covered that ask for these demands, by beat, and nothing else."""
    if not demands:
        return True
    reach, numbers = context.most_parts, [demand.beat for demand in demands]
    start = max(0, min(numbers) - reach)
    own = [Demand(number - start, kind) for number, kind in demands]
    return cover(context, holding(beats[start : max(numbers) + reach + 1], own)) is not None
