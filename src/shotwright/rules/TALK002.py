"""TALK002: a stretch of talk is too long and cannot be cut.

What: Reports a recording or a silence over the longest that its route takes, a silence under the
    shortest, and a stretch of script that is too long without a place to cut it.  Other long
    scripts are cut, and are not reported.

Why: The service refuses it, or cuts it off.

Bad:
    >>> lint('''
    ... - talk: {audio: {asset: speech, seconds: 200}}
    ...   by: maya
    ... ''')
    error TALK002: s.1: a recording of 200 s, but a scene is at most 180 s (HeyGen guide: Avatar
    IV); split it into shorter ones

Good:
    >>> lint('''
    ... - talk: {audio: {asset: speech, seconds: 180}}
    ...   by: maya
    ... ''')

Fix: Split the recording or silence into several talk beats.

Source: HeyGen guide "Avatar IV" (a scene is at most 180 s), read 2026-11-21.
"""

from __future__ import annotations

from shotwright.model.finding import Severity

CODE = "TALK002"
SEVERITY = Severity.ERROR
ASKED_BY = "planner"
