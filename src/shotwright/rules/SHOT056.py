"""SHOT056: Enhance rewrites the prompt.

What: Reports a shot beat with `enhance: true`.

Why: HeyGen's Enhance turns a short prompt into a longer one of its own.  What was checked and
    priced here is then not what is made, and a result cannot be edited.

Bad:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   enhance: true
    ... ''')
    info SHOT056: s.1: Enhance rewrites this prompt; turn it off for prompts that are checked here

Good:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ... ''')

Fix: Remove `enhance`, or write `enhance: false`.  The clip will be another one, so the fix is
    unsafe.

Source: HeyGen guide "Avatar Shots with Seedance" (Enhance) and API guide (`enhance_prompt`), read
    2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.ruling import Case, Found
from shotwright.storyfile import Change

CODE = "SHOT056"
SEVERITY = Severity.INFO


def check_shot(brief: ShotBrief, _case: Case) -> Iterator[Found]:
    """Yield at most one finding about the Enhance switch."""
    if brief.enhance:
        yield Found(
            ("enhance",),
            "Enhance rewrites this prompt",
            "turn it off for prompts that are checked here",
            (Change(("enhance",)),),
            safe=False,
        )
