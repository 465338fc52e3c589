"""SHOT010: nobody does anything.

What: Reports a shot beat whose action is empty.  A prompt written word for word is not looked at.

Why: Someone who does something is the one part that every prompt needs; without it the model
    invents.

Bad:
    >>> lint('''
    ... - shot: ""
    ... ''')
    warn SHOT010: s.1: the action is empty; say who does what: one visible action

Good:
    >>> lint('''
    ... - shot: Maya lifts a mug and blows on it
    ... ''')

Fix: Name who is seen, and one visible action.

Source: HeyGen guide "Avatar Shots with Seedance", read 2026-11-21; ByteDance's prompt guide for
    Seedance (subject and motion are the only required part), snapshot 2026-08-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import is_blank

CODE = "SHOT010"
SEVERITY = Severity.WARN


def check_shot(brief: ShotBrief, _case: Case) -> Iterator[Found]:
    """Yield at most one finding about a missing action."""
    if brief.prompt is not None:
        return
    if brief.action is None or all(is_blank(step) for step in brief.action.action):
        yield Found(("shot",), "the action is empty", "say who does what: one visible action")
