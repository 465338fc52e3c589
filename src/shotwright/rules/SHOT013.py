"""SHOT013: what is heard is not decided.

What: Reports a shot beat for which neither beat, scene nor board has an audio clause.  Cutaways,
    whose sound is muted, and prompts written word for word are not looked at.

Why: Seedance makes the sound together with the picture, and it cannot be changed afterwards.
    Left open, the prompt asks for the place's ambience without music, which may not be what is
    meant.

Bad:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ... ''', scene="setting: a kitchen")
    warn SHOT013: s.1: what is heard is not decided; add `audio:` with sounds, music or lines, or
    with `mode: silent`

Good:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   audio: {ambient: quiet room tone, music: none}
    ... ''', scene="setting: a kitchen")

Fix: Always decide: sounds of the place, music, lines, or silence.

Source: HeyGen guide "Avatar Shots with Seedance", read 2026-11-21; practitioners' audio guide for
    Seedance 2.0, 2026-09-26 (left alone, the model adds sound of its own).
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.places import standing
from shotwright.rules.ruling import Case, Found
from shotwright.rules.texts import is_blank, texts_of

CODE = "SHOT013"
SEVERITY = Severity.WARN


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about missing audio."""
    if brief.prompt is not None or brief.over is not None:
        return
    told = [text for text in texts_of(brief, case.board) if text.clause == "audio"]
    if all(is_blank(text.text) for text in told):
        yield Found(
            standing(brief, case.board, "audio"),
            "what is heard is not decided",
            "add `audio:` with sounds, music or lines, or with `mode: silent`",
        )
