"""CAST004: a digital twin's consent is not known.

What: Reports a shot beat with a digital twin of which the storyboard does not say that it
    consented.

Why: The service makes shots only of twins whose consent has been uploaded and accepted; better to
    look now than when the shoot stops.

Bad:
    >>> lint('''
    ... - shot: Ana lifts a mug
    ...   with: [ana]
    ... ''', board='''
    ... cast:
    ...   ana: {look: lk_ana}
    ... ''')
    warn CAST004: s.1: the consent of `ana` is not known; look in HeyGen, then write
    `consent: confirmed`

Good:
    >>> lint('''
    ... - shot: Ana lifts a mug
    ...   with: [ana]
    ... ''', board='''
    ... cast:
    ...   ana: {look: lk_ana, consent: confirmed}
    ... ''')

Fix: Look in HeyGen whether the consent is confirmed, and write it down.

Source: HeyGen guide "Avatar Shots with Seedance" ("only Digital Twins with uploaded consent are
    supported"), read 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.ruling import Case, Found

CODE = "CAST004"
SEVERITY = Severity.WARN


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield a finding for every twin whose consent is not known."""
    for who in brief.cast:
        member = case.board.cast[who]
        if member.look_kind == "digital_twin" and member.consent == "unknown":
            yield Found(
                ("/", "cast", who, "consent"),
                f"the consent of `{who}` is not known",
                "look in HeyGen, then write `consent: confirmed`",
            )
