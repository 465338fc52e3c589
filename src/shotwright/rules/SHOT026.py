"""SHOT026: no camera can do this.

What: Reports a part of a shot whose camera words cannot hold together: still and moving, in and
    out, a blurred background that is sharp.  A camera that first holds and then moves is fine.

Why: The model picks one at random, and the clip is paid for.

Bad:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   camera: locked-off medium shot, slow orbit
    ... ''')
    error SHOT026: s.1: `locked-off` and `orbit`: a camera cannot hold still and move in the same
    part of a shot; choose one of them

Good:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   camera: medium shot, slow orbit
    ... ''')

Fix: Choose one of them.

Source: our own table of camera terms that exclude one another, from film-craft usage.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.filming import camera_fights
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import is_first, path_of

CODE = "SHOT026"
SEVERITY = Severity.ERROR


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield a finding for every part of a beat whose camera is impossible."""
    for view, fights in camera_fights(brief, case.board):
        for fight in fights:
            one, other = view.text_of(fight.first), view.text_of(fight.second)
            if fight.severity == "hard" and is_first(brief, case.board, one.clause, other.clause):
                yield Found(
                    path_of(other, brief, case.board),
                    f"{view.word(fight.first)} and {view.word(fight.second)}: "
                    f"{fight.why[0].lower()}{fight.why[1:]}",
                    "choose one of them",
                )
                break
