"""TALK022: a picture cannot choose its engine.

What: Reports an engine other than Avatar IV for a speaker with a picture and no look, on the API.

Why: The API's type for pictures has no engine, so the talk would be made, and paid, by Avatar IV.

Bad:
    >>> lint('''
    ... - by: face
    ...   talk: Good morning.
    ...   engine: avatar_iii
    ... ''', board='''
    ... cast:
    ...   face: {image: "https://example.com/face.png", voice: vc_face}
    ... ''', route="api")
    error TALK022: s.1: avatar_iii cannot be had for a picture here; remove `engine`, or give
    `face` a look

Good:
    >>> lint('''
    ... - by: maya
    ...   talk: Good morning.
    ...   engine: avatar_iii
    ... ''', route="api")

Fix: Use Avatar IV, or make a look of the picture in HeyGen.

Source: HeyGen v3 schema, type `image`: no `engine` field; read 2026-07-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import TalkBrief
from shotwright.model.finding import Severity
from shotwright.rules.ruling import Case, Found

CODE = "TALK022"
SEVERITY = Severity.ERROR


def check_talk(brief: TalkBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about a picture's engine."""
    if case.talk.route != "api":
        return
    member = case.board.cast[brief.speaker]
    if member.look is None and brief.engine != "avatar_iv":
        yield Found(
            ("engine",),
            f"{brief.engine} cannot be had for a picture here",
            f"remove `engine`, or give `{brief.speaker}` a look",
        )
