"""Segments to generations: neighbours on the talk track share a video where that costs no more."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from math import lcm

from shotwright.catalog import TalkLimits
from shotwright.model.board import Board
from shotwright.model.names import Billing
from shotwright.planner.jobs import kind_of, talk_job
from shotwright.planner.score import Scorer, keeper
from shotwright.planner.talk import Segment

Expense = tuple[int, int]
"""What a plan of the talk track makes least, in order."""


def group_segments(
    board: Board, segments: Sequence[Segment], limits: TalkLimits, billing: Billing, scorer: Scorer
) -> list[list[Segment]]:
    """Part the talk track into videos at the least cost until each is kept; of equals, the fewest.

    One video joins segments of one source, shape, size, engine and kind of look, whose options
    agree in what holds for a whole video.

    Args:
        board: Where the speakers are described.
        segments: In story order.
        limits: How many scenes a video joins, and how long it may be.
        billing: The purse.
        scorer: Prices, the objective, and the chance that a take of talk is kept.
    """
    groups: list[list[Segment]] = []
    for joint, run in groupby(segments, lambda segment: _joint(board, segment, limits)):
        neighbours = list(run)
        if joint is None:
            groups += [[segment] for segment in neighbours]
        else:
            groups += _parted(board, neighbours, limits, billing, scorer)
    return groups


def _joint(board: Board, segment: Segment, limits: TalkLimits) -> tuple[object, ...] | None:
    """Tell what segments of one video share; None for one that is a video of its own."""
    brief, source = segment.brief, limits.sources[segment.source]
    if source.scenes is None or segment.billed_ms is None:
        return None
    return (
        segment.source,
        brief.aspect,
        brief.resolution,
        brief.engine,
        kind_of(board, brief.cast),
        brief.motion is not None,
        brief.options.api.of_video,
        brief.options.legacy.of_video,
    )


def _parted(
    board: Board, run: Sequence[Segment], limits: TalkLimits, billing: Billing, scorer: Scorer
) -> list[list[Segment]]:
    """Part neighbours that may share: the best parting of the rest, from the end."""
    source = limits.sources[run[0].source]
    most = source.scenes.max if source.scenes else 1
    longest = source.video_seconds.max * 1000 if source.video_seconds else None
    job = talk_job(board, run[0].brief, billing)
    weights = _weights(scorer, min(most, len(run)))
    count = len(run)
    best: list[tuple[Expense, int]] = [((0, 0), count)] * (count + 1)
    for first in range(count - 1, -1, -1):
        options: list[tuple[Expense, int]] = []
        billed = high = 0
        for last in range(first + 1, min(first + most, count) + 1):
            segment = run[last - 1]
            billed += segment.billed_ms or 0
            high += segment.spoken.high if segment.spoken else 0
            if longest is not None and high > longest and last > first + 1:
                break
            cost = scorer.price(job, billed) * weights[last - first - 1]
            own = (1, cost) if scorer.objective == "fewest" else (cost, 1)
            rest = best[last][0]
            options.append(((own[0] + rest[0], own[1] + rest[1]), last))
        # Of equal partings the longest first video: later ones are then the fewest that are left.
        best[first] = min(options, key=lambda option: (option[0], -option[1]))
    groups: list[list[Segment]] = []
    at = 0
    while at < count:
        groups.append(list(run[at : best[at][1]]))
        at = best[at][1]
    return groups


def _weights(scorer: Scorer, most: int) -> list[int]:
    """Weigh a price by how many scenes its video has: whole numbers, so that ties are ties.

    The number of takes until a video of so many scenes is kept, times a common denominator.
    """
    if scorer.objective == "list-price":
        return [1] * most
    takes = [1 / keeper(scorer.chance, scenes) for scenes in range(1, most + 1)]
    common = lcm(*(take.denominator for take in takes))
    return [int(take * common) for take in takes]
