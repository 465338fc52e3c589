"""Shot beats to shots: which beats share one, how long each is, and where a long one is split.

The best is found by the programme of `cover`; here is what it is asked, and what it means.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from shotwright.model.brief import ShotBrief
from shotwright.model.names import Objective
from shotwright.model.plan import Clash, Part
from shotwright.model.seconds import words
from shotwright.planner.clashes import broken, nothing_to_join, why_not, word_for_word
from shotwright.planner.context import Context
from shotwright.planner.cover import (
    NO_SPANS,
    Beat,
    Clip,
    apart,
    beats_of,
    briefly,
    cover,
    makeable,
)
from shotwright.speech import is_marked, steps_of

_BETTER: dict[Objective, str] = {
    "expected": "cheaper, retakes included,",
    "list-price": "cheaper at list price",
    "fewest": "fewer generations",
    "faithful": "less padding",
}
"""What a shared shot wins, by objective."""

Piece = tuple[int, int]
"""From where to where in a beat, in milliseconds."""


@dataclass(frozen=True)
class Shot:
    """A planned shot.

    Attributes:
        briefs: Its parts: beats, and pieces of beats.
        seconds: Whole seconds; of an automatic length the route's longest.
        pad_ms: What was added to the wishes.
        auto: Whether the service chooses the length.
    """

    briefs: tuple[ShotBrief, ...]
    parts: tuple[Part, ...]
    seconds: int
    pad_ms: int
    why: str
    auto: bool = False

    @cached_property
    def cast(self) -> tuple[str, ...]:
        """Everyone in it, in `avatar_id` order."""
        return tuple(dict.fromkeys(who for brief in self.briefs for who in brief.cast))

    @cached_property
    def references(self) -> tuple[str, ...]:
        """What steers it."""
        return tuple(dict.fromkeys(name for brief in self.briefs for name in brief.references))


class Before(NamedTuple):
    """The shots of an older plan.

    Attributes:
        shots: The parts and the fingerprint of each, by the beat that it begins with.
        print_of: Tells the fingerprint that a planned shot would have.
    """

    shots: Mapping[str, Sequence[tuple[Sequence[Part], str]]]
    print_of: Callable[[Shot], str]


def plan_shots(
    context: Context, briefs: Sequence[ShotBrief], before: Before | None = None
) -> list[Shot] | list[Clash]:
    """Plan the shot beats of one stretch: neighbours of one scene with no talk between them.

    Shots of an older plan stay as they were wherever that can be.
    """
    planned: list[Shot] = []
    clashes: list[Clash] = []
    for run in _runs(briefs):
        if run[0].cut == "never":
            clashes.append(nothing_to_join(run[0]))
        found = _service(context, run[0]) if _whole(run[0]) else _cover(context, run, before)
        for entry in found:
            if isinstance(entry, Clash):
                clashes.append(entry)
            else:
                planned.append(entry)
    return clashes or planned


def _whole(brief: ShotBrief) -> bool:
    """Tell whether a beat is one shot whatever its length."""
    return brief.seconds.kind == "auto" or brief.prompt is not None


def _stands_alone(brief: ShotBrief) -> bool:
    """Tell whether a beat can share a shot with no other."""
    return _whole(brief) or brief.over is not None or is_marked(brief)


def _frame(brief: ShotBrief) -> tuple[object, ...]:
    return (brief.aspect, brief.resolution, brief.language, brief.family, brief.enhance)


def _runs(briefs: Sequence[ShotBrief]) -> Iterator[list[ShotBrief]]:
    """Cut a stretch where no shot can reach across."""
    run: list[ShotBrief] = []
    for brief in briefs:
        alone = _stands_alone(brief)
        if run and (alone or brief.cut == "always" or _frame(brief) != _frame(run[-1])):
            yield run
            run = []
        if alone:
            yield [brief]
        else:
            run.append(brief)
    if run:
        yield run


def _service(context: Context, brief: ShotBrief) -> list[Shot] | list[Clash]:
    """Plan a beat whose length the service chooses, or whose prompt is kept word for word."""
    clashes = [broken(brief, breach) for breach in context.breaches([brief])]
    if brief.seconds.kind != "auto":
        if context.length(brief).low > context.longest_ms:
            clashes.append(word_for_word(context, brief))
        return clashes or _cover(context, [brief])
    if clashes:
        return clashes
    longest = context.limits.seconds.max
    part = Part(beat=brief.id, from_=0, to=longest * 1000, wished=longest * 1000)
    if context.limits.auto.allowed:
        why = f"HeyGen chooses the length: reckoned at the longest, {longest} s"
        return [Shot((brief,), (part,), longest, 0, why, auto=True)]
    why = f"{context.route.title} cannot choose the length: set to the longest, {longest} s"
    return [Shot((brief,), (part,), longest, 0, why)]


def _cover(
    context: Context, run: Sequence[ShotBrief], before: Before | None = None
) -> list[Shot] | list[Clash]:
    """Cover a run of beats with shots, or say why none can."""
    beats = beats_of(context, run)
    kept = _kept(context, beats, before) if before and before.shots else NO_SPANS
    clips = None if context.framed(run[0]) else cover(context, beats, kept)
    if clips is None:
        return why_not(context, beats)
    pieces = _pieces(clips)
    return [_shot(context, clip, pieces) for clip in clips]


def _kept(context: Context, beats: Sequence[Beat], before: Before) -> dict[int, int]:
    """Find the older shots that come out the same: where each begins, and where it ends."""
    starts = [0, *accumulate(beat.low for beat in beats)]
    spans, prints = {}, {}
    for first, beat in enumerate(beats):
        for parts, old in before.shots.get(beat.brief.id, ()):
            last = first + len(parts) - 1
            if [one.brief.id for one in beats[first : last + 1]] == [part.beat for part in parts]:
                begin = starts[first] + parts[0].from_
                spans[begin] = min(starts[last] + parts[-1].to, starts[last + 1])
                prints[begin] = old
    return {
        begin: spans[begin]
        for begin, clip in makeable(context, beats, spans)
        if before.print_of(_shot(context, clip, _pieces([clip]))) == prints[begin]
    }


def _pieces(clips: Iterable[Clip]) -> dict[str, list[Piece]]:
    """List the pieces of each beat in some shots."""
    pieces: dict[str, list[Piece]] = defaultdict(list)
    for clip in clips:
        for beat, start, end in clip.held:
            pieces[beat.brief.id].append((start, end))
    return pieces


def _shot(context: Context, clip: Clip, pieces: Mapping[str, Sequence[Piece]]) -> Shot:
    """Make a shot; `pieces` are those of each beat, in all shots."""
    held = clip.held
    spare = clip.seconds * 1000 - clip.pad_ms - sum(end - start for _, start, end in held)
    briefs, parts, reasons = [], [], []
    for beat, start, end in held:
        own = pieces[beat.brief.id]
        number = own.index((start, end)) + 1
        briefs.append(briefly(context, (beat, start, end), number))
        stretch = min(spare, beat.high - beat.low)
        spare -= stretch
        wished = end - start + stretch
        parts.append(Part(beat=beat.brief.id, from_=start, to=start + wished, wished=wished))
        if len(own) > 1:
            whose = f" of {beat.brief.id}" if len(held) > 1 else ""
            piece = f"piece {number} of {len(own)}{whose}"
            reasons.append(f"{piece}: {_split(context, beat, own)}")
    if len(held) > 1:
        reasons.append(_shared(context, clip))
    elif not reasons:
        reasons.append(_alone(context, clip, held[0][0]))
    return Shot(tuple(briefs), tuple(parts), clip.seconds, clip.pad_ms, "; ".join(reasons))


def _split(context: Context, beat: Beat, pieces: Sequence[Piece]) -> str:
    """Say why a beat is in pieces, and where it is cut."""
    why = f"{words(beat.low)} is over {context.limits.seconds.max} s"
    if len(steps_of(beat.brief)) >= len(pieces):
        return f"{why}; cut between its steps"
    lengths = [end - start for start, end in pieces]
    even = max(lengths) - min(lengths) <= 1000  # noqa: PLR2004 - a second
    return f"{why}; {'cut evenly, for it' if even else 'it'} lists too few steps"


def _shared(context: Context, clip: Clip) -> str:
    """Say why several beats, or pieces of beats, share a shot."""
    held = clip.held
    whole = all(end - start == beat.low for beat, start, end in held)
    count = len(held)
    share = f"{count} {'beats' if whole else 'parts'} share a shot of {clip.seconds} s"
    separate = apart(context, held)
    if separate is None:
        return f"{share}: not each can stand alone"
    if clip.score >= separate:
        tied = any(beat.tied for beat, _, _ in held[1:])
        return f"{share}: {'`cut: never` holds them together' if tied else 'as in the older plan'}"
    most = max(context.weights[:-1])
    if clip.score // most < separate // most:
        return f"{share}: {_BETTER[context.scorer.objective]} than {count} shots"
    return f"{share}: as good as {count} shots, with less padding or fewer splits"


def _alone(context: Context, clip: Clip, beat: Beat) -> str:
    """Say why a beat in a shot of its own is so long."""
    why = context.length(beat.brief).why
    if not clip.pad_ms:
        drawn = clip.seconds * 1000 > beat.low
        return f"{why}, drawn out to a length that can be made" if drawn else why
    shortest = context.limits.seconds.min
    if clip.seconds > max(shortest, -(-beat.low // 1000)):
        reason = "its lines take that long"
    elif clip.seconds == shortest:
        reason = f"the shortest shot is {shortest} s"
    else:
        reason = "shots last whole seconds"
    return f"{why}, padded to {clip.seconds} s: {reason}"
