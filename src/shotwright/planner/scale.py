"""What shots score by their length: reckoned once for all that cost alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial

from shotwright.catalog import ShotLimits
from shotwright.planner.score import Weights

Way = tuple[int, int, int, int]
"""A shot that may be made from some stop: score, milliseconds of the story, seconds, pad."""


@dataclass(frozen=True)
class Scale:
    """What shots with one price list score.

    Attributes:
        limits: The route's.
        weights: What each level of a score weighs.
        scores: By the number of parts, and by whole seconds; without pads and pieces.
    """

    limits: ShotLimits
    weights: Weights
    scores: Sequence[Sequence[int]]

    @cached_property
    def shortest(self) -> tuple[int, ...]:
        """How many whole seconds a shot of so many parts has at least."""
        least, each = self.limits.seconds.min, self.limits.seconds_per_part.min
        return tuple(max(least, each * parts * (parts > 1)) for parts in range(len(self.scores)))

    def way(
        self, parts: int, content: int, needed: int = 0, spare: int = 0, *, exact: bool = False
    ) -> Way | None:
        """Make the shortest shot of some parts, if it can be had.

        Args:
            parts: How many.
            content: How long they are, in milliseconds.
            needed: How long their lines take.
            spare: What they may be stretched by without a pad.
            exact: Whether they may not be padded.
        """
        scores = self.scores[parts]
        seconds = max(-(-max(content, needed) // 1000), self.shortest[parts])
        pad = max(0, seconds * 1000 - content - spare)
        if seconds >= len(scores) or (pad and exact):
            return None
        return scores[seconds] + pad * self.weights.pad, content, seconds, pad

    @cached_property
    def wholes(self) -> tuple[Callable[[int], Way | None], ...]:
        """The shots of whole beats with a wish and no lines: by parts from 1 on, by content."""
        return tuple(cache(partial(self.way, parts)) for parts in range(1, len(self.scores)))

    @cached_property
    def pieces(self) -> list[Way]:
        """The shots of one piece of a beat that is split, by whole seconds."""
        weights = self.weights
        return [
            (
                score + weights.splits + (seconds * 1000) ** 2 * weights.unevenness,
                seconds * 1000,
                seconds,
                0,
            )
            for seconds, score in enumerate(self.scores[1])
        ]
