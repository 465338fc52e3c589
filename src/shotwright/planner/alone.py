"""One beat made alone, in a way of one's choice: what it comes to there, or why it cannot be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from shotwright.cost import Job
from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief, TalkBrief
from shotwright.model.names import Source
from shotwright.model.plan import Clash
from shotwright.planner.context import Context
from shotwright.planner.jobs import brief_job, shot_job, talk_job
from shotwright.planner.score import Scorer
from shotwright.planner.shots import Shot, plan_shots
from shotwright.planner.talk import Segment, plan_talk
from shotwright.planner.told import tell
from shotwright.planner.ways import Way
from shotwright.prompt import Builder


class Alone(NamedTuple):
    """What one beat comes to without its neighbours.

    Attributes:
        renders: What is bought, and how many milliseconds of it; None where that is unknown.
        clashes: Why it cannot be made; then there are no renders.
    """

    renders: tuple[tuple[Job, int | None], ...]
    clashes: tuple[Clash, ...] = ()


class Loner:
    """Makes the beats of a board one by one, in one way."""

    def __init__(self, board: Board, way: Way, source: Source | None, scorer: Scorer) -> None:
        """Take the way, and the source that makes talk there."""
        self._board = board
        self._way = way
        self._source = source
        limits = way.route.shots
        self._context = (
            Context(board, way, limits, scorer, Builder(board)) if limits is not None else None
        )

    def make(self, brief: ShotBrief | TalkBrief) -> Alone:
        """Make a beat without its neighbours; a beat of a kind that the way has not is no render.

        A wish for or against a cut says nothing then.
        """
        board, way = self._board, self._way
        if way.route.brief is not None:
            told = tell(board, brief)
            return Alone(((brief_job(board, brief, way.billing), told.length_ms),))
        if isinstance(brief, ShotBrief):
            return self._shots(replace(brief, cut=None))
        if way.route.talk is None:
            return Alone(())
        changed = replace(brief, source=self._source)
        planned: Iterable[Segment | Clash] = plan_talk(board, way.route, way.route.talk, changed)
        job = talk_job(board, changed, way.billing)
        return Alone(
            tuple((job, entry.billed_ms) for entry in planned if isinstance(entry, Segment)),
            tuple(entry for entry in planned if isinstance(entry, Clash)),
        )

    def _shots(self, brief: ShotBrief) -> Alone:
        if self._context is None:
            return Alone(())
        planned: Iterable[Shot | Clash] = plan_shots(self._context, [brief])
        job = shot_job(self._board, [brief], self._way.billing)
        return Alone(
            tuple((job, entry.seconds * 1000) for entry in planned if isinstance(entry, Shot)),
            tuple(entry for entry in planned if isinstance(entry, Clash)),
        )
