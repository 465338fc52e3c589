"""CAST002: there is nothing to make a cast member from.

What: Reports a cast member who appears and has no look, and who speaks and has neither look nor
    picture, or a picture where the route takes looks only.

Why: The service makes people from a look, or a talking picture from an image.  Without one there is
    nothing to send.

Bad:
    >>> lint('''
    ... - shot: Ana lifts a mug
    ...   with: [ana]
    ...   seconds: 6
    ... ''', board='''
    ... cast:
    ...   ana: {voice: vc_ana}
    ... ''')
    error CAST002: s.1: `ana` has no look, but a cinematic shot is made from looks; give `ana` a
    look, or leave them out of `with`

Good:
    >>> lint('''
    ... - shot: Ana lifts a mug
    ...   with: [ana]
    ...   seconds: 6
    ... ''', board='''
    ... cast:
    ...   ana: {look: lk_ana, consent: confirmed}
    ... ''')

Fix: Give the cast member a `look` (or, for talk, an `image`), or leave them out.

Source: HeyGen API guide "Avatar Shots" (`avatar_id` is required) and request schemas of 2026-07-21
    (type `image`: `image` is required).
"""

from __future__ import annotations

from shotwright.model.finding import Severity

CODE = "CAST002"
SEVERITY = Severity.ERROR
ASKED_BY = "planner"
