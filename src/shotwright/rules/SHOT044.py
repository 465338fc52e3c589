"""SHOT044: the lines are too fast.

What: Reports a shot with more than 2 spoken words a second (4 characters of Chinese or Korean, 5 of
    Japanese): its lines, and what its action says in quotes, over its length.  Of a beat that is
    split, the fullest piece counts.  SHOT045 tells of what cannot be said at all.

Why: The model speaks more slowly than a hurried person; it rushes such lines, drops words, or loses
    the lips.

Bad:
    >>> lint('''
    ... - shot: Maya looks up
    ...   seconds: 5
    ...   audio: {says: [{by: maya, line: "We opened the bakery at four, and by six it was gone."}]}
    ... ''')
    warn SHOT044: s.1: 12 words in 5 s are too fast; say less, give the shot more time, or make it
    a talk beat

Good:
    >>> lint('''
    ... - shot: Maya looks up
    ...   seconds: 8
    ...   audio: {says: [{by: maya, line: "We opened the bakery at four, and by six it was gone."}]}
    ... ''')

Fix: Trim the lines, lengthen the shot, or move the words to a talk beat.

Source: Practitioners' audio guide for Seedance 2.0, 2026-09-26; the figures for characters are
    ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.model.seconds import Millis, words
from shotwright.rules.dialogue import Haste, clip_of
from shotwright.rules.ruling import Case, Found

CODE = "SHOT044"
SEVERITY = Severity.WARN


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about lines that have to be rushed."""
    clip = clip_of(brief, case)
    if clip and clip.haste is Haste.FAST:
        yield Found(
            clip.lines[0].path,
            f"{clip.amount} in {words(Millis(clip.available_ms))} are too fast",
            "say less, give the shot more time, or make it a talk beat",
        )
