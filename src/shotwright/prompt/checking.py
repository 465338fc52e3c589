"""The cases that a family's folder holds, and the check of a family of the user's.

A case is a small board and the prompts that the family makes of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from shotwright.errors import InputError, Place, Problem
from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief
from shotwright.model.frozen import Noun
from shotwright.prompt.agent_brief import agent_brief
from shotwright.prompt.build import Builder, build
from shotwright.prompt.families import Families, line_of, read_family, read_toml
from shotwright.prompt.family import Family
from shotwright.prompt.rewrite import rewrite_request
from shotwright.storyfile import load

_AROUND = 20
"""Characters shown before the place where a prompt differs."""


class Case(Noun):
    """A board with the prompts expected of it.

    Attributes:
        board: As in a storyboard file; `shotwright` and `family` are filled in.
        together: Whether all shots are parts of one.
        seconds: For a brief: how long each beat is, by its id.
        expected: The prompts, in story order.

    Units:
        seconds: milliseconds.
    """

    name: Annotated[str, Field(min_length=1)]
    board: dict[str, Any]
    together: bool = False
    seconds: Annotated[dict[str, int], Field(default_factory=dict)]
    expected: tuple[str, ...]


class Cases(Noun):
    """A family's `cases.toml`."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    case: tuple[Case, ...]


def check_family(folder: Path) -> list[Problem]:
    """Find everything that is wrong with a family of the user's, its failing cases last.

    Args:
        folder: The family's own.
    """
    made, problems = read_family(folder)
    if made is None or problems:
        return problems
    return list(case_problems(made, Families({made.about.name: made})))


def case_problems(family: Family, families: Families) -> Iterator[Problem]:
    """Find the cases of a family that come out otherwise than expected, each with its line.

    Args:
        family: The family, whose folder may hold a `cases.toml`.
        families: The family among the others.
    """
    path = family.folder / "cases.toml"
    if not path.exists():
        return
    data, text, problems = read_toml(path, family.folder)
    yield from problems
    if problems:
        return
    try:
        cases = Cases.model_validate(data).case
    except ValidationError as error:
        for each in error.errors():
            loc = each["loc"]
            number = int(loc[1]) if len(loc) > 1 else 0
            place = Place(path.as_posix(), line_of(text, r"^[ \t]*\[\[\s*case\s*\]\]", number), 1)
            yield Problem(f"`{'.'.join(map(str, loc))}`: {each['msg']}", "", place)
        return
    for number, case in enumerate(cases):
        place = Place(path.as_posix(), line_of(text, r"^[ \t]*\[\[\s*case\s*\]\]", number), 1)
        try:
            made = _made(case, family, families)
        except InputError as error:
            yield from (
                Problem(
                    f"case `{case.name}`: {problem.message}", problem.hint, _nearer(problem, place)
                )
                for problem in error.problems
            )
            continue
        for which, (wanted, got) in enumerate(zip_longest(case.expected, made), 1):
            if wanted != got:
                message = f"case `{case.name}`: prompt {which} {_difference(wanted, got)}"
                yield Problem(message, "mend the template, or the case", place)


def _nearer(problem: Problem, place: Place) -> Place:
    """Prefer the template's line; a board in a case has no lines of its own."""
    return problem.where if problem.where and problem.where.line else place


def _made(case: Case, family: Family, families: Families) -> list[str]:
    named = {"family": family.about.name} if family.about.makes == "shot" else {}
    board = load({"shotwright": 1, **named, **case.board}, allow_outside=False)
    match family.about.makes:
        case "brief":
            return [agent_brief(board, board.briefs, case.seconds).text]
        case "request":
            return [rewrite_request(board, brief.id) for brief in _shots(board)]
        case _ if case.together:
            shots = _shots(board)
            cast = tuple(dict.fromkeys(who for brief in shots for who in brief.cast))
            return [Builder(board, families).several(shots, cast).text]
        case _:
            return [prompt.text for prompt in build(board, families)]


def _shots(board: Board) -> list[ShotBrief]:
    return [brief for brief in board.briefs if isinstance(brief, ShotBrief)]


def _difference(wanted: str | None, got: str | None) -> str:
    """Tell where two texts part."""
    if wanted is None:
        return f"was not expected: {got!r}"
    if got is None:
        return f"is missing: {wanted!r}"
    at = next(
        (n for n, (a, b) in enumerate(zip(wanted, got, strict=False)) if a != b),
        min(len(wanted), len(got)),
    )
    start = max(at - _AROUND, 0)
    shown = [repr(text[start : at + _AROUND]) for text in (wanted, got)]
    return f"differs at character {at + 1}: expected {shown[0]}, got {shown[1]}"
