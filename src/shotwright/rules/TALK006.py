"""TALK006: a motion prompt tells of the camera.

What: Reports a camera move, a shot size or an angle in `motion`.

Why: The camera of a talking avatar stands still; the words are lost, or move the face instead.

Bad:
    >>> lint('''
    ... - talk: Good morning.
    ...   by: pic
    ...   motion: zoom in as she nods, warm
    ... ''')
    warn TALK006: s.1: `zoom in` is the camera's, which a motion prompt does not move; remove it, or
    make it a shot beat

Good:
    >>> lint('''
    ... - talk: Good morning.
    ...   by: pic
    ...   motion: head nods, eyes wide, confident
    ... ''')

Fix: Remove it; moves of the camera belong in shot beats.

Source: HeyGen help: motion prompts, read 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import TalkBrief
from shotwright.model.finding import Severity
from shotwright.rules.motions import camera_in, english_motion
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import quoted

CODE = "TALK006"
SEVERITY = Severity.WARN


def check_talk(brief: TalkBrief, _case: Case) -> Iterator[Found]:
    """Yield at most one finding about the camera in a motion prompt."""
    motion = english_motion(brief)
    if motion and (found := camera_in(motion)):
        are = "is" if len(found) == 1 else "are"
        yield Found(
            ("motion",),
            f"{quoted(found)} {are} the camera's, which a motion prompt does not move",
            "remove it, or make it a shot beat",
        )
