"""TALK021: a picture has no voice.

What: Reports on the API a script spoken by a cast member without a look, where neither the beat
    nor the cast member names a voice.

Why: A picture has no default voice, so the API refuses the script.

Bad:
    >>> lint('''
    ... - talk: Good morning.
    ...   by: sam
    ... ''', board='''
    ... cast:
    ...   sam: {image: "https://example.com/sam.jpg"}
    ... ''', route="api")
    error TALK021: s.1: `sam` has no voice, and a picture brings none; add `voice:` to the cast
    member

Good:
    >>> lint('''
    ... - talk: Good morning.
    ...   by: sam
    ... ''', board='''
    ... cast:
    ...   sam: {image: "https://example.com/sam.jpg", voice: vc_sam}
    ... ''', route="api")

Fix: Give the cast member, or the beat, a voice.

Source: HeyGen's request schemas (type `image`: a script needs an explicit `voice_id`),
    2026-07-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import TalkBrief
from shotwright.model.finding import Severity
from shotwright.rules.ruling import Brief, Case, Found

CODE = "TALK021"
SEVERITY = Severity.ERROR


def check(brief: Brief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about the missing voice of a picture."""
    if not isinstance(brief, TalkBrief) or case.talk.route != "api":
        return
    if brief.talk.text is not None and not brief.voice and not case.board.cast[brief.speaker].look:
        yield Found(
            ("/", "cast", brief.speaker),
            f"`{brief.speaker}` has no voice, and a picture brings none",
            "add `voice:` to the cast member",
        )
