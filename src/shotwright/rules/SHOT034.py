"""SHOT034: there are more shots than is good.

What: Reports a beat with more `Shot N:` parts than one in every four seconds.  Of a range of
    seconds the low end counts.

Why: Shorter parts are hurried, or one of them is left out.

Bad:
    >>> lint('''
    ... - shot: "Shot 1: Maya ties a lace. Shot 2: Maya breathes out. Shot 3: Maya runs."
    ...   seconds: 10
    ... ''')
    warn SHOT034: s.1: 3 shots in 10 s, where 2 are good; drop a shot, or lengthen the beat to 12 s

Good:
    >>> lint('''
    ... - shot: "Shot 1: Maya ties a lace. Shot 2: Maya runs."
    ...   seconds: 10
    ... ''')

Fix: Drop a shot, lengthen the beat, or write two beats.

Source: practitioners' multishot grammar for Seedance 2.0, 2026-09-26 (4 to 6 seconds a shot;
    official examples use three in 15 seconds).
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.model.seconds import words
from shotwright.rules.lengths import lengths
from shotwright.rules.parts import parts_of
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import path_of
from shotwright.speech import shot_pacing

CODE = "SHOT034"
SEVERITY = Severity.WARN


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about how many parts there are; SHOT035 tells of worse."""
    if case.shots.shots is None:
        return
    parts = parts_of(brief, case.board).parts
    length = lengths(brief, case.shots) if len(parts) > 1 else None
    if length is None or len(parts) > length.high // shot_pacing().step_ms:
        return
    each = case.shots.shots.seconds_per_part.min * 1000
    good = max(1, length.low // each)
    if len(parts) > good:
        yield Found(
            path_of(parts[0][0], brief, case.board),
            f"{len(parts)} shots in {words(length.low)}, where {good}"
            f" {'is' if good == 1 else 'are'} good",
            f"drop a shot, or lengthen the beat to {words(len(parts) * each)}",
        )
