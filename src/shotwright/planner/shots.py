"""Shot beats to shots: which beats share one, how long each is, and where a long one is split.

A boundary programme: the best way to cover the beats from `i` on is the best first shot from `i`
plus the best way to cover the rest.  Exact for beats that fit into one shot; a beat that does not
is split alone, as evenly as whole seconds allow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from shotwright.model.brief import ShotBrief
from shotwright.model.names import Objective
from shotwright.model.plan import Clash, Part
from shotwright.model.seconds import words
from shotwright.planner.clashes import (
    broken,
    held_together,
    not_whole,
    nothing_to_join,
    why_not,
    word_for_word,
)
from shotwright.planner.context import Context, Length
from shotwright.planner.score import NOTHING, Score, add
from shotwright.speech import is_marked, steps_of

_BETTER: dict[Objective, str] = {
    "expected": "cheaper, retakes included,",
    "list-price": "cheaper at list price",
    "fewest": "fewer generations",
    "faithful": "less padding",
}
"""What a shared shot wins, by objective."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A planned shot.

    Attributes:
        briefs: Its parts.
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


def plan_shots(context: Context, briefs: Sequence[ShotBrief]) -> list[Shot] | list[Clash]:
    """Plan the shot beats of one stretch: neighbours of one scene with no talk between them."""
    planned: list[Shot] = []
    clashes: list[Clash] = []
    for run in _runs(context, briefs):
        if run[0].cut == "never" and not _is_split(context, run[0]):
            clashes.append(nothing_to_join(run[0]))
        found = _alone(context, run[0]) if _stands_alone(context, run[0]) else _cover(context, run)
        for entry in found:
            if isinstance(entry, Clash):
                clashes.append(entry)
            else:
                planned.append(entry)
    return clashes or planned


def _stands_alone(context: Context, brief: ShotBrief) -> bool:
    """Tell whether a beat can share a shot with no other."""
    special = brief.seconds.kind == "auto" or brief.prompt is not None or brief.over is not None
    return special or is_marked(brief) or _is_long(context, brief)


def _is_long(context: Context, brief: ShotBrief) -> bool:
    return context.length(brief).low > context.limits.seconds.max * 1000


def _is_split(context: Context, brief: ShotBrief) -> bool:
    return brief.seconds.kind != "auto" and brief.prompt is None and _is_long(context, brief)


def _frame(brief: ShotBrief) -> tuple[object, ...]:
    return (brief.aspect, brief.resolution, brief.language, brief.family, brief.enhance)


def _runs(context: Context, briefs: Sequence[ShotBrief]) -> Iterator[list[ShotBrief]]:
    """Cut a stretch where no shot can reach across."""
    run: list[ShotBrief] = []
    for brief in briefs:
        alone = _stands_alone(context, brief)
        if run and (alone or brief.cut == "always" or _frame(brief) != _frame(run[-1])):
            yield run
            run = []
        if alone:
            yield [brief]
        else:
            run.append(brief)
    if run:
        yield run


def _alone(context: Context, brief: ShotBrief) -> list[Shot] | list[Clash]:
    """Plan a beat that shares with nobody."""
    limits = context.limits.seconds
    clashes = [broken(brief, breach) for breach in context.breaches([brief])]
    if brief.seconds.kind == "auto":
        if clashes:
            return clashes
        longest = limits.max * 1000
        part = Part(beat=brief.id, from_=0, to=longest, wished=longest)
        if context.limits.auto.allowed:
            why = f"HeyGen chooses the length: reckoned at the longest, {limits.max} s"
            return [Shot((brief,), (part,), limits.max, 0, why, auto=True)]
        why = f"{context.route.title} cannot choose the length: set to the longest, {limits.max} s"
        return [Shot((brief,), (part,), limits.max, 0, why)]
    length = context.length(brief)
    if brief.prompt is not None and length.low > limits.max * 1000:
        clashes.append(word_for_word(context, brief, length))
    if clashes:
        return clashes
    if length.low > limits.max * 1000:
        return _split(context, brief, length)
    return _cover(context, [brief])


def _split(context: Context, brief: ShotBrief, length: Length) -> list[Shot] | list[Clash]:
    """Split a beat over the limit: even whole seconds, none shorter than a shot may be."""
    limits = context.limits.seconds
    if length.exact and length.low % 1000:
        return [not_whole(context, brief, length)]
    if brief.cut == "never":
        return [held_together(context, brief, length)]
    needed = -(-length.low // 1000)
    wished = min(needed * 1000, length.high)
    count = -(-needed // limits.max)
    short, longer = divmod(needed, count)
    steps = steps_of(brief)
    how = (
        "cut between its steps" if len(steps) >= count else "cut evenly, for it lists too few steps"
    )
    shots = []
    start = 0
    for number in range(1, count + 1):
        seconds = short + (number <= longer)
        end = min(start + seconds * 1000, wished)
        own = context.piece(brief, number, count)
        part = Part(beat=brief.id, from_=start, to=end, wished=end - start)
        why = f"piece {number} of {count}: {words(length.low)} is over {limits.max} s; {how}"
        shots.append(Shot((own,), (part,), seconds, seconds * 1000 - (end - start), why))
        start = end
    return shots


class _Window(NamedTuple):
    """A shot that some neighbouring beats could share, and its score."""

    score: Score
    seconds: int
    pad_ms: int


def _cover(context: Context, run: Sequence[ShotBrief]) -> list[Shot] | list[Clash]:
    """Cover a run of beats with shots at the least score; of equals, the earliest cuts."""
    lengths = [context.length(brief) for brief in run]
    count = len(run)
    best: list[tuple[Score, int, _Window] | None] = [None] * (count + 1)
    for i in range(count - 1, -1, -1):
        for j in range(i + 1, min(i + context.most_parts, count) + 1):
            window = _window(context, run[i:j], lengths[i:j])
            if window is None:
                continue
            if j < count and run[j].cut == "never":
                continue
            rest = best[j]
            if j < count and rest is None:
                continue
            score = add(window.score, rest[0] if rest else NOTHING)
            here = best[i]
            if here is None or score < here[0]:
                best[i] = (score, j, window)
    if best[0] is None:
        return why_not(context, run, lengths, _makeable(context, run, lengths))
    shots = []
    i = 0
    while i < count:
        step = best[i]
        assert step is not None  # noqa: S101 - best[0] leads here
        _, j, window = step
        shots.append(_shot(context, run[i:j], lengths[i:j], window))
        i = j
    return shots


def _makeable(context: Context, run: Sequence[ShotBrief], lengths: Sequence[Length]) -> set[int]:
    """Number the beats of a run that some shot could hold, alone or with neighbours."""
    count = len(run)
    return {
        k
        for i in range(count)
        for j in range(i + 1, min(i + context.most_parts, count) + 1)
        if _window(context, run[i:j], lengths[i:j])
        for k in range(i, j)
    }


def _window(
    context: Context, briefs: Sequence[ShotBrief], lengths: Sequence[Length]
) -> _Window | None:
    fit = context.fit(lengths)
    if fit is None or context.breaches(briefs) or not context.prompts_fit(briefs):
        return None
    seconds, pad = fit
    price = context.scorer.price(context.job(briefs), seconds * 1000)
    return _Window(context.scorer.score(price, len(briefs), pad), seconds, pad)


def _shot(
    context: Context, briefs: Sequence[ShotBrief], lengths: Sequence[Length], window: _Window
) -> Shot:
    spare = window.seconds * 1000 - window.pad_ms - sum(length.low for length in lengths)
    parts = []
    for brief, length in zip(briefs, lengths, strict=True):
        stretch = min(spare, length.high - length.low)
        spare -= stretch
        wished = length.low + stretch
        parts.append(Part(beat=brief.id, from_=0, to=wished, wished=wished))
    return Shot(
        tuple(briefs),
        tuple(parts),
        window.seconds,
        window.pad_ms,
        _why(context, briefs, lengths, window),
    )


def _why(
    context: Context, briefs: Sequence[ShotBrief], lengths: Sequence[Length], window: _Window
) -> str:
    if len(briefs) > 1:
        apart = [_window(context, [b], [length]) for b, length in zip(briefs, lengths, strict=True)]
        separate = NOTHING
        for single in apart:
            if single is None:
                return f"{len(briefs)} beats share a shot: not each can stand alone"
            separate = add(separate, single.score)
        count = len(briefs)
        reason = (
            f"{_BETTER[context.scorer.objective]} than {count} shots"
            if window.score[0] != separate[0]
            else f"as good as {count} shots, with less padding or fewer splits"
        )
        return f"{count} beats share a shot of {window.seconds} s: {reason}"
    (length,) = lengths
    if not window.pad_ms:
        stretched = window.seconds * 1000 - length.low
        if stretched:
            return f"{window.seconds} s: {length.why}, drawn out to a length that can be made"
        return length.why
    shortest = context.limits.seconds.min
    reason = (
        f"the shortest shot is {shortest} s"
        if window.seconds == shortest
        else "shots last whole seconds"
    )
    return f"{length.why}, padded to {window.seconds} s: {reason}"
