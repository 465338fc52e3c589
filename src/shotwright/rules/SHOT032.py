"""SHOT032: a camera move fails often.

What: Notes crash zooms, whip pans, dolly zooms, rolls, bullet time and body rigs.

Why: Practitioners see them come out wrong more often than others, so budget a retake.

Bad:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   camera: whip pan, medium shot
    ... ''')
    info SHOT032: s.1: `whip pan` fails often; budget a retake, or choose a calmer move

Good:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   camera: slow pan left, medium shot
    ... ''')

Fix: Budget a retake, or choose a calmer move.

Source: practitioners' reference set for Seedance 2.0, 2026-09-26.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.filming import cameras
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import is_first, path_of

CODE = "SHOT032"
SEVERITY = Severity.INFO


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield a finding for every such move of a part."""
    for view in cameras(brief, case.board):
        risky = {hit.term.term: hit for hit in view.hits if hit.term.risk == "high"}
        for hit in risky.values():
            text = view.text_of(hit)
            if is_first(brief, case.board, text.clause):
                yield Found(
                    path_of(text, brief, case.board),
                    f"{view.word(hit)} fails often",
                    "budget a retake, or choose a calmer move",
                )
