"""SHOT054: shots are not made in this shape or size.

What: Reports a shot with an aspect or a resolution that its route does not make.

Why: The service refuses the request.

Bad:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   seconds: 6
    ...   resolution: 4k
    ... ''')
    error SHOT054: s.1: resolution 4k, but HeyGen app makes shots in 720p, 1080p (Survey of
    script-to-film products, citing HeyGen help article 14448006); choose 720p or 1080p

Good:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   seconds: 6
    ...   resolution: 1080p
    ... ''')

Fix: Choose one that the route makes, or another route.

Source: HeyGen guide "Avatar Shots with Seedance" (orientation), HeyGen API guides "Avatar Shots"
    (aspect ratios) and "Three ways to create videos" (720p and 1080p), read 2026-11-21.
"""

from __future__ import annotations

from shotwright.model.finding import Severity

CODE = "SHOT054"
SEVERITY = Severity.ERROR
ASKED_BY = "planner"
