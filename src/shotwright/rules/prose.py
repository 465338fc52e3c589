"""The prose of a shot: what its texts say of the picture, without what is spoken or quoted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief, TalkBrief
from shotwright.rules.places import standing, written
from shotwright.rules.ruling import Steps
from shotwright.rules.texts import texts_in

_QUOTED = re.compile('"[^"]*"|“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|「[^「」]*」')
_QUOTES = '"“„«「'
_TOKEN = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
_SHOT = re.compile(r"\bshot\s*(\d{1,3})\s*[:：]", re.IGNORECASE)
_UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_PART = re.compile(r"(?<![^\W_])[A-Z][^\W_]{2,}")
_KEPT = 4096
_CLAUSES = ("setting", "camera", "lighting", "style", "audio", "constraints")
_SHORT_FORMS = {"shot": "action", "constraints": "keep", "talk": "text"}


class Words(NamedTuple):
    """One text of a beat.

    Attributes:
        clause: Whose it is: `shot`, `prompt`, `cast`, `talk`, `motion`, or a clause's name.
        below: The steps to it from there; of the cast from the top of the document.
        text: As it is written.
        prose: The same length, with what is quoted blank; all of a spoken line is blank.
        tokens: The words of the prose, in lower case, and `#` where there is a digit: rules ask
            these first, since most texts have nothing that they look for.
    """

    clause: str
    below: Steps
    text: str
    prose: str
    tokens: frozenset[str]


def words_of(brief: ShotBrief | TalkBrief, board: Board) -> tuple[Words, ...]:
    """List the texts of a beat, as `texts_of` does: once for all rules, inherited ones once."""
    kept = board.once("words of beats", dict[str, tuple[Words, ...]])
    found = kept.get(brief.id)
    if found is None:
        found = kept[brief.id] = tuple(_words(brief, board))
    return found


def path_of(words: Words, brief: ShotBrief | TalkBrief, board: Board) -> Steps:
    """Find where a text stands, as `Found.path` wants it."""
    if words.clause == "cast":
        return words.below
    if words.clause in _CLAUSES:
        return (*standing(brief, board, words.clause), *words.below)
    return (words.clause, *words.below)


def _words(brief: ShotBrief | TalkBrief, board: Board) -> Iterator[Words]:
    if isinstance(brief, TalkBrief):
        if brief.talk.text:
            yield _of("talk", (), brief.talk.text, spoken=True)
        if brief.motion:
            yield _of("motion", (), brief.motion)
    elif brief.prompt is not None:
        yield _of("prompt", (), brief.prompt)
    else:
        yield from _shot_words(brief, board)


def _shot_words(brief: ShotBrief, board: Board) -> Iterator[Words]:
    for who in brief.cast:
        if name := board.cast[who].name:
            yield _of("cast", ("/", "cast", who, "name"), name)
    kept = board.once("words of clauses", dict[int, tuple[Words, ...]])
    clauses = [("shot", brief.action), *((key, getattr(brief, key)) for key in _CLAUSES)]
    for key, clause in clauses:
        if clause is not None:
            found = kept.get(id(clause))  # the board keeps its clauses, so no identity comes twice
            if found is None:
                found = kept[id(clause)] = tuple(
                    _of(key, path, text, spoken="says" in path)
                    for path, text in texts_in(clause)
                    if text
                )
            yield from found


def _of(clause: str, below: Steps, text: str, *, spoken: bool = False) -> Words:
    prose = "" if spoken else unquoted(text)
    tokens = _TOKEN.findall(prose.lower())
    if _DIGIT.search(prose):
        tokens.append("#")
    return Words(clause, below, text, prose, frozenset(tokens))


def unquoted(text: str) -> str:
    """Blank what stands in quotes: every other character stays where it is."""
    if not any(quote in text for quote in _QUOTES):
        return text
    return _QUOTED.sub(lambda quote: " " * len(quote[0]), text)


def shots_in(text: str) -> tuple[str, ...]:
    """Take a text apart at its `Shot 1:` marks; without any it is one shot."""
    marks = list(_SHOT.finditer(text))
    if not marks:
        return (text,)
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    return tuple(text[mark.end() : end] for mark, end in zip(marks, ends, strict=True))


def mentions(names: tuple[str, ...], text: str) -> tuple[int, ...]:
    """Find where a text first names each of some people; -1 for those it does not name.

    A name may stand in full or in part, if no other shares the part, and in the possessive.  Names
    are looked for as they are written; in any case only where that finds nothing.
    """
    found = (
        _pattern(ways).search(text) or _pattern(ways[:1], re.IGNORECASE).search(text)
        for ways in _ways(names)
    )
    return tuple(match.start() if match else -1 for match in found)


@lru_cache(_KEPT)
def _ways(names: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """List how each may be named: in full first."""
    parts = Counter(part for name in names for part in set(_PART.findall(name)))
    return tuple(
        tuple(dict.fromkeys([name, *(part for part in _PART.findall(name) if parts[part] == 1)]))
        for name in names
    )


@lru_cache(_KEPT)
def _pattern(ways: tuple[str, ...], flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    return re.compile("|".join(_as_word(way) for way in ways), flags)


@lru_cache(_KEPT)
def name_pattern(name: str) -> re.Pattern[str]:
    """Find a name as a word; beside scripts that write no spaces, anywhere."""
    return re.compile(_as_word(name))


def _as_word(name: str) -> str:
    if re.search(f"[{_UNSPACED}]", name):
        return re.escape(name)
    letter = rf"[^\W{_UNSPACED}]"
    word = re.escape(name)
    # The name comes first, and then what stands before it: that is searched for much faster.
    return rf"{word}(?<!{letter}{word})(?:s(?!{letter})|(?!{letter}))"


def as_written(brief: ShotBrief | TalkBrief, board: Board, words: Words) -> Steps:
    """Find the value of a text in the file, where it may be written in short or in full."""
    path = path_of(words, brief, board)
    if not words.below:
        path = written(brief, board, path, _SHORT_FORMS.get(words.clause, "words"))
    return written(brief, board, path, 0)
