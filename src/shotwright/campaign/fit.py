"""The changes of a fit in the text of its storyboard: all else stays as it is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from shotwright.budget import Fit
from shotwright.errors import InputError, Place
from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief
from shotwright.storyfile import DELETE, Change, edit, load


def fitted(
    text: str, board: Board, fit: Fit, *, name: str = "<text>", folder: Path | None = None
) -> str:
    """Make the changes of a fit in the text of its board.

    Args:
        text: As it stands in the file.
        board: What was read from it, without the changes.
        fit: What was found for it.
        name: What errors call the text.
        folder: Where the file lies.

    Raises:
        InputError: A value comes by an alias or a merge, or is repeated by one; or the text would
            not say what was fitted.
    """
    for change in _ordered(board, fit):
        text = _routed(text, board, change, name) if change.path[0] == "routes" else edit(
            text, [change], name=name
        )  # fmt: skip
    found = load(text.removeprefix("\ufeff"), folder=folder, allow_outside=True)
    if _said(found) != _said(fit.board):
        raise InputError.of("the changes cannot be written", "make them by hand", Place(name))
    return text


def _said(board: Board) -> list[object]:
    """Tell what a board's beats say, and which talk is meant by what lies over it."""
    number = {brief.id: n for n, brief in enumerate(board.briefs)}
    return [board.routes] + [
        (
            replace(brief, id="", path=(), over=None),
            brief.over and (number.get(brief.over.beat), brief.over.words),
        )
        if isinstance(brief, ShotBrief)
        else replace(brief, id="", path=())
        for brief in board.briefs
    ]


def _ordered(board: Board, fit: Fit) -> Iterable[Change]:
    """Order changes from the end of the story on, so that none moves what another is about.

    A scene that loses all of its beats goes as a whole.
    """
    changes = {change.path: change for cut in fit.changes for change in cut.offer.edits}
    gone = [path for path, change in changes.items() if change.value is DELETE and len(path) == 4]  # noqa: PLR2004 - scenes, its number, beats, its number
    for scene, paths in groupby(sorted(gone, key=str), key=lambda path: path[:2]):
        lost = list(paths)
        if len(lost) == len(board.scenes[int(scene[1])].beats):
            for path in lost:
                del changes[path]
            changes[scene] = Change(scene)
    dropped = [path for path, change in changes.items() if change.value is DELETE]
    kept = [
        change
        for path, change in changes.items()
        if not any(path != other and path[: len(other)] == other for other in dropped)
    ]
    return sorted(kept, key=lambda change: [str(step).zfill(9) for step in change.path])[::-1]


def _routed(text: str, board: Board, change: Change, name: str) -> str:
    """Change a route; where the text has no routes, write both."""
    try:
        return edit(text, [change], name=name)
    except InputError:
        whole: dict[str, str] = {"shots": board.routes.shots, "talk": board.routes.talk}
        whole[str(change.path[1])] = str(change.value)
        return edit(text, [Change(("routes",), whole)], name=name)
