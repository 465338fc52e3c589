"""SHOT017: the cast is not named in the order of its looks.

What: Reports a shot of two or more people whose action names them in another order than `with`, or
    does not name one of them.  Who speaks a line, or is named in another clause, is named.

Why: The service knows people by the order of their looks.  Whoever is named first takes the first
    look: two people swap faces, or one stands about with nothing to do.

Bad:
    >>> lint('''
    ... - shot: Ken greets Maya
    ...   with: [maya, ken]
    ... ''')
    warn SHOT017: s.1: `Ken` is named before `Maya`, who comes first in `with`; name them in the
    order of `with`, or reorder `with`
    >>> lint('''
    ... - shot: Maya walks to the window
    ...   with: [maya, ken]
    ... ''')
    warn SHOT017: s.1: nothing says what `Ken` does; name everyone in the action, or leave them out
    of `with`

Good:
    >>> lint('''
    ... - shot: Maya is greeted by Ken
    ...   with: [maya, ken]
    ... ''')

Fix: Name each person at first mention in the order of `with`, or reorder `with`; `--fix` reorders
    it where it stands on the beat.

Source: HeyGen guide "Prompting Avatar Shots" (names in the order of the avatars); ByteDance,
    "Seedance 2.0 reference-to-video troubleshooting guide" V1.7 (name each subject each time),
    snapshot 2026-08-21.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.names import mentions
from shotwright.rules.places import standing
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import own_texts, texts_of
from shotwright.storyfile import Change

CODE = "SHOT017"
SEVERITY = Severity.WARN

_NUMBERED = re.compile(r"\b(?:avatar|image|person|character|subject)\s?\d|@\w", re.IGNORECASE)
_OTHER_SCRIPT = re.compile("[\u0370-\u1fff\u2e80-\ud7ff]")


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about the names."""
    if len(brief.names) <= 1:
        return
    action = " ".join(text.text for text in own_texts(brief, case.board))
    if (
        not action
        or len(set(brief.names)) < len(brief.names)
        or (brief.prompt is not None and _NUMBERED.search(action))
    ):
        return
    at = ("shot" if brief.prompt is None else "prompt",)
    places = dict(zip(brief.names, mentions(brief.names, action), strict=True))
    named = [name for name in brief.names if places[name] >= 0]
    for first, second in pairwise(named):
        if places[second] < places[first]:
            yield Found(
                at,
                f"`{second}` is named before `{first}`, who comes first in `with`",
                "name them in the order of `with`, or reorder `with`",
                _reordered(brief, case, places) if len(named) == len(brief.names) else (),
            )
            return
    if len(named) == len(brief.names):
        return
    others = " ".join(
        text.text for text in texts_of(brief, case.board) if text.clause not in {"shot", "cast"}
    )
    speakers = {case.board.name_of(said.by) for said in brief.says}
    missing = [
        name
        for name, there in zip(brief.names, mentions(brief.names, others), strict=True)
        if places[name] < 0 > there and name not in speakers
        if _OTHER_SCRIPT.search(name) or not _OTHER_SCRIPT.search(action)
    ]
    if missing:
        whom = " and ".join(f"`{name}`" for name in missing)
        does = "does" if len(missing) == 1 else "do"
        fix = "name everyone in the action, or leave them out of `with`"
        yield Found(at, f"nothing says what {whom} {does}", fix)


def _reordered(brief: ShotBrief, case: Case, places: dict[str, int]) -> tuple[Change, ...]:
    if standing(brief, case.board, "with") != ("with",):
        return ()  # other beats inherit it
    order = sorted(zip(brief.names, brief.cast, strict=True), key=lambda who: places[who[0]])
    return (Change(("with",), [who for _, who in order]),)
