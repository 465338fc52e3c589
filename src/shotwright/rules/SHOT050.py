"""SHOT050: speech on the API is not promised.

What: Reports a shot on the API in which somebody speaks.

Why: HeyGen's pages disagree: the guide for the app describes spoken scenes, the API page says that
    there is no spoken voice.  Public programs send quoted lines to the API all the same.

Bad:
    >>> lint('''
    ... - shot: Maya looks up
    ...   audio: {says: [{by: maya, line: That is hot.}]}
    ... ''', route="api")
    info SHOT050: s.1: the API does not promise that lines are heard; put words that must be heard
    into a talk beat

Good:
    >>> lint('''
    ... - shot: Maya looks up
    ...   audio: {says: [{by: maya, line: That is hot.}]}
    ... ''', route="web")

Fix: Keep words that must be heard in talk beats.

Source: HeyGen's developer page on the three ways to make videos (no spoken voice), and HeyGen guide
    "Avatar Shots with Seedance" (spoken scenes), both read 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.dialogue import speaks
from shotwright.rules.places import standing
from shotwright.rules.ruling import Case, Found

CODE = "SHOT050"
SEVERITY = Severity.INFO


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about speech in a shot that a program sends."""
    if case.shots.route != "api":
        return
    if speaks(brief, case.board):
        yield Found(
            standing(brief, case.board, "audio"),
            "the API does not promise that lines are heard",
            "put words that must be heard into a talk beat",
        )
