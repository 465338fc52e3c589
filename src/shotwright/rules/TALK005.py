"""TALK005: expressiveness is not accepted here.

What: Reports `expressiveness` among a talk beat's API options, on that route, with an engine
    other than Avatar IV or a look other than a photo.

Why: The service refuses the video.

Bad:
    >>> lint('''
    ... - talk: Good morning.
    ...   by: maya
    ...   options: {api: {expressiveness: high}}
    ... ''', route="api")
    error TALK005: s.1: `expressiveness` works only for photos on Avatar IV, not for a digital
    twin; remove `expressiveness`

Good:
    >>> lint('''
    ... - talk: Good morning.
    ...   by: pic
    ...   options: {api: {expressiveness: high}}
    ... ''', route="api")

Fix: Remove it, or speak with a photo look on Avatar IV.

Source: HeyGen's request schemas (photo avatars, Avatar IV only), 2026-07-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import TalkBrief
from shotwright.model.finding import Severity
from shotwright.rules.looks import A_LOOK
from shotwright.rules.ruling import Case, Found

CODE = "TALK005"
SEVERITY = Severity.ERROR


def check_talk(brief: TalkBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about expressiveness."""
    if case.talk.route != "api":
        return
    if brief.options.api.expressiveness is None:
        return
    kind = case.board.cast[brief.speaker].look_kind
    if kind != "photo":
        misfit = f"for {A_LOOK[kind]}"
    elif brief.engine != "avatar_iv":
        misfit = "on Avatar III" if brief.engine == "avatar_iii" else "on Avatar V"
    else:
        return
    yield Found(
        ("options", "api", "expressiveness"),
        f"`expressiveness` works only for photos on Avatar IV, not {misfit}",
        "remove `expressiveness`",
    )
