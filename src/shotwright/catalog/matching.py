"""Finds the vocabulary's terms and words in text.

Text and alias are compared in NFKC and case-folded, with runs of white space and hyphens as one
space; the longest alias comes first, and no character is used twice within a group.  Quoted text is
dialogue and skipped.  Offsets are the original text's.

>>> [hit.term.term for hit in find_terms("Slow dolly-in to CU", CAMERA, field=True)]
['push-in', 'CU']
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain, combinations
from typing import Generic, NamedTuple, TypeVar

from shotwright.catalog.terms import Group, Severity, Term, clashes, terms, word_list

CAMERA: tuple[Group, ...] = ("move", "size", "angle", "lens")
"""Looked for together, so that the `wide` of a wide-angle lens is no size."""
LIGHT: tuple[Group, ...] = ("lighting", "time", "weather")
SOUND: tuple[Group, ...] = ("ambient", "music")

_GAP = re.compile(r"[\s\-\u2010-\u2015]+")
_LONG_GAP = re.compile(r"[\s\-\u2010-\u2015]{2,}")
_QUOTED = re.compile('"[^"]*"|“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|「[^「」]*」')
_QUOTES = '"“„«「'
_APOSTROPHES = str.maketrans("‘’ʼ", "'''")
_UNIT = re.compile(r"(?<=\d)(?=(?:mm|k)\b)")
_ABBREVIATION = re.compile(r"[A-Z]{2,3}")
_WORDS = re.compile(r"\w+|[^\w\s]")
_KEPT = 4096
"""How many texts are remembered: rules ask the same of a text, and beats inherit clauses."""
_M = TypeVar("_M")


class TermHit(NamedTuple):
    """A term found: its alias stands at `start` to `end` of the text."""

    term: Term
    start: int
    end: int


class WordHit(NamedTuple):
    """A word of a list found; `word` as the list writes it."""

    list: str
    word: str
    start: int
    end: int


class Contradiction(NamedTuple):
    """Two terms that fight, in the order found."""

    first: TermHit
    second: TermHit
    severity: Severity
    why: str


class _Folded(NamedTuple):
    """Text as it is compared, its words and signs, and where each character was and ended."""

    text: str
    words: frozenset[str]
    starts: Sequence[int]
    ends: Sequence[int]


class _Matcher(Generic[_M]):
    """Some phrases, the longest first under the word or sign that each begins with."""

    def __init__(self, phrases: Mapping[str, Iterable[_M]]) -> None:
        """Sort phrases, each standing for some meanings."""
        self.meaning = {key: tuple(phrases[key]) for key in phrases}
        self._beginning_with: dict[str, list[str]] = {}
        for phrase in sorted(phrases, key=len, reverse=True):
            self._beginning_with.setdefault(_WORDS.findall(phrase)[0], []).append(phrase)
        self._firsts = frozenset(self._beginning_with)

    def spans(self, text: str, words: frozenset[str]) -> list[tuple[int, int]]:
        """Find phrases in a text of some words, the longest first where they overlap, in order."""
        firsts = self._firsts & words
        if not firsts:
            return []
        phrases = [phrase for first in firsts for phrase in self._beginning_with[first]]
        heaps: list[tuple[int, int, bool]] = []  # what overlaps, and whether its first holds it all
        for start, end in _longest_of(phrases, text, 0, len(text)):
            if not heaps or start >= heaps[-1][1]:
                heaps.append((start, end, True))
            elif end > heaps[-1][1]:
                heaps[-1] = (heaps[-1][0], end, False)
        return [
            span
            for start, end, alone in heaps
            for span in (((start, end),) if alone else _longest_first(phrases, text, start, end))
        ]


def _longest_first(
    phrases: Sequence[str], text: str, start: int, end: int
) -> Iterator[tuple[int, int]]:
    # Shorter phrases are looked for in what the longest has left over.
    found = _longest_of(phrases, text, start, end)
    if found:
        left, right = max(found, key=lambda span: span[1] - span[0])
        yield from _longest_first(phrases, text, start, left)
        yield left, right
        yield from _longest_first(phrases, text, right, end)


def _longest_of(phrases: Sequence[str], text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Find the longest phrase at every place, also inside another, in the order of the text."""
    found: dict[int, int] = {}
    for phrase in phrases:
        at = text.find(phrase, start, end)
        while at >= 0:
            stop = at + len(phrase)
            if not (_within_word(text, at) or _within_word(text, stop)):
                found.setdefault(at, stop)
            at = text.find(phrase, at + 1, end)
    return sorted(found.items())


def find_terms(text: str, groups: Sequence[Group], *, field: bool = False) -> tuple[TermHit, ...]:
    """Find terms of some groups, in the order of the text.

    A word that is a term in several of the groups is found once for each.

    Args:
        text: Any text; offsets of the hits are its own.
        groups: Looked for together: a longer alias of one hides a shorter of another.
        field: Whether the text is the clause of these groups, else it is free prose.
    """
    return _terms_in(text, tuple(groups), field)


@cache
def first_words(groups: tuple[Group, ...]) -> frozenset[str]:
    """List the words, in lower case, with which the terms of some groups begin, however written."""
    return frozenset(
        _WORDS.findall(phrase)[0]
        for field in (True, False)
        for phrase, meant in _term_matcher(groups, field).meaning.items()
        if meant
    )


def find_words(text: str, *lists: str) -> tuple[WordHit, ...]:
    """Find the words of some lists, in the order of the text.

    Raises:
        KeyError: No such list.
    """
    return _words_in(text, lists)


@lru_cache(_KEPT)
def _terms_in(text: str, groups: tuple[Group, ...], field: bool) -> tuple[TermHit, ...]:  # noqa: FBT001 - a key of the cache
    matcher = _term_matcher(groups, field)
    hits = tuple(
        TermHit(term, start, end)
        for start, end, key in _found(text, matcher)
        for term, exact in matcher.meaning[key]
        if exact is None or exact == text[start:end]
    )
    if not any(hit.term.generic_of for hit in hits):
        return hits
    named = {(hit.term.group, hit.term.term) for hit in hits}
    return tuple(
        hit
        for hit in hits
        if not any((hit.term.group, specific) in named for specific in hit.term.generic_of)
    )


@lru_cache(_KEPT)
def _words_in(text: str, lists: tuple[str, ...]) -> tuple[WordHit, ...]:
    matcher = _word_matcher(lists)
    return tuple(
        WordHit(name, word, start, end)
        for start, end, key in _found(text, matcher)
        for name, word in matcher.meaning[key]
    )


def contradictions(hits: Sequence[TermHit], text: str = "") -> list[Contradiction]:
    """Find which terms fight, each pair once.

    Args:
        hits: From one part of a shot.
        text: What they were found in: a transition word between two sizes lets both stand.
    """
    fights = clashes()
    found: dict[frozenset[tuple[str, str]], Contradiction] = {}
    for first, second in combinations(hits, 2):
        pair = frozenset({(hit.term.group, hit.term.term) for hit in (first, second)})
        clash = fights.get(pair)
        if clash is None or pair in found:
            continue
        sizes = first.term.group == second.term.group == "size"
        if not (sizes and find_words(text[first.end : second.start], "transition_words")):
            found[pair] = Contradiction(first, second, clash.severity, clash.why)
    return list(found.values())


@cache
def _term_matcher(
    groups: tuple[Group, ...],
    field: bool,  # noqa: FBT001 - a key of the cache
) -> _Matcher[tuple[Term, str | None]]:
    phrases: dict[str, dict[tuple[Term, str | None], None]] = _nothing()
    meant = [
        (written, term, alias if _ABBREVIATION.fullmatch(alias) else None)
        for group in groups
        for term in terms(group)
        for alias in (term.aliases if field or term.prose_aliases is None else term.prose_aliases)
        for written in _written(alias)
    ]
    for written, term, exact in meant:
        phrases.setdefault(written, {})[term, exact] = None
    return _Matcher(phrases)


@cache
def _word_matcher(lists: tuple[str, ...]) -> _Matcher[tuple[str, str]]:
    phrases: dict[str, dict[tuple[str, str], None]] = _nothing()
    for name in lists:
        # Of two spellings of a word, `split screen` and `split-screen`, the first stands for both.
        for folded, word in {_folded(word): word for word in reversed(word_list(name))}.items():
            phrases.setdefault(folded, {})[name, word] = None
    return _Matcher(phrases)


def _nothing() -> dict[str, dict[_M, None]]:
    """List the phrases that hold a term's word and mean something else: they stand for nothing."""
    return {_folded(phrase): {} for phrase in word_list("false_friends")}


def _found(text: str, matcher: _Matcher[_M]) -> Iterator[tuple[int, int, str]]:
    folded, words, starts, ends = _fold(text)
    for start, end in matcher.spans(folded, words):
        yield starts[start], ends[end - 1], folded[start:end]


@lru_cache(_KEPT)
def _fold(text: str) -> _Folded:
    folded, starts, ends = _normalised(text)
    gaps = [edge for gap in _LONG_GAP.finditer(folded) for edge in gap.span()]
    if gaps:
        edges = [0, *gaps, len(folded)]
        apart = list(zip(edges[::2], edges[1::2], strict=True))
        starts = array("I", chain.from_iterable([starts[a : z + 1] for a, z in apart]))
        ends = array("I", chain.from_iterable([ends[max(a - 1, 0) : z] for a, z in apart]))
    folded = _GAP.sub(" ", folded).translate(_APOSTROPHES)
    if any(quote in folded for quote in _QUOTES):
        folded = _QUOTED.sub(lambda quoted: "\0" * len(quoted[0]), folded)
    return _Folded(folded, frozenset(_WORDS.findall(folded)), starts, ends)


def _normalised(text: str) -> tuple[str, Sequence[int], Sequence[int]]:
    """Fold text to NFKC without case; tell where each of its characters was and ended."""
    if text.isascii() or unicodedata.is_normalized("NFKC", text):
        folded = text.casefold()
        if len(folded) == len(text):  # folding never shortens, so nothing has moved
            return folded, range(len(text)), range(1, len(text) + 1)
    parts: list[str] = []
    starts, ends = array("I"), array("I")
    at = 0
    while at < len(text):
        start, at = at, at + 1
        while at < len(text) and unicodedata.combining(text[at]):
            at += 1
        part = unicodedata.normalize("NFKC", text[start:at]).casefold()
        parts.append(part)
        starts.extend([start] * len(part))
        ends.extend([at] * len(part))
    return "".join(parts), starts, ends


def _folded(alias: str) -> str:
    return _fold(alias).text


def _written(alias: str) -> set[str]:
    """List how an alias may be written: numbers beside their unit, or apart."""
    folded = _folded(alias)
    return {folded, _UNIT.sub(" ", folded)}


def _within_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and _is_word(text[place - 1]) and _is_word(text[place])


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
