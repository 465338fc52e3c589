"""TALK008: a motion prompt has more than one gesture.

What: Reports `motion` with two different hand gestures, or with a gesture in three clauses.

Why: One gesture and one feeling are followed; of several, they blend or only the last is made.

Bad:
    >>> lint('''
    ... - talk: Good morning.
    ...   by: pic
    ...   motion: waves, points, claps and shrugs
    ... ''')
    warn TALK008: s.1: `waves` and 3 more are too many gestures; keep one gesture and one feeling

Good:
    >>> lint('''
    ... - talk: Good morning.
    ...   by: pic
    ...   motion: right hand waves, friendly
    ... ''')

Fix: Keep one gesture and one feeling; give the others to other talk beats.

Source: HeyGen help: motion prompts (one gesture or emotion at a time, under two short clauses),
    read 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import TalkBrief
from shotwright.model.finding import Severity
from shotwright.rules.motions import english_motion, too_many_gestures
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import quoted

CODE = "TALK008"
SEVERITY = Severity.WARN


def check_talk(brief: TalkBrief, _case: Case) -> Iterator[Found]:
    """Yield at most one finding about several gestures."""
    motion = english_motion(brief)
    if motion and (found := too_many_gestures(motion)):
        yield Found(
            ("motion",),
            f"{quoted(found)} are too many gestures",
            "keep one gesture and one feeling",
        )
