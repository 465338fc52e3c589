"""TALK009: a motion prompt tells times.

What: Reports in `motion` a number of seconds, `for` with a number, and slow motion.

Why: Motion prompts know no clock, and the avatar speaks at its voice's pace: the words are lost.

Bad:
    >>> lint('''
    ... - talk: Good morning.
    ...   by: pic
    ...   motion: hand waves for 3 seconds, friendly
    ... ''')
    warn TALK009: s.1: `for 3 seconds` is a time, which a motion prompt does not keep; remove it

Good:
    >>> lint('''
    ... - talk: Good morning.
    ...   by: pic
    ...   motion: hand waves twice, friendly
    ... ''')

Fix: Remove the time; use `slowly` or `quickly`.

Source: HeyGen help: motion prompts, read 2026-11-21.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from shotwright.model.brief import TalkBrief
from shotwright.model.finding import Severity
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import quoted

CODE = "TALK009"
SEVERITY = Severity.WARN

_TIME = re.compile(
    r"""
    (?: \bfor \s+ )? (?<![\w.,:]) \d{1,4} (?: [.,] \d{1,3} )? (?: \s? [-–] \s? \d{1,4} )? [\s-]?
        (?: seconds? | secs? | s | ms | milliseconds? | minutes? | mins? | segundos? | secondes?
          | Sekunden? | minutos? | Minuten? ) (?! \w )
    | (?: \bfor \s+ )? \d{1,4} \s? (?: 秒 | 초 | 分 | 분 )
    | (?: \bfor \s+ )? \b (?: one | two | three | four | five | six | seven | eight | nine | ten
        | half \s a | a \s few | few | several | a \s couple \s of | a \s split ) [\s-]
        (?: seconds | secs | minutes | second | minute ) \b
    | \b for \s+ a \s second \b
    | \b for \s+ \d{1,4} \b
    | \b \d{1,2} : \d{2} \b
    | \b slow [\s-]? mo (?: tion )? \b | \b (?: time [\s-]? lapse | fast [\s-]? motion ) \b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_DECADE = re.compile(r"(?:19|20)?[2-9]0s", re.IGNORECASE)
_OF_SOMETHING = re.compile(r"[\s-]+(?:style|look|vibe|attitude|disco|fashion|pose)", re.IGNORECASE)


def check_talk(brief: TalkBrief, _case: Case) -> Iterator[Found]:
    """Yield at most one finding about times in a motion prompt."""
    if brief.motion is None:
        return
    found = [
        match[0] for match in _TIME.finditer(brief.motion) if not _is_decade(brief.motion, match)
    ]
    if found:
        are = "is a time" if len(found) == 1 else "are times"
        yield Found(
            ("motion",), f"{quoted(found)} {are}, which a motion prompt does not keep", "remove it"
        )


def _is_decade(motion: str, match: re.Match[str]) -> bool:
    """Tell the nineties, and someone in her thirties, from seconds."""
    if not _DECADE.fullmatch(match[0]):
        return False
    before = motion[: match.start()].casefold().rstrip()
    return (
        match[0][:2] in {"19", "20"}
        or before.endswith((" her", " his", " their", " the"))
        or _OF_SOMETHING.match(motion, match.end()) is not None
    )
