"""An action's steps: what a long beat is split between, and what an open length is inferred from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from shotwright.model.brief import ShotBrief
from shotwright.model.clause import Action
from shotwright.speech import cuts, timeline

_MARK = re.compile(r"\bshot\s*\d+\s*[:：]\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"(?<=;)\s+|(?<=；)|,?\s+then\s+", re.IGNORECASE)

T = TypeVar("T")

SHORTEST_MS = 4_000
STEP_MS = 2_500
"""How long one visible action takes.

Source: practitioners' event density for Seedance, one visible beat in about 2.5 s; assumed.
"""
EDGES_MS = 600
"""Breath and edges around spoken lines."""


def steps_of(brief: ShotBrief) -> list[str]:
    """List the steps of an action: as the user listed them, else by marks, sentences, semicolons."""
    if brief.action is None:
        return []
    listed = brief.action.action
    if len(listed) > 1:
        return [step for step in listed if step.strip()]
    text = listed[0] if listed else ""
    if _MARK.search(text):
        return [step.strip() for step in _MARK.split(text) if step.strip()]
    ends = [0, *(cut.at for cut in cuts(text) if cut.level in {"paragraph", "sentence"}), len(text)]
    sentences = [text[start:end] for start, end in zip(ends, ends[1:], strict=False)]
    steps = [step for sentence in sentences for step in _BETWEEN.split(sentence)]
    return [step.strip() for step in steps if step.strip()]


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
