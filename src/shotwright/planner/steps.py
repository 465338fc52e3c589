"""An action's steps: what a long beat is split between, and an open length inferred from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from shotwright.model.brief import ShotBrief
from shotwright.model.clause import Action
from shotwright.speech import steps_of, timeline

__all__ = ["EDGES_MS", "SHORTEST_MS", "STEP_MS", "inferred_ms", "piece", "steps_of"]

T = TypeVar("T")

SHORTEST_MS = 4_000
STEP_MS = 2_500
"""How long one visible action takes.

Source: practitioners' event density for Seedance, one visible beat in about 2.5 s; assumed.
"""
EDGES_MS = 600
"""Breath and edges around spoken lines."""


def inferred_ms(brief: ShotBrief) -> int:
    """Infer a length that was not said: from the steps, and from the lines that must fit."""
    spoken = sum(
        timeline(said.line, said.language or brief.language).length(0, None).expected
        for said in brief.says
    )
    needed = max(SHORTEST_MS, STEP_MS * len(steps_of(brief)), spoken + EDGES_MS if spoken else 0)
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
