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
from functools import lru_cache

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.filming import cameras
from shotwright.rules.parts import parts_of
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import KEPT, own_texts, path_of, quotations

CODE = "SHOT031"
SEVERITY = Severity.WARN

_ARRIVES = re.compile(r"\b(?:to|into|ending|ends|then|reveals?|becomes|until)\b", re.IGNORECASE)

_NOT_SPOKEN = re.compile(
    r"\b(?:narrator|voice[\s-]?over|off[\s-]?screen voice|announcer|radio|v\.?o\.?)\b[^.\n]*$"
    r"|\b(?:sign|banner|label|headline|caption|subtitle|title|card|slogan|text|words?|letters"
    r"|typography|poster|board|screen|shirt|mug|logo|called|named|titled|marked|labell?ed)s?\b"
    r"[^.,\n]*$",
    re.IGNORECASE,
)


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about a line that is seen badly."""
    if brief.over is not None or not _speaks(brief, case):
        return
    views = cameras(brief, case.board)
    if len(views) != 1 or parts_of(brief, case.board).marks:
        return
    (view,) = views
    safe = [hit.start for hit in view.hits if hit.term.group == "size" and hit.term.lip_sync_safe]
    for hit in view.hits:
        near = hit.term.group == "size" and any(
            _ARRIVES.search(view.text, hit.end, start) for start in safe if start > hit.end
        )
        if hit.term.lip_sync_safe is False and not near:
            yield Found(
                path_of(view.text_of(hit), brief, case.board),
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
    return any(_is_spoken_in(text.text) for text in own_texts(brief, case.board))


@lru_cache(KEPT)
def _is_spoken_in(text: str) -> bool:
    """Tell whether somebody in the picture says something in double quotes.

    Text on signs is no line, and a narrator is not in the picture.
    """
    return any(
        not _NOT_SPOKEN.search(text[max(0, quote.start() - 60) : quote.start()])
        for quote in quotations(text)
    )
