"""PLAN011: a long beat has too few steps.

What: Reports a shot beat that is longer than one shot may be, and whose action has fewer steps
    than the shots it takes.  Steps are listed, or told apart by `Shot 1:` marks, sentences and
    semicolons.

Why: The beat is cut evenly, and every piece gets the whole action: the same thing happens twice,
    and both times are paid for.

Bad:
    >>> lint('''
    ... - shot: Maya cooks a whole dinner
    ...   seconds: 24
    ... ''')
    warn PLAN011: s.1: 24 s needs 2 shots of at most 15 s (HeyGen guide: Avatar Shots with
    Seedance), but the action has 1 step, so each gets the same text; list 2 steps or more, or
    make it 15 s

Good:
    >>> lint('''
    ... - shot: [Maya chops herbs, Maya stirs the pot]
    ...   seconds: 24
    ... ''')

Fix: List as many steps as there are shots, or make the beat shorter.

Source: Ours; the limit: HeyGen guide "Avatar Shots with Seedance" (4 to 15 seconds), read
    2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.catalog import said_by
from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.model.seconds import words
from shotwright.rules.ruling import Case, Found
from shotwright.speech import steps_of

CODE = "PLAN011"
SEVERITY = Severity.WARN


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about a beat that cannot be split well."""
    limits = case.shots.shots
    if brief.prompt is not None or limits is None:
        return
    limit = limits.seconds
    pieces = -(-brief.seconds.low // (limit.max * 1000))
    steps = len(steps_of(brief)) if pieces > 1 else pieces
    if steps < pieces:
        yield Found(
            ("shot",),
            f"{words(brief.seconds.low)} needs {pieces} shots of at most {limit.max} s"
            f" ({said_by(case.shots, limit)}), but the action has {steps}"
            f" step{'s' * (steps != 1)}, so each gets the same text",
            f"list {pieces} steps or more, or make it {limit.max} s",
        )
