"""SHOT001: the prompt is empty.

What: Reports a shot beat whose built prompt holds nothing but white space and format characters.

Why: The service refuses an empty prompt, and an invisible one would be paid for.

Bad:
    >>> lint('''
    ... - prompt: "  "
    ... ''')
    error SHOT001: s.1: the prompt is empty; write at least who does what

Good:
    >>> lint('''
    ... - prompt: Maya opens the bakery door and smiles.
    ... ''')

Fix: Write at least who does what.

Source: HeyGen API guide "Avatar Shots" (a prompt has 1 to 10,000 characters), read 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import is_blank

CODE = "SHOT001"
SEVERITY = Severity.ERROR


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about an empty prompt."""
    if is_blank(case.prompts[brief.id].text):
        key = "shot" if brief.prompt is None else "prompt"
        yield Found((key,), "the prompt is empty", "write at least who does what")
