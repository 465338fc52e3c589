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
from shotwright.rules.filming import camera_fights, cameras
from shotwright.rules.reading import is_first
from shotwright.rules.ruling import Brief, Case, Found

CODE = "SHOT026"
SEVERITY = Severity.ERROR


def check(brief: Brief, case: Case) -> Iterator[Found]:
    """Yield a finding for every part of a beat whose camera is impossible."""
    if not isinstance(brief, ShotBrief):
        return
    for view in cameras(brief, case.board):
        for fight in camera_fights(view):
            one, other = view.spot_of(fight.first), view.spot_of(fight.second)
            if fight.severity == "hard" and is_first(brief, case.board, one.clause, other.clause):
                yield Found(
                    other.path,
                    f"{view.word(fight.first)} and {view.word(fight.second)}: "
                    f"{fight.why[0].lower()}{fight.why[1:]}",
                    "choose one of them",
                )
                break
