"""REFS007: a shot has too many references to weigh.

What: Reports a shot with more than five references, and one with two for a job that only one can
    have: motion, camera, palette.

Why: The model weighs all of them against each other; what matters most is lost among the others,
    and of two camera moves or palettes it makes a mixture.

Bad:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   references: [pan, orbit]
    ... ''', board='''
    ... references:
    ...   pan: {video: "https://example.com/pan.mp4", of: motion}
    ...   orbit: {video: "https://example.com/orbit.mp4", of: motion}
    ... ''')
    warn REFS007: s.1: `pan` and `orbit` are both for motion, and only one can be followed; leave
    one out

Good:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   references: [tin, pan]
    ... ''', board='''
    ... references:
    ...   pan: {video: "https://example.com/pan.mp4", of: motion}
    ... ''')

Fix: Keep four or five references in all, and one for motion, camera and palette each.

Source: ByteDance's prompt guide for Seedance 2.0 ("do not use the full limit"), snapshot
    2026-08-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.guidance import guidance
from shotwright.rules.places import standing
from shotwright.rules.ruling import Case, Found

CODE = "REFS007"
SEVERITY = Severity.WARN


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield a finding for too many, and one for every job that two compete for."""
    if len(brief.references) <= 1:
        return
    at = standing(brief, case.board, "references")
    most = guidance().references.max
    if len(brief.references) > most:
        yield Found(
            at,
            f"{len(brief.references)} references, more than the {most} that are advised",
            "keep those that matter most",
        )
    for job in guidance().one_of_a_kind.jobs:
        names = [name for name in brief.references if case.board.references[name].of == job]
        if len(names) > 1:
            told = " and ".join(f"`{name}`" for name in names)
            both = "both" if len(names) == 2 else "all"  # noqa: PLR2004 - both are two
            yield Found(
                at, f"{told} are {both} for {job}, and only one can be followed", "leave one out"
            )
