"""SHOT035: there are more shots than can appear.

What: Reports a beat with more `Shot N:` parts than one in every 2.5 seconds; the worse case of
    SHOT034.  Of a range of seconds the high end counts.

Why: Parts are dropped, and the clip is paid for.

Bad:
    >>> lint('''
    ... - shot: "Shot 1: Maya ties a lace. Shot 2: Maya breathes out. Shot 3: Maya runs."
    ...   seconds: 5
    ... ''')
    error SHOT035: s.1: 3 shots in 5 s, but at most 2 can appear; write them as beats of their own

Good:
    >>> lint('''
    ... - shot: Maya ties a lace
    ...   seconds: 5
    ... ''')

Fix: Write the shots as beats of their own.

Source: a third-party schema of Seedance 2.0, validated 2026-05-21 (2 to 3 seconds a shot must fit
    the length, or shots are dropped).
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

CODE = "SHOT035"
SEVERITY = Severity.ERROR


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about how many parts there are."""
    parts = parts_of(brief, case.board).parts
    length = lengths(brief, case.shots) if len(parts) > 1 else None
    if length is None:
        return
    most = max(1, length.high // shot_pacing().step_ms)
    if len(parts) > most:
        yield Found(
            path_of(parts[0][0], brief, case.board),
            f"{len(parts)} shots in {words(length.high)}, but at most {most} can appear",
            "write them as beats of their own",
        )
