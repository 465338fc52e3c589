"""PLAN010: a story is packed into one clip.

What: Reports a shot beat whose setting leads from one place to another (`a cafe, later the beach`),
    and an action that is in one place and `then`, `later` or `next` in another.  To walk from one
    into the other is one way, and no fault.  What is too much action for the time, SHOT021 and
    SHOT022 tell of.

Why: A clip is some seconds in one place; of two, one is lost, or they melt into each other.

Bad:
    >>> lint('''
    ... - shot: Maya drinks a coffee and laughs
    ...   setting: a cafe, later the beach
    ... ''')
    warn PLAN010: s.1: the setting names two places, joined by `later`; make a beat for each

Good:
    >>> lint('''
    ... - shot: Maya drinks a coffee and laughs
    ...   setting: a cafe next to the beach
    ... ''')

Fix: Make a beat for each place, in a scene of its own.

Source: Practitioners' guide to event density for Seedance 2.0, 2026-09-26.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.places import standing
from shotwright.rules.ruling import Case, Found
from shotwright.rules.story import joined_places, packed_places
from shotwright.rules.texts import own_texts

CODE = "PLAN010"
SEVERITY = Severity.WARN


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about two places in one beat."""
    setting = brief.setting if brief.prompt is None else None
    for text in (setting.place, setting.words) if setting else ():
        if joint := joined_places(text):
            yield Found(
                standing(brief, case.board, "setting"),
                f"the setting names two places, joined by `{joint}`",
                "make a beat for each",
            )
            return
    if places := packed_places(" ".join([text.prose for text in own_texts(brief, case.board)])):
        yield Found(
            ("prompt",) if brief.prompt is not None else ("shot",),
            f"the action is in two places, `{places[0]}` and `{places[1]}`",
            "make a beat for each",
        )
