"""TALK018: talk is not made in this shape or size.

What: Reports a talk beat with an aspect or a resolution that its route does not make.

Why: The service refuses the request.

Bad:
    >>> lint('''
    ... - talk: Good morning.
    ...   by: maya
    ...   resolution: 4k
    ... ''', route="legacy")
    error TALK018: s.1: resolution 4k, but HeyGen API v2 makes talk in 720p, 1080p (HeyGen API
    guide: legacy video generation); choose another resolution, or make talk on the web or api route

Good:
    >>> lint('''
    ... - talk: Good morning.
    ...   by: maya
    ...   resolution: 1080p
    ... ''', route="legacy")

Fix: Choose one that the route makes, or another route.

Source: HeyGen's request schemas, 2026-07-21, and for the legacy route HeyGen API guide: legacy
    video generation, read 2026-11-21.
"""

from __future__ import annotations

from shotwright.model.finding import Severity

CODE = "TALK018"
SEVERITY = Severity.ERROR
ASKED_BY = "planner"
