"""Items to generations: what one request makes, and its body."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from shotwright.cost import Job
from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief
from shotwright.model.names import Product
from shotwright.model.plan import Generation
from shotwright.planner.items import (
    Entry,
    Items,
    briefs_of_entry,
    id_of,
    looks_of,
)
from shotwright.planner.shots import Shot
from shotwright.planner.talk import Segment
from shotwright.planner.told import Told
from shotwright.planner.ways import Way
from shotwright.prompt import agent_brief, agent_choices
from shotwright.request import (
    TalkScene,
    cinematic_avatar,
    direct,
    fingerprint,
    legacy_video,
    scenes_settings,
    shot_settings,
    studio,
    video_agent,
)


class Group(NamedTuple):
    """What one generation makes, in story order, and what its price depends on."""

    way: Way
    job: Job
    entries: tuple[Entry, ...]

    @property
    def id(self) -> str:
        """The name of its only item, or of its first and last."""
        first, last = id_of(self.entries[0]), id_of(self.entries[-1])
        return first if len(self.entries) == 1 else f"{first}..{last}"

    @property
    def product(self) -> Product:
        """What is bought."""
        return self.job.product

    @property
    def billed_ms(self) -> int | None:
        """What is charged for; None where a length is unknown."""
        total = 0
        for entry in self.entries:
            length = entry.seconds * 1000 if isinstance(entry, Shot) else entry.billed_ms
            if length is None:
                return None
            total += length
        return total


@dataclass(frozen=True)
class Bodies:
    """Writes what is sent for each group."""

    board: Board
    items: Items
    on: date

    def body(self, group: Group) -> dict[str, Any]:
        """Write a group's request, without title and callback."""
        first = group.entries[0]
        if isinstance(first, Shot):
            return self._shot(group.way, first)
        if isinstance(first, Segment):
            segments = [entry for entry in group.entries if isinstance(entry, Segment)]
            return self._talk(group.way, segments)
        return self.brief([entry for entry in group.entries if isinstance(entry, Told)])

    def brief(self, told: Sequence[Told]) -> dict[str, Any]:
        """Write the request of a whole video that is told in one brief."""
        briefs = [entry.brief for entry in told]
        seconds = {entry.brief.id: entry.length_ms or 0 for entry in told}
        choices = agent_choices(self.board, briefs)
        first = briefs[0]
        # A single prompt word for word is the brief itself.
        whole = first.prompt if len(briefs) == 1 and isinstance(first, ShotBrief) else None
        return video_agent(
            self.board,
            whole or agent_brief(self.board, briefs, seconds).text,
            look=choices.look,
            voice=choices.voice,
            aspect=choices.aspect if _has_shape(self.board) else None,
            files=choices.files,
        )

    def _shot(self, way: Way, shot: Shot) -> dict[str, Any]:
        looks = looks_of(self.board, shot.cast)
        prompt, references = self.items.prompt(shot), shot.references
        first, route = shot.briefs[0], way.route
        if route.route == "web":
            return shot_settings(
                self.board, first, prompt=prompt, looks=looks, references=references,
                seconds=shot.seconds,
            )  # fmt: skip
        return cinematic_avatar(
            self.board, first, name=route.wire_name(self.on), prompt=prompt, looks=looks,
            references=references, seconds=None if shot.auto else shot.seconds,
        )  # fmt: skip

    def _talk(self, way: Way, segments: Sequence[Segment]) -> dict[str, Any]:
        scenes = [
            TalkScene(segment.brief, segment.script, self.items.motion(segment.brief))
            for segment in segments
        ]
        if way.route.route == "legacy":
            return legacy_video(self.board, scenes)
        source = segments[0].source
        if way.route.route == "web":
            assert way.route.talk is not None  # noqa: S101 - it made these segments
            return scenes_settings(self.board, way.route.talk.sources[source].what, scenes)
        return studio(self.board, scenes) if source == "studio" else direct(self.board, scenes[0])


def _has_shape(board: Board) -> bool:
    """Tell whether a board says anywhere which shape it wants."""
    levels = (board, *board.scenes, *(beat for scene in board.scenes for beat in scene.beats))
    return any(level.aspect is not None for level in levels)


def generations_of(
    groups: Iterable[Group], body: Callable[[Group], dict[str, Any]]
) -> tuple[Generation, ...]:
    """Write generations, each with its fingerprint; equal ones are counted."""
    seen: dict[str, int] = {}
    made = []
    for group in groups:
        request = body(group)
        print_ = fingerprint(request)
        seen[print_] = seen.get(print_, 0) + 1
        made.append(
            Generation(
                id=group.id,
                route=group.way.route.route,
                billing=group.way.billing,
                product=group.product,
                items=tuple(id_of(entry) for entry in group.entries),
                occurrence=seen[print_],
                fingerprint=print_,
                request=request,
            )
        )
    return tuple(made)


def beats_of(group: Group) -> tuple[str, ...]:
    """List the beats of a group, or the pieces of beats."""
    return tuple(brief.id for entry in group.entries for brief in briefs_of_entry(entry))
