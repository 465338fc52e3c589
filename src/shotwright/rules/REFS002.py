"""REFS002: a shot has too many pictures.

What: Reports a shot whose picture references are more than its route takes, together with the looks
    where they share the budget.

Why: The service refuses the request.

Bad:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   seconds: 6
    ...   references: [i0, i1, i2, i3, i4, i5, i6, i7, i8]
    ... ''', board='''
    ... references:
    ...   i0: {image: "https://example.com/0.png", of: product}
    ...   i1: {image: "https://example.com/1.png", of: product}
    ...   i2: {image: "https://example.com/2.png", of: product}
    ...   i3: {image: "https://example.com/3.png", of: product}
    ...   i4: {image: "https://example.com/4.png", of: product}
    ...   i5: {image: "https://example.com/5.png", of: product}
    ...   i6: {image: "https://example.com/6.png", of: product}
    ...   i7: {image: "https://example.com/7.png", of: product}
    ...   i8: {image: "https://example.com/8.png", of: product}
    ... ''', route="api")
    error REFS002: s.1: 9 images and 1 looks, but HeyGen API v3 takes 9 in all (HeyGen API guide:
    Avatar Shots, now Cinematic Avatar); leave one out

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
    ...   i4: {image: "https://example.com/4.png", of: product}
    ...   i5: {image: "https://example.com/5.png", of: product}
    ...   i6: {image: "https://example.com/6.png", of: product}
    ...   i7: {image: "https://example.com/7.png", of: product}
    ...   i8: {image: "https://example.com/8.png", of: product}
    ... ''', route="api")

Fix: Bind fewer pictures to the beat, or split it.

Source: HeyGen API guide "Avatar Shots" ("at most 3 videos and 9 images total across avatar_id and
    references"); that each look counts as one image is inferred from a public integration, read
    2026-11-21.
"""

from __future__ import annotations

from shotwright.model.finding import Severity

CODE = "REFS002"
SEVERITY = Severity.ERROR
ASKED_BY = "planner"
