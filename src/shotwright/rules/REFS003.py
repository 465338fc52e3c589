"""REFS003: a shot has more elements than the app takes.

What: Reports a shot whose references, pictures and videos together, are more than its route takes.

Why: The app has no more places for them.

Bad:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   seconds: 6
    ...   references: [i0, i1, i2, i3]
    ... ''', board='''
    ... references:
    ...   i0: {image: "https://example.com/0.png", of: product}
    ...   i1: {image: "https://example.com/1.png", of: product}
    ...   i2: {image: "https://example.com/2.png", of: product}
    ...   i3: {image: "https://example.com/3.png", of: product}
    ... ''')
    error REFS003: s.1: 4 references, but HeyGen app takes 3 (HeyGen guide: Avatar Shots with
    Seedance); leave one out, or make shots on the api route

Good:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   seconds: 6
    ...   references: [i0, i1, i2]
    ... ''', board='''
    ... references:
    ...   i0: {image: "https://example.com/0.png", of: product}
    ...   i1: {image: "https://example.com/1.png", of: product}
    ...   i2: {image: "https://example.com/2.png", of: product}
    ...   i3: {image: "https://example.com/3.png", of: product}
    ... ''')

Fix: Leave one out, or make the shot on a route that takes more.

Source: HeyGen guide "Avatar Shots with Seedance" (up to 3 elements), read 2026-11-21.
"""

from __future__ import annotations

from shotwright.model.finding import Severity

CODE = "REFS003"
SEVERITY = Severity.ERROR
ASKED_BY = "planner"
