"""SHOT016: too many looks, or none.

What: Reports a shot with fewer or more looks than its route takes.

Why: The service refuses the request.

Bad:
    >>> lint('''
    ... - shot: Maya, Ken, Ana and Ben lift their mugs
    ...   seconds: 6
    ...   with: [maya, ken, ana, ben]
    ... ''', board='''
    ... cast:
    ...   ana: {look: lk_ana, consent: confirmed}
    ...   ben: {look: lk_ben, consent: confirmed}
    ... ''')
    error SHOT016: s.1: 4 looks, but HeyGen app takes at most 3 (HeyGen guide: Avatar Shots with
    Seedance); split the shot, or leave someone out of `with`

Good:
    >>> lint('''
    ... - shot: Maya and Ken lift their mugs
    ...   seconds: 6
    ...   with: [maya, ken]
    ... ''', board='''
    ... cast:
    ...   ana: {look: lk_ana, consent: confirmed}
    ...   ben: {look: lk_ben, consent: confirmed}
    ... ''')

Fix: Split the shot, or leave someone out of `with`; put someone with a look into a shot that has
    none.

Source: HeyGen guide "Avatar Shots with Seedance" and API guide "Avatar Shots" (up to 3 looks), read
    2026-11-21.
"""

from __future__ import annotations

from shotwright.model.finding import Severity

CODE = "SHOT016"
SEVERITY = Severity.ERROR
ASKED_BY = "planner"
