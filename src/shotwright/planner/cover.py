"""The dynamic programme: the best way to cover neighbouring beats with shots.

A stop is where one shot ends and the next begins, in milliseconds from the start of the run:
before a beat, or inside one that no shot holds whole.  The best way from a stop to the end is the
best first shot plus the best way from where that one ends.  Whatever the tariff, a shot that ends
with a beat is best at the shortest length that holds it, for no price falls with length.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from itertools import accumulate
from typing import NamedTuple

from shotwright.cost import Job
from shotwright.model.brief import ShotBrief
from shotwright.planner.context import Context, Load
from shotwright.planner.pieces import Stretch

_GRID_MS = 100
"""Pieces begin at tenths of a second of their beat: finer cuts look alike, and are very many."""


class Beat(NamedTuple):
    """A beat as the programme sees it; lengths in milliseconds.

    Attributes:
        low, high: Its length, and what it may be stretched to without a pad.
        exact: Whether it may not be padded.
        tied: Whether no shot may begin with it.
        lines: How long each of its spoken lines takes.
        job: What its price depends on; of a shot the first beat that shows anyone decides.
        worded: Whether its prompt counts.
    """

    brief: ShotBrief
    low: int
    high: int
    exact: bool
    tied: bool
    load: Load
    lines: tuple[int, ...]
    job: Job
    worded: bool = True

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


_Way = tuple[int, int, int, int]
"""A shot that may be made from a stop: score, stop at its end, seconds, pad."""


class _Span(NamedTuple):
    """Neighbouring beats that one shot may hold, whole or without parts of the first and last.

    Attributes:
        before, content: Milliseconds up to the last beat, and with it.
        spare: What all may be stretched by.
        ends: Whether a shot may end with the last beat.
        split: Whether a shot may end inside it.
        short: Whether their prompt is short enough however they are cut.
        scores: Of shots with so many parts, by seconds.
    """

    beats: tuple[Beat, ...]
    before: int
    content: int
    spare: int
    exact: bool
    spoken: bool
    ends: bool
    split: bool
    short: bool
    scores: Sequence[int]

    def held(self, begun: int, cut: int) -> tuple[Held, ...]:
        """List what a shot holds that begins inside the first beat, and ends so far in the last."""
        last = len(self.beats) - 1
        return tuple(
            (beat, 0 if number else begun, beat.low if number < last else cut)
            for number, beat in enumerate(self.beats)
        )


def beats_of(context: Context, run: Sequence[ShotBrief]) -> list[Beat]:
    """See neighbours as the programme does; the first one begins a shot whatever it says."""
    beats = []
    for number, brief in enumerate(run):
        low, high, _, exact = context.length(brief)
        tied = number > 0 and brief.cut == "never"
        load, lines, job = context.load(brief), context.lines(brief), context.job((brief,))
        beats.append(Beat(brief, low, high, exact, tied, load, lines, job))
    return beats


def cover(context: Context, beats: Sequence[Beat]) -> list[Clip] | None:
    """Cover beats with shots at the least score; of equals, the earliest cuts.

    Returns:
        The shots in order, or None where no shots can cover the beats.
    """
    starts = [0, *accumulate(beat.low for beat in beats)]
    best: dict[int, tuple[int, _Way | None]] = {starts[-1]: (0, None)}
    for stop, ways in reversed(list(_reached(context, beats, starts))):
        least = None
        for way in ways:  # of equals the first, whose cut is the earliest
            rest = best.get(way[1])
            if rest is not None and (least is None or way[0] + rest[0] < least[0]):
                least = (way[0] + rest[0], way)
        if least is not None:
            best[stop] = least
    if 0 not in best:
        return None
    return list(_clips(beats, starts, best))


def _clips(
    beats: Sequence[Beat], starts: Sequence[int], best: dict[int, tuple[int, _Way | None]]
) -> Iterator[Clip]:
    """Read the best shots from the table."""
    stop = number = 0
    while (way := best[stop][1]) is not None:
        score, end, seconds, pad = way
        held = []
        while number < len(beats) and starts[number] < end:
            begin = max(stop - starts[number], 0)
            until = min(end - starts[number], beats[number].low)
            held.append((beats[number], begin, until))
            if starts[number + 1] > end:
                break
            number += 1
        yield Clip(score, seconds, pad, tuple(held))
        stop = end


def _reached(
    context: Context, beats: Sequence[Beat], starts: Sequence[int]
) -> Iterator[tuple[int, list[_Way]]]:
    """Walk the stops that shots reach from the start, in order, each with the shots from it."""
    waiting = [0]
    seen = {0}
    for number in range(len(beats)):
        spans = None
        while waiting and waiting[0] < starts[number + 1]:
            stop = heappop(waiting)
            if spans is None:
                spans = _spans(context, beats, number)
            ways = _ways(context, spans, stop - starts[number], stop)
            yield stop, ways
            for way in ways:
                if way[1] not in seen:
                    seen.add(way[1])
                    heappush(waiting, way[1])


def _spans(context: Context, beats: Sequence[Beat], first: int) -> list[_Span]:
    """List what shots from one beat on may hold."""
    spans: list[_Span] = []
    longest = context.longest_ms
    load, job = beats[first].load, beats[first].job
    carried = context.carries(load)
    rest = 0 if beats[first].low > longest else beats[first].low
    content = spare = 0
    exact, spoken = True, False
    for last in range(first, min(first + context.most_parts, len(beats))):
        beat, before, parts = beats[last], content, last - first + 1
        if last > first:
            if rest > longest:
                break
            rest += beat.low
            job = job if load.anyone else beat.job
            joined = load.with_(beat.load)
            if joined is not load:
                load, carried = joined, context.carries(joined)
        content += beat.low
        spare += beat.high - beat.low
        exact, spoken = exact and beat.exact, spoken or bool(beat.lines)
        split = beat.low > longest
        if not carried or (rest > longest and not split):
            continue
        held = tuple(beats[first : last + 1])
        ends = last + 1 == len(beats) or not beats[last + 1].tied
        short = parts == 1 or context.prompts_fit([one.brief for one in held if one.worded])
        scores = context.scores(job, parts)
        spans.append(_Span(held, before, content, spare, exact, spoken, ends, split, short, scores))
    return spans


def _ways(context: Context, spans: Sequence[_Span], begun: int, stop: int) -> list[_Way]:
    """List the shots from a stop, so far inside the first beat, by their ends."""
    ways: list[_Way] = []
    for span in spans:
        if span.split:
            ways += _cuts(context, span, begun, stop)
        if span.ends and span.content - begun <= context.longest_ms:
            way = _whole(context, span, begun, stop)
            if way is not None:
                ways.append(way)
    return ways


def _whole(context: Context, span: _Span, begun: int, stop: int) -> _Way | None:
    """Make the shot that ends with a beat, if it can be had."""
    content = span.content - begun
    needed = content
    if span.spoken or not span.short:
        held = span.held(begun, span.beats[-1].low)
        needed = max(content, _spoken(held))
        if not _told(context, held):
            return None
    seconds = max(-(-needed // 1000), context.shortest(len(span.beats)))
    pad = max(0, seconds * 1000 - content - span.spare)
    if seconds >= len(span.scores) or (pad and span.exact):
        return None
    weights = context.weights
    score = span.scores[seconds] + pad * weights.pad
    if begun:
        score += (span.beats[0].low - begun) ** 2 * weights.unevenness
    return score, stop + content, seconds, pad


def _cuts(context: Context, span: _Span, begun: int, stop: int) -> Iterator[_Way]:
    """Make the shots that end inside a beat: full to the second, and no piece too short."""
    whole = span.beats[-1].low
    parts = len(span.beats)
    held_before = span.before - begun if parts > 1 else -begun
    if held_before % _GRID_MS:
        return
    weights, least = context.weights, context.least_piece_ms
    squares = (span.beats[0].low - begun) ** 2 if begun and parts > 1 else 0
    own_begun = 0 if parts > 1 else begun
    first = max(context.shortest(parts), -(-(least + held_before + own_begun) // 1000))
    last = min(len(span.scores) - 1, (whole - least + held_before) // 1000)
    for seconds in range(first, last + 1):
        cut = seconds * 1000 - held_before
        if span.spoken or not span.short:
            held = span.held(begun, cut)
            if _spoken(held) > seconds * 1000 or not _told(context, held):
                continue
        uneven = (squares + (cut - own_begun) ** 2) * weights.unevenness
        yield span.scores[seconds] + weights.splits + uneven, stop + seconds * 1000, seconds, 0


def _spoken(held: Sequence[Held]) -> int:
    """Reckon how long the lines in a shot take."""
    return sum(beat.spoken(start, end) for beat, start, end in held if beat.lines)


def _told(context: Context, held: Sequence[Held]) -> bool:
    """Tell whether the parts of a shot can be told in one prompt."""
    return context.prompts_fit([briefly(context, one) for one in held if one[0].worded])


def briefly(context: Context, held: Held, number: int = 0) -> ShotBrief:
    """Take a beat, or the piece of it that has this number."""
    beat, start, end = held
    if (start, end) == (0, beat.low):
        return beat.brief
    return context.piece(beat.brief, number, start, end)


def apart(context: Context, held: Sequence[Held]) -> int | None:
    """Score the parts of a shot as shots of their own; None where not each can be one."""
    total = 0
    for beat, start, end in held:
        seconds = max(context.shortest(1), -(-max(end - start, beat.spoken(start, end)) // 1000))
        pad = max(0, seconds * 1000 - (end - start) - (beat.high - beat.low))
        too_long = seconds * 1000 > context.longest_ms
        if too_long or (pad and beat.exact) or not context.carries(beat.load):
            return None
        weights = context.weights
        total += context.scores(beat.job, 1)[seconds] + pad * weights.pad
        total += (end < beat.low) * weights.splits
        if end - start < beat.low:
            total += (end - start) ** 2 * weights.unevenness
    return total
