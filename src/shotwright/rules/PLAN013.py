"""PLAN013: `cut` says nothing before talk.

What: Reports a talk beat with `cut`.

Why: `cut` decides whether shot beats may share a shot.  Talk never shares one, so nothing follows
    from it here, and something else was meant.

Bad:
    >>> lint('''
    ... - by: maya
    ...   talk: Good morning.
    ...   cut: never
    ... ''')
    warn PLAN013: s.1: `cut` says nothing before talk; remove it, or put it on a shot beat

Good:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ... - shot: Maya drinks
    ...   cut: always
    ... ''')

Fix: Remove `cut`; `--fix` does it.

Source: the storyboard manual.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import TalkBrief
from shotwright.model.finding import Severity
from shotwright.rules.ruling import Case, Found
from shotwright.storyfile import Change

CODE = "PLAN013"
SEVERITY = Severity.WARN


def check_talk(brief: TalkBrief, _case: Case) -> Iterator[Found]:
    """Yield at most one finding about a cut before talk."""
    if brief.cut is not None:
        yield Found(
            ("cut",),
            "`cut` says nothing before talk",
            "remove it, or put it on a shot beat",
            (Change(("cut",)),),
        )
