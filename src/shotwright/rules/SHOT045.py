"""SHOT045: the lines cannot be said in the time.

What: Reports a shot whose spoken lines are longer than the shot, even when they are said fast;
    of a beat that is split, than the piece that they fall into.

Why: What does not fit is swallowed or sped up, and the clip is paid for either way.

Bad:
    >>> lint('''
    ... - shot: Maya looks up
    ...   seconds: 4
    ...   audio: {says: [{by: maya, line: "Every morning, four hundred million kettles wait for the
    ...     grid, and this one waits for the sun."}]}
    ... ''')
    error SHOT045: s.1: the lines take at least 5 s, and the shot is 4 s; shorten the lines,
    lengthen the shot, or make it a talk beat

Good:
    >>> lint('''
    ... - shot: Maya looks up
    ...   seconds: 4
    ...   audio: {says: [{by: maya, line: That is hot.}]}
    ... ''')

Fix: Say less, give it more time, or move the words to a talk beat.

Source: our own estimate of speech, its fast end; HeyGen's guide leaves long speech to Avatar IV.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.model.seconds import number, words
from shotwright.rules.ruling import Brief, Case, Found
from shotwright.speech import timeline

CODE = "SHOT045"
SEVERITY = Severity.ERROR


def check(brief: Brief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about lines that are too long for their shot."""
    if not isinstance(brief, ShotBrief) or not brief.says or case.shots.shots is None:
        return
    longest = case.shots.shots.seconds.max * 1000
    wished = {"auto": longest, "open": longest}.get(brief.seconds.kind, brief.seconds.high)
    pieces = -(-wished // longest)
    available = -(-wished // pieces)
    spoken = [
        timeline(said.line, said.language or brief.language, finest="whole").length(0, None).low
        for said in brief.says
    ]
    count = len(spoken)
    needed = max(
        sum(spoken[count * n // pieces : count * (n + 1) // pieces]) for n in range(pieces)
    )
    if needed > available:
        yield Found(
            ("audio",),
            f"the lines take at least {number(round(needed, -2))} s, and the shot is"
            f" {words(available)}",
            "shorten the lines, lengthen the shot, or make it a talk beat",
        )
