"""SHOT020: the same avatar is in the shot twice.

What: Reports a shot whose cast has two members with one name, or with one look or picture.

Why: The model shows twins, or mixes up who does what.

Bad:
    >>> lint('''
    ... - shot: Maya and Maja lift their mugs
    ...   with: [maya, maja]
    ... ''', board='''
    ... cast:
    ...   maja: {look: lk_maya, consent: confirmed}
    ... ''')
    warn SHOT020: s.1: `maya` and `maja` have the same look; leave one out of `with`, or give it a
    look and a name of its own

Good:
    >>> lint('''
    ... - shot: Maya and Ken lift their mugs
    ...   with: [maya, ken]
    ... ''')

Fix: Leave one out of `with`, or give it a look and a name of its own.

Source: ByteDance, "Seedance 2.0 reference-to-video troubleshooting guide" V1.7, V-7 (twins),
    snapshot 2026-08-21.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.places import standing
from shotwright.rules.ruling import Case, Found

CODE = "SHOT020"
SEVERITY = Severity.WARN


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield a finding for every two that are the same."""
    if len(brief.cast) <= 1:
        return
    for (_, one), (number, other) in combinations(enumerate(brief.cast), 2):
        if same := _same(case, one, other):
            yield Found(
                (*standing(brief, case.board, "with"), number),
                f"`{one}` and `{other}` have the same {same}",
                "leave one out of `with`, or give it a look and a name of its own",
            )


def _same(case: Case, one: str, other: str) -> str:
    """Say what two members of the cast share, if anything."""
    first, second = case.board.cast[one], case.board.cast[other]
    if first.look is not None and first.look == second.look:
        return "look"
    if first.look is None and second.look is None and first.image and first.image == second.image:
        return "picture"
    names = [" ".join(case.board.name_of(who).casefold().split()) for who in (one, other)]
    return "name" if names[0] == names[1] else ""
