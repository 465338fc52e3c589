"""TALK004: the motion prompt is not accepted here.

What: Reports `motion` with Avatar IV and a look of a kind that takes no motion prompt there, and
    with Avatar III.  Avatar V takes one for every look.

Why: The service refuses the video.

Bad:
    >>> lint('''
    ... - talk: Good morning.
    ...   by: maya
    ...   motion: head nods, confident
    ... ''')
    error TALK004: s.1: Avatar IV takes no motion prompt for a digital twin (HeyGen guide: Avatar
    IV); remove `motion`, or write `engine: avatar_v`

Good:
    >>> lint('''
    ... - talk: Good morning.
    ...   by: pic
    ...   motion: head nods, confident
    ... ''')
    >>> lint('''
    ... - talk: Good morning.
    ...   by: maya
    ...   motion: head nods, confident
    ...   engine: avatar_v
    ... ''')

Fix: Remove `motion`, or use Avatar V where the look supports it.

Source: HeyGen's request schemas ("rejected for video avatars on the default Avatar IV engine";
    not for Avatar III), 2026-07-21; HeyGen guide "Avatar IV" ("custom motion prompt (under
    Photo-to-Video)"), read 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.catalog import said_by
from shotwright.model.brief import TalkBrief
from shotwright.model.finding import Severity
from shotwright.rules.looks import A_LOOK
from shotwright.rules.ruling import Case, Found

CODE = "TALK004"
SEVERITY = Severity.ERROR


def check_talk(brief: TalkBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about the motion prompt."""
    if brief.motion is None or case.talk.talk is None:
        return
    kind = case.board.cast[brief.speaker].look_kind
    takes = case.talk.talk.motion
    fix = "remove `motion`, or write `engine: avatar_v`"
    if brief.engine == "avatar_iii":
        yield Found(("motion",), "Avatar III takes no motion prompt", fix)
    elif brief.engine == "avatar_iv" and kind not in takes.values:
        message = (
            f"Avatar IV takes no motion prompt for {A_LOOK[kind]} ({said_by(case.talk, takes)})"
        )
        yield Found(("motion",), message, fix)
