"""Talk beats to segments: at most 180 s each, cut where a speaker would breathe.

The fewest segments first, then even lengths, at paragraphs rather than sentences; inside a
sentence only where it alone is too long, at a clause, then at a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from shotwright.catalog import Choice, Route, TalkLimits, TalkSource, said_by, talk_elsewhere
from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief, TalkBrief
from shotwright.model.names import Source
from shotwright.model.plan import Clash, Part
from shotwright.model.seconds import Millis, words
from shotwright.planner.context import length_of
from shotwright.planner.keeping import Keeping
from shotwright.planner.script_cuts import Covers, Limit, bounds, is_covered
from shotwright.request import fits_studio
from shotwright.speech import Finest, Spoken, Timeline, said_before, talk_timeline

_FINER: tuple[Finest, ...] = ("sentence", "word")


@dataclass(frozen=True, slots=True)
class Segment:
    """A planned stretch of talk.

    Attributes:
        spoken: Its length; None where a recording's length was not said.
        script: Its words, exactly as written; None for a recording or a silence.
    """

    brief: TalkBrief
    source: Source
    part: Part
    number: int
    of: int
    spoken: Spoken | None
    billed_ms: int | None
    script: str | None
    why: str


NOTHING = Keeping()
"""No old plan."""


def plan_talk(
    board: Board,
    route: Route,
    limits: TalkLimits,
    brief: TalkBrief,
    keeping: Keeping = NOTHING,
) -> list[Segment] | list[Clash]:
    """Plan one talk beat on a route with such limits; old cuts are kept where they still fit."""
    member = board.cast[brief.speaker]
    chosen: Source = brief.source or limits.default_source[member.look_kind]
    clashes = list(_misfits(board, route, limits, brief, chosen))
    if clashes:
        return clashes
    if brief.talk.text is not None:
        return _script(board, limits, brief, chosen, keeping)
    return _whole(route, limits, brief, chosen)


def _misfits(
    board: Board, route: Route, limits: TalkLimits, brief: TalkBrief, chosen: Source
) -> Iterator[Clash]:
    """List what the route cannot make: this way, this speaker, this engine, shape or size."""
    if chosen not in limits.sources:
        known = " or ".join(limits.sources)
        ways = talk_elsewhere(route, lambda other: chosen in other.sources)
        has, limit = f"source {chosen}", f"{route.title} has {known}"
        yield _clash(brief, "TALK017", has, limit, f"write source: {known}", *ways)
    member = board.cast[brief.speaker]
    if not member.look and not member.image:
        way = f"give `{brief.speaker}` a look or an image"
        has = f"`{brief.speaker}` has neither look nor image"
        yield _clash(brief, "CAST002", has, "a talking avatar is made from one", way)
    elif not member.look and not limits.pictures.allowed:
        has = f"`{brief.speaker}` has a picture and no look"
        limit = f"{route.title} takes looks only ({said_by(route, limits.pictures)})"
        ways = talk_elsewhere(route, lambda other: other.pictures.allowed)
        yield _clash(brief, "CAST002", has, limit, f"give `{brief.speaker}` a look", *ways)
    elif route.route == "api" and chosen == "studio" and not fits_studio(board, brief):
        has = "an option that a scene has not: fit, another background than a colour, webm"
        ways = ("write source: direct", "leave that option out")
        yield _clash(brief, "TALK017", has, "a Studio Video joins scenes of one shape", *ways)
    for rule, what in (("TALK018", "aspect"), ("TALK018", "resolution"), ("TALK024", "engine")):
        value = getattr(brief, what)
        choice: Choice = getattr(limits, f"{what}s")
        if value not in choice.values:
            limit = (
                f"{route.title} makes talk in {', '.join(choice.values)} ({said_by(route, choice)})"
            )
            ways = _talk_in(route, f"{what}s", value)
            yield _clash(brief, rule, f"{what} {value}", limit, f"choose another {what}", *ways)


def _talk_in(route: Route, which: str, value: str) -> tuple[str, ...]:
    return talk_elsewhere(route, lambda other: value in getattr(other, which).values)


def _clash(brief: TalkBrief, rule: str, has: str, limit: str, *ways: str) -> Clash:
    return Clash(beats=(brief.id,), rule=rule, has=has, limit=limit, ways_out=ways)


def _whole(
    route: Route, limits: TalkLimits, brief: TalkBrief, chosen: Source
) -> list[Segment] | list[Clash]:
    """Plan a recording or a silence, which are not cut."""
    audio, silence = brief.talk.audio, brief.talk.silence
    source = limits.sources[chosen]
    length = silence if audio is None else audio.seconds
    if silence is not None and not source.silence:
        return [_no_silence(route, limits, brief, source)]
    clash = _too_long(route, brief, source, length)
    if clash:
        return [clash]
    spoken = None if length is None else recorded(length, silence=silence is not None)
    why = "a silence is one segment" if silence is not None else "a recording is one segment"
    part = Part(beat=brief.id, from_=0, to=0, wished=0)
    billed = None if spoken is None else _billed(spoken, source)
    return [Segment(brief, chosen, part, 1, 1, spoken, billed, None, why)]


def recorded(length: Millis, *, silence: bool) -> Spoken:
    """Tell a length that is known exactly; all of a silence is a break."""
    return Spoken(length, length, length, length if silence else Millis(0))


def _no_silence(route: Route, limits: TalkLimits, brief: TalkBrief, source: TalkSource) -> Clash:
    limit = f"{source.what} on {route.title} needs a script or a recording"
    here = [f"write source: {name}" for name, other in limits.sources.items() if other.silence]
    elsewhere = talk_elsewhere(
        route, lambda other: any(way.silence for way in other.sources.values())
    )
    ways = (*(here[:1] or elsewhere), "use a recording of silence")
    return _clash(brief, "TALK019", "a silence", limit, *ways)


def _too_long(
    route: Route, brief: TalkBrief, source: TalkSource, length: int | None
) -> Clash | None:
    """Tell a recording or silence that is longer, or shorter, than the source makes."""
    if length is None:
        return None
    what = "silence" if brief.talk.silence is not None else "recording"
    has = f"a {what} of {words(Millis(length))}"
    if length > source.seconds.max * 1000:
        limit = f"a {source.limit_is} is at most {source.seconds.max} s ({_title(route, source)})"
        return _clash(brief, "TALK002", has, limit, "split it into shorter ones")
    bounds = source.silence_seconds
    if what == "silence" and bounds and not bounds.min * 1000 <= length <= bounds.max * 1000:
        limit = f"a silence is {bounds.min} to {bounds.max} s ({said_by(route, bounds)})"
        way = "split it" if length > bounds.max * 1000 else f"make it {bounds.min} s"
        return _clash(brief, "TALK002", has, limit, way)
    return None


def _title(route: Route, source: TalkSource) -> str:
    return route.sources[source.seconds.source].title


def _billed(spoken: Spoken, source: TalkSource) -> int:
    return spoken.expected - (0 if source.pauses_billed else spoken.breaks)


def _script(
    board: Board, limits: TalkLimits, brief: TalkBrief, chosen: Source, keeping: Keeping
) -> list[Segment] | list[Clash]:
    source = limits.sources[chosen]
    text = brief.talk.text or ""
    longest = source.seconds.max * 1000
    limit = Limit(longest, limits.script_characters.max)
    line = talk_timeline(board, brief, "whole")
    for finest in _FINER:
        if all(limit.fits(line, n, n + 1) for n in range(len(line.at) - 1)):
            break
        line = talk_timeline(board, brief, finest)
    covers = _covers(board, brief)
    places = _cut(line, limit, covers, keeping.script_cuts(brief.id, text))
    for first, last in pairwise(places):
        if not limit.fits(line, first, last):
            piece = text[line.at[first] : line.at[last]].strip()
            most = (
                f"a {source.limit_is} is at most {source.seconds.max} s"
                f" and {limit.characters} characters"
            )
            has = f"a stretch that cannot be cut: {piece[:30]!r}"
            return [_clash(brief, "TALK002", has, most, "shorten it or its breaks")]
    segments = []
    count = len(places) - 1
    for number, (first, last) in enumerate(pairwise(places), 1):
        start, end = line.at[first], line.at[last]
        spoken = line.length(first, last)
        segments.append(
            Segment(
                brief,
                chosen,
                Part(beat=brief.id, from_=start, to=end, wished=end - start),
                number,
                count,
                spoken,
                _billed(spoken, source),
                text[start:end],
                _why(line, source, number, count, last, covers),
            )
        )
    return segments


def _cut(
    line: Timeline, limit: Limit, covers: Covers, old: tuple[list[int], list[int]]
) -> list[int]:
    """Cut a script: where it was cut before, as far as that still fits, and anew in between."""
    numbers = {offset: number for number, offset in enumerate(line.at)}
    opening, closing = ([numbers.get(offset, -1) for offset in offsets] for offsets in old)
    if -1 not in opening + closing and opening[-1] <= closing[0]:
        middle = (
            bounds(line, limit, opening[-1], closing[0], covers)
            if opening[-1] < closing[0]
            else [opening[-1]]
        )
        whole = [*opening[:-1], *middle, *closing[1:]]
        if all(limit.fits(line, first, last) for first, last in pairwise(whole)):
            return whole
    return bounds(line, limit, 0, len(line.at) - 1, covers)


def _covers(board: Board, brief: TalkBrief) -> Covers:
    """Find where cutaways lie over a script, in microseconds."""
    shots = board.once("cutaways", lambda: _cutaways(board)).get(brief.id, ())
    text = brief.talk.text or ""
    found = []
    for shot in shots:
        words = shot.over.words if shot.over else ""
        start = said_before(board, brief, text.find(words)) if words else 0
        found.append((start * 1000, (start + length_of(shot, 0).low) * 1000))
    return found


def _cutaways(board: Board) -> dict[str, list[ShotBrief]]:
    found: dict[str, list[ShotBrief]] = {}
    for brief in board.briefs:
        if isinstance(brief, ShotBrief) and brief.over:
            found.setdefault(brief.over.beat, []).append(brief)
    return found


def _why(
    line: Timeline, source: TalkSource, number: int, count: int, last: int, covers: Covers
) -> str:
    if count == 1:
        return f"fits one {source.limit_is} of at most {source.seconds.max} s"
    whole = line.length(0, None)
    reason = (
        f"segment {number} of {count}: {words(round(whole.high, -3))} at the slowest is over"
        f" {source.seconds.max} s"
    )
    if number == count:
        return f"{reason}; the rest"
    hidden = ", under a cutaway" if is_covered(line, last, covers) else ""
    return f"{reason}; cut after a {line.levels[last]}{hidden}"
