"""What a beat's steps decide: a length that was not said, and the pieces of a long beat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from shotwright.model.brief import ShotBrief
from shotwright.model.clause import Action
from shotwright.speech import line_length, steps_of

T = TypeVar("T")


def lines_ms(brief: ShotBrief) -> tuple[int, ...]:
    """Reckon how long each spoken line takes when it is said fast, in milliseconds."""
    return tuple(line_length(said.line, said.language or brief.language).low for said in brief.says)


class Stretch(NamedTuple):
    """From where to where in a beat, and how long the whole beat is; in milliseconds."""

    start: int
    end: int
    whole: int

    def share(self, things: Sequence[T]) -> Sequence[T]:
        """Take those whose middle falls in, of things spread evenly over a beat."""
        count = len(things)
        first, end = (
            -(-(2 * count * at - self.whole) // (2 * self.whole)) for at in (self.start, self.end)
        )
        return things[max(first, 0) : max(end, 0)]

    def at_middle(self, things: Sequence[T]) -> Sequence[T]:
        """Take the one that goes on in the middle, if there is any."""
        number = len(things) * (self.start + self.end) // (2 * self.whole)
        return things[number : number + 1]


def piece(brief: ShotBrief, number: int, stretch: Stretch, least: int) -> ShotBrief:
    """Take one piece of a beat that is split: the steps and the lines that fall into it.

    Args:
        brief: The whole beat.
        number: Which piece, from 1.
        stretch: From where to where it goes.
        least: How many pieces the beat needs; fewer steps than that are all told in each.
    """
    steps = steps_of(brief)
    own = stretch.share(steps) or stretch.at_middle(steps) if len(steps) >= least else steps
    lines = tuple(stretch.share(brief.says))
    audio = brief.audio.model_copy(update={"says": lines}) if brief.audio else None
    action = Action(action=tuple(own)) if brief.action else None
    return replace(brief, id=f"{brief.id}/{number}", action=action, audio=audio)
