"""TALK019: a silence cannot be made here.

What: Reports a talk beat that is a silence, made in a way that needs a script or a recording.

Why: There is no request that would make it.

Bad:
    >>> lint('''
    ... - talk: {silence: 3}
    ...   by: maya
    ... ''', route="api")
    error TALK019: s.1: a silence, but Direct Video on HeyGen API v3 needs a script or a recording;
    make talk on the web route, or use a recording of silence

Good:
    >>> lint('''
    ... - talk: {silence: 3}
    ...   by: maya
    ... ''', route="web")

Fix: Use a recording of silence, or a way of making talk that has silences.

Source: HeyGen's request schemas, 2026-07-21 (exactly one of script and recording); the app and the
    legacy route have silences.
"""

from __future__ import annotations

from shotwright.model.finding import Severity

CODE = "TALK019"
SEVERITY = Severity.ERROR
ASKED_BY = "planner"
