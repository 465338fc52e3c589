"""What every shot of a plan is judged by: the board, its way, its score, its lengths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from shotwright.catalog import Breach, Route, ShotLimits, ShotLoad, frame_breaches, shot_breaches
from shotwright.cost import Job
from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief
from shotwright.model.seconds import words
from shotwright.planner.jobs import shot_job
from shotwright.planner.pieces import inferred_ms, piece
from shotwright.planner.score import Scorer
from shotwright.planner.ways import Way
from shotwright.prompt import Builder
from shotwright.speech import steps_of


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
            low = inferred_ms(brief, shortest_ms)
            count = len(steps_of(brief))
            said = " and its lines" if brief.says else ""
            steps = f"{count} step{'s' * (count != 1)}"
            return Length(low, low, f"{words(low)} assumed from {steps}{said}")


@dataclass(frozen=True)
class Context:
    """What every shot of a plan is judged by; `limits` are those of the way's route."""

    board: Board
    way: Way
    limits: ShotLimits
    scorer: Scorer
    builder: Builder
    _lengths: dict[str, Length] = field(default_factory=dict)

    @property
    def most_parts(self) -> int:
        """How many parts one shot can hold."""
        return self.limits.seconds.max // self.limits.seconds_per_part.min

    def piece(self, brief: ShotBrief, number: int, of: int) -> ShotBrief:
        """Take one piece of a beat that is split; the same one however often it is planned."""
        made = self.board.once("pieces", dict[tuple[str, int, int], ShotBrief])
        key = (brief.id, number, of)
        if key not in made:
            made[key] = piece(brief, number, of)
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

    def job(self, briefs: Sequence[ShotBrief]) -> Job:
        """Tell what a shot's price depends on."""
        return shot_job(self.board, briefs, self.way.billing)

    def breaches(self, briefs: Sequence[ShotBrief]) -> list[Breach]:
        """List the limits that some beats break together."""
        route = self.route
        found = frame_breaches(route, briefs[0].aspect, briefs[0].resolution)
        lookless = [
            who for brief in briefs for who in brief.cast if self.board.cast[who].look is None
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
            found += shot_breaches(route, self.load(briefs))
        return found

    def fit(self, lengths: Sequence[Length]) -> tuple[int, int] | None:
        """Find the whole seconds and the pad that some beats need together, if they can be had."""
        limits = self.limits.seconds
        parts = len(lengths)
        per_part = self.limits.seconds_per_part.min
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

    def fits(self, briefs: Sequence[ShotBrief]) -> bool:
        """Tell whether some beats have a length together."""
        return self.fit([self.length(brief) for brief in briefs]) is not None
