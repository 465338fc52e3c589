"""What was planned, as items of the plan file."""

from __future__ import annotations

from dataclasses import dataclass

from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief, TalkBrief
from shotwright.model.plan import CutawayOver, Item
from shotwright.model.seconds import Millis, number
from shotwright.planner.jobs import kind_of
from shotwright.planner.shots import Shot
from shotwright.planner.talk import Segment
from shotwright.planner.told import Told, spoken_of
from shotwright.prompt import Builder

Entry = Shot | Segment | Told
"""One item to be, in story order."""


def briefs_of_entry(entry: Entry) -> tuple[ShotBrief | TalkBrief, ...]:
    """List the beats, or pieces of beats, that an item is made from."""
    return entry.briefs if isinstance(entry, Shot) else (entry.brief,)


def id_of(entry: Entry) -> str:
    """Name an item after its beats."""
    if isinstance(entry, Segment):
        return entry.brief.id if entry.of == 1 else f"{entry.brief.id}/{entry.number}"
    return "+".join(brief.id for brief in briefs_of_entry(entry))


def looks_of(board: Board, cast: tuple[str, ...]) -> tuple[str, ...]:
    """List their looks."""
    looks = (board.cast[who].look for who in cast)
    return tuple(dict.fromkeys(look for look in looks if look is not None))


@dataclass(frozen=True)
class Items:
    """Writes items; what every one of them needs."""

    board: Board
    builder: Builder
    shortest_shot: int

    def item(self, entry: Entry, start: int | None, generation: str) -> Item:
        """Write one item.

        Args:
            entry: What was planned.
            start: Milliseconds from the start of the story, where they are known.
            generation: The id of the generation that it is in.
        """
        at = None if start is None else number(Millis(start))
        if isinstance(entry, Shot):
            return self._shot(entry, at, generation)
        if isinstance(entry, Segment):
            return self._segment(entry, at, generation)
        return self._told(entry, at, generation)

    def prompt(self, shot: Shot) -> str:
        """Build the prompt of a shot."""
        if len(shot.briefs) == 1:
            return self.builder.shot(shot.briefs[0]).text
        return self.builder.several(shot.briefs, shot.cast).text

    def motion(self, brief: TalkBrief) -> str | None:
        """Build the motion prompt of a talk beat."""
        built = self.builder.motion(brief)
        return built.text if built else None

    def _shot(self, shot: Shot, at: float | None, generation: str) -> Item:
        first = shot.briefs[0]
        return Item(
            id=id_of(shot),
            kind="shot",
            scene=first.scene,
            parts=shot.parts,
            seconds=shot.seconds,
            seconds_low=self.shortest_shot if shot.auto else shot.seconds,
            seconds_high=shot.seconds,
            billed_seconds=shot.seconds,
            pad=number(shot.pad_ms),
            start=at,
            prompt=self.prompt(shot),
            script=None,
            motion=None,
            audio=None,
            voice=None,
            looks=looks_of(self.board, shot.cast),
            look_kind=kind_of(self.board, shot.cast),
            source=None,
            engine=None,
            language=first.language,
            references=shot.references,
            aspect=first.aspect,
            resolution=first.resolution,
            over=_over(first),
            why=shot.why,
            generation=generation,
        )

    def _segment(self, segment: Segment, at: float | None, generation: str) -> Item:
        brief = segment.brief
        member = self.board.cast[brief.speaker]
        spoken, audio = segment.spoken, brief.talk.audio
        return Item(
            id=id_of(segment),
            kind="segment",
            scene=brief.scene,
            parts=(segment.part,),
            seconds=number(spoken.expected) if spoken else None,
            seconds_low=number(spoken.low) if spoken else None,
            seconds_high=number(spoken.high) if spoken else None,
            billed_seconds=None if segment.billed_ms is None else number(segment.billed_ms),
            pad=0,
            start=at,
            prompt=None,
            script=segment.script,
            motion=self.motion(brief),
            audio=str(audio.media) if audio else None,
            voice=brief.voice,
            looks=(member.look,) if member.look else (),
            look_kind=member.look_kind,
            source=segment.source,
            engine=brief.engine,
            language=brief.language,
            references=(),
            aspect=brief.aspect,
            resolution=brief.resolution,
            over=None,
            why=segment.why,
            generation=generation,
        )

    def _told(self, told: Told, at: float | None, generation: str) -> Item:
        brief = told.brief
        shot = brief if isinstance(brief, ShotBrief) else None
        talk = brief if isinstance(brief, TalkBrief) else None
        spoken = spoken_of(self.board, talk) if talk else None
        audio = talk.talk.audio if talk else None
        return Item(
            id=brief.id,
            kind="shot" if shot else "segment",
            scene=brief.scene,
            parts=(told.part,),
            seconds=None if told.length_ms is None else number(told.length_ms),
            seconds_low=number(spoken.low) if spoken else None,
            seconds_high=number(spoken.high) if spoken else None,
            billed_seconds=None if told.billed_ms is None else number(told.billed_ms),
            pad=0,
            start=at,
            prompt=None,
            script=talk.talk.text if talk else None,
            motion=None,
            audio=str(audio.media) if audio else None,
            voice=talk.voice if talk else None,
            looks=looks_of(self.board, brief.cast),
            look_kind=kind_of(self.board, brief.cast),
            source=None,
            engine=None,
            language=brief.language,
            references=shot.references if shot else (),
            aspect=brief.aspect,
            resolution=brief.resolution,
            over=_over(shot) if shot else None,
            why=told.why,
            generation=generation,
        )


def _over(brief: ShotBrief) -> CutawayOver | None:
    return CutawayOver(beat=brief.over.beat, words=brief.over.words) if brief.over else None
