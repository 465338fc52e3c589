"""Measures what the report of a long board takes: processor time, part by part, and its size."""

from __future__ import annotations

import gc
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from time import perf_counter, process_time

from benchmarks.prompts import floor_templates
from benchmarks.timing import DAY, stress_board

import shotwright
from shotwright.budget import forecast
from shotwright.cli.app import COLLECTED_AFTER
from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief
from shotwright.report import report_page

PASSES = 3
COMMANDS = 7
"""Runs of the whole command: it is short, and a shared machine is now quick and now slow."""

PARTS = ("floor", "load", "findings, plan and price", "forecast", "page")


@contextmanager
def collected_as_by_the_command() -> Iterator[None]:
    """Let the garbage collector look as rarely as it does under the command `report`."""
    before = gc.get_threshold()
    gc.set_threshold(COLLECTED_AFTER)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@collected_as_by_the_command()
def measure_report(beats: int) -> tuple[list[list[str]], str]:
    """Measure each part on boards of its own, the quickest of some passes.

    Returns:
        Rows of part, seconds of processor time, and ratio to the floor; and the page's size.
    """
    text = stress_board(beats)
    render = floor_templates()
    best: dict[str, float] = {}
    size = 0

    shots = [brief for brief in shotwright.load(text).briefs if isinstance(brief, ShotBrief)]
    for _ in range(PASSES):
        marks = [process_time()]
        data = json.loads(text)
        Board.model_validate({key: data[key] for key in data if not key.startswith("x-")})
        for brief in shots:
            render(brief)
        marks.append(process_time())
        board = shotwright.load(text)
        marks.append(process_time())
        quote = shotwright.quote(board, on=DAY)
        marks.append(process_time())
        assert quote.made
        assert quote.estimate
        expected = forecast(quote.estimate, quote.made)
        marks.append(process_time())
        page = report_page(
            quote.made, quote.estimate, board=board, findings=quote.findings, forecast=expected
        )
        marks.append(process_time())
        size = len(page.encode())
        for part, (start, end) in zip(PARTS, pairwise(marks), strict=True):
            best[part] = min(end - start, best.get(part, end - start))
    least = best.pop("floor")
    rows = [[part, f"{took:.2f} s", f"{took / least:.1f}"] for part, took in best.items()]
    whole = sum(best.values())
    rows.append(["together", f"{whole:.2f} s", f"{whole / least:.1f}"])
    return rows, f"{size / 1e6:.1f} MB"


def measure_report_command(beats: int) -> list[list[str]]:
    """Measure the whole command `report`, its start and all that it imports.

    Returns:
        Rows of source, seconds from start to end, and seconds of all its processors; of some runs
        the least of each.
    """
    command = Path(sys.executable).with_name("shotwright")
    with tempfile.TemporaryDirectory() as folder:
        board, plan, page = (Path(folder, name) for name in ("b.json", "b.plan.json", "b.html"))
        board.write_text(stress_board(beats), "utf-8")
        _run(command, "plan", board, "--out", plan, "--on", DAY.isoformat())
        rows = []
        for what, source in (("storyboard", board), ("plan", plan)):
            taken = [
                _run(command, "report", source, "--out", page, "--on", DAY.isoformat())
                for _ in range(COMMANDS)
            ]
            waited, worked = (f"{min(times):.2f} s" for times in zip(*taken, strict=True))
            rows.append([what, waited, worked])
        return rows


def _run(*words: Path | str) -> tuple[float, float]:
    """Run a command; tell how long it took, and the processor time of it and its copies."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    done = subprocess.run(words, capture_output=True, check=False)  # noqa: S603 - our own program
    end, after = perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode in {0, 1}, done.stderr
    return end - start, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
