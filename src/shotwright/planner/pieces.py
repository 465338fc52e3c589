"""What a beat's steps decide: a length that was not said, and the pieces of a long beat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from shotwright.model.brief import ShotBrief
from shotwright.model.clause import Action
from shotwright.speech import shot_pacing, steps_of, timeline

T = TypeVar("T")


def inferred_ms(brief: ShotBrief, shortest_ms: int) -> int:
    """Infer a length that was not said: from the steps, and from the lines that must fit."""
    pacing = shot_pacing()
    spoken = sum(
        timeline(said.line, said.language or brief.language).length(0, None).expected
        for said in brief.says
    )
    acted = pacing.step_ms * len(steps_of(brief))
    needed = max(shortest_ms, acted, spoken + pacing.edges_ms if spoken else 0)
    return -(-needed // 1000) * 1000


def piece(brief: ShotBrief, number: int, of: int) -> ShotBrief:
    """Take one piece of a beat that is split: its share of the steps and of the lines."""
    steps = steps_of(brief)
    own = _share(steps, number, of) if len(steps) >= of else steps
    lines = _share(brief.says, number, of)
    audio = brief.audio.model_copy(update={"says": tuple(lines)}) if brief.audio else None
    action = Action(action=tuple(own)) if brief.action else None
    return replace(brief, id=f"{brief.id}/{number}", action=action, audio=audio)


def _share(whole: Sequence[T], number: int, of: int) -> list[T]:
    count = len(whole)
    return list(whole[count * (number - 1) // of : count * number // of])
