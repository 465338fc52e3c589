"""Which moods and styles a shot beat asks for, and which of them fight."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from shotwright.catalog import Contradiction, Group, TermHit, find_terms
from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief
from shotwright.prompt import read_setting
from shotwright.rules.texts import KEPT, Text, is_first, texts_of
from shotwright.rules.views import NEGATED, View, fights_in, row

_TURNS = re.compile(
    r"\b(?:to|into|turn(?:s|ing)|becom(?:es|ing)|giv(?:es|ing) way|then|until|grow(?:s|ing))\b",
    re.IGNORECASE,
)
_TOUCH = re.compile(r"\b(?:splash|hint|touch|pop|accents?)\s+of\b", re.IGNORECASE)


def register_fights(brief: ShotBrief, board: Board) -> Iterator[tuple[Contradiction, View]]:
    """Find the first fight of moods, and the first of styles with one another or the light.

    What is inherited is told at the first beat that has it.
    """
    if brief.prompt is not None:
        return
    told = texts_of(brief, board)
    views = []
    if is_first(brief, board, "setting"):
        views.append(row([text for text in told if _says_mood(text)], _moods))
    if is_first(brief, board, "style", "lighting"):
        styles = [text for key in ("style", "lighting") for text in told if text.clause == key]
        views.append(row(styles, _styles))
    for view in views:
        for fight in fights_in(view):
            groups = {hit.term.group for hit in (fight.first, fight.second)}
            between = view.text[fight.first.end : fight.second.start]
            if groups == {"lighting"} or _TURNS.search(between) or _TOUCH.search(between):
                continue
            yield fight, view
            break


def _says_mood(text: Text) -> bool:
    return text.clause == "setting" and text.below in {(), ("mood",), ("words",)}


def _moods(text: Text) -> Sequence[TermHit]:
    if text.below != ("mood",):  # a bare setting: what of it is mood
        return _mood_of_setting(text.text)
    return _hits(text.text, ("mood",))


@lru_cache(KEPT)
def _mood_of_setting(text: str) -> tuple[TermHit, ...]:
    mood = read_setting(text).mood
    start = text.find(mood)
    return tuple(
        hit for hit in _hits(text, ("mood",)) if mood and start <= hit.start < start + len(mood)
    )


def _styles(text: Text) -> Sequence[TermHit]:
    return _hits(text.text, ("style",) if text.clause == "style" else ("lighting",))


@lru_cache(KEPT)
def _hits(text: str, groups: tuple[Group, ...]) -> tuple[TermHit, ...]:
    shunned = [match.span() for match in NEGATED.finditer(text)]
    return tuple(
        hit
        for hit in find_terms(text, groups, field=True)
        if not any(start <= hit.start < end for start, end in shunned)
    )
