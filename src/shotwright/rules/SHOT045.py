"""SHOT045: the lines cannot be said in the time.

What: Reports a shot with more than 2.7 spoken words a second (5.4 characters of Chinese or Korean,
    6.8 of Japanese), or whose words, however few, take longer than the shot even when they are said
    fast: long numbers, for example.  Of a beat that is split, the fullest piece counts.

Why: What does not fit is swallowed or sped up, and the clip is paid for either way.

Bad:
    >>> lint('''
    ... - shot: Maya looks up
    ...   seconds: 4
    ...   audio: {says: [{by: maya, line: "Every morning, four hundred million kettles wait for the
    ...     grid, and this one waits for the sun."}]}
    ... ''')
    error SHOT045: s.1: 17 words cannot be said in 4 s; say less, give the shot more time, or make
    it a talk beat

Good:
    >>> lint('''
    ... - shot: Maya looks up
    ...   seconds: 4
    ...   audio: {says: [{by: maya, line: That is hot.}]}
    ... ''')

Fix: Say less, give it more time, or move the words to a talk beat.

Source: Practitioners' audio guide for Seedance 2.0, 2026-09-26 (35 to 40 words in 15 s at most);
    the figures for characters, and the fast end of the estimate of speech, are ours.
    HeyGen's guide leaves long speech to Avatar IV.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.model.seconds import Millis, words
from shotwright.rules.dialogue import Haste, clip_of
from shotwright.rules.ruling import Case, Found

CODE = "SHOT045"
SEVERITY = Severity.ERROR


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about lines that are too long for their shot."""
    clip = clip_of(brief, case)
    if clip and clip.haste is Haste.BEYOND:
        yield Found(
            clip.lines[0].path,
            f"{clip.amount} cannot be said in {words(Millis(clip.available_ms))}",
            "say less, give the shot more time, or make it a talk beat",
        )
