"""TALK001: there is nothing to say.

What: Reports a script without a letter or a digit.

Why: The service refuses it, or makes seconds of a silent face that are paid for.

Bad:
    >>> lint('''
    ... - by: maya
    ...   talk: " ... "
    ... ''')
    error TALK001: s.1: the script holds nothing that a voice could say; write what is said, or
    `talk: {silence: 2}` for a silence

Good:
    >>> lint('''
    ... - by: maya
    ...   talk: Good morning.
    ... ''')

Fix: Write the words, or say that it is a silence.

Source: HeyGen v3 schema, `script`: at least one character; read 2026-07-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import TalkBrief
from shotwright.model.finding import Severity
from shotwright.rules.ruling import Case, Found

CODE = "TALK001"
SEVERITY = Severity.ERROR


def check_talk(brief: TalkBrief, _case: Case) -> Iterator[Found]:
    """Yield at most one finding about an empty script."""
    if brief.talk.text is None:
        return
    if not any(sign.isalnum() for sign in brief.talk.text):
        yield Found(
            ("talk",),
            "the script holds nothing that a voice could say",
            "write what is said, or `talk: {silence: 2}` for a silence",
        )
