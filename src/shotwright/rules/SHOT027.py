"""SHOT027: camera words fight.

What: Reports a part of a shot whose camera words pull against each other: far and near framing, two
    heights, two focal lengths, a tripod that is handheld.  Two sizes are fine where the text says
    how one becomes the other: `wide shot to close-up`.

Why: The model mixes them or picks one; usually that is a retake.

Bad:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   camera: wide shot, close-up
    ... ''')
    warn SHOT027: s.1: `wide shot` and `close-up`: far and near framing in one part of a shot
    without a transition word; choose one, or say how the shot gets there

Good:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   camera: wide shot to close-up, slow push-in
    ... ''')

Fix: Choose one, or say how the shot gets from one to the other.

Source: our own table of camera terms that pull against each other, from film-craft usage.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.filming import camera_fights
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import is_first, path_of

CODE = "SHOT027"
SEVERITY = Severity.WARN


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield a finding for every part of a beat whose camera pulls two ways."""
    for view, fights in camera_fights(brief, case.board):
        for fight in fights:
            one, other = view.text_of(fight.first), view.text_of(fight.second)
            if fight.severity == "soft" and is_first(brief, case.board, one.clause, other.clause):
                yield Found(
                    path_of(other, brief, case.board),
                    f"{view.word(fight.first)} and {view.word(fight.second)}: "
                    f"{fight.why[0].lower()}{fight.why[1:]}",
                    "choose one, or say how the shot gets there",
                )
                break
