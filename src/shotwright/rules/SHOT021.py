"""SHOT021: there are too many actions for the time.

What: Reports a shot beat in which somebody does more than fits: over one visible action in
    2.5 seconds.  An action is a known verb after its subject.  With `Shot 1:` marks, each part has
    its share of the time.  Of a range of seconds the low end counts.

Why: The model shows one small, slow action well.  Of several it drops some, or hurries them all.

Bad:
    >>> lint('''
    ... - shot: Maya walks in, sits down, opens a box, smiles and waves
    ...   seconds: 8
    ... ''')
    warn SHOT021: s.1: 5 actions in 8 s, where 3 can be shown; keep one main action and how it
    ends, and move the rest to another beat

Good:
    >>> lint('''
    ... - shot: Maya walks in and opens a box
    ...   seconds: 8
    ... ''')

Fix: Keep one main action and its end state; move the rest to another beat, or give it more
    seconds.

Source: practitioners' event density for Seedance 2.0, 2026-09-26 (one visible beat; the 2.5 seconds
    are ours); ByteDance's prompt method for Seedance (small, slow, continuous actions), snapshot
    2026-08-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.model.seconds import words
from shotwright.rules.parts import crowd
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import path_of
from shotwright.speech import shot_pacing

CODE = "SHOT021"
SEVERITY = Severity.WARN


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding, about the fullest part of a beat; SHOT022 tells of worse."""
    full = crowd(brief, case)
    if full is None or full.actions * 1000 > full.high:
        return
    shown = max(1, full.low // shot_pacing().step_ms)
    if full.actions > shown:
        yield Found(
            path_of(full.text, brief, case.board),
            f"{full.actions} actions in {words(full.low)}, where {shown} can be shown",
            "keep one main action and how it ends, and move the rest to another beat",
        )
