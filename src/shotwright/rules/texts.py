"""The words of a beat, and where each stands: what several rules look through."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief, TalkBrief
from shotwright.model.clause import Action, Constraints
from shotwright.model.frozen import Noun
from shotwright.rules.places import Steps, standing

TEMPLATE_SYNTAX = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|\$\{|<%|%>|%\(\w{1,40}\)s")
"""Marks of the usual template languages; no text is ever evaluated."""

_CLAUSES = ("setting", "camera", "lighting", "style", "audio", "constraints")
_LONGEST_QUOTE = 40


def texts_of(brief: ShotBrief | TalkBrief, board: Board) -> Iterator[tuple[Steps, str]]:
    """List all that the user wrote and the service gets: each text with its path.

    Of a shot that is its prompt, if it is written word for word; else the names of its cast, its
    action and its clauses, those that it inherits too.  Of talk, its script and motion prompt.
    """
    if isinstance(brief, TalkBrief):
        if brief.talk.text is not None:
            yield ("talk", "text"), brief.talk.text
        if brief.motion is not None:
            yield ("motion",), brief.motion
        return
    if brief.prompt is not None:
        yield ("prompt",), brief.prompt
        return
    for who in brief.cast:
        if name := board.cast[who].name:
            yield ("/", "cast", who, "name"), name
    if brief.action is not None:
        for path, text in texts_in(brief.action):
            yield ("shot", *path), text
    for key in _CLAUSES:
        clause = getattr(brief, key)
        if clause is not None:
            at = standing(brief, board, key)
            for path, text in texts_in(clause):
                yield (*at, *path), text


def texts_in(clause: Noun) -> Iterator[tuple[Steps, str]]:
    """List the texts of a clause, each with its path below it."""
    for name, value in clause:
        # Actions and constraints are a list themselves, where they are not one bare text.
        own = () if isinstance(clause, Action | Constraints) else (name,)
        if isinstance(value, str):
            yield own, value
        elif isinstance(value, tuple):
            for number, entry in enumerate(value):
                if isinstance(entry, Noun):
                    for path, text in texts_in(entry):
                        yield (*own, number, *path), text
                else:
                    yield (*own, number), entry


def is_blank(text: str) -> bool:
    """Tell whether nothing is left of a text without white space and format characters."""
    return all(sign.isspace() or unicodedata.category(sign) == "Cf" for sign in text)


def quoted(texts: Sequence[str]) -> str:
    """Quote the first of some texts on one line, and count the others."""
    first = " ".join(texts[0].split())
    if len(first) > _LONGEST_QUOTE:
        first = f"{first[: _LONGEST_QUOTE - 3]}..."
    return f"`{first}`" + (f" and {len(texts) - 1} more" if len(texts) > 1 else "")
