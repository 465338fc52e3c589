"""SHOT025: the camera makes more than one move.

What: Reports a part of a shot with two or more camera moves: those of the camera clause, and those
    that the action speaks of.  Where an action has `Shot 1:` marks, each part has its own camera.
    How the camera is carried (handheld, gimbal), focus and stillness are no moves, and two names
    of one travel are one: a drone's orbit, a tracking dolly.

Why: The model does one of them, or smears both.

Bad:
    >>> lint('''
    ... - shot: Maya walks between the vines
    ...   camera: push-in, then orbit around her, medium shot
    ... ''')
    warn SHOT025: s.1: 2 camera moves in one shot: `push-in` and `orbit around`; keep one, and give
    the other a beat of its own

Good:
    >>> lint('''
    ... - shot: Maya walks between the vines
    ...   camera: slow push-in to a close-up, handheld
    ... ''')

Fix: Keep one move; give another its own beat, or its own `Shot 2:`.

Source: ByteDance's prompt method for Seedance (one move a shot; never push, pull, pan and track
    at once), snapshot 2026-08-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.filming import cameras, moves
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import is_first, path_of

CODE = "SHOT025"
SEVERITY = Severity.WARN


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield a finding for every part with several moves."""
    views = cameras(brief, case.board)
    for view in views:
        found = moves(view)
        clauses = {view.text_of(hit).clause for hit in found}
        if len(found) > 1 and is_first(brief, case.board, *sorted(clauses)):
            *first, last = (view.word(hit) for hit in found)
            yield Found(
                path_of(view.text_of(found[1]), brief, case.board),
                f"{len(found)} camera moves in one shot: {', '.join(first)} and {last}",
                "keep one, and give the other a beat of its own",
            )
