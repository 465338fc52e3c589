"""CAST003: a kind of look that the route does not film.

What: Reports a shot beat with a cast member whose look is of a kind that the route's shots do not
    take.

Why: The app offers digital twins only for Avatar Shots; other looks cannot be chosen there.

Bad:
    >>> lint('''
    ... - shot: Pic lifts a mug
    ...   with: [pic]
    ... ''')
    error CAST003: s.1: `pic` is a photo, and HeyGen app makes shots of a digital twin only
    (HeyGen guide: Avatar Shots with Seedance); cast someone else, or make shots on the api route

Good:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   with: [maya]
    ... ''')
    >>> lint('''
    ... - shot: Pic lifts a mug
    ...   with: [pic]
    ... ''', route="api")

Fix: Cast a digital twin, or make the shots on a route that takes this kind.

Source: HeyGen guide "Avatar Shots with Seedance" ("only Digital Twins with uploaded consent are
    supported"), read 2026-11-21.  The API's pages name no such limit.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.catalog import said_by, shots_elsewhere
from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.looks import A_LOOK
from shotwright.rules.places import standing
from shotwright.rules.ruling import Case, Found

CODE = "CAST003"
SEVERITY = Severity.ERROR


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield a finding for everyone in the shot whom the route does not film."""
    if case.shots.shots is None:
        return
    kinds = case.shots.shots.look_kinds
    cast = {case.board.cast[who].look_kind for who in brief.cast}
    for number, who in enumerate(brief.cast):
        kind = case.board.cast[who].look_kind
        if kind not in kinds.values:
            elsewhere = shots_elsewhere(
                case.shots, lambda other: cast <= {*other.look_kinds.values}
            )
            taken = " or ".join(A_LOOK[value] for value in kinds.values)
            yield Found(
                (*standing(brief, case.board, "with"), number),
                f"`{who}` is {A_LOOK[kind]}, and {case.shots.title} makes shots of {taken} only"
                f" ({said_by(case.shots, kinds)})",
                ", or ".join(("cast someone else", *elsewhere)),
            )
