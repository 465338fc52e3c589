"""The dynamic programme: the best way to cover neighbouring beats with shots.

A stop is where one shot ends and the next begins, in milliseconds from the start of the run:
before a beat, or inside one that no shot holds whole.  The best way from a stop to the end is the
best first shot plus the best way from where that one ends.  Whatever the tariff, a shot that ends
with a beat is best at the shortest length that holds it, for no price falls with length.

Where neighbours differ in nothing but their length, that alone decides, and is looked up.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from types import MappingProxyType
from typing import NamedTuple

from shotwright.model.brief import ShotBrief
from shotwright.planner.context import Context, Load
from shotwright.planner.pieces import Stretch
from shotwright.planner.scale import Scale, Way

_GRID_MS = 100
"""Pieces begin at tenths of a second of their beat: finer cuts look alike, and are very many."""


NO_SPANS: Mapping[int, int] = MappingProxyType({})


class Beat(NamedTuple):
    """A beat as the programme sees it; lengths in milliseconds.

    Attributes:
        low, high: Its length, and what it may be stretched to without a pad.
        exact: Whether it may not be padded.
        lines: How long each of its spoken lines takes.
        characters: How long its prompt is; 0 where that does not count.
        tied: Whether no shot may begin with it.
        scale: What it costs; of a shot the first beat that shows anyone decides.
    """

    brief: ShotBrief
    low: int
    high: int
    exact: bool
    lines: tuple[int, ...]
    characters: int
    tied: bool
    load: Load
    scale: Scale

    def spoken(self, start: int, end: int) -> int:
        """Reckon how long the lines take that fall into a piece of it."""
        return sum(Stretch(start, end, self.low).share(self.lines))


Held = tuple[Beat, int, int]
"""A beat in a shot, and from where to where it goes there."""


class Clip(NamedTuple):
    """A shot: its whole seconds, its pad, and what it holds."""

    score: int
    seconds: int
    pad_ms: int
    held: tuple[Held, ...]


class _Run(NamedTuple):
    """Neighbours that a shot may reach across.

    Attributes:
        starts: Where each begins, and where the last one ends.
        ends: Whether a shot may end with it.
        plain: Whether it is as long as wished, and carried, told and padded without a question.
        alike: Whether it and the one before are plain, and differ in nothing but their length.
    """

    context: Context
    beats: Sequence[Beat]
    starts: Sequence[int]
    ends: Sequence[bool]
    plain: Sequence[bool]
    alike: Sequence[bool]


def beats_of(context: Context, run: Sequence[ShotBrief]) -> list[Beat]:
    """See neighbours as the programme does; the first one begins a shot whatever it says."""
    first = run[0]
    return [
        Beat(
            brief,
            *context.measures(brief),
            brief.cut == "never" and brief is not first,
            *context.shown(brief),
        )
        for brief in run
    ]


def cover(
    context: Context, beats: Sequence[Beat], kept: Mapping[int, int] = NO_SPANS
) -> list[Clip] | None:
    """Cover beats with shots at the least score; of equals, the earliest cuts.

    Args:
        context: What shots are judged by.
        beats: Neighbours.
        kept: Where shots begin that are to stay, and where they end; as many stay as can.

    Returns:
        The shots in order, or None where no shots can cover the beats.
    """
    run = _seen(context, beats)
    worth = {run.starts[-1]: 0}
    best: dict[int, Way] = {}
    for number, stops in reversed(list(enumerate(_stops(run, kept)))):
        for stop in stops:
            least, stays = None, kept.get(stop)
            for way in _ways(run, number, stop):  # of equals the first, whose cut is the earliest
                end = stop + way[1]
                rest = worth.get(end)
                if rest is not None:
                    total = way[0] + rest
                    if end == stays:
                        total -= context.weights.kept
                    if least is None or total < least:
                        least, best[stop] = total, way
            if least is not None:
                worth[stop] = least
    return list(_clips(run, 0, best)) if 0 in worth else None


def makeable(
    context: Context, beats: Sequence[Beat], spans: Mapping[int, int]
) -> Iterator[tuple[int, Clip]]:
    """Make the shots that begin and end at some stops, where they can be had."""
    run = _seen(context, beats)
    for begin, end in spans.items():
        first = bisect_right(run.starts, begin) - 1
        for way in _ways(run, first, begin):
            if begin + way[1] == end:
                yield from ((begin, clip) for clip in _clips(run, begin, {begin: way}))


def _seen(context: Context, beats: Sequence[Beat]) -> _Run:
    """Look over neighbours once, for what every shot asks."""
    short = context.limits.prompt_characters.max // context.most_parts
    plain, alike = [], []
    was_plain = carried = False
    load = scale = None
    for _, low, high, exact, lines, characters, _, other, own in beats:
        same = other is load and own is scale
        if not same:
            load, scale, carried = other, own, context.carries(other)
        is_plain = carried and low == high and not exact and not lines and characters <= short
        plain.append(is_plain)
        alike.append(is_plain and was_plain and same)
        was_plain = is_plain
    starts = [0, *accumulate(beat.low for beat in beats)]
    ends = [not beat.tied for beat in beats[1:]] + [True]
    return _Run(context, beats, starts, ends, plain, [*alike, False])


def _stops(run: _Run, kept: Iterable[int]) -> Iterator[Sequence[int]]:
    """List where shots may begin in each beat, from its last stop to its first.

    A shot that ends inside a beat lasts whole seconds; so do those before it, back to the one that
    begins with a beat.
    """
    context, starts, known = run.context, run.starts, sorted(kept)
    longest, least, most = context.longest_ms, context.least_piece_ms, context.most_parts
    begun: dict[int, set[int]] = {}
    for number, (start, end) in enumerate(pairwise(starts)):
        if end - start <= longest:
            yield (start,)
            continue
        near = range(max(0, number - most + 1), number + 1)
        begun[number] = {starts[n] % 1000 for n in near}.union(*(begun.get(n, ()) for n in near))
        first, last = start + least, end - least
        inside = {
            stop
            for begin in begun[number]
            if (begin - start) % _GRID_MS == 0
            for stop in range(first + (begin - first) % 1000, last + 1, 1000)
        }
        inside.update(known[bisect_left(known, first) : bisect_right(known, last)])
        yield [*sorted(inside, reverse=True), start]


def _ways(run: _Run, first: int, stop: int) -> list[Way]:
    """List the shots from a stop in some beat, by their ends."""
    context, beats, starts, ends, plain, alike = run
    ways: list[Way] = []
    longest, begun, easy = context.longest_ms, stop - starts[first], plain[first]
    for last, whole in enumerate(beats[first].scale.wholes, first):
        content = starts[last + 1] - stop
        if (begun or content > longest) and beats[last].low > longest:
            ways += _cuts(run, first, last, stop, easy=easy)
        if content > longest:
            break
        if ends[last]:
            way = whole(content) if easy else _whole(context, beats[first : last + 1], begun)
            if way is not None:
                if begun:
                    score, _, seconds, pad = way
                    tail = starts[first + 1] - stop
                    way = (score + tail * tail * context.weights.unevenness, content, seconds, pad)
                ways.append(way)
        if not alike[last + 1]:
            if last + 1 == len(beats):
                break
            easy = False
    return ways


def _whole(context: Context, beats: Sequence[Beat], begun: int) -> Way | None:
    """Make the shot that ends with a beat, if it can be had."""
    scale = _carried(context, beats)
    if scale is None:
        return None
    content, spare, characters, exact, says = -begun, 0, 0, True, False
    for _, low, high, is_exact, lines, written, _, _, _ in beats:
        content += low
        spare += high - low
        characters += written
        exact = exact and is_exact
        says = says or bool(lines)
    asks = says or characters > context.limits.prompt_characters.max
    held = _held(beats, begun, beats[-1].low) if asks else ()
    if not _told(context, held):
        return None
    return scale.way(len(beats), content, _spoken(held), spare, exact=exact)


def _cuts(run: _Run, first: int, last: int, stop: int, *, easy: bool) -> list[Way]:
    """List the shots that end inside a beat: full to the second, and no piece too short."""
    context, starts, before = run.context, run.starts, run.starts[last] - stop
    if before % _GRID_MS:
        return []
    beats = run.beats[first : last + 1]
    scale = beats[0].scale if easy else _carried(context, beats)
    if scale is None:
        return []
    parts, weights, least = len(beats), context.weights, context.least_piece_ms
    shortest = max(scale.shortest[parts], -(-(least + max(before, 0)) // 1000))
    longest = min(context.limits.seconds.max, (starts[last + 1] - least - stop) // 1000)
    ways = scale.pieces[shortest : longest + 1]
    if parts > 1:
        tail = starts[first + 1] - stop
        squares = tail * tail if stop > starts[first] else 0
        scores = scale.scores[parts]
        ways = [
            (
                scores[seconds] + weights.splits
                + (squares + (length - before) ** 2) * weights.unevenness,
                length, seconds, 0,
            )
            for _, length, seconds, _ in ways
        ]  # fmt: skip
    if easy:
        return ways
    begun = stop - starts[first]
    return [way for way in ways if _fits(context, _held(beats, begun, way[1] - before), way[2])]


def _carried(context: Context, beats: Sequence[Beat]) -> Scale | None:
    """Tell what a shot of some beats costs, if it can carry what they show."""
    load, scale = beats[0].load, beats[0].scale
    for beat in beats[1:]:
        scale = scale if load.anyone else beat.scale
        load = context.joined(load, beat.load)
    return scale if context.carries(load) else None


def _held(beats: Sequence[Beat], begun: int, cut: int) -> tuple[Held, ...]:
    """List what a shot holds that begins inside the first beat, and ends so far in the last."""
    last = len(beats) - 1
    return tuple(
        (beat, 0 if number else begun, beat.low if number < last else cut)
        for number, beat in enumerate(beats)
    )


def _fits(context: Context, held: Sequence[Held], seconds: int) -> bool:
    """Tell whether the parts of a shot can be said and told in it."""
    return _spoken(held) <= seconds * 1000 and _told(context, held)


def _spoken(held: Sequence[Held]) -> int:
    """Reckon how long the lines in a shot take."""
    return sum(beat.spoken(start, end) for beat, start, end in held if beat.lines)


def _told(context: Context, held: Sequence[Held]) -> bool:
    """Tell whether the parts of a shot can be told in one prompt."""
    longest = context.limits.prompt_characters.max
    if sum(beat.characters for beat, _, _ in held) <= longest:
        return True  # together they only get shorter: what they share is said once
    return context.prompts_fit([briefly(context, one) for one in held if one[0].characters])


def briefly(context: Context, held: Held, number: int = 0) -> ShotBrief:
    """Take a beat, or the piece of it that has this number."""
    beat, start, end = held
    if (start, end) == (0, beat.low):
        return beat.brief
    return context.piece(beat.brief, number, start, end)


def _clips(run: _Run, stop: int, best: Mapping[int, Way]) -> Iterator[Clip]:
    """Read the shots from a stop on from a table of the best way from each."""
    beats, starts = run.beats, run.starts
    number = bisect_right(starts, stop) - 1
    while way := best.get(stop):
        score, length, seconds, pad = way
        begin, stop = stop, stop + length
        held = []
        while number < len(beats) and starts[number] < stop:
            beat, start = beats[number], starts[number]
            held.append((beat, max(begin - start, 0), min(stop - start, beat.low)))
            if starts[number + 1] > stop:
                break
            number += 1
        yield Clip(score, seconds, pad, tuple(held))


def apart(context: Context, held: Sequence[Held]) -> int | None:
    """Score the parts of a shot as shots of their own; None where not each can be one."""
    total = 0
    weights = context.weights
    for beat, start, end in held:
        length = end - start
        spoken, spare = beat.spoken(start, end), beat.high - beat.low
        way = beat.scale.way(1, length, spoken, spare, exact=beat.exact)
        if way is None or not context.carries(beat.load):
            return None
        total += way[0] + (end < beat.low) * weights.splits
        if length < beat.low:
            total += length**2 * weights.unevenness
    return total
