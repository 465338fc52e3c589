"""SHOT039: something is said not to be there.

What: Reports `no`, `not`, `without`, `avoid` and their like in the words of a shot, unless what
    follows is text, subtitles, captions, watermarks, logos, music or cuts.  Sound that is said to
    be none (`ambient: no sound`) is fine.

Why: What is named tends to appear.  Only for stray text, logos, music and cuts does saying no work.

Bad:
    >>> lint('''
    ... - shot: Maya waits on a bench without any people around her
    ... ''')
    warn SHOT039: s.1: `without any people` names what is not wanted, which then tends to appear;
    say what is there instead, such as `an empty bench`

Good:
    >>> lint('''
    ... - shot: Maya waits alone on an empty platform
    ...   constraints: no subtitles, no watermark
    ... ''')

Fix: Say what is there instead: `static camera`, `an empty street`.

Source: HeyGen community, "Prompting best practices for adding motion" (no negative prompts),
    through a digest of 2026-08-04; ByteDance, "Seedance 2.0 reference-to-video troubleshooting
    guide" V1.7 (no subtitles and no watermark do work), snapshot 2026-08-21.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from shotwright.catalog import word_list
from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.english import is_english
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import (
    KEPT,
    fresh_texts,
    path_of,
    quoted,
    says_nothing,
    unquoted,
)
from shotwright.rules.wordlists import words_in

CODE = "SHOT039"
SEVERITY = Severity.WARN

_FOLLOWS = re.compile(r"(?:\s+[\w'’-]+){0,2}")
_IDIOM = re.compile(
    r"(?:in\s+)?no\s+(?:time|doubt|matter|sooner|less|later|fewer)\b|no\.?\s*\d"
    r"|not\s+(?:only|just|far|least|yet|long\s+(?:after|before))\b|(?:nothing|none)\s+(?:but|other)\b"
    r"|can(?:not|'t|’t)\s+(?:help|stop)\b|minus\s+(?:\d|one|two|five|ten|twenty)"
    r"|never[\s-](?:ending|ceasing)",
    re.IGNORECASE,
)
_OR_NOT = re.compile(r"\b(?:or|if|why|believe it or)\s+$", re.IGNORECASE)


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield a finding for every text that says no."""
    for text in fresh_texts(brief, case.board):
        silence = text.clause == "audio" and says_nothing(text.text)
        refused = () if silence else _refused_in(text.text)
        if refused and is_english(text, brief, case.board):
            yield Found(
                path_of(text, brief, case.board),
                f"{quoted(refused)} {'names' if len(refused) == 1 else 'name'} what is not wanted,"
                " which then tends to appear",
                "say what is there instead, such as `an empty bench`",
            )


@lru_cache(KEPT)
def _refused_in(text: str) -> tuple[str, ...]:
    plain = unquoted(text)
    found = []
    for hit in words_in(text, "negation_words"):
        start, end = hit.start, hit.end
        hyphened = plain[start - 1 : start] == "-" or plain[end : end + 1] == "-"
        if (
            hyphened
            or _IDIOM.match(plain, start)
            or _OR_NOT.search(plain[max(0, start - 20) : start])
        ):
            continue
        if not _accepted().match(plain, end):
            follows = _FOLLOWS.match(plain, end)
            found.append(plain[start : follows.end() if follows else end])
    return tuple(found)


@cache
def _accepted() -> re.Pattern[str]:
    """Compile what may be refused."""
    things = sorted(word_list("accepted_negative_objects"), key=len, reverse=True)
    return re.compile(
        r"\s+(?:(?:any|on[\s-]screen|onscreen|background|burned[\s-]in|burnt[\s-]in|visible|readable"
        r"|legible|written|added|extra|overlaid|camera|hard|jump|brand)\s+){0,3}"
        rf"(?:{'|'.join(map(re.escape, things))})\b",
        re.IGNORECASE,
    )
