"""PLAN012: beats that `cut: never` ties together are no single shot.

What: Reports `cut: never` before a beat that cannot share a shot with the one before it: there is
    none of its kind in the scene, or both together are too long or too many parts.

Why: `cut: never` is a wish that no plan keeps, and a plan that ignored it would tell another story.

Bad:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   seconds: 6
    ...   cut: never
    ... ''')
    error PLAN012: s.1: `cut: never` before s.1, but there is no shot before it that it could share:
    another scene, talk, or another kind of shot comes first; remove `cut: never`

Good:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   seconds: 6
    ... - shot: Maya drinks
    ...   seconds: 6
    ...   cut: never
    ... ''')

Fix: Remove `cut: never`, or make the beats short enough for one shot.

Source: Ours; the lengths are those of HeyGen's guide "Avatar Shots with Seedance", read 2026-11-21.
"""

from __future__ import annotations

from shotwright.model.finding import Severity

CODE = "PLAN012"
SEVERITY = Severity.ERROR
ASKED_BY = "planner"
