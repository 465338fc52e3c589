"""Beats that are told in one brief, from which a service makes the whole video as it sees fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shotwright.catalog import BriefLimits, Route, said_by
from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief, TalkBrief
from shotwright.model.plan import Clash, Part
from shotwright.planner.context import length_of
from shotwright.planner.talk import recorded
from shotwright.speech import Spoken, talk_timeline


@dataclass(frozen=True, slots=True)
class Told:
    """A beat in a brief: its length is a wish.

    Attributes:
        length_ms: What is reckoned with; None where a recording's length was not said.
        billed_ms: The same; 0 for a cutaway, which adds no time.
    """

    brief: ShotBrief | TalkBrief
    part: Part
    length_ms: int | None
    billed_ms: int | None
    why: str


def tell(board: Board, brief: ShotBrief | TalkBrief) -> Told:
    """Reckon how long a beat will be, as far as it can be wished for."""
    if isinstance(brief, ShotBrief):
        length = length_of(brief, 0)
        part = Part(beat=brief.id, from_=0, to=length.low, wished=length.low)
        why = f"{length.why}: the agent decides"
        return Told(brief, part, length.low, 0 if brief.over else length.low, why)
    spoken = spoken_of(board, brief)
    characters = len(brief.talk.text or "")
    part = Part(beat=brief.id, from_=0, to=characters, wished=characters)
    expected = None if spoken is None else spoken.expected
    what = "script" if brief.talk.text is not None else "recording or silence"
    return Told(brief, part, expected, expected, f"the length of its {what}: the agent decides")


def spoken_of(board: Board, brief: TalkBrief) -> Spoken | None:
    """Reckon a talk beat's whole length; None where a recording's was not said."""
    if brief.talk.text is not None:
        return talk_timeline(board, brief).length(0, None)
    audio = brief.talk.audio
    length = brief.talk.silence if audio is None else audio.seconds
    return None if length is None else recorded(length, silence=audio is None)


def brief_clashes(
    route: Route, limits: BriefLimits, beats: Sequence[str], text: str, files: int
) -> list[Clash]:
    """List what keeps a brief from being taken: its length, its attachments.

    Counted are UTF-16 units, which are never fewer than characters: which of the two the service
    counts is not documented.
    """
    clashes = []
    units = len(text.encode("utf-16-le")) // 2
    if units > limits.characters.max:
        clashes.append(
            Clash(
                beats=tuple(beats),
                rule="ROUT004",
                has=f"a brief of {units:,} characters",
                limit=f"{route.title} takes {limits.characters.max:,}"
                f" ({said_by(route, limits.characters)})",
                ways_out=("split the board in two", "shorten its scripts and clauses"),
            )
        )
    if files > limits.files.max:
        clashes.append(
            Clash(
                beats=tuple(beats),
                rule="ROUT005",
                has=f"{files} files",
                limit=f"{route.title} takes {limits.files.max} ({said_by(route, limits.files)})",
                ways_out=("split the board in two", "bind fewer references"),
            )
        )
    return clashes
