"""Ignores in the storyboard: which findings they cover, and which of them cover none.

`ignore: {SHOT040: the sign is legible in three takes}` may stand on the board, a scene or a beat,
and covers what lies below it; of several, the nearest counts.  A finding lies below a level if the
beat it is about does, or the value it points at.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from shotwright.errors import InputError, Place, Problem
from shotwright.model.board import Board
from shotwright.rules.choosing import unknown_code
from shotwright.rules.pages import Rule, rules_by_code
from shotwright.rules.ruling import Found, Steps
from shotwright.storyfile import Change

CODE = "META001"
_SCENE, _BEAT = 2, 4


class Ignore(NamedTuple):
    """One entry: the way to its board, scene or beat, and the code."""

    level: Steps
    code: str

    @property
    def path(self) -> Steps:
        """The way to the reason."""
        return (*self.level, "ignore", self.code)


def ignores_of(board: Board) -> set[Ignore]:
    """List the ignores of a board.

    Raises:
        InputError: A code is unknown; all such codes at once.
    """
    found = {
        Ignore(level, code): reason
        for level, codes in _levels(board)
        for code, reason in codes.items()
    }
    known = rules_by_code() if found else {}
    problems = []
    for ignore in found:
        if ignore.code not in known:
            place = board.origin.place(ignore.path)
            where = place or Place("<board>", path=".".join(map(str, ignore.path)))
            problems.append(Problem(*unknown_code(ignore.code, known), where))
    if problems:
        raise InputError(problems)
    return set(found)


def _levels(board: Board) -> Iterator[tuple[Steps, dict[str, str]]]:
    if board.ignore:
        yield (), board.ignore
    for s, scene in enumerate(board.scenes):
        if scene.ignore:
            yield ("scenes", s), scene.ignore
        for b, beat in enumerate(scene.beats):
            if beat.ignore:
                yield ("scenes", s, "beats", b), beat.ignore


def covering(code: str, beat: Steps, value: Steps, ignores: set[Ignore]) -> Ignore | None:
    """Find the nearest ignore that covers a finding.

    Args:
        code: The finding's.
        beat: The way to the beat that it is about; empty for a board or plan.
        value: The way to the value that it points at.
        ignores: Those of the board.
    """
    paths = [path for path in (beat, value) if path[:1] == ("scenes",)]
    levels = [path[:depth] for depth in (_BEAT, _SCENE) for path in paths if len(path) >= depth]
    asked = (Ignore(level, code) for level in [*levels, ()])
    return next((ignore for ignore in asked if ignore in ignores), None)


def unused(
    ignores: set[Ignore], used: set[Ignore], board: Board, *, planned: bool
) -> Iterator[tuple[Steps, Found]]:
    """Tell of the ignores that covered nothing, each with the way to its level.

    One that comes from an extended file may be another board's, and is not told of; nor is one of
    a rule that was not asked because there is no plan.
    """
    own = board.origin.place(("scenes",))
    for ignore in sorted(ignores - used, key=lambda ignore: tuple(map(str, ignore.path))):
        rule = rules_by_code()[ignore.code]
        place = board.origin.place(ignore.path)
        shared = own is not None and place is not None and place.file != own.file
        if shared or (rule.scope in {"item", "plan"} and not planned):
            continue
        alone = len(_entries(board, ignore.level)) == 1
        path = ignore.path[:-1] if alone else ignore.path
        yield (
            ignore.level,
            Found(("/", *ignore.path), _why(rule), "remove the entry", (Change(("/", *path)),)),
        )


def _why(rule: Rule) -> str:
    if rule.scope == "planner":
        return f"{rule.code} cannot be ignored, since there is no plan where it is found"
    if rule.scope == "ignores":
        return f"{rule.code} cannot be ignored in the file"
    return f"nothing below here is found by {rule.code}"


def _entries(board: Board, level: Steps) -> dict[str, str]:
    if not level:
        return board.ignore
    scene = board.scenes[int(level[1])]
    return scene.beats[int(level[3])].ignore if len(level) == _BEAT else scene.ignore
