"""SHOT043: the lines are dense.

What: Reports a shot with more than 1.3 spoken words a second (2.6 characters of Chinese or Korean,
    3.3 of Japanese): its lines, and what its action says in quotes, over its length.  Of a beat
    that is split, the fullest piece counts.

Why: Lips follow some 16 to 20 English words in 15 s surely; beyond that they drift now and then.

Bad:
    >>> lint('''
    ... - shot: Maya looks up
    ...   seconds: 10
    ...   audio: {says: [{by: maya, line: "We opened the bakery at four, and by six every single
    ...     loaf was already gone."}]}
    ... ''')
    info SHOT043: s.1: 15 words in 10 s are dense; say less, or give the shot more time

Good:
    >>> lint('''
    ... - shot: Maya looks up
    ...   seconds: 10
    ...   audio: {says: [{by: maya, line: "We opened the bakery at four, and sold out."}]}
    ... ''')

Fix: Trim the lines, or lengthen the shot.

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

CODE = "SHOT043"
SEVERITY = Severity.INFO


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about lines that leave little air."""
    clip = clip_of(brief, case)
    if clip and clip.haste is Haste.DENSE:
        yield Found(
            clip.lines[0].path,
            f"{clip.amount} in {words(Millis(clip.available_ms))} are dense",
            "say less, or give the shot more time",
        )
