"""The optimiser alone: time and memory a beat as boards grow, against parsing the same board.

From neighbours that may share shots to the cuts that are chosen: what is read from words (the
length of a line, of a prompt) is known before, and no item is written after.
"""

from __future__ import annotations

import gc
import json
import time
import tracemalloc
from itertools import groupby
from random import Random

from benchmarks.savings import context_of
from benchmarks.timing import best

import shotwright
from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief
from shotwright.planner.context import Context
from shotwright.planner.cover import beats_of, cover

SIZES = (100, 10_000, 100_000, 1_000_000)
SCENE = 25


def shots_board(beats: int) -> str:
    """Make a seeded board of shots of 1 to 14 s, one in twenty longer, in scenes of 25, as JSON."""
    chance = Random(beats)  # noqa: S311 - a board, not a secret
    lengths = [
        chance.randint(16, 24) if number % 20 == 7 else chance.randint(1, 14)
        for number in range(beats)
    ]
    scenes = [
        {
            "id": f"s{first}",
            "setting": "a roof",
            "beats": [
                {"shot": f"Maya does thing {number}", "seconds": length}
                for number, length in enumerate(lengths[first : first + SCENE], first)
            ],
        }
        for first in range(0, beats, SCENE)
    ]
    return json.dumps({"shotwright": 1, "cast": {"maya": {"look": "lk"}}, "scenes": scenes})


def runs_of(board: Board) -> list[list[ShotBrief]]:
    """List the neighbours of each scene."""
    shots = (brief for brief in board.briefs if isinstance(brief, ShotBrief))
    return [list(group) for _, group in groupby(shots, key=lambda brief: brief.scene)]


def fresh(board: Board) -> Context:
    """Take what shots are judged by, with all that is read from words known."""
    context = context_of(board, "web", "expected")
    for brief in board.briefs:
        if isinstance(brief, ShotBrief):
            context.measures(brief)
    return context


def cover_all(context: Context, runs: list[list[ShotBrief]]) -> int:
    """Choose the cuts of one run after the other, as the planner does; count the shots."""
    shots = 0
    for run in runs:
        clips = cover(context, beats_of(context, run))
        assert clips is not None
        shots += len(clips)
    return shots


def seconds_of(board: Board, passes: int) -> float:
    """Time the quickest of some passes, each with nothing known of what lengths score."""
    runs, times = runs_of(board), []
    gc.collect()  # what reading the board left behind
    for _ in range(passes):
        context = fresh(board)
        start = time.perf_counter()
        cover_all(context, runs)
        times.append(time.perf_counter() - start)
    return min(times)


def peak_of(board: Board) -> int:
    """Measure the most bytes that choosing holds at a time."""
    runs, context = runs_of(board), fresh(board)
    tracemalloc.start()
    cover_all(context, runs)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def measure_optimiser() -> list[list[str]]:
    """Measure microseconds and bytes a beat, and the ratio to parsing the board with pydantic."""
    rows = []
    for beats in SIZES:
        text = shots_board(beats)
        parsed = best(lambda text=text: Board.model_validate(json.loads(text)), 1.0)  # type: ignore[misc]
        board = shotwright.load(text)
        took = seconds_of(board, passes=max(3, 20_000 // beats))
        rows.append(
            [
                f"{beats:,}",
                f"{took / beats * 1e6:.1f}",
                f"{parsed / beats * 1e6:.1f}",
                f"{took / parsed:.2f}",
                f"{peak_of(board) / beats:.0f}",
            ]
        )
    return rows
