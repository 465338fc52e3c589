"""TALK021: a speaker has no voice.

What: Reports on the API a script without a voice, neither on the beat nor on the cast member,
    where the speaker has no look; and on the legacy route with a look, too.

Why: A picture has no voice of its own, and the legacy endpoint lends none: the script is refused.

Bad:
    >>> lint('''
    ... - talk: Good morning.
    ...   by: sam
    ... ''', board='''
    ... cast:
    ...   sam: {image: "https://example.com/sam.jpg"}
    ... ''', route="api")
    error TALK021: s.1: `sam` has no voice, and a picture brings none (HeyGen's request schemas, as
    shipped in its command-line tool); add `voice:` to the cast member
    >>> lint('''
    ... - talk: Good morning.
    ...   by: ana
    ... ''', board='''
    ... cast:
    ...   ana: {look: lk_ana, consent: confirmed}
    ... ''', route="legacy")
    error TALK021: s.1: `ana` has no voice, and the look brings none (HeyGen API guide: legacy video
    generation); add `voice:` to the cast member

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
    2026-07-21; HeyGen API guide "legacy video generation" (`voice_id`: required for text type),
    read 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.catalog import said_by
from shotwright.model.brief import TalkBrief
from shotwright.model.finding import Severity
from shotwright.rules.ruling import Case, Found

CODE = "TALK021"
SEVERITY = Severity.ERROR


def check_talk(brief: TalkBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about the missing voice of a picture."""
    if case.talk.route == "web":
        return
    limits = case.talk.talk
    look = case.board.cast[brief.speaker].look
    if brief.talk.text is None or brief.voice or limits is None:
        return
    if not (look and limits.voice_of_look.allowed):
        yield Found(
            ("/", "cast", brief.speaker),
            f"`{brief.speaker}` has no voice, and {'the look' if look else 'a picture'} brings none"
            f" ({said_by(case.talk, limits.voice_of_look)})",
            "add `voice:` to the cast member",
        )
