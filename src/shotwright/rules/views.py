"""Several texts of a beat in a row, with the vocabulary's terms in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from shotwright.catalog import Contradiction, Group, TermHit, contradictions
from shotwright.rules.texts import Text

WINDOW = 160
"""How many characters before a word are looked at."""

NEGATED = re.compile(
    r"\b(?:no|without|never|not|avoid|don't|do not|free of)\b"
    r"(?:(?!\b(?:but|just|only)\b)[^,.;:\n])*"
    r"(?:(?:,\s*[\w-]+(?:\s[\w-]+)?){0,4},?\s(?:or|nor)\s+[\w-]+)?",
    re.IGNORECASE,
)
"""What is said not to be there, with its list."""

SEQUENCE = re.compile(
    r"\b(?:then|before|after|afterwards|followed|finally|until|once|when|ends?|ending|finish\w*"
    r"|settl\w+|land\w*|stops?|comes to|resolves?|eases?|starts?|begins?|tighten\w*|widen\w*"
    r"|clos(?:es|ing) in|down to|opens?|opening)\b",
    re.IGNORECASE,
)
"""What says that one thing comes after another."""

_OFTEN = 3


class View(NamedTuple):
    """What one part of a beat asks of camera or light.

    Attributes:
        text: Its texts in a row.
        begins: Where in it each text begins.
        hits: The terms found, at offsets of `text`.
    """

    text: str
    begins: tuple[tuple[int, Text], ...]
    hits: tuple[TermHit, ...]

    def text_of(self, hit: TermHit) -> Text:
        """Find the text in which a term stands."""
        return [text for start, text in self.begins if start <= hit.start][-1]

    def word(self, hit: TermHit) -> str:
        """Quote a term as it is written."""
        return f"`{' '.join(self.text[hit.start : hit.end].split())}`"


def row(texts: Iterable[Text], find: Callable[[Text], Sequence[TermHit]]) -> View:
    """Put texts in a row, with what is found in each."""
    whole = ""
    begins: list[tuple[int, Text]] = []
    hits: list[TermHit] = []
    for text in texts:
        whole += ", " if whole else ""
        start = len(whole)
        begins.append((start, text))
        hits += [hit._replace(start=hit.start + start, end=hit.end + start) for hit in find(text)]
        whole += text.text
    return View(whole, tuple(begins), tuple(hits))


def fights_in(view: View) -> list[Contradiction]:
    """Find which terms of a view fight."""
    return contradictions(_compared(view.hits), view.text) if len(view.hits) > 1 else []


def _compared(hits: Iterable[TermHit]) -> list[TermHit]:
    """Take each term as often as is enough: every two of them are compared."""
    count: Counter[tuple[Group, str]] = Counter()
    kept = []
    for hit in hits:
        count[hit.term.group, hit.term.term] += 1
        if count[hit.term.group, hit.term.term] <= _OFTEN:
            kept.append(hit)
    return kept
