"""SHOT036: there are timestamps in the words.

What: Reports seconds that say when something happens: `0-3s`, `[0:03]`, `0:00-0:03`,
    `at 3 seconds`, `3 seconds in`, `the first 3 seconds`; with the second signs of Chinese,
    Japanese and Korean too.  Shapes (9:16), the time of day, decades and how long
    a thing lasts are none.

Why: Seedance 2.0 follows the order of events, and not their seconds; the figures may even break
    the shot, or be shown.

Bad:
    >>> lint('''
    ... - shot: 0-3s Maya enters, 3-8s Maya sits down
    ...   seconds: 8
    ... ''')
    warn SHOT036: s.1: `0-3s` and 1 more are timestamps, which the model does not follow; say what
    comes first and what then, or mark parts with `Shot 1:`

Good:
    >>> lint('''
    ... - shot: "Shot 1: Maya enters. Shot 2: Maya sits down."
    ...   seconds: 8
    ... ''')

Fix: Say what comes first and what then, in beats or with `Shot 1:`, `Shot 2:`; lengths belong into
    `seconds`.

Source: ByteDance, "Seedance 2.0 reference-to-video troubleshooting guide" V1.7, section 1.3
    (order is followed, exact seconds are unstable), snapshot 2026-08-21; Volcengine's prompt guide.
    Another file of ByteDance still shows second ranges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import KEPT, fresh_texts, path_of, quoted

CODE = "SHOT036"
SEVERITY = Severity.WARN

_TIMES = re.compile(
    r"""
    # 0-3s, 0 - 3 seconds, 0s-3s, 0.5 to 2 sec; decades and ages such as 20-30s are left out below
    (?<![\d:.,'’/-]) (?P<low>\d{1,3}(?:\.\d)?) \s? (?:s|secs?|seconds?|秒|초)? \s?
        (?: [-–—~〜～至到] | \bto\b | \buntil\b ) \s?
        (?P<high>\d{1,3}(?:\.\d)?) [\s-]?
        (?: (?:s|secs?|seconds?|segundos?|secondes?|sekunden?)\b(?!-\w) | 秒 | 초 )
    | \[ \s* (?!9:16) \d{1,2}:[0-5]\d (?::[0-5]\d)? [^\]\n]{0,20} \]
    | (?<![\d:]) 0{1,2}:[0-5]\d (?:[.:]\d{1,2})? \s? (?:[-–—~]|to) \s? \d{1,2}:[0-5]\d (?!\d)
    | (?: ^ | (?<=[.;\n]\s) ) \(? 0{1,2}:[0-5]\d \)? (?= \s*[-–—:]?\s+ [^\W\d_] )
    | \b (?:at|by|from|until|around|after) \s (?:the\s)? (?:§) [\s-]? (?:s|secs?|seconds?)\b (?!-\w)
        (?! \s (?:of|before|later|ago|long|street|avenue|floor) \b )
    | \b (?:at|from|by|until) \s (?:the\s)? second \s \d{1,3}\b
    | \b seconds? \s \d{1,3} \s? [-–—] \s? \d{1,3}\b
    | (?<!for\s) (?<!about\s) \b (?:§) [\s-]? (?:s|secs?|seconds?) \s (?:in|into)
        (?= \s* (?: $ | [,.;:!?\n] | (?:to\s)?the\s(?:clip|shot|video|scene|take) ) )
    | \b (?:first|last|next|final|opening|closing) \s (?:§) [\s-]? (?:s|secs?|seconds?)\b (?!-\w)
    | 第 \s? \d{1,3} (?:\.\d)? \s? 秒 | [前后後头] \s? \d{1,3} \s? 秒
    | 最[后後初] の? \s? \d{1,3} \s? 秒
    | \d{1,3} \s? 秒 (?: [处處时時后後目] | の時点 ) | (?:처음|마지막|첫) \s? \d{1,3} \s? 초
    """.replace(
        "§", r"\d{1,3}(?:\.\d)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen"
    ),
    re.VERBOSE | re.IGNORECASE,
)

_HINT = re.compile(r"\d|sec")


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield a finding for every text with timestamps."""
    for text in fresh_texts(brief, case.board):
        if times := _times_in(text.prose):
            verb = "is a timestamp" if len(times) == 1 else "are timestamps"
            yield Found(
                path_of(text, brief, case.board),
                f"{quoted(times)} {verb}, which the model does not follow",
                "say what comes first and what then, or mark parts with `Shot 1:`",
            )


@lru_cache(KEPT)
def _times_in(prose: str) -> tuple[str, ...]:
    if not _HINT.search(prose.casefold()):
        return ()
    found = _TIMES.finditer(prose)
    return tuple(match[0].strip() for match in found if not _is_decade(match))


def _is_decade(match: re.Match[str]) -> bool:
    """Tell whether a range counts years: in the 60s-70s, in her 20-30s."""
    if match["low"] is None or not match[0].casefold().endswith("s"):
        return False
    low, high = float(match["low"]), float(match["high"])
    return low >= high or (low >= 20 and low % 10 == high % 10 == 0)  # noqa: PLR2004 - the twenties
