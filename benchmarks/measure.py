"""Measures how fast shotwright is, as ratios to a floor measured in the same run.

    python benchmarks/measure.py

The floor of the whole way is what nobody could do without: read JSON, validate it with pydantic,
and render the same slot templates once a beat in bare, sandboxed jinja2.  That of the command line
is to start Python and import the library it is built on.  Writes `docs/benchmarks.md`.
"""

from __future__ import annotations

import json
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

import shotwright
from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief
from shotwright.prompt.family import family, templates_folder
from shotwright.prompt.words import FILTERS

ROOT = Path(__file__).parents[1]
DAY = date(2026, 11, 21)
SIZES = (10, 1_000, 10_000)
STAGES = ("load", "build", "plan", "estimate")


def stress_board(beats: int) -> str:
    """Make the seeded stress board as JSON text."""
    script = ROOT / "examples" / "make_stress.py"
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, script, "--beats", str(beats)], capture_output=True, text=True, check=True
    )
    return done.stdout


def best(work: Callable[[], object], seconds: float = 3.0) -> float:
    """Time a piece of work: the quickest of at least three runs within some seconds."""
    times: list[float] = []
    while len(times) < 3 or (sum(times) < seconds and len(times) < 200):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def floor_templates() -> Callable[[ShotBrief], list[str]]:
    """Compile the slot templates bare, and give what renders one beat."""
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, trim_blocks=True)
    environment.filters.update({name.__name__: name for name in FILTERS})
    used = family("cinematic")
    folder = templates_folder() / "cinematic"
    templates = [
        environment.from_string((folder / f"{slot.slot}.j2").read_text("utf-8"))
        for slot in used.about.slots
    ]

    def render(brief: ShotBrief) -> list[str]:
        variables: dict[str, Any] = {
            "names": brief.names,
            "action": brief.action.action if brief.action else (),
            "lines": [
                {"name": s.by, "line": s.line, "delivery": s.delivery, "language": brief.language}
                for s in brief.says
            ],
            **{
                name: clause.__dict__ if (clause := getattr(brief, name)) else None
                for name in ("setting", "camera", "lighting", "style", "audio", "constraints")
            },
            "phrases": used.phrases_in(brief.language),
        }
        return [template.render(variables) for template in templates]

    return render


def measure_way(beats: int) -> list[str]:
    """Measure every station on one board, against the floor on the same board."""
    text = stress_board(beats)
    board = shotwright.load(text)
    shots = [brief for brief in board.briefs if isinstance(brief, ShotBrief)]
    render = floor_templates()

    def floor() -> None:
        data = json.loads(text)
        Board.model_validate({key: data[key] for key in data if not key.startswith("x-")})
        for brief in shots:
            render(brief)

    least = best(floor)
    stages = best_stages(text)
    cells = [f"{seconds / least:.2f}" for seconds in stages.values()]
    per_beat = f"{stages['whole way'] / beats * 1e6:.0f}"
    return [f"{beats:,}", f"{least * 1000:.1f} ms", *cells, per_beat]


def best_stages(text: str, seconds: float = 6.0) -> dict[str, float]:
    """Time the stages in turn, each pass on a board of its own; the quickest of each."""
    quickest: dict[str, float] = {}
    spent, passes = 0.0, 0
    while passes < 3 or (spent < seconds and passes < 200):
        marks = [time.perf_counter()]
        board = shotwright.load(text)
        marks.append(time.perf_counter())
        shotwright.build(board)
        marks.append(time.perf_counter())
        plan = shotwright.plan(board, on=DAY)
        marks.append(time.perf_counter())
        assert isinstance(plan, shotwright.Plan)
        shotwright.estimate(plan)
        marks.append(time.perf_counter())
        times = [later - earlier for earlier, later in pairwise(marks)]
        for name, took in zip((*STAGES, "whole way"), (*times, sum(times)), strict=True):
            quickest[name] = min(took, quickest.get(name, took))
        spent, passes = spent + sum(times), passes + 1
    return quickest


def start(code: str) -> float:
    """Time a fresh Python that runs some code and ends."""
    return best(lambda: subprocess.run([sys.executable, "-c", code], check=True))  # noqa: S603


def measure_start() -> list[list[str]]:
    """Measure importing, and the help of the command line, against their floors."""
    pydantic = start("from pydantic import BaseModel")
    imported = start("import shotwright")
    used = start("from shotwright import load, build, plan, estimate")
    library = start("import typer")
    command = Path(sys.executable).with_name("shotwright")

    def show_help() -> object:
        return subprocess.run([command, "--help"], capture_output=True, check=True)  # noqa: S603

    helped = best(show_help)
    return [
        [
            "`import shotwright`",
            "`from pydantic import BaseModel`",
            f"{imported / pydantic:.2f}",
            "2.5",
        ],
        ["the four stations imported", "the same", f"{used / pydantic:.2f}", "none set"],
        ["`shotwright --help`", "Python and `import typer`", f"{helped / library:.2f}", "2"],
    ]


def table(head: list[str], rows: list[list[str]]) -> str:
    """Write a Markdown table."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> None:
    """Measure everything and write the page."""
    ways = [measure_way(beats) for beats in SIZES]
    head = ["beats", "floor", "load", "build", "plan", "estimate", "whole way", "µs a beat"]
    page = f"""# Benchmarks

Made by `make bench` on {platform.machine()}, CPython {platform.python_version()}; the quickest of
several runs. Every figure is a ratio to a floor measured in the same run, so that it means the same
on another machine.

## The whole way

Floor: `json.loads`, pydantic's validation of the same board, and the same slot templates rendered
once a shot beat in bare, sandboxed jinja2. The stress board is that of `examples/make_stress.py`:
at 10,000 beats it holds some 2,800 talk beats with half a million words, 60 hours of talk. The aim
is a whole way of at most 2.0.

{table(head, ways)}

The aim is missed where a board is mostly talk: a good third of `plan` reckons how long every script
takes to say, and where its sentences end, which the floor does not do at all; a quarter is Python's
garbage collector at work on the plan's many small objects. The rest hashes every request and makes
the plan's items. Clauses that beats inherit are rendered once, and `plan` reuses the prompts that
`build` made, so that `build` stays below the floor's own rendering.

## Starting

{table(["what", "floor", "ratio", "aim, at most"], measure_start())}
"""
    (ROOT / "docs" / "benchmarks.md").write_text(page, "utf-8")
    sys.stdout.write(page)


if __name__ == "__main__":
    main()
