"""PLAN003: two clips make a jump cut.

What: Reports a clip that follows another of the same scene with the same cast, in the same size and
    from the same angle.  Talk in between, another place, and details such as inserts make no jump.

Why: The picture hops: to the viewer it looks like a fault, not like a cut.

Bad:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   camera: medium shot
    ...   seconds: 8
    ... - shot: Maya opens the oven
    ...   camera: medium shot
    ...   seconds: 8
    ... ''')
    warn PLAN003: s.2: the clip before is framed alike, MS; change the size by two steps, or the
    angle

Good:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   camera: medium shot
    ...   seconds: 8
    ... - shot: Maya opens the oven
    ...   camera: close-up
    ...   seconds: 8
    ... ''')

Fix: Change the size by two steps, or the angle.

Source: Film craft: the rule of 30 degrees.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.model.plan import Item
from shotwright.rules.places import standing
from shotwright.rules.ruling import Case, Found
from shotwright.rules.story import clip_before, framing

CODE = "PLAN003"
SEVERITY = Severity.WARN


def check_item(item: Item, case: Case) -> Iterator[Found]:
    """Yield at most one finding about a clip that is framed like the one before."""
    before = clip_before(item, case)
    if before is None:
        return
    last, first = case.briefs_of(before)[-1], case.briefs_of(item)[0]
    if not isinstance(last, ShotBrief) or not isinstance(first, ShotBrief):
        return
    if set(last.cast) != set(first.cast) or last.setting != first.setting:
        return
    whole = last is not first
    framed = framing(first, at_end=False, whole=whole)
    if framed and framed == framing(last, at_end=True, whole=whole):
        yield Found(
            standing(first, case.board, "camera"),
            f"the clip before is framed alike, {framed.named}",
            "change the size by two steps, or the angle",
        )
