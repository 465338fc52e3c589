"""Where a value stands that a beat may inherit, and how it is written there."""

from __future__ import annotations

from typing import Literal

from shotwright.model.board import Board, Defaults
from shotwright.model.brief import ShotBrief, TalkBrief
from shotwright.rules.ruling import Steps


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


def written(brief: ShotBrief | TalkBrief, board: Board, steps: Steps, *below: str | int) -> Steps:
    """Follow further steps where they are written: `talk: Hi` lacks the one of `talk: {text: Hi}`.

    The change of a value that may be written in short needs this; its place does not.
    """
    path = steps[1:] if steps[:1] == ("/",) else (*brief.path, *steps)
    for step in below:
        holder, value = board.origin.place(path), board.origin.place((*path, step))
        if holder and value and (holder.line, holder.column) == (value.line, value.column):
            break  # it leads nowhere
        path, steps = (*path, step), (*steps, step)
    return steps


def standing_option(
    brief: ShotBrief | TalkBrief, board: Board, route: Literal["api", "legacy"], name: str
) -> Steps:
    """Find the nearest of beat, scene and board that says an option; the beat where none does."""
    scene, beat = (step for step in brief.path if isinstance(step, int))
    levels: tuple[tuple[Steps, Defaults], ...] = (
        ((), board.scenes[scene].beats[beat]),
        (("/", "scenes", scene), board.scenes[scene]),
        (("/",), board),
    )
    for steps, level in levels:
        if level.options and getattr(getattr(level.options, route), name) is not None:
            return (*steps, "options", route, name)
    return ("options", route, name)
