"""SHOT019: the number of people differs from the cast.

What: Reports a number of people in the words of a shot (`three hosts`) that is not the number of
    its cast.  People in the background, of a picture, or for whom something is, do not count.

Why: Wrong and doubled people are a known fault of the model: asked for three with two looks, it
    invents one, or shows the same face twice.

Bad:
    >>> lint('''
    ... - shot: Three hosts laugh, Maya and Ken among them
    ...   with: [maya, ken]
    ... ''')
    warn SHOT019: s.1: `Three hosts`, but the shot has 2 people; match the number, or say that the
    others are in the background

Good:
    >>> lint('''
    ... - shot: Maya and Ken laugh, three guests in the background
    ...   with: [maya, ken]
    ... ''')

Fix: Match the number, or say that the others are in the background.

Source: ByteDance, "Seedance 2.0 reference-to-video troubleshooting guide" V1.7, V-7 and V-10,
    snapshot 2026-08-21.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from shotwright.catalog import find_words, word_list
from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import KEPT, path_of, quoted, texts_with
from shotwright.rules.wordlists import NUMBER, count_of

CODE = "SHOT019"
SEVERITY = Severity.WARN

_NUMBER = re.compile(
    rf"(?<![\w.,:/-])(?P<count>{NUMBER})\s+(?:(?!(?:of|the|in|to|and|with)\b)[a-z-]+\s+)?\Z",
    re.IGNORECASE,
)
_COUNTS = re.compile(rf"(?<!\w){NUMBER}\s+(?:[a-z-]+\s+)?\w", re.IGNORECASE)
_ASIDE = re.compile(
    r"\b(?:for|of|than|like|every|last|next|other|another|to seat|seats?|fits?"
    r"|sleeps?)\s+(?:up to\s+|the\s+|about\s+)?\Z",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.;!?\n]")
_BEHIND = re.compile(
    r"\b(?:background|behind|distance|distant|far|out of focus|blurr\w*|passers?-?by|extras|outside"
    r"|poster|photo\w*|picture|painting|portrait|screen|mural|statues?|silhouettes?|in passing)\b",
    re.IGNORECASE,
)


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield a finding for every text that counts other people."""
    if not brief.cast:
        return
    for text in texts_with(brief, case.board, _hints()):
        if text.clause in {"audio", "cast"}:
            continue
        wrong = [told for told, count in _counted(text.prose) if count != len(brief.cast)]
        if wrong:
            people = "1 person" if len(brief.cast) == 1 else f"{len(brief.cast)} people"
            yield Found(
                path_of(text, brief, case.board),
                f"{quoted(wrong)}, but the shot has {people}",
                "match the number, or say that the others are in the background",
            )


@cache
def _hints() -> frozenset[str]:
    """List words without which nobody is counted."""
    return frozenset(noun.split("-")[-1] for noun in word_list("people_nouns"))


@lru_cache(KEPT)
def _counted(prose: str) -> list[tuple[str, float]]:
    """List the people that a text counts, in its words, and how many they are."""
    found: list[tuple[str, float]] = []
    if not _COUNTS.search(prose):
        return found
    for hit in find_words(prose, "people_nouns"):
        base = max(0, hit.start - 40)
        number = _NUMBER.search(prose[base : hit.start])
        if not number or not hit.word.endswith(("s", "men", "people")):
            continue
        first = base + number.start()
        before = _STOP.split(prose[max(0, first - 160) : first])[-1]
        after = _STOP.split(prose[first : hit.end + 160])[0]
        if _ASIDE.search(before) or _BEHIND.search(before + after):
            continue
        count = count_of(number["count"])
        if count > 1:
            found.append((prose[first : hit.end], count))
    return found
