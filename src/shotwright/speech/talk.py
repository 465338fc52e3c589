"""The time of a talk beat's words, reckoned once for a board."""

from __future__ import annotations

from bisect import bisect_right

from shotwright.model.board import Board
from shotwright.model.brief import TalkBrief
from shotwright.model.seconds import Millis
from shotwright.model.voice import VoiceRate
from shotwright.speech.duration import Script, Timeline, timeline
from shotwright.speech.sentences import Finest


def talk_timeline(board: Board, brief: TalkBrief, finest: Finest = "sentence") -> Timeline:
    """Reckon a script by its sentences, or as finely as asked; of a recording it is empty."""

    def reckon() -> Timeline:
        text = brief.talk.text or ""
        script = board.once(f"script of {brief.id}", lambda: Script.of(text, brief.language))
        return script.timeline(brief.speed, finest=finest, voice=voice_of(board, brief))

    return board.once(f"timeline of {brief.id} by {finest}", reckon)


def voice_of(board: Board, brief: TalkBrief) -> VoiceRate | None:
    """Tell what is known of the voice that speaks a beat."""
    return board.voices.get(brief.voice or "")


def said_before(board: Board, brief: TalkBrief, offset: int) -> Millis:
    """Reckon the time from the start of a script to one of its characters, once."""
    return board.once(
        f"said before {offset} of {brief.id}", lambda: _said_before(board, brief, offset)
    )


def _said_before(board: Board, brief: TalkBrief, offset: int) -> Millis:
    line = talk_timeline(board, brief)
    sentence = max(0, bisect_right(line.at, offset) - 1)
    opening = (brief.talk.text or "")[line.at[sentence] : offset]
    voice = voice_of(board, brief)
    within = timeline(opening, brief.language, brief.speed, finest="whole", voice=voice)
    micros = line.reached(sentence) + within.spoken[-1] + within.breaks[-1]
    return Millis(micros // 1000)
