"""Keeping still: after an edit, what was planned before keeps its cuts wherever it can.

A generation of the old plan is kept if it comes out with the same fingerprint when its beats, its
stretch of script or its scenes are put together as they were.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from shotwright.model.plan import Item, Part, Plan


@dataclass(frozen=True)
class Keeping:
    """What an old plan made.

    Attributes:
        shots: The parts and the fingerprint of each shot, by the beat that it begins with.
        scripts: The stretches of each talk beat, in order.
        videos: The segments of each talk generation, by what is in them.
    """

    shots: dict[str, list[tuple[tuple[Part, ...], str]]] = field(default_factory=dict)
    scripts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    videos: tuple[tuple[tuple[object, ...], ...], ...] = ()

    @classmethod
    def of(cls, old: Plan | None, pinned: Collection[str] | None = None) -> Keeping:
        """Read an old plan; without one there is nothing to keep.

        Args:
            old: What was planned before.
            pinned: Which of its generations are kept; None for all.  The stretches of one script
                hang together: where one is kept, so are the cuts of all.
        """
        if old is None:
            return cls()
        kept = {made.id for made in old.generations if pinned is None or made.id in pinned}
        spoken = {item.parts[0].beat for item in old.items if item.generation in kept}
        prints = {made.id: made.fingerprint for made in old.generations}
        shots: dict[str, list[tuple[tuple[Part, ...], str]]] = {}
        scripts: dict[str, tuple[str, ...]] = {}
        videos: dict[str, list[tuple[object, ...]]] = {}
        for item in old.items:
            first = item.parts[0].beat
            if item.script is not None and first in spoken:
                scripts[first] = (*scripts.get(first, ()), item.script)
            if item.generation not in kept:
                continue
            if item.kind == "shot":
                shots.setdefault(first, []).append((item.parts, prints[item.generation]))
            else:
                videos.setdefault(item.generation, []).append(said_in(item))
        return cls(shots, scripts, tuple(map(tuple, videos.values())))

    def script_cuts(self, beat: str, text: str) -> tuple[list[int], list[int]]:
        """Find where a script was cut before, from its start and from its end.

        Returns:
            The offsets after the old stretches that it still begins with, and before those that it
            still ends with.
        """
        pieces = self.scripts.get(beat, ())
        opening = [0]
        for piece in pieces:
            if not text.startswith(piece, opening[-1]):
                break
            opening.append(opening[-1] + len(piece))
        closing = [len(text)]
        for piece in reversed(pieces[len(opening) - 1 :]):
            start = closing[0] - len(piece)
            if start < opening[-1] or not text.startswith(piece, start):
                break
            closing.insert(0, start)
        return opening, closing

    def kept_videos(self, said: Sequence[tuple[object, ...]]) -> Iterator[tuple[bool, list[int]]]:
        """Part segments where old videos are still the same.

        Args:
            said: What is in each segment, in order; see `said_in`.

        Yields:
            Numbers of neighbouring segments, and whether they were one video before.
        """
        apart: list[int] = []
        number = 0
        while number < len(said):
            longest = max(
                (
                    len(video)
                    for video in self.videos
                    if said[number : number + len(video)] == [*video]
                ),
                default=0,
            )
            if longest:
                if apart:
                    yield False, apart
                    apart = []
                yield True, list(range(number, number + longest))
                number += longest
            else:
                apart.append(number)
                number += 1
        if apart:
            yield False, apart


def said_in(item: Item) -> tuple[object, ...]:
    """Tell what makes a segment the same in a request: not where it stands, nor how long it is."""
    return (
        item.script, item.audio, item.voice, item.looks, item.look_kind, item.motion, item.source,
        item.engine, item.language, item.aspect, item.resolution,
        None if item.script is not None or item.audio is not None else item.seconds,
    )  # fmt: skip
