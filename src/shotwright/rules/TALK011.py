"""TALK011: a motion prompt lacks a part of its form.

What: Reports `motion` without a body part, an action, or a feeling.  A published gesture such as
    `thumbs up` is body part and action; a phrase of stillness needs nothing more.

Why: [body part] + [action] + [emotion] is the form that is followed best.

Bad:
    >>> lint('''
    ... - talk: Good morning.
    ...   by: pic
    ...   motion: be nice
    ... ''')
    info TALK011: s.1: the motion prompt lacks a body part, an action and a feeling; write it as
    body part, action, feeling

Good:
    >>> lint('''
    ... - talk: Good morning.
    ...   by: pic
    ...   motion: right arm raises to wave, friendly
    ... ''')

Fix: Write it as [body part] + [action] + [emotion].

Source: HeyGen help: motion prompts, read 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import TalkBrief
from shotwright.model.finding import Severity
from shotwright.rules.motions import english_motion, lacking
from shotwright.rules.ruling import Case, Found

CODE = "TALK011"
SEVERITY = Severity.INFO


def check_talk(brief: TalkBrief, _case: Case) -> Iterator[Found]:
    """Yield at most one finding about the form of a motion prompt."""
    motion = english_motion(brief)
    if motion and (parts := lacking(motion)):
        listed = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
        yield Found(
            ("motion",),
            f"the motion prompt lacks {listed}",
            "write it as body part, action, feeling",
        )
