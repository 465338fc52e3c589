"""CAST001: a digital twin has no consent.

What: Reports a shot beat with a digital twin whose consent is pending or rejected.

Why: The service makes shots only of twins whose consent has been uploaded and accepted.

Bad:
    >>> lint('''
    ... - shot: Ana lifts a mug
    ...   with: [ana]
    ... ''', board='''
    ... cast:
    ...   ana: {look: lk_ana, consent: pending}
    ... ''')
    error CAST001: s.1: the consent of `ana` is pending; have it confirmed in HeyGen, or leave
    them out of `with`

Good:
    >>> lint('''
    ... - shot: Ana lifts a mug
    ...   with: [ana]
    ... ''', board='''
    ... cast:
    ...   ana: {look: lk_ana, consent: confirmed}
    ... ''')

Fix: Upload the person's consent in HeyGen and wait until it is confirmed, or cast someone else.

Source: HeyGen guide "Avatar Shots with Seedance" ("only Digital Twins with uploaded consent are
    supported"), read 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.ruling import Case, Found

CODE = "CAST001"
SEVERITY = Severity.ERROR


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield a finding for every twin without consent."""
    for who in brief.cast:
        member = case.board.cast[who]
        if member.look_kind == "digital_twin" and member.consent in {"pending", "rejected"}:
            yield Found(
                ("/", "cast", who, "consent"),
                f"the consent of `{who}` is {member.consent}",
                "have it confirmed in HeyGen, or leave them out of `with`",
            )
