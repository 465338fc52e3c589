"""The optimiser alone: time and memory a beat as boards grow, against parsing the same board.

From neighbours that may share shots to the cuts that are chosen: what is read from words (the
length of a line, of a prompt) is known before, and no item is written after.
"""

from __future__ import annotations

import gc
import json
import time
import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby
from random import Random

from benchmarks.savings import context_of

import shotwright
from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief
from shotwright.planner.context import Context
from shotwright.planner.cover import beats_of, cover

SIZES = (100, 10_000, 100_000, 1_000_000)
SCENE = 25


def shots_board(beats: int, scene: int = SCENE) -> str:
    """Make a seeded board of shots of 1 to 14 s, one in twenty longer, in scenes, as JSON."""
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
                for number, length in enumerate(lengths[first : first + scene], first)
            ],
        }
        for first in range(0, beats, scene)
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


def quickest(work: Callable[[], object], passes: int) -> float:
    """Time some passes in seconds of the processor, which other programs disturb the least."""
    times = []
    for _ in range(passes):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def seconds_of(board: Board, passes: int) -> float:
    """Time the quickest of some passes, each with nothing known of what lengths score."""
    runs = runs_of(board)
    contexts = (fresh(board) for _ in range(passes))
    gc.collect()  # what reading the board left behind
    return min(quickest(partial(cover_all, context, runs), 1) for context in contexts)


def peak_of(beats: int) -> int:
    """Measure the most bytes that choosing holds at a time, on a board that is one scene."""
    board = shotwright.load(shots_board(beats, scene=beats))
    runs, context = runs_of(board), fresh(board)
    tracemalloc.start()
    cover_all(context, runs)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def measure_optimiser() -> Iterator[list[str]]:
    """Measure microseconds a beat, and the ratio to parsing the board with pydantic."""
    for beats in SIZES:
        text, passes = shots_board(beats), 1 + 20_000 // beats
        parsed = quickest(lambda text=text: Board.model_validate(json.loads(text)), passes)  # type: ignore[misc]
        took = seconds_of(shotwright.load(text), passes)
        figures = (took / beats * 1e6, parsed / beats * 1e6, took / parsed)
        yield [f"{beats:,}", *(f"{figure:.2f}" for figure in figures)]
