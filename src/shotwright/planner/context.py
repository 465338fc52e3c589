"""What every shot of a plan is judged by: the board, its way, its score, its lengths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from shotwright.catalog import Breach, Route, ShotLimits, ShotLoad, frame_breaches, shot_breaches
from shotwright.cost import Job
from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief
from shotwright.model.seconds import words
from shotwright.planner.jobs import shot_job
from shotwright.planner.pieces import Stretch, lines_ms, piece
from shotwright.planner.scale import Scale
from shotwright.planner.score import Scorer, Weights
from shotwright.planner.ways import Way
from shotwright.prompt import Builder
from shotwright.speech import shot_length_ms, steps_of


class Length(NamedTuple):
    """How long a beat may be, in milliseconds: from `low`, inside `high` without a pad."""

    low: int
    high: int
    why: str
    exact: bool = False


def length_of(brief: ShotBrief, shortest_ms: int) -> Length:
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
            low = shot_length_ms(brief, shortest_ms)
            count = len(steps_of(brief))
            said = " and its lines" if brief.says else ""
            steps = f"{count} step{'s' * (count != 1)}"
            return Length(low, low, f"{words(low)} assumed from {steps}{said}")


class Load(NamedTuple):
    """What a shot carries; the same look or reference counts once.

    Attributes:
        lookless: Who appears and has no look.
    """

    looks: frozenset[str]
    images: frozenset[str]
    videos: frozenset[str]
    lookless: frozenset[str] = frozenset()

    @property
    def anyone(self) -> bool:
        """Whether anyone appears."""
        return bool(self.looks or self.lookless)

    def with_(self, other: Load) -> Load:
        """Carry both."""
        if self is other:
            return self
        return Load(*(mine | theirs for mine, theirs in zip(self, other, strict=True)))

    @property
    def numbers(self) -> ShotLoad:
        """How many of each."""
        return ShotLoad(len(self.looks), len(self.images), len(self.videos))


class Measures(NamedTuple):
    """What of a beat takes reckoning; see `Beat`."""

    low: int
    high: int
    exact: bool
    lines: tuple[int, ...]
    characters: int


@dataclass(frozen=True)
class Context:
    """What every shot of a plan is judged by; `limits` are those of the way's route."""

    board: Board
    way: Way
    limits: ShotLimits
    scorer: Scorer
    builder: Builder
    _lengths: dict[str, Length] = field(default_factory=dict)
    _loads: dict[tuple[tuple[str, ...], tuple[str, ...]], Load] = field(default_factory=dict)
    _framed: dict[tuple[str, str], list[Breach]] = field(default_factory=dict)
    _joined: dict[tuple[Load, Load], Load] = field(default_factory=dict)
    _carried: dict[Load, bool] = field(default_factory=dict)
    _scales: dict[Job, Scale] = field(default_factory=dict)
    _measures: dict[str, Measures] = field(default_factory=dict)
    _shown: dict[tuple[object, ...], tuple[Load, Scale]] = field(default_factory=dict)

    @property
    def route(self) -> Route:
        """The shots' route."""
        return self.way.route

    @cached_property
    def longest_ms(self) -> int:
        """How long a shot can be."""
        return self.limits.seconds.max * 1000

    @cached_property
    def least_piece_ms(self) -> int:
        """How long each piece of a beat that is split is at least: as long as a part should be."""
        return self.limits.seconds_per_part.min * 1000

    @cached_property
    def most_parts(self) -> int:
        """How many parts one shot can hold."""
        return self.limits.seconds.max // self.limits.seconds_per_part.min

    @cached_property
    def weights(self) -> Weights:
        """What each level of a score weighs."""
        return self.scorer.weights(self.most_parts)

    def scale(self, job: Job) -> Scale:
        """Score shots of a job, by the number of their parts and by their seconds."""
        found = self._scales.get(job)
        if found is None:
            lengths = range(self.limits.seconds.max + 1)
            prices = [self.scorer.price(job, seconds * 1000) for seconds in lengths]
            scores = [
                self.scorer.shots(self.weights, prices, parts)
                for parts in range(1, self.most_parts + 1)
            ]
            found = self._scales[job] = Scale(self.limits, self.weights, [(), *scores])
        return found

    def measures(self, brief: ShotBrief) -> Measures:
        """Measure a beat, once: its words, its lines, its prompt."""
        found = self._measures.get(brief.id)
        if found is None:
            low, high, _, exact = self.length(brief)
            characters = len(self.builder.shot(brief).text)
            found = Measures(low, high, exact, self.lines(brief), characters)
            self._measures[brief.id] = found
        return found

    def shown(self, brief: ShotBrief) -> tuple[Load, Scale]:
        """Tell what a beat carries, and what a shot of it costs."""
        key = (brief.cast, brief.references, brief.resolution)
        found = self._shown.get(key)
        if found is None:
            found = self._shown[key] = self.load(brief), self.scale(self.job((brief,)))
        return found

    def piece(self, brief: ShotBrief, number: int, start: int, end: int) -> ShotBrief:
        """Take one piece of a beat that is split; the same one however often it is planned."""
        made = self.board.once("pieces", dict[tuple[str, int, Stretch], ShotBrief])
        whole = self.length(brief).low
        key = (brief.id, number, Stretch(start, min(end, whole), whole))
        if key not in made:
            made[key] = piece(brief, number, key[2], -(-whole // self.longest_ms))
        return made[key]

    def prompts_fit(self, briefs: Sequence[ShotBrief]) -> bool:
        """Tell whether the prompt of several parts is short enough; one part is a rule's matter."""
        if len(briefs) == 1:
            return True
        longest = self.limits.prompt_characters.max
        if sum(len(self.builder.shot(brief).text) for brief in briefs) <= longest:
            return True  # together they only get shorter: what they share is said once
        cast = tuple(dict.fromkeys(who for brief in briefs for who in brief.cast))
        return len(self.builder.several(briefs, cast).text) <= longest

    def length(self, brief: ShotBrief) -> Length:
        """Read a beat's wish, once."""
        if brief.id not in self._lengths:
            shortest = self.limits.seconds.min * 1000
            self._lengths[brief.id] = length_of(brief, shortest)
        return self._lengths[brief.id]

    def lines(self, brief: ShotBrief) -> tuple[int, ...]:
        """Reckon how long each of a beat's lines takes when it is said fast, in milliseconds."""
        if not brief.says or brief.prompt is not None:
            return ()
        return self.board.once(f"lines of {brief.id}", lambda: lines_ms(brief))

    def load(self, brief: ShotBrief) -> Load:
        """List what a beat carries."""
        key = (brief.cast, brief.references)
        if key not in self._loads:
            looks = {who: self.board.cast[who].look for who in brief.cast}
            kinds = {name: self.board.references[name].kind for name in brief.references}
            self._loads[key] = Load(
                frozenset(look for look in looks.values() if look is not None),
                frozenset(name for name, kind in kinds.items() if kind == "image"),
                frozenset(name for name, kind in kinds.items() if kind != "image"),
                frozenset(who for who, look in looks.items() if look is None),
            )
        return self._loads[key]

    def joined(self, load: Load, other: Load) -> Load:
        """Carry both."""
        if load is other:
            return load
        found = self._joined.get((load, other))
        if found is None:
            found = self._joined[load, other] = load.with_(other)
        return found

    def carries(self, load: Load) -> bool:
        """Tell whether one shot may carry all this."""
        found = self._carried.get(load)
        if found is None:
            found = not load.lookless and not shot_breaches(self.route, load.numbers)
            self._carried[load] = found
        return found

    def job(self, briefs: Sequence[ShotBrief]) -> Job:
        """Tell what a shot's price depends on."""
        return shot_job(self.board, briefs, self.way.billing)

    def framed(self, brief: ShotBrief) -> list[Breach]:
        """List what the route's shots cannot be in shape and size."""
        frame = (brief.aspect, brief.resolution)
        if frame not in self._framed:
            self._framed[frame] = frame_breaches(self.route, *frame)
        return self._framed[frame]

    def breaches(self, briefs: Sequence[ShotBrief]) -> list[Breach]:
        """List the limits that some beats break together."""
        found = [*self.framed(briefs[0])]
        lookless = [
            who for brief in briefs for who in brief.cast if self.board.cast[who].look is None
        ]
        found += [
            Breach(
                "CAST002",
                f"`{who}` has no look",
                "a cinematic shot is made from looks",
                (f"give `{who}` a look", "leave them out of `with`"),
            )
            for who in dict.fromkeys(lookless)
        ]
        if not lookless:
            load = self.load(briefs[0])
            for brief in briefs[1:]:
                load = load.with_(self.load(brief))
            found += shot_breaches(self.route, load.numbers)
        return found
