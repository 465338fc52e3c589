"""The texts of a beat: what the user wrote of it, each once, and where it stands.

All rules about words stand on this one reading.  A clause that many beats inherit is read once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, wraps
from typing import Any, NamedTuple, TypeVar

from shotwright.catalog import Group, first_words
from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief, TalkBrief
from shotwright.model.frozen import Noun, Shorthand
from shotwright.rules.places import standing, written
from shotwright.rules.ruling import Steps

CLAUSES = ("setting", "camera", "lighting", "style", "audio", "constraints")
"""The clauses that a beat may inherit."""

KEPT = 4096
"""How many texts readers remember: many beats say the same, and several rules read each."""

NOT_PLAIN = frozenset(["\x80"])
"""The token of texts that are not all ASCII."""

_B = TypeVar("_B", bound=ShotBrief | TalkBrief)
_C = TypeVar("_C")
_T = TypeVar("_T")
_QUOTED = re.compile('"[^"]*"|“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|「[^「」]*」')
_QUOTES = frozenset('"“„«「')
_TOKEN = re.compile(r"\w+|[^\w\s]")
_DIGIT = re.compile(r"\d")
_SHORT_FORMS = {"shot": "action", "constraints": "keep", "talk": "text"}
_LONGEST_QUOTE = 40
_NOTHING = re.compile(
    r"\s*(?:none|nothing|silent|silence|no(?:\s+[\w-]+)?)\s*\.?\s*", re.IGNORECASE
)


class Text(NamedTuple):
    """One text of a beat.

    Attributes:
        clause: Whose it is: `shot`, `prompt`, `cast`, `talk`, `motion`, or a clause's name.
        below: The steps to it from there; of the cast from the top of the document.
        text: As it is written.
        prose: The same length, with what is quoted blank; empty of what is spoken.
        tokens: The words of the text, in lower case, and its signs, with `#` where there is a
            digit: rules ask these first, since most texts have nothing that they look for.
    """

    clause: str
    below: Steps
    text: str
    prose: str
    tokens: frozenset[str]

    @property
    def is_told(self) -> bool:
        """Whether it is pictured or heard: no name, and nothing of a spoken line."""
        return self.clause != "cast" and self.below[:1] != ("says",)

    def piece(self, start: int, end: int) -> Text:
        """Take a piece of the text; its tokens may be more than its own."""
        return self._replace(text=self.text[start:end], prose=self.prose[start:end])


class _Beat(NamedTuple):
    """A beat, read.

    Attributes:
        tokens: Of all its texts.
        fresh: What is told, but of inherited clauses only what no beat before has.
    """

    texts: tuple[Text, ...]
    tokens: frozenset[str]
    fresh: tuple[Text, ...]


def once_a_beat(find: Callable[[_B, _C], _T]) -> Callable[[_B, _C], _T]:
    """Remember what was found for the beat asked last: its rules ask one after the other."""
    last: tuple[Any, Any, Any] = (None, None, None)

    @wraps(find)
    def found(brief: _B, within: _C) -> _T:
        nonlocal last
        known = last
        if known[0] is not brief or known[1] is not within:
            known = last = (brief, within, find(brief, within))
        answer: _T = known[2]
        return answer

    return found


def texts_of(brief: ShotBrief | TalkBrief, board: Board) -> tuple[Text, ...]:
    """List all that the user wrote and the service gets, without what is empty.

    Of a shot that is its prompt, if it is written word for word; else the names of its cast, its
    action and its clauses, those that it inherits too.  Of talk, its script and motion prompt.
    """
    return _beat(brief, board).texts


def may_have(text: Text, *groups: Group) -> bool:
    """Tell whether a text may have a term of some groups; most have none, and need no more."""
    words = first_words(groups)
    return not text.tokens.isdisjoint(words) or not text.tokens.isdisjoint(NOT_PLAIN)


def texts_with(
    brief: ShotBrief | TalkBrief, board: Board, tokens: frozenset[str]
) -> Sequence[Text]:
    """List the texts that have one of some tokens."""
    beat = _beat(brief, board)
    if beat.tokens.isdisjoint(tokens):
        return ()
    return [text for text in beat.texts if not text.tokens.isdisjoint(tokens)]


@once_a_beat
def own_texts(brief: ShotBrief, board: Board) -> tuple[Text, ...]:
    """List the texts that tell what happens: the steps of the action, or the whole prompt."""
    if brief.prompt is not None:
        return (_read("prompt", (), brief.prompt),)
    return _read_clause("shot", brief.action, board) if brief.action else ()


def fresh_texts(brief: ShotBrief, board: Board) -> tuple[Text, ...]:
    """List what is told in a beat; what it inherits only where it is the first to do so."""
    return _beat(brief, board).fresh


@once_a_beat
def _beat(brief: ShotBrief | TalkBrief, board: Board) -> _Beat:
    if isinstance(brief, TalkBrief):
        given = (("talk", brief.talk.text), ("motion", brief.motion))
        fresh = texts = tuple(_read(key, (), text) for key, text in given if text)
    elif brief.prompt is not None:
        fresh = texts = own_texts(brief, board)
    else:
        fresh = own_texts(brief, board)
        texts = (*_names(brief, board), *fresh)
        firsts = board.once("first with a clause", lambda: _first_with(board))
        for key in CLAUSES:
            clause = getattr(brief, key)
            if clause is not None:
                found = _read_clause(key, clause, board)
                texts += found
                if firsts.get(id(clause)) == brief.id:
                    fresh += tuple([text for text in found if text.is_told])
    return _Beat(texts, frozenset().union(*[text.tokens for text in texts]), fresh)


def _names(brief: ShotBrief, board: Board) -> Iterator[Text]:
    read = board.once("names of the cast", dict[str, Text])
    for who in brief.cast:
        if name := board.cast[who].name:
            if who not in read:
                read[who] = _read("cast", ("/", "cast", who, "name"), name)
            yield read[who]


def _read_clause(key: str, clause: Noun, board: Board) -> tuple[Text, ...]:
    """Read a clause, once for all who inherit it."""
    # The board keeps its clauses, so no identity comes twice.
    read = board.once("texts of clauses", dict[int, tuple[Text, ...]])
    found = read.get(id(clause))
    if found is None:
        found = read[id(clause)] = tuple(
            [_read(key, path, text) for path, text in texts_in(clause) if text]
        )
    return found


@lru_cache(KEPT)
def _read(clause: str, below: Steps, text: str) -> Text:
    prose = "" if clause == "talk" or "says" in below else unquoted(text)
    tokens = set(_TOKEN.findall(text.lower()))
    if _DIGIT.search(text):
        tokens.add("#")
    if "_" in text:
        tokens.add("_")
    if not text.isascii():
        tokens |= NOT_PLAIN
    return Text(clause, below, text, prose, frozenset(tokens))


def texts_in(clause: Noun) -> Iterator[tuple[Steps, str]]:
    """List the texts of a clause, each with its path below it, in the clause's shortest form."""
    bare = isinstance(clause, Shorthand) and clause.model_fields_set == {clause.shorthand}
    for name, value in vars(clause).items():
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


def is_first(brief: ShotBrief, board: Board, *clauses: str) -> bool:
    """Tell whether a beat is the first of the board with just these clauses.

    What is wrong with inherited clauses is told once, at the first beat that has them together;
    an action and a prompt are a beat's own.
    """
    if brief.prompt is not None or not all(clause in CLAUSES for clause in clauses):
        return True
    firsts = board.once(f"first with {' '.join(clauses)}", lambda: _firsts(board, clauses))
    return firsts[tuple([id(getattr(brief, key)) for key in clauses])] == brief.id


def _first_with(board: Board) -> dict[int, str]:
    """Find the first beat with each clause."""
    return {
        clause: beat
        for key in reversed(CLAUSES)
        for (clause,), beat in _firsts(board, (key,)).items()
    }


def _firsts(board: Board, keys: Sequence[str]) -> dict[tuple[int, ...], str]:
    found: dict[tuple[int, ...], str] = {}
    for brief in board.briefs:
        if isinstance(brief, ShotBrief) and brief.prompt is None:
            found.setdefault(tuple([id(getattr(brief, key)) for key in keys]), brief.id)
    return found


def path_of(text: Text, brief: ShotBrief | TalkBrief, board: Board) -> Steps:
    """Find where a text stands, as `Found.path` wants it."""
    if text.clause == "cast":
        return text.below
    if text.clause in CLAUSES:
        return (*standing(brief, board, text.clause), *text.below)
    return (text.clause, *text.below)


def as_written(text: Text, brief: ShotBrief | TalkBrief, board: Board) -> Steps:
    """Find the value of a text in the file, where it may be written in short or in full."""
    path = path_of(text, brief, board)
    if not text.below:
        path = written(brief, board, path, _SHORT_FORMS.get(text.clause, "words"))
    return written(brief, board, path, 0)


def unquoted(text: str, blank: str = " ") -> str:
    """Blank what stands in quotes: every other character stays where it is."""
    if _QUOTES.isdisjoint(text):
        return text
    return _QUOTED.sub(lambda quote: blank * len(quote[0]), text)


def quotations(text: str) -> Iterator[re.Match[str]]:
    """Walk what stands in quotes, its marks included."""
    return _QUOTED.finditer(text)


def is_blank(text: str) -> bool:
    """Tell whether nothing is left of a text without white space and format characters."""
    return all(sign.isspace() or unicodedata.category(sign) == "Cf" for sign in text)


def says_nothing(heard: str) -> bool:
    """Tell whether a part of the audio is there to say that there is none."""
    return _NOTHING.fullmatch(heard) is not None


def quoted(texts: Sequence[str]) -> str:
    """Quote the first of some texts on one line, and count the others."""
    first = " ".join(texts[0].split())
    if len(first) > _LONGEST_QUOTE:
        first = f"{first[: _LONGEST_QUOTE - 3]}..."
    return f"`{first}`" + (f" and {len(texts) - 1} more" if len(texts) > 1 else "")
