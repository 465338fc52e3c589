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

Source: HeyGen's older skill for scripts, snapshot 2026-04-13.  The v3 schemas do not mention the
    tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from shotwright.model.brief import TalkBrief
from shotwright.model.finding import Severity
from shotwright.rules.ruling import Brief, Case, Found
from shotwright.rules.texts import quoted

CODE = "TALK014"
SEVERITY = Severity.WARN

_TAG = re.compile(r"<\s*/?\s*break(?![\w-])[^<>]*>?", re.IGNORECASE)
_WHOLE = re.compile(r'\s<break time="[0-9]+(?:\.[0-9]+)?s"/>\s')


def check(brief: Brief, _case: Case) -> Iterator[Found]:
    """Yield at most one finding about all broken tags of a script."""
    if not isinstance(brief, TalkBrief) or brief.talk.text is None:
        return
    script = f" {brief.talk.text} "
    broken = [
        match[0]
        for match in _TAG.finditer(script)
        if not _WHOLE.fullmatch(script, match.start() - 1, match.end() + 1)
    ]
    if broken:
        kind = "is not a pause" if len(broken) == 1 else "are not pauses"
        yield Found(
            ("talk",),
            f"{quoted(broken)} {kind} that voices know",
            'write <break time="1s"/> with a space before and after it',
        )
