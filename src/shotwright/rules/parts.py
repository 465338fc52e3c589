"""The parts of a board that need a route: its shots and its talk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from shotwright.catalog import Route
from shotwright.model.brief import TalkBrief
from shotwright.rules.ruling import Case

Part = Literal["shots", "talk"]


def used_parts(case: Case) -> Iterator[tuple[Part, Route]]:
    """List shots, where the board has any, and talk, each with its route."""
    talks = {isinstance(brief, TalkBrief) for brief in case.board.briefs}
    if False in talks:
        yield "shots", case.shots
    if True in talks:
        yield "talk", case.talk
