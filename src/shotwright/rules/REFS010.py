"""REFS010: the reference clips of a shot are too long.

What: Reports a shot whose video references last more than 15 seconds together, as far as their
    `seconds` are known.

Why: The model reads no more than that; HeyGen does not say what becomes of the rest.

Bad:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   references: [pan]
    ... ''', board='''
    ... references:
    ...   pan: {video: "https://example.com/pan.mp4", of: motion, seconds: 20}
    ... ''')
    warn REFS010: s.1: the reference clips last 20 s, over the 15 s that are read; trim them

Good:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   references: [pan]
    ... ''', board='''
    ... references:
    ...   pan: {video: "https://example.com/pan.mp4", of: motion, seconds: 12}
    ... ''')

Fix: Trim them, and keep cuts out of a motion clip: what has cuts is copied with its cuts.

Source: ByteDance's API rules of Seedance 2.0, snapshot 2026-08-21; HeyGen names no such limit.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.guidance import guidance
from shotwright.rules.places import standing
from shotwright.rules.ruling import Case, Found

CODE = "REFS010"
SEVERITY = Severity.WARN


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about the clips together."""
    if not brief.references:
        return
    references = [case.board.references[name] for name in brief.references]
    together = fsum(each.seconds or 0 for each in references if each.kind == "video")
    most = guidance().video_seconds.max
    if together > most:
        yield Found(
            standing(brief, case.board, "references"),
            f"the reference clips last {together:g} s, over the {most} s that are read",
            "trim them",
        )
