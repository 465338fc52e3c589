"""SHOT011: no setting.

What: Reports a shot beat for which neither beat, scene nor board tells a place, time or weather.
    A prompt written word for word is not looked at.

Why: The model then chooses a place of its own, another one in every shot, and the shots do not
    cut together.

Bad:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ... ''', scene="")
    warn SHOT011: s.1: no setting; add `setting:` with the place and its time of day

Good:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   setting: a small kitchen at dawn
    ... ''', scene="")

Fix: Name the place, and its time of day, on the scene or the beat.

Source: HeyGen guide "Avatar Shots with Seedance", read 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.places import standing
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import is_blank

CODE = "SHOT011"
SEVERITY = Severity.WARN


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about a missing setting."""
    if brief.prompt is not None:
        return
    told = brief.setting
    if told is None or is_blank(told.place + told.time + told.weather + told.words):
        yield Found(
            standing(brief, case.board, "setting"),
            "no setting",
            "add `setting:` with the place and its time of day",
        )
