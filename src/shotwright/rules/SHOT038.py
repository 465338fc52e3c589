"""SHOT038: one take is promised, and several shots are asked for.

What: Reports words such as `single continuous take` or `no cuts` together with two or more
    `Shot N:` parts, or with a word of the edit.

Why: It cannot be both; what comes out is neither, and is paid for.

Bad:
    >>> lint('''
    ... - shot: "Shot 1: Maya ties a lace. Shot 2: Maya runs, all in a single take."
    ...   seconds: 10
    ... ''')
    error SHOT038: s.1: `single take` and 2 shots; choose one

Good:
    >>> lint('''
    ... - shot: Maya ties a lace and runs, all in a single take
    ...   seconds: 10
    ... ''')

Fix: Choose: one take without cuts, or several shots.

Source: practitioners' multishot grammar for Seedance 2.0, 2026-09-26.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.edits import edits_in, one_take_in
from shotwright.rules.reading import Spot, is_first, reading
from shotwright.rules.ruling import Brief, Case, Found

CODE = "SHOT038"
SEVERITY = Severity.ERROR


def check(brief: Brief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about takes and cuts."""
    if not isinstance(brief, ShotBrief):
        return
    told = reading(brief, case.board)
    spots = [spot for key, texts in told.texts.items() if key != "audio" for spot in texts]
    takes = [(spot, take) for spot in spots for take in one_take_in(spot.text)[:1]]
    if not takes:
        return
    edits = [(spot, f"`{edit}`") for spot in spots for edit in edits_in(spot.text)[:1]]
    shots = [(told.parts[0][0], f"{len(told.parts)} shots")] if len(told.parts) > 1 else []
    for other, what in [*shots, *edits][:1]:
        spot, take = takes[0]
        if is_first(brief, case.board, spot.clause, other.clause):
            yield Found(_own(spot, other).path, f"`{take}` and {what}", "choose one")


def _own(one: Spot, other: Spot) -> Spot:
    """Prefer what stands on the beat to what it inherits."""
    return other if one.path[:1] == ("/",) else one
