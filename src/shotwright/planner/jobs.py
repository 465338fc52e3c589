"""What prices depend on: of a shot, of talk, of a video from a brief."""

from __future__ import annotations

from collections.abc import Sequence

from shotwright.cost import Job
from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief, TalkBrief
from shotwright.model.names import Billing, LookKind


def kind_of(board: Board, cast: Sequence[str]) -> LookKind:
    """Tell the kind of look that decides a price: of several, the first one's."""
    return board.cast[cast[0]].look_kind if cast else "digital_twin"


def shot_job(board: Board, briefs: Sequence[ShotBrief], billing: Billing) -> Job:
    """Tell what a shot's price depends on."""
    cast = [who for brief in briefs for who in brief.cast]
    kind = kind_of(board, cast)
    return Job("avatar_shots", billing, kind, briefs[0].resolution, motion=False)


def talk_job(board: Board, brief: TalkBrief, billing: Billing) -> Job:
    """Tell what the price of talk depends on."""
    kind = kind_of(board, brief.cast)
    return Job(brief.engine, billing, kind, brief.resolution, brief.motion is not None)


def brief_job(board: Board, brief: ShotBrief | TalkBrief, billing: Billing) -> Job:
    """Tell what the price of a video from a brief depends on, by the first beat in it."""
    kind = kind_of(board, brief.cast)
    return Job("video_agent", billing, kind, brief.resolution, motion=False)
