"""Shot beats to shots: which beats share one, how long each is, and where a long one is split.

A boundary programme: the best way to cover the beats from `i` on is the best first shot from `i`
plus the best way to cover the rest.  Exact for beats that fit into one shot; a beat that does not
is split alone, as evenly as whole seconds allow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from shotwright.catalog import Breach, Route, ShotLoad, frame_breaches, shot_breaches
from shotwright.cost import Job
from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief
from shotwright.model.names import Objective
from shotwright.model.plan import Clash, Part
from shotwright.model.seconds import words
from shotwright.planner.score import NOTHING, Score, Scorer, add
from shotwright.planner.steps import inferred_ms, piece, steps_of
from shotwright.planner.ways import Way
from shotwright.prompt import Builder

_BETTER: dict[Objective, str] = {
    "expected": "cheaper until there is a keeper",
    "list-price": "cheaper at list price",
    "fewest": "fewer generations",
    "faithful": "less padding",
}
"""What a shared shot wins, by objective."""


class Length(NamedTuple):
    """How long a beat may be, in milliseconds: from `low`, inside `high` without a pad."""

    low: int
    high: int
    why: str
    exact: bool = False


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


def length_of(brief: ShotBrief) -> Length:
    """Read a beat's wish; one that was not said is inferred."""
    wish = brief.seconds
    match wish.kind:
        case "wish":
            return Length(wish.low, wish.low, f"{words(wish.low)} as wished")
        case "exact":
            why = f"{words(wish.low)} exactly, as wished"
            return Length(wish.low, wish.low, why, exact=True)
        case "range":
            why = f"{words(wish.low)}, the low end of {wish.written()} s"
            return Length(wish.low, wish.high, why)
        case _:
            low = inferred_ms(brief)
            count = len(steps_of(brief))
            said = " and its lines" if brief.says else ""
            steps = f"{count} step{'s' * (count != 1)}"
            return Length(low, low, f"{words(low)} assumed from {steps}{said}")


@dataclass(frozen=True)
class Context:
    """What every shot of a plan is judged by."""

    board: Board
    way: Way
    scorer: Scorer
    builder: Builder
    _lengths: dict[str, Length] = field(default_factory=dict)

    def prompts_fit(self, briefs: Sequence[ShotBrief]) -> bool:
        """Tell whether the prompt of several parts is short enough; one part is a rule's matter."""
        if len(briefs) == 1:
            return True
        longest = self.route.shots.prompt_characters.max
        if sum(len(self.builder.shot(brief).text) for brief in briefs) <= longest:
            return True  # together they only get shorter: what they share is said once
        cast = tuple(dict.fromkeys(who for brief in briefs for who in brief.cast))
        return len(self.builder.several(briefs, cast).text) <= longest

    def length(self, brief: ShotBrief) -> Length:
        """Read a beat's wish, once."""
        if brief.id not in self._lengths:
            self._lengths[brief.id] = length_of(brief)
        return self._lengths[brief.id]

    @property
    def route(self) -> Route:
        """The shots' route."""
        return self.way.route

    def load(self, briefs: Sequence[ShotBrief]) -> ShotLoad:
        """Count what some beats carry together; the same look or reference counts once."""
        looks = {self.board.cast[who].look for brief in briefs for who in brief.cast} - {None}
        names = {name for brief in briefs for name in brief.references}
        images = sum(self.board.references[name].kind == "image" for name in names)
        return ShotLoad(len(looks), images, len(names) - images)

    def job(self, brief: ShotBrief) -> Job:
        """Tell what a shot's price depends on."""
        member = self.board.cast.get(brief.cast[0]) if brief.cast else None
        kind = member.look_kind if member else "digital_twin"
        return Job("avatar_shots", self.way.billing, kind, brief.resolution, motion=False)


def plan_shots(context: Context, briefs: Sequence[ShotBrief]) -> list[Shot] | list[Clash]:
    """Plan the shot beats of one stretch: neighbours of one scene with no talk between them."""
    planned: list[Shot] = []
    clashes: list[Clash] = []
    for run in _runs(context, briefs):
        if run[0].cut == "never" and not _is_split(context, run[0]):
            clashes.append(_nothing_to_join(run[0]))
        found = _alone(context, run[0]) if _stands_alone(context, run[0]) else _cover(context, run)
        for entry in found:
            if isinstance(entry, Clash):
                clashes.append(entry)
            else:
                planned.append(entry)
    return clashes or planned


def _nothing_to_join(brief: ShotBrief) -> Clash:
    return Clash(
        beats=(brief.id,),
        rule="PLAN012",
        has=f"`cut: never` before {brief.id}",
        limit="there is no shot before it that it could share: another scene, talk, or another kind"
        " of shot comes first",
        ways_out=("remove `cut: never`",),
    )


def _stands_alone(context: Context, brief: ShotBrief) -> bool:
    """Tell whether a beat can share a shot with no other."""
    special = brief.seconds.kind == "auto" or brief.prompt is not None or brief.over is not None
    return special or _is_long(context, brief)


def _is_long(context: Context, brief: ShotBrief) -> bool:
    return context.length(brief).low > context.route.shots.seconds.max * 1000


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


def _breaches(context: Context, briefs: Sequence[ShotBrief]) -> list[Breach]:
    route = context.route
    found = frame_breaches(route, briefs[0].aspect, briefs[0].resolution)
    lookless = [
        who for brief in briefs for who in brief.cast if context.board.cast[who].look is None
    ]
    for who in dict.fromkeys(lookless):
        found.append(
            Breach(
                "CAST002",
                f"`{who}` has no look",
                "a cinematic shot is made from looks",
                (f"give `{who}` a look", "leave them out of `with`"),
            )
        )
    if not lookless:
        found += shot_breaches(route, context.load(briefs))
    return found


def _clash(brief: ShotBrief, breach: Breach) -> Clash:
    return Clash(
        beats=(brief.id,),
        rule=breach.rule,
        has=breach.has,
        limit=breach.limit,
        ways_out=breach.ways_out,
    )


def _alone(context: Context, brief: ShotBrief) -> list[Shot] | list[Clash]:
    """Plan a beat that shares with nobody."""
    limits = context.route.shots.seconds
    clashes = [_clash(brief, breach) for breach in _breaches(context, [brief])]
    if brief.seconds.kind == "auto":
        if clashes:
            return clashes
        longest = limits.max * 1000
        part = Part(beat=brief.id, from_=0, to=longest, wished=longest)
        if context.route.shots.auto.allowed:
            why = f"HeyGen chooses the length: reckoned at the longest, {limits.max} s"
            return [Shot((brief,), (part,), limits.max, 0, why, auto=True)]
        why = f"{context.route.title} cannot choose the length: set to the longest, {limits.max} s"
        return [Shot((brief,), (part,), limits.max, 0, why)]
    length = context.length(brief)
    if brief.prompt is not None and length.low > limits.max * 1000:
        clashes.append(
            Clash(
                beats=(brief.id,),
                rule="SHOT053",
                has=f"{words(length.low)} with a prompt word for word",
                limit=f"one shot is at most {limits.max} s, and such a prompt is not split",
                ways_out=(f"make it {limits.max} s", "write the action as `shot:` clauses"),
            )
        )
    if clashes:
        return clashes
    if length.low > limits.max * 1000:
        return _split(context, brief, length)
    return _cover(context, [brief])


def _split(context: Context, brief: ShotBrief, length: Length) -> list[Shot] | list[Clash]:
    """Split a beat over the limit: even whole seconds, none shorter than a shot may be."""
    limits = context.route.shots.seconds
    if length.exact and length.low % 1000:
        return [_not_whole(context, brief, length)]
    if brief.cut == "never":
        return [
            Clash(
                beats=(brief.id,),
                rule="PLAN012",
                has=f"{words(length.low)} with `cut: never`",
                limit=f"a shot is at most {limits.max} s, so it starts a shot of its own",
                ways_out=("remove `cut: never`", f"make it {limits.max} s or shorter"),
            )
        ]
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
        own = piece(brief, number, count)
        part = Part(beat=brief.id, from_=start, to=end, wished=end - start)
        why = f"piece {number} of {count}: {words(length.low)} is over {limits.max} s; {how}"
        shots.append(Shot((own,), (part,), seconds, seconds * 1000 - (end - start), why))
        start = end
    return shots


def _not_whole(context: Context, brief: ShotBrief, length: Length) -> Clash:
    least = context.route.shots.seconds.min
    whole = length.low // 1000
    offers = dict.fromkeys(f"={max(least, seconds)}" for seconds in (whole + 1, whole))
    return Clash(
        beats=(brief.id,),
        rule="SHOT053",
        has=f"exactly {words(length.low)}",
        limit="a shot's length is whole seconds",
        ways_out=(f"make it {' or '.join(offers)}", "drop the `=`"),
    )


class _Window(NamedTuple):
    """A shot that some neighbouring beats could share, and its score."""

    score: Score
    seconds: int
    pad_ms: int


def _fit(context: Context, lengths: Sequence[Length]) -> tuple[int, int] | None:
    """Find the whole seconds and the pad that some beats need together; None where they cannot."""
    limits = context.route.shots.seconds
    parts = len(lengths)
    per_part = context.route.shots.seconds_per_part.min
    content = sum(length.low for length in lengths)
    least = limits.min if parts == 1 else max(limits.min, parts * per_part)
    seconds = max(-(-content // 1000), least)
    if seconds > limits.max:
        return None
    spare = seconds * 1000 - content
    spare -= min(spare, sum(length.high - length.low for length in lengths))
    if spare and all(length.exact for length in lengths):
        return None
    return seconds, spare


def _cover(context: Context, run: Sequence[ShotBrief]) -> list[Shot] | list[Clash]:
    """Cover a run of beats with shots at the least score; of equals, the earliest cuts."""
    lengths = [context.length(brief) for brief in run]
    count = len(run)
    best: list[tuple[Score, int, _Window] | None] = [None] * (count + 1)
    for i in range(count - 1, -1, -1):
        for j in range(i + 1, count + 1):
            window = _window(context, run[i:j], lengths[i:j])
            if window is None:
                if (
                    sum(length.low for length in lengths[i:j])
                    > context.route.shots.seconds.max * 1000
                ):
                    break
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
        return _why_not(context, run, lengths)
    shots = []
    i = 0
    while i < count:
        step = best[i]
        assert step is not None  # noqa: S101 - best[0] leads here
        _, j, window = step
        shots.append(_shot(context, run[i:j], lengths[i:j], window))
        i = j
    return shots


def _window(
    context: Context, briefs: Sequence[ShotBrief], lengths: Sequence[Length]
) -> _Window | None:
    fit = _fit(context, lengths)
    if fit is None or _breaches(context, briefs) or not context.prompts_fit(briefs):
        return None
    seconds, pad = fit
    price = context.scorer.price(context.job(briefs[0]), seconds * 1000)
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
    shortest = context.route.shots.seconds.min
    reason = (
        f"the shortest shot is {shortest} s"
        if window.seconds == shortest
        else "shots last whole seconds"
    )
    return f"{length.why}, padded to {window.seconds} s: {reason}"


def _why_not(context: Context, run: Sequence[ShotBrief], lengths: Sequence[Length]) -> list[Clash]:
    """Say what keeps a run from being covered."""
    clashes: list[Clash] = []
    limits = context.route.shots.seconds
    count = len(run)
    made = {
        k
        for i in range(count)
        for j in range(i + 1, min(i + limits.max, count) + 1)
        if _window(context, run[i:j], lengths[i:j])
        for k in range(i, j)
    }
    for k, (brief, length) in enumerate(zip(run, lengths, strict=True)):
        if k in made:
            continue  # some shot could hold it
        clashes += [_clash(brief, breach) for breach in _breaches(context, [brief])]
        if length.exact and length.low % 1000:
            clashes.append(_not_whole(context, brief, length))
        elif length.exact and length.low < limits.min * 1000:
            clashes.append(
                Clash(
                    beats=(brief.id,),
                    rule="SHOT053",
                    has=f"exactly {words(length.low)}",
                    limit=f"a shot is at least {limits.min} s, and no neighbour can share with it",
                    ways_out=(f"make it ={limits.min}", "drop the `=`, so that it can be padded"),
                )
            )
    held = [brief for brief in run if brief.cut == "never"]
    if not clashes and held:
        clashes.append(
            Clash(
                beats=tuple(brief.id for brief in run),
                rule="PLAN012",
                has=f"`cut: never` before {', '.join(brief.id for brief in held)}",
                limit=f"one shot holds at most {limits.max} s and"
                f" {limits.max // context.route.shots.seconds_per_part.min} parts",
                ways_out=(f"allow a cut before {held[-1].id}", "make the beats shorter"),
            )
        )
    if not clashes:
        total = sum(length.low for length in lengths)
        clashes.append(
            Clash(
                beats=tuple(brief.id for brief in run),
                rule="SHOT053",
                has=f"{words(total)} of beats with exact lengths",
                limit=f"shots last {limits.min} to {limits.max} whole seconds",
                ways_out=("drop an `=`, so that a beat can be padded",),
            )
        )
    return clashes
