"""ROUT001: the route makes no such thing.

What: Reports a shot beat on a route that makes talk only, and the other way round.

Why: There is no request that would make it.

Bad:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   seconds: 6
    ... ''', route="legacy")
    error ROUT001: s.1: a cinematic shot, but HeyGen API v2 makes talk only; make shots on the web
    or api or agent route

Good:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   seconds: 6
    ... ''', route="api")

Fix: Choose a route for `shots`, and one for `talk`, that makes them.

Source: HeyGen API: endpoint version comparison (no cinematic avatar in v2), read 2026-11-21.
"""

from __future__ import annotations

from shotwright.model.finding import Severity

CODE = "ROUT001"
SEVERITY = Severity.ERROR
ASKED_BY = "planner"
