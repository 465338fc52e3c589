"""TALK024: the route has not this engine.

What: Reports a talk beat with an engine that its route does not offer.

Why: The service refuses the request.

Bad:
    >>> lint('''
    ... - talk: Good morning.
    ...   by: maya
    ...   engine: avatar_v
    ... ''', route="legacy")
    error TALK024: s.1: engine avatar_v, but HeyGen API v2 makes talk in avatar_iii, avatar_iv
    (HeyGen API guide: legacy video generation); choose another engine, or make talk on the web or
    api route

Good:
    >>> lint('''
    ... - talk: Good morning.
    ...   by: maya
    ...   engine: avatar_iv
    ... ''', route="legacy")

Fix: Choose an engine that the route has, or another route.

Source: HeyGen API guide: legacy video generation, read 2026-11-21.
"""

from __future__ import annotations

from shotwright.model.finding import Severity

CODE = "TALK024"
SEVERITY = Severity.ERROR
ASKED_BY = "planner"
