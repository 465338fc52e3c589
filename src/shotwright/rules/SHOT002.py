"""SHOT002: the prompt is longer than the service takes.

What: Reports a shot beat whose built prompt is over the route's limit.  Counted are UTF-16 units,
    in which an emoji is two; they are never fewer than the characters.

Why: The service refuses it.  Which of the two it counts is not documented, so the larger number
    has to fit.

Bad:
    >>> lint(f"- prompt: {'a' * 10_001}")
    error SHOT002: s.1: the prompt has 10,001 characters, over the 10,000 of HeyGen API guide:
    Avatar Shots, now Cinematic Avatar; cut it: prompts of 60 to 150 words are followed best

Good:
    >>> lint(f"- prompt: {'a' * 10_000}")

Fix: Cut; a prompt that is followed is far shorter.

Source: HeyGen API guide "Avatar Shots" (a prompt has 1 to 10,000 characters), read 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from shotwright.catalog import said_by
from shotwright.model.brief import ShotBrief
from shotwright.model.finding import Severity
from shotwright.rules.ruling import Case, Found

CODE = "SHOT002"
SEVERITY = Severity.ERROR


def check_shot(brief: ShotBrief, case: Case) -> Iterator[Found]:
    """Yield at most one finding about the prompt's length."""
    if case.shots.shots is None:
        return
    limit = case.shots.shots.prompt_characters
    units = len(case.prompts[brief.id].text.encode("utf-16-le")) // 2
    if units > limit.max:
        yield Found(
            ("shot" if brief.prompt is None else "prompt",),
            f"the prompt has {units:,} characters, over the {limit.max:,} of"
            f" {said_by(case.shots, limit)}",
            "cut it: prompts of 60 to 150 words are followed best",
        )
