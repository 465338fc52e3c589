"""Keeping still: after an edit, what was planned before keeps its cuts wherever it can.

A generation of the old plan is kept if it comes out with the same fingerprint when its beats, its
stretch of script or its scenes are put together as they were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from shotwright.model.brief import ShotBrief
from shotwright.model.plan import Item, Plan
from shotwright.planner.context import Context
from shotwright.planner.shots import Shot, plan_shots


@dataclass(frozen=True)
class Keeping:
    """What an old plan made.

    Attributes:
        windows: Of shots made of whole beats: their beats, by the first of them, and fingerprint.
        scripts: The stretches of each talk beat, in order.
        videos: The segments of each talk generation, by what is in them.
    """

    windows: dict[str, tuple[tuple[str, ...], str]] = field(default_factory=dict)
    scripts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    videos: tuple[tuple[tuple[object, ...], ...], ...] = ()

    @classmethod
    def of(cls, old: Plan | None) -> Keeping:
        """Read an old plan; without one there is nothing to keep."""
        if old is None:
            return cls()
        prints = {made.id: made.fingerprint for made in old.generations}
        windows = {}
        scripts: dict[str, tuple[str, ...]] = {}
        videos: dict[str, list[tuple[object, ...]]] = {}
        for item in old.items:
            beats = tuple(part.beat for part in item.parts)
            if item.kind == "shot" and item.id == "+".join(beats):
                windows[beats[0]] = (beats, prints[item.generation])
            elif item.kind == "segment":
                if item.script is not None:
                    scripts[beats[0]] = (*scripts.get(beats[0], ()), item.script)
                videos.setdefault(item.generation, []).append(said_in(item))
        return cls(windows, scripts, tuple(map(tuple, videos.values())))

    def marked(
        self,
        context: Context,
        briefs: Sequence[ShotBrief],
        print_of: Callable[[Shot], str],
    ) -> list[ShotBrief]:
        """Mark the cuts of a stretch so that old shots come out again.

        Args:
            context: What shots are judged by.
            briefs: Neighbours of one scene.
            print_of: Tells the fingerprint of a planned shot.
        """
        marked = list(briefs)
        for first, brief in enumerate(briefs):
            beats, old = self.windows.get(brief.id, ((), ""))
            last = first + len(beats)
            if not beats or [entry.id for entry in briefs[first:last]] != list(beats):
                continue
            after = briefs[last : last + 1]
            if brief.cut == "never" or any(entry.cut == "never" for entry in after):
                continue
            if any(entry.cut == "always" for entry in briefs[first + 1 : last]):
                continue
            window = [
                replace(entry, cut="never" if number else None)
                for number, entry in enumerate(briefs[first:last])
            ]
            planned = plan_shots(context, window)
            if len(planned) != 1 or not isinstance(planned[0], Shot):
                continue
            if print_of(planned[0]) != old:
                continue
            window[0] = replace(window[0], cut="always")
            marked[first:last] = window
            if after:
                marked[last] = replace(marked[last], cut="always")
        return marked

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
        if not self.videos:
            yield False, list(range(len(said)))
            return
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
