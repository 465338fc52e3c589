"""TALK026: a photo look does not speak in 4k on Avatar III.

What: Reports talk on the api route in 4k with Avatar III and a photo look.

Why: Such videos never come out in 4k, so what was asked and priced is not what is made.

Bad:
    >>> lint('''
    ... - talk: Good morning.
    ...   by: pic
    ...   engine: avatar_iii
    ...   resolution: 4k
    ... ''', route="api")
    error TALK026: s.1: Avatar III makes no 4k of a photo look; choose 1080p

Good:
    >>> lint('''
    ... - talk: Good morning.
    ...   by: pic
    ...   engine: avatar_iii
    ...   resolution: 1080p
    ... ''', route="api")

Fix: Choose 1080p.

Source: HeyGen's request schemas (engine `avatar_iii`), 2026-07-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import TalkBrief
from shotwright.model.finding import Severity
from shotwright.rules.places import standing
from shotwright.rules.ruling import Case, Found

CODE = "TALK026"
SEVERITY = Severity.ERROR


def check_talk(brief: TalkBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about 4k of a photo with Avatar III."""
    if case.talk.route != "api" or brief.resolution != "4k":
        return
    if brief.engine == "avatar_iii" and case.board.cast[brief.speaker].look_kind == "photo":
        yield Found(
            standing(brief, case.board, "resolution"),
            "Avatar III makes no 4k of a photo look",
            "choose 1080p",
        )
