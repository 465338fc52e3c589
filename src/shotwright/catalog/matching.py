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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import combinations
from typing import Any, Generic, NamedTuple, TypeVar

from shotwright.catalog.terms import Group, Severity, Term, clashes, terms, word_list

CAMERA: tuple[Group, ...] = ("move", "size", "angle", "lens")
"""Looked for together, so that the `wide` of a wide-angle lens is no size."""
LIGHT: tuple[Group, ...] = ("lighting", "time", "weather")
SOUND: tuple[Group, ...] = ("ambient", "music")

_GAP = re.compile(r"[\s\-\u2010-\u2015]+")
_GAPS = r"[\s\-\u2010-\u2015]+"
_QUOTED = re.compile('"[^"]*"|“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|「[^「」]*」')
_QUOTES = '"“„«「'
_APOSTROPHES = str.maketrans("‘’ʼ", "'''")
_UNIT = re.compile(r"(?<=\d)(?=(?:mm|k)\b)")
_ABBREVIATION = re.compile(r"[A-Z]{2,3}")
_KEPT = 4096
"""How many texts are remembered: rules ask the same of a text, and beats inherit clauses."""
_Trie = dict[str, Any]
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
    """Text as it is compared; `starts` and `ends` lead back, None where nothing has moved."""

    text: str
    starts: Sequence[int] | None
    ends: Sequence[int] | None


class _Matcher(Generic[_M]):
    """One regular expression for some phrases, and what each of them stands for."""

    def __init__(self, phrases: Mapping[str, Iterable[_M]]) -> None:
        """Compile phrases, each standing for some meanings."""
        self.meaning = {key: tuple(phrases[key]) for key in phrases}
        trie: _Trie = {}
        for key in phrases:
            node = trie
            for character in key:
                node = node.setdefault(character, {})
            node[""] = {}
        # A phrase may start anywhere, also inside another: what overlaps is settled afterwards.
        # Two cheap tests keep most places from being tried; signs such as `;` need none.
        signs = {first: trie.pop(first) for first in [*trie] if not _is_word(first)}
        ways = [rf"\b(?=\w){_pattern(trie)}"] if trie else []
        ways += [_pattern(signs)] if signs else []
        self._regex = re.compile(f"(?=({'|'.join(ways)}))") if ways else re.compile(r"(?!)")

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Find phrases, the longest first where they overlap, in the order of the text."""
        heaps: list[tuple[int, int, bool]] = []  # what overlaps, and whether its first holds it all
        for match in self._regex.finditer(text):
            start, end = match.span(1)
            if not heaps or start >= heaps[-1][1]:
                heaps.append((start, end, True))
            elif end > heaps[-1][1]:
                heaps[-1] = (heaps[-1][0], end, False)
        return [
            span
            for start, end, alone in heaps
            for span in (((start, end),) if alone else self._longest_first(text, start, end))
        ]

    def _longest_first(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        # Shorter phrases are looked for in what the longest has left over.
        found = [match.span(1) for match in self._regex.finditer(text, start, end)]
        if found:
            left, right = max(found, key=lambda span: span[1] - span[0])
            yield from self._longest_first(text, start, left)
            yield left, right
            yield from self._longest_first(text, right, end)


def find_terms(text: str, groups: Sequence[Group], *, field: bool = False) -> tuple[TermHit, ...]:
    """Find terms of some groups, in the order of the text.

    A word that is a term in several of the groups is found once for each.

    Args:
        text: Any text; offsets of the hits are its own.
        groups: Looked for together: a longer alias of one hides a shorter of another.
        field: Whether the text is the clause of these groups, else it is free prose.
    """
    return _terms_in(text, tuple(groups), field)


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
    folded, starts, ends = _fold(text)
    if any(quote in folded for quote in _QUOTES):
        folded = _QUOTED.sub(lambda quoted: "\0" * len(quoted[0]), folded)
    for start, end in matcher.spans(folded):
        key = folded[start:end]
        if key not in matcher.meaning:
            key = _GAP.sub(" ", key)
        if starts is None or ends is None:
            yield start, end, key
        else:
            yield starts[start], ends[end - 1], key


def _fold(text: str) -> _Folded:
    """Normalise text, and remember where each character came from if any has moved."""
    if text.isascii():
        return _Folded(text.lower(), None, None)
    if unicodedata.is_normalized("NFKC", text):
        folded = text.casefold()
        if len(folded) == len(text):  # folding never shortens, so nothing has moved
            return _Folded(folded.translate(_APOSTROPHES), None, None)
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    while at < len(text):
        start, at = at, at + 1
        while at < len(text) and unicodedata.combining(text[at]):
            at += 1
        part = unicodedata.normalize("NFKC", text[start:at]).casefold()
        parts.append(part)
        starts += [start] * len(part)
        ends += [at] * len(part)
    return _Folded("".join(parts).translate(_APOSTROPHES), starts, ends)


def _folded(alias: str) -> str:
    return _GAP.sub(" ", _fold(alias).text)


def _written(alias: str) -> set[str]:
    """List how an alias may be written: numbers beside their unit, or apart."""
    folded = _folded(alias)
    return {folded, _UNIT.sub(" ", folded)}


def _pattern(trie: _Trie) -> str:
    """Write a trie as a pattern that takes the longest branch that ends at a word's end."""
    ways: list[str] = []
    for character, branch in trie.items():
        if not character:
            continue
        own = _GAPS if character == " " else re.escape(character)
        if "" not in branch:
            ways.append(own + _pattern(branch))
        else:
            end = r"(?!\w)" if _is_word(character) else ""
            longer = _pattern(branch)
            ways.append(own + (f"(?:{longer}|{end})" if longer else end))
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})" if ways else ""


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
