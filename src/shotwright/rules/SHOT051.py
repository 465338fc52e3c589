"""SHOT051: a vertical shot speaks.

What: Reports a shot in 9:16 in which somebody speaks.

Why: Vertical clips with speech come with stray subtitles and babble more often than wide ones.

Bad:
    >>> lint('''
    ... - shot: Maya looks up
    ...   aspect: "9:16"
    ...   audio: {says: [{by: maya, line: That is hot.}]}
    ... ''')
    info SHOT051: s.1: speech in 9:16 brings stray subtitles more often; move the words to a talk
    beat, or make it 16:9 and crop

Good:
    >>> lint('''
    ... - shot: Maya looks up
    ...   aspect: "9:16"
    ... ''')

Fix: Move the words to a talk beat, or crop a wide clip.

Source: ByteDance's troubleshooting guide for Seedance 2.0, 2026-08-21 (subtitles, babble).
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.dialogue import speaks
from shotwright.rules.places import standing
from shotwright.rules.ruling import Case, Found

CODE = "SHOT051"
SEVERITY = Severity.INFO


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about speech in a vertical shot."""
    if brief.aspect == "9:16" and speaks(brief, case.board):
        yield Found(
            standing(brief, case.board, "audio"),
            "speech in 9:16 brings stray subtitles more often",
            "move the words to a talk beat, or make it 16:9 and crop",
        )
