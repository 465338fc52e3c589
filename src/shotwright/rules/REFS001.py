"""REFS001: a shot has too many videos.

What: Reports a shot whose video references are more than its route takes.

Why: The service refuses the request.

Bad:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   seconds: 6
    ...   references: [a, b, c, d]
    ... ''', board='''
    ... references:
    ...   a: {video: "https://example.com/a.mp4", of: motion}
    ...   b: {video: "https://example.com/b.mp4", of: motion}
    ...   c: {video: "https://example.com/c.mp4", of: motion}
    ...   d: {video: "https://example.com/d.mp4", of: motion}
    ... ''', route="api")
    error REFS001: s.1: 4 videos, but HeyGen API v3 takes 3 in all (HeyGen API guide: Avatar Shots,
    now Cinematic Avatar); leave one out

Good:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   seconds: 6
    ...   references: [a, b, c]
    ... ''', board='''
    ... references:
    ...   a: {video: "https://example.com/a.mp4", of: motion}
    ...   b: {video: "https://example.com/b.mp4", of: motion}
    ...   c: {video: "https://example.com/c.mp4", of: motion}
    ...   d: {video: "https://example.com/d.mp4", of: motion}
    ... ''', route="api")

Fix: Bind fewer videos to the beat, or split it.

Source: HeyGen API guide "Avatar Shots" ("at most 3 videos and 9 images total across avatar_id and
    references"), read 2026-11-21.
"""

from __future__ import annotations

from shotwright.model.finding import Severity

CODE = "REFS001"
SEVERITY = Severity.ERROR
ASKED_BY = "planner"
