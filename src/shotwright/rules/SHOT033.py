"""SHOT033: the shots of an action are badly numbered.

What: Reports `Shot N:` marks that are not 1, 2, 3 in order.

Why: The model goes by these numbers; one that is missing or comes twice is dropped or shown twice.

Bad:
    >>> lint('''
    ... - shot: "Shot 1: Maya opens the door. Shot 3: Maya sits down."
    ...   seconds: 10
    ... ''')
    warn SHOT033: s.1: the shots are numbered 1, 3; number them 1, 2

Good:
    >>> lint('''
    ... - shot: "Shot 1: Maya opens the door. Shot 2: Maya sits down."
    ...   seconds: 10
    ... ''')

Fix: Number them from 1, in order.  The fix keeps them in the order written, which may not be
    what was meant, so it is unsafe.

Source: ByteDance, "Seedance 2.0 reference-to-video troubleshooting guide" V1.7, section 1.3,
    snapshot 2026-08-21; Volcengine's prompt guide for Seedance 2.0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.parts import MARK, parts_of
from shotwright.rules.places import written
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import own_texts, path_of
from shotwright.storyfile import Change

CODE = "SHOT033"
SEVERITY = Severity.WARN


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about the numbers."""
    told = parts_of(brief, case.board)
    right = tuple(range(1, len(told.marks) + 1))
    if told.marks == right:
        return
    numbers = count(1)
    changes = []
    for text in own_texts(brief, case.board):
        renumbered = MARK.sub(lambda mark: _with(mark, next(numbers)), text.text)
        if renumbered != text.text:
            at = written(brief, case.board, (text.clause,), "action")
            changes.append(Change((*at, *text.below), renumbered))
    yield Found(
        path_of(told.parts[0][0], brief, case.board),
        f"the shots are numbered {', '.join(map(str, told.marks))}",
        f"number them {', '.join(map(str, right))}",
        tuple(changes),
        safe=False,
    )


def _with(mark: re.Match[str], number: int) -> str:
    """Write another number into a mark."""
    start, end = (at - mark.start() for at in mark.span(1))
    return f"{mark[0][:start]}{number}{mark[0][end:]}"
