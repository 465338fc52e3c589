"""TALK020: no voice is named.

What: Reports on the API a script spoken by a look, where neither the beat nor the cast member
    names a voice.

Why: The API refuses a script without a voice unless the look has a default voice, and which one
    that is cannot be seen from here.

Bad:
    >>> lint('''
    ... - talk: Good morning.
    ...   by: ana
    ... ''', board='''
    ... cast:
    ...   ana: {look: lk_ana, consent: confirmed}
    ... ''', route="api")
    warn TALK020: s.1: `ana` has no voice, so the look's own will speak, if there is one; add
    `voice:` to the cast member

Good:
    >>> lint('''
    ... - talk: Good morning.
    ...   by: maya
    ... ''', route="api")

Fix: Give the cast member, or the beat, a voice.

Source: HeyGen's request schemas (`voice_id`), 2026-07-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import TalkBrief
from shotwright.model.finding import Severity
from shotwright.rules.ruling import Case, Found

CODE = "TALK020"
SEVERITY = Severity.WARN


def check_talk(brief: TalkBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about the missing voice of a look."""
    if case.talk.route != "api":
        return
    if brief.talk.text is not None and not brief.voice and case.board.cast[brief.speaker].look:
        yield Found(
            ("/", "cast", brief.speaker),
            f"`{brief.speaker}` has no voice, so the look's own will speak, if there is one",
            "add `voice:` to the cast member",
        )
