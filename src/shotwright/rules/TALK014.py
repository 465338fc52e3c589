"""TALK014: a pause tag is broken.

What: Reports a `<break>` tag that is not of the form `<break time="1.5s"/>`, or that has no white
    space round it.

Why: The voice may read it aloud, or pass over the pause.

Bad:
    >>> lint('''
    ... - talk: Wait. <break time="500ms"> Now.
    ...   by: maya
    ... ''')
    warn TALK014: s.1: `<break time="500ms">` is not a pause that voices know; write
    <break time="1s"/> with a space before and after it

Good:
    >>> lint('''
    ... - talk: Wait. <break time="0.5s"/> Now.
    ...   by: maya
    ... ''')

Fix: Write the seconds with an `s`, close the tag with `/>`, and put a space before and after it.
    `--fix` does so where the time has a unit.

Source: HeyGen's older skill for scripts, snapshot 2026-04-13.  The v3 schemas do not mention the
    tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from shotwright.model.brief import TalkBrief
from shotwright.model.finding import Severity
from shotwright.rules.places import written
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import quoted
from shotwright.storyfile import Change

CODE = "TALK014"
SEVERITY = Severity.WARN

_TAG = re.compile(r"<\s*+/?+\s*+break(?![\w-])[^<>]*>?", re.IGNORECASE)
_MEANT = re.compile(
    r"""
    < \s*+ break \s++ time \s*+ = \s*+ ["']?+ \s*+
    (?: ( [0-9]{1,2} (?: \.[0-9]{1,9} )? | \.[0-9]{1,9} ) \s*+ s | ( [0-9]{1,5} ) \s*+ ms )
    \s*+ ["']?+ \s*+ /?+ \s*+ > (?: \s*+ < \s*+ / \s*+ break \s*+ > )?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_WHOLE = re.compile(r'\s<break time="[0-9]+(?:\.[0-9]+)?s"/>\s')


def check_talk(brief: TalkBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about all broken tags of a script."""
    if brief.talk.text is None:
        return
    broken = _broken(brief.talk.text)
    if broken:
        mended = _mended(brief.talk.text)
        at = written(brief, case.board, ("talk",), "text")
        kind = "is not a pause" if len(broken) == 1 else "are not pauses"
        yield Found(
            ("talk",),
            f"{quoted(broken)} {kind} that voices know",
            'write <break time="1s"/> with a space before and after it',
            () if _broken(mended) else (Change(at, mended),),
        )


def _broken(script: str) -> list[str]:
    padded = f" {script} "
    return [
        match[0]
        for match in _TAG.finditer(padded)
        if not _WHOLE.fullmatch(padded, match.start() - 1, match.end() + 1)
    ]


def _mended(script: str) -> str:
    """Write every tag whose time is clear in the form that voices know."""
    padded = f" {script} "

    def tag(match: re.Match[str]) -> str:
        before, after = match.start() - 1, match.end()
        if _WHOLE.fullmatch(padded, before, after + 1):
            return match[0]
        seconds = (Decimal(match[1]) if match[1] else Decimal(match[2]).scaleb(-3)).normalize()
        left = "" if padded[before].isspace() else " "
        right = "" if padded[after].isspace() or padded[after] == "<" else " "
        return f'{left}<break time="{seconds:f}s"/>{right}'

    return _MEANT.sub(tag, padded)[1:-1]
