"""What every measurement shares: boards, and how a piece of work is timed."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
DAY = date(2026, 11, 21)


@cache
def stress_board(beats: int) -> str:
    """Make the seeded stress board as JSON text."""
    script = ROOT / "examples" / "make_stress.py"
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, script, "--beats", str(beats)], capture_output=True, text=True, check=True
    )
    return done.stdout


def best(
    work: Callable[[], object],
    seconds: float = 3.0,
    clock: Callable[[], float] = time.perf_counter,
) -> float:
    """Time a piece of work: the quickest of at least three runs within some seconds."""
    times: list[float] = []
    while len(times) < 3 or (sum(times) < seconds and len(times) < 200):
        start = clock()
        work()
        times.append(clock() - start)
    return min(times)


def table(head: list[str], rows: list[list[str]]) -> str:
    """Write a Markdown table."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
