"""The timeline of a talk beat, reckoned once for a board however often it is asked for."""

from __future__ import annotations

from shotwright.model.board import Board
from shotwright.model.brief import TalkBrief
from shotwright.speech.duration import Timeline, timeline


def talk_timeline(board: Board, brief: TalkBrief) -> Timeline:
    """Reckon a script to the word; of a recording or a silence it is empty."""
    return board.once(
        f"timeline of {brief.id}",
        lambda: timeline(brief.talk.text or "", brief.language, brief.speed, finest="word"),
    )
