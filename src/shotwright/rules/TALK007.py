"""TALK007: a motion prompt asks for a place, a thing, or steps.

What: Reports in `motion` walking and standing up, places, and things in the hand.

Why: A talking avatar moves head, hands and shoulders where it stands; what is not in its picture
    melts or is passed over.  HeyGen's pages disagree on walking: one of them shows it.

Bad:
    >>> lint('''
    ... - talk: Good morning.
    ...   by: pic
    ...   motion: picks up a cup, friendly
    ... ''')
    warn TALK007: s.1: `picks up` and 1 more are beyond a motion prompt; move it to a shot beat, or
    name a gesture

Good:
    >>> lint('''
    ... - talk: Good morning.
    ...   by: pic
    ...   motion: open palm rises, holds a smile, warm
    ... ''')

Fix: Make it a shot beat, or name one gesture instead.

Source: HeyGen help: motion prompts, read 2026-11-21; HeyGen guide "Avatar IV" shows walking.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import TalkBrief
from shotwright.model.finding import Severity
from shotwright.rules.motions import beyond_reach, english_motion
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import quoted

CODE = "TALK007"
SEVERITY = Severity.WARN


def check_talk(brief: TalkBrief, _case: Case) -> Iterator[Found]:
    """Yield at most one finding about what a talking avatar cannot reach."""
    motion = english_motion(brief)
    if motion and (found := beyond_reach(motion)):
        are = "is" if len(found) == 1 else "are"
        yield Found(
            ("motion",),
            f"{quoted(found)} {are} beyond a motion prompt",
            "move it to a shot beat, or name a gesture",
        )
