"""TALK025: 4k talk may not be available.

What: Reports talk on the api route in 4k with Avatar IV or Avatar V.

Why: HeyGen noted it as unavailable for the time being in July 2026, and nobody has seen it back.

Bad:
    >>> lint('''
    ... - talk: Good morning.
    ...   by: maya
    ...   resolution: 4k
    ... ''', route="api")
    warn TALK025: s.1: 4k with Avatar IV was noted as unavailable in July 2026; choose 1080p, or try
    one segment first

Good:
    >>> lint('''
    ... - talk: Good morning.
    ...   by: maya
    ...   resolution: 1080p
    ... ''', route="api")

Fix: Choose 1080p, or try one segment before all are made.

Source: a report of 2026-10-04 on HeyGen's pages.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import TalkBrief
from shotwright.model.finding import Severity
from shotwright.rules.places import standing
from shotwright.rules.ruling import Case, Found

CODE = "TALK025"
SEVERITY = Severity.WARN


def check_talk(brief: TalkBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about 4k with the newer engines."""
    if case.talk.route != "api" or brief.resolution != "4k":
        return
    if brief.engine in {"avatar_iv", "avatar_v"}:
        name = "Avatar IV" if brief.engine == "avatar_iv" else "Avatar V"
        yield Found(
            standing(brief, case.board, "resolution"),
            f"4k with {name} was noted as unavailable in July 2026",
            "choose 1080p, or try one segment first",
        )
