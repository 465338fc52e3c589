"""TALK010: a motion prompt says what not to do.

What: Reports negative words in `motion`.  The published phrases `no hand gestures`, `hands still`,
    `barely move` and `less expressive` are no negations, nor is a head that shakes no.

Why: What is named tends to appear, whether it is wanted or not.

Bad:
    >>> lint('''
    ... - talk: Good morning.
    ...   by: pic
    ...   motion: don't move the arms, calm
    ... ''')
    warn TALK010: s.1: `don't` is negative, and what is named tends to appear; say what moves, or
    `hands still`

Good:
    >>> lint('''
    ... - talk: Good morning.
    ...   by: pic
    ...   motion: hands still, calm
    ... ''')

Fix: Say what moves; for stillness write `hands still` or `barely move`.

Source: HeyGen help: motion prompts, read 2026-11-21; HeyGen community: prompting for adding motion,
    through a digest of 2026-08-04.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import TalkBrief
from shotwright.model.finding import Severity
from shotwright.rules.motions import english_motion, negations_in
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import quoted

CODE = "TALK010"
SEVERITY = Severity.WARN


def check_talk(brief: TalkBrief, _case: Case) -> Iterator[Found]:
    """Yield at most one finding about negations."""
    motion = english_motion(brief)
    if motion and (found := negations_in(motion)):
        are = "is" if len(found) == 1 else "are"
        yield Found(
            ("motion",),
            f"{quoted(found)} {are} negative, and what is named tends to appear",
            "say what moves, or `hands still`",
        )
