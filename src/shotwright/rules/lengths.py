"""How long a talk beat lasts."""

from __future__ import annotations

from shotwright.model.board import Board
from shotwright.model.brief import TalkBrief
from shotwright.speech import said_before, talk_timeline


def talk_ms(board: Board, brief: TalkBrief, from_words: str = "") -> int | None:
    """Reckon how long a talk beat lasts, from some of its words on; None where nobody said."""
    talk = brief.talk
    if talk.text is None:
        return talk.audio.seconds if talk.audio else talk.silence
    line = talk_timeline(board, brief)
    return line.length(0, None).expected - said_before(
        board, brief, max(talk.text.find(from_words), 0)
    )
