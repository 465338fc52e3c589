"""The words of a beat, and where each stands: what several rules look through."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief, TalkBrief
from shotwright.model.frozen import Noun, Shorthand
from shotwright.rules.places import standing
from shotwright.rules.ruling import Found, Steps

TEMPLATE_SYNTAX = re.compile(
    r"""
    \{\{ [^{}\n]{0,60} \}\} | \{% [^%\n]{0,60} %\} | \{\# [^\#\n]{0,60} \#\}
    | \$\{ [^{}\n]{0,60} \} | <% [^%\n]{0,60} %> | %\( \w{1,60} \)s
    | \{\{ | \}\} | \{% | %\} | \{\# | \#\} | \$\{ | <% | %>
    """,
    re.VERBOSE,
)
"""Placeholders of the usual template languages, and their marks alone; none is ever evaluated."""

Texts = tuple[tuple[Steps, str], ...]
"""Texts, each with its path."""

_CLAUSES = ("setting", "camera", "lighting", "style", "audio", "constraints")
_LONGEST_QUOTE = 40


def texts_of(brief: ShotBrief | TalkBrief, board: Board) -> Texts:
    """List all that the user wrote and the service gets: each text with its path.

    Of a shot that is its prompt, if it is written word for word; else the names of its cast, its
    action and its clauses, those that it inherits too.  Of talk, its script and motion prompt.
    """
    # Rules ask about one beat after the other, so the texts of one beat are kept, not of all.
    kept: list[tuple[ShotBrief | TalkBrief, Texts]] = board.once("texts of one beat", list)
    last = kept[0] if kept else None
    if last is None or last[0] is not brief:
        last = (brief, tuple(_texts(brief, board)))
        kept[:] = [last]
    return last[1]


def _texts(brief: ShotBrief | TalkBrief, board: Board) -> Iterator[tuple[Steps, str]]:
    if isinstance(brief, ShotBrief):
        yield from _shot_texts(brief, board)
        return
    if brief.talk.text is not None:
        yield ("talk",), brief.talk.text
    if brief.motion is not None:
        yield ("motion",), brief.motion


def _shot_texts(brief: ShotBrief, board: Board) -> Iterator[tuple[Steps, str]]:
    if brief.prompt is not None:
        yield ("prompt",), brief.prompt
        return
    for who in brief.cast:
        if name := board.cast[who].name:
            yield ("/", "cast", who, "name"), name
    for path, text in texts_in(brief.action) if brief.action else ():
        yield ("shot", *path), text
    for key in _CLAUSES:
        if clause := getattr(brief, key):
            at = standing(brief, board, key)
            for path, text in texts_in(clause):
                yield (*at, *path), text


def texts_in(clause: Noun) -> Iterator[tuple[Steps, str]]:
    """List the texts of a clause, each with its path below it, in the clause's shortest form."""
    for name, value in clause:
        bare = isinstance(clause, Shorthand) and clause.model_fields_set == {clause.shorthand}
        own = () if bare else (name,)
        if isinstance(value, str):
            yield own, value
        elif isinstance(value, tuple):
            for number, entry in enumerate(value):
                if isinstance(entry, Noun):
                    for path, text in texts_in(entry):
                        yield (*own, number, *path), text
                else:
                    yield (*own, number) if len(value) > 1 else own, entry


def unfilled(brief: ShotBrief | TalkBrief, board: Board) -> Iterator[Found]:
    """Find what templates were to fill in, and did not: once for every text."""
    for path, text in texts_of(brief, board):
        marks = TEMPLATE_SYNTAX.findall(text)
        if marks:
            verb = "is" if len(marks) == 1 else "are"
            yield Found(
                path,
                f"{quoted(marks)} {verb} template syntax, which nothing fills in",
                "fill it in before the board is read",
            )


def is_blank(text: str) -> bool:
    """Tell whether nothing is left of a text without white space and format characters."""
    return all(sign.isspace() or unicodedata.category(sign) == "Cf" for sign in text)


def quoted(texts: Sequence[str]) -> str:
    """Quote the first of some texts on one line, and count the others."""
    first = " ".join(texts[0].split())
    if len(first) > _LONGEST_QUOTE:
        first = f"{first[: _LONGEST_QUOTE - 3]}..."
    return f"`{first}`" + (f" and {len(texts) - 1} more" if len(texts) > 1 else "")
