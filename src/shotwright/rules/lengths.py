"""How long beats are: what a shot may become, and what talk takes to say, in milliseconds."""

from __future__ import annotations

from typing import NamedTuple

from shotwright.catalog import Route
from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief, TalkBrief
from shotwright.speech import said_before, shot_length_ms, talk_timeline


class Lengths(NamedTuple):
    """The shortest and the longest that a beat may become by itself."""

    low: int
    high: int


def lengths(brief: ShotBrief, route: Route) -> Lengths | None:
    """Tell how long a shot beat will be; None on a route without shots."""
    if route.shots is None:
        return None
    seconds = brief.seconds
    if seconds.kind == "auto":
        return Lengths(route.shots.seconds.max * 1000, route.shots.seconds.max * 1000)
    if seconds.kind == "open":
        inferred = shot_length_ms(brief, route.shots.seconds.min * 1000)
        return Lengths(inferred, inferred)
    # A wish is a minimum: alone, it is padded to the shortest shot.
    padded = route.shots.seconds.min * 1000 if seconds.kind == "wish" else 0
    return Lengths(seconds.low, max(seconds.high, padded))


def talk_ms(board: Board, brief: TalkBrief, from_words: str = "") -> int | None:
    """Reckon how long a talk beat lasts, from some of its words on; None where nobody said."""
    talk = brief.talk
    if talk.text is None:
        return talk.audio.seconds if talk.audio else talk.silence
    line = talk_timeline(board, brief)
    return line.length(0, None).expected - said_before(
        board, brief, max(talk.text.find(from_words), 0)
    )
