"""SHOT053: no shot has this length.

What: Reports a beat whose exact length no shot can have: not in whole seconds, under the shortest
    with no neighbour to share with, or over the longest with a prompt word for word.

Why: The service refuses other lengths.  A submitted shot is final, so nothing is rounded behind
    your back.

Bad:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   seconds: "=3"
    ... ''')
    error SHOT053: s.1: exactly 3 s, but a shot is at least 4 s (HeyGen guide: Avatar Shots with
    Seedance), and no neighbour can share with it; make it =4, or drop the `=`, so that it can be
    padded

Good:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   seconds: 3
    ... ''')

Fix: Drop the `=`, so that the beat may be padded; or choose a length of whole seconds that the
    route takes.

Source: HeyGen API guide "Avatar Shots", parameter `duration`: whole seconds, 4 to 15; read
    2026-11-21.
"""

from __future__ import annotations

from shotwright.model.finding import Severity

CODE = "SHOT053"
SEVERITY = Severity.ERROR
ASKED_BY = "planner"
