"""SHOT022: there is more than one action a second.

What: Reports a shot beat in which somebody does more things than it has seconds; counted as for
    SHOT021, of which this is the worse case.  Of a range of seconds the high end counts.

Why: Nobody can do that.  The model drops most of it, and the clip is paid for.

Bad:
    >>> lint('''
    ... - shot: Maya runs, jumps, spins, claps and bows
    ...   seconds: 4
    ... ''')
    error SHOT022: s.1: 5 actions in 4 s, more than one a second; split the beat, or drop all but
    one action

Good:
    >>> lint('''
    ... - shot: Maya claps once
    ...   seconds: 4
    ... ''')

Fix: Split the beat, or drop all but one or two actions.

Source: a third-party schema of Seedance 2.0, validated 2026-05-21 (what does not fit is dropped or
    compressed); practitioners' event density, 2026-09-26.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.model.seconds import words
from shotwright.rules.parts import crowd
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import path_of

CODE = "SHOT022"
SEVERITY = Severity.ERROR


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding, about the fullest part of a beat."""
    full = crowd(brief, case)
    if full is not None and full.actions * 1000 > full.high:
        yield Found(
            path_of(full.text, brief, case.board),
            f"{full.actions} actions in {words(full.high)}, more than one a second",
            "split the beat, or drop all but one action",
        )
