"""TALK017: the route does not make talk this way.

What: Reports a talk beat whose `source` its route has not, and on the api route an option that a
    studio scene has not.

Why: There is no request that would make it.

Bad:
    >>> lint('''
    ... - talk: Good morning.
    ...   by: maya
    ...   source: direct
    ... ''')
    error TALK017: s.1: source direct, but HeyGen app has photo or studio; write source: photo or
    studio, or make talk on the api route

Good:
    >>> lint('''
    ... - talk: Good morning.
    ...   by: maya
    ...   source: studio
    ... ''')

Fix: Leave `source` out, or write one that the route has.

Source: HeyGen's request schemas, 2026-07-21, and HeyGen guide "Avatar IV", read 2026-11-21.
"""

from __future__ import annotations

from shotwright.model.finding import Severity

CODE = "TALK017"
SEVERITY = Severity.ERROR
ASKED_BY = "planner"
