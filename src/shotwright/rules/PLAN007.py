"""PLAN007: the ratios are mixed.

What: Reports every `aspect` that differs from that of the first beat, where it stands.

Why: Clips of several shapes do not cut together: some get bars, or are cropped after they were paid
    for.

Bad:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ... - shot: Maya sits down
    ...   aspect: "9:16"
    ... ''')
    warn PLAN007: 9:16 differs from 16:9 of the first beat; choose one shape, or keep a board for
    each

Good:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ... - shot: Maya sits down
    ... ''', board='''
    ... aspect: "9:16"
    ... ''')

Fix: Choose one shape for the board; keep a second board, with `extends`, for another.

Source: Ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.finding import Severity
from shotwright.rules.places import standing
from shotwright.rules.ruling import Case, Found

CODE = "PLAN007"
SEVERITY = Severity.WARN


def check_board(case: Case) -> Iterator[Found]:
    """Yield a finding for every other ratio, once where it stands."""
    first = case.board.briefs[0].aspect
    told = set()
    for brief in case.board.briefs:
        if brief.aspect == first:
            continue
        at = standing(brief, case.board, "aspect")
        path = at if at[:1] == ("/",) else ("/", *brief.path, *at)
        if path not in told:
            told.add(path)
            yield Found(
                path,
                f"{brief.aspect} differs from {first} of the first beat",
                "choose one shape, or keep a board for each",
            )
