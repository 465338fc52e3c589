"""SHOT057: the service cannot choose the length here.

What: Reports `seconds: auto` on a shot beat whose route has no such switch.

Why: The shot is then planned, priced and made at the route's longest, which costs the most and is
    rarely what was meant.

Bad:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   seconds: auto
    ... ''')
    warn SHOT057: s.1: HeyGen app cannot choose the length (HeyGen guide: Avatar Shots with
    Seedance), so it will be 15 s; write the seconds you want, or make shots on the api route

Good:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   seconds: 6
    ... ''')
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   seconds: auto
    ... ''', route="api")

Fix: Write the seconds, or make the shots on a route that can choose.

Source: HeyGen guide "Avatar Shots with Seedance" (a duration is set) and API guide "Avatar Shots"
    (`auto_duration`), read 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.catalog import said_by, shots_elsewhere
from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.ruling import Case, Found

CODE = "SHOT057"
SEVERITY = Severity.WARN


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about an automatic length."""
    if brief.seconds.kind != "auto":
        return
    limits = case.shots.shots
    if limits is not None and not limits.auto.allowed:
        elsewhere = shots_elsewhere(case.shots, lambda other: other.auto.allowed)
        yield Found(
            ("seconds",),
            f"{case.shots.title} cannot choose the length ({said_by(case.shots, limits.auto)}), so"
            f" it will be {limits.seconds.max} s",
            ", or ".join(("write the seconds you want", *elsewhere)),
        )
