"""The optimiser alone: time and memory a beat as boards grow, against parsing the same board."""

from __future__ import annotations

import json
import time
import tracemalloc
from itertools import groupby

from benchmarks.savings import context_of
from benchmarks.timing import best

import shotwright
from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief
from shotwright.planner.shots import plan_shots

SIZES = (100, 10_000, 100_000)
PARSED = 10_000


def shots_board(beats: int) -> str:
    """Make a board of shots of 1 to 14 s, one in twenty longer, in scenes of 25, as JSON."""
    scenes = [
        {
            "id": f"s{first}",
            "setting": "a roof",
            "beats": [
                {"shot": f"Maya does thing {n}", "seconds": 20 if n % 20 == 7 else 1 + n * 5 % 14}
                for n in range(first, min(first + 25, beats))
            ],
        }
        for first in range(0, beats, 25)
    ]
    board = {"shotwright": 1, "cast": {"maya": {"look": "lk"}}, "scenes": scenes}
    return json.dumps(board)


def plan_all(board: Board) -> float:
    """Plan every stretch with prompts already built; the seconds that took."""
    context = context_of(board, "web", "expected")
    for brief in board.briefs:
        if isinstance(brief, ShotBrief):
            context.builder.shot(brief)
    stretches = [list(group) for _, group in groupby(board.briefs, key=lambda brief: brief.scene)]
    shots = [[brief for brief in group if isinstance(brief, ShotBrief)] for group in stretches]
    start = time.perf_counter()
    for group in shots:
        plan_shots(context, group)
    return time.perf_counter() - start


def measure_optimiser() -> list[list[str]]:
    """Measure microseconds and bytes a beat, and the ratio to parsing the board with pydantic."""
    rows = []
    for beats in SIZES:
        text = shots_board(beats)
        took = min(plan_all(shotwright.load(text)) for _ in range(3 if beats <= PARSED else 1))
        parsed = best(lambda text=text: Board.model_validate(json.loads(text)), 1.0)  # type: ignore[misc]
        rows.append(
            [
                f"{beats:,}",
                f"{took / beats * 1e6:.1f}",
                f"{took / parsed:.2f}",
                _memory(text, beats),
            ]
        )
    return rows


def _memory(text: str, beats: int) -> str:
    """Measure what planning holds at its peak, in bytes a beat; not on the largest board."""
    if beats > PARSED:
        return "not measured"
    board = shotwright.load(text)
    assert board.briefs
    tracemalloc.start()
    plan_all(board)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return f"{peak / beats:.0f}"
