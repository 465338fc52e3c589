"""SHOT008: placeholder words are left in the text.

What: Reports what stands for words that were never written: TODO, TBD, lorem ipsum, `your product`,
    `[PRODUCT NAME]`, `[City]`, YOUR_NAME, `____`; in spoken lines only those that nobody says.

Why: The model draws or says the placeholder, and the clip is paid for.

Bad:
    >>> lint('''
    ... - shot: Maya holds [PRODUCT NAME] up
    ... ''')
    warn SHOT008: s.1: `[PRODUCT NAME]` is a placeholder; fill it in

Good:
    >>> lint('''
    ... - shot: Maya holds the green tin up and fills in a form
    ... ''')

Fix: Fill it in.

Source: Ours.
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

CODE = "SHOT008"
SEVERITY = Severity.WARN

_SURE = re.compile(
    r"""
    (?i: \[ \s* (?: (?: your | insert | product | company | brand | client | customer | speaker
          | first | last | full ) \b [^][\n]{0,40}
        | (?: name | city | date | title | place | location | colou?r | price | logo | tagline
          | slogan | website | url | time | number ) (?: \s+ here )? ) \s* \] )
    | \b (?i: your | insert | product | company | brand ) _ \w+
    | \b TODO \b | \b todo (?= \s* [:!] ) | \b (?: TBD | TBC | TBA | FIXME | XXX ) (?! \w )
    | (?<! _ ) _{3,} (?! _ ) | \b (?i: lorem \s+ ipsum ) \b
    """,
    re.VERBOSE,
)
_WHOLE = re.compile(r"\W*(?:please )?(?:fill in|todo|tbd|tbc|tba|xxx)\b\W*(?:later|here)?\W*")
_LIKELY = re.compile(r"\b(?:tb[dc]|fixme|xxx|fill in (?:here|later|the (?:blank|name|product)))\b")


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield a finding for every text that holds placeholders."""
    for text in texts_with(brief, case.board, _hints()):
        if found := _placeholders(text.text, text.prose):
            is_one = "is a placeholder" if len(found) == 1 else "are placeholders"
            yield Found(path_of(text, brief, case.board), f"{quoted(found)} {is_one}", "fill it in")


@cache
def _hints() -> frozenset[str]:
    """List tokens without which nothing is left open."""
    first = {words.split()[0] for words in word_list("placeholder_words")}
    return frozenset(first | {"tba", "[", "_"})


@lru_cache(KEPT)
def _placeholders(text: str, prose: str) -> list[str]:
    """List them in their order; of what is spoken, only what nobody says."""
    spans = [match.span() for match in _SURE.finditer(text)]
    lower = prose.lower()
    if _WHOLE.fullmatch(lower):
        spans.append((0, len(text)))
    spans += [match.span() for match in _LIKELY.finditer(lower)]
    spans += [
        (hit.start, hit.end)
        for hit in find_words(prose, "placeholder_words")
        if hit.word not in {"todo", "tbd", "tbc", "xxx", "fixme", "fill in"}
    ]
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return [text[start:end].strip() for start, end in kept]
