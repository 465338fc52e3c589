"""SHOT031: somebody speaks where the lips cannot be read.

What: Reports a shot with a spoken line of somebody in it whose framing is far, or a detail, or
    whose camera circles, cranes, flies or whips.  Not told of voices from elsewhere, of cutaways,
    whose sound is muted, and of several `Shot 1:` parts.

Why: Lips are synchronised well in a held, middling close view, and lost in others.

Bad:
    >>> lint('''
    ... - shot: Maya turns to the sea
    ...   camera: extreme wide shot
    ...   audio: {says: [{by: maya, line: There it is.}]}
    ... ''')
    warn SHOT031: s.1: a line is said in `extreme wide shot`, where lips cannot be read; hold a
    medium close-up while it is said

Good:
    >>> lint('''
    ... - shot: Maya turns to the sea
    ...   camera: static medium close-up
    ...   audio: {says: [{by: maya, line: There it is.}]}
    ... ''')

Fix: Hold a medium close-up while the line is said, or let it be said off screen.

Source: practitioners' audio guide for Seedance 2.0, 2026-09-26.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.filming import cameras
from shotwright.rules.reading import reading, spoken_quotes
from shotwright.rules.ruling import Brief, Case, Found

CODE = "SHOT031"
SEVERITY = Severity.WARN

_ARRIVES = re.compile(r"\b(?:to|into|ending|ends|then|reveals?|becomes|until)\b", re.IGNORECASE)


def check(brief: Brief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about a line that is seen badly."""
    if not isinstance(brief, ShotBrief) or brief.over is not None or not _speaks(brief, case):
        return
    views = cameras(brief, case.board)
    if len(views) != 1 or reading(brief, case.board).marks:
        return
    (view,) = views
    safe = [hit.start for hit in view.hits if hit.term.group == "size" and hit.term.lip_sync_safe]
    for hit in view.hits:
        near = hit.term.group == "size" and any(
            _ARRIVES.search(view.text, hit.end, start) for start in safe if start > hit.end
        )
        if hit.term.lip_sync_safe is False and not near:
            yield Found(
                view.spot_of(hit).path,
                f"a line is said in {view.word(hit)}, where lips cannot be read",
                "hold a medium close-up while it is said",
            )
            return


def _speaks(brief: ShotBrief, case: Case) -> bool:
    """Tell whether somebody who is seen says a line."""
    if brief.audio is not None and brief.audio.mode in {"silent", "ambient"}:
        return False
    seen = {name.casefold() for name in (*brief.cast, *brief.names)}
    if any(said.by.casefold() in seen for said in brief.says):
        return True
    action = reading(brief, case.board).texts["action"]
    return any(spoken_quotes(spot.text) for spot in action)
