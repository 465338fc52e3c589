"""Where a value stands that a beat may inherit."""

from __future__ import annotations

from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief, TalkBrief

Steps = tuple[str | int, ...]
"""A way through the document from the beat, or from its top if it begins with `"/"`."""


def standing(brief: ShotBrief | TalkBrief, board: Board, key: str) -> Steps:
    """Find the nearest of beat, scene and board that says `key`; the beat where none does."""
    scene, beat = (step for step in brief.path if isinstance(step, int))
    field = "with_" if key == "with" else key
    if getattr(board.scenes[scene].beats[beat], field) is not None:
        return (key,)
    if getattr(board.scenes[scene], field) is not None:
        return ("/", "scenes", scene, key)
    if getattr(board, field) is not None:
        return ("/", key)
    return (key,)
