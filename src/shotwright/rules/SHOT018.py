"""SHOT018: it is not clear who is meant.

What: Reports, in a shot of two or more people, a sentence that begins with He or She, with One or
    The other and a verb, and words such as `the woman` and `the presenter` anywhere.

Why: The model gives the action to either of them, often to both.

Bad:
    >>> lint('''
    ... - shot: Maya and Ken sit down. She stands up again.
    ...   with: [maya, ken]
    ... ''')
    warn SHOT018: s.1: `She` may be any of 2 people; repeat the name

Good:
    >>> lint('''
    ... - shot: Maya and Ken sit down. Maya stands up again.
    ...   with: [maya, ken]
    ... ''')

Fix: Repeat the name.

Source: ByteDance, "Seedance 2.0 reference-to-video troubleshooting guide" V1.7, section 1.2,
    snapshot 2026-08-21; practitioners' reference set for Seedance 2.0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from shotwright.catalog import find_words, word_list
from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.prompt import acts
from shotwright.rules.names import hidden
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import KEPT, path_of, quoted, texts_with

CODE = "SHOT018"
SEVERITY = Severity.WARN

_BEGINS = re.compile(
    r"""
    (?: \A | [.!?…;\n] | \bshot \s* \d{1,3} \s* : ) [\s"'”’)]{0,8} (?: then \s+ | and \s+ )?
    (?P<who> he | she | one (?= \s+ of \s+ them \b ) | one | the \s+ other )
    (?! ['’]s \s own ) (?= ['’]s \b | \s+ (?P<next> \w+ ) )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_GOES_ON = re.compile(r"(?:\w+ly|is|has|does|was|then|just|of|one|keeps|stays|remains|\w+ing)")
_THING = re.compile(
    r"['’]s? (?:stand|cone|grille)|[ -](?:stand|city|country|cable|grille|cone|cabinet|system)\b"
)


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield a finding for every text that does not say who is meant."""
    if len(brief.cast) <= 1:
        return
    for text in texts_with(brief, case.board, _hints()):
        if text.clause in {"setting", "audio", "cast", "style"}:
            continue
        begins = text.clause in {"shot", "prompt"}
        if found := _unclear(text.prose, brief.names, begins):
            yield Found(
                path_of(text, brief, case.board),
                f"{quoted(found)} may be any of {len(brief.cast)} people",
                "repeat the name",
            )


@cache
def _hints() -> frozenset[str]:
    """List words without which nobody is unclear."""
    refs = {word for ref in word_list("generic_person_refs") for word in ref.split()}
    return frozenset(refs - {"the"} | {"he", "she"})


@lru_cache(KEPT)
def _unclear(prose: str, names: tuple[str, ...], begins: bool) -> list[str]:  # noqa: FBT001 - a key of the cache
    for name in names:
        prose = hidden(name, prose, "\x01")
    found = {
        hit.start: prose[hit.start : hit.end]
        for hit in find_words(prose, "generic_person_refs")
        if not _THING.match(prose, hit.end)
        if hit.word != "the speaker" or _acts_next(prose[hit.end : hit.end + 40])
    }
    for match in _BEGINS.finditer(prose) if begins else ():
        who = match["who"].casefold()
        if who in {"he", "she"} or _acts_next(prose[match.end("who") : match.end("who") + 40]):
            found.setdefault(match.start("who"), match["who"])
    return [found[start] for start in sorted(found)]


def _acts_next(rest: str) -> bool:
    """Tell whether a person is what does the next thing: `... smiles`, `... slowly turns`."""
    word = re.match(r"\s+(\w+)", rest)
    return bool(word and (_GOES_ON.fullmatch(word[1].lower()) or acts(f"she {word[1]}")))
