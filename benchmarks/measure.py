"""Measures how fast shotwright is, as ratios to a floor measured in the same run.

    python -m benchmarks.measure

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
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path

from benchmarks.bulk import BOARDS, measure_bulk
from benchmarks.following import JOBS, measure_following
from benchmarks.forecasts import measure_estimate, measure_forecast
from benchmarks.optimiser import measure_optimiser, peak_of
from benchmarks.prompts import floor_templates, measure_prompts
from benchmarks.report import measure_report, measure_report_command
from benchmarks.sending import FEW, MANY, TAKES, measure_memory, measure_sending
from benchmarks.timing import DAY, ROOT, best, stress_board, table

import shotwright
from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief

SIZES = (10, 1_000, 10_000)
REPORTED = 3_000
STAGES = ("load", "build", "plan", "estimate")


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


def main() -> None:
    """Measure everything and write the page."""
    ways = [measure_way(beats) for beats in SIZES]
    with ProcessPoolExecutor(1, get_context("spawn")) as alone:  # as the command `report` is
        parts, size = alone.submit(measure_report, REPORTED).result()
    commands = measure_report_command(REPORTED)
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

## Prompts and rules

Floor: the same slot templates rendered once a shot beat in bare, sandboxed jinja2. Build includes
spans and everything that beats inherit; the rules are all of them, on a board without a plan. The
aims are 2.0 for build and 6.0 for build and all rules.

{table(["beats", "floor", "build", "build and rules"], [measure_prompts(10_000)])}

## The optimiser

From neighbours that may share shots to the cuts that are chosen, without `--why`; how long lines
and prompts are is known before, and no item is written after. Seeded boards of scenes of 25 shots
of 1 to 14 s, one in twenty of 16 to 24 s; in time of the processor, with Python's garbage collector
on. Beside it, parsing the same board from JSON with pydantic. The aims are a time a beat that is
flat within 30 %, and at 10,000 beats at most 1.0 times the parsing.

{table(["beats", "µs a beat", "µs a beat to parse", "ratio"], list(measure_optimiser()))}

The optimiser holds one scene at a time: at most {peak_of(10_000) // 10_000} bytes a beat of that.

## Many boards

`plan_many` on {BOARDS} boards of the size of `examples/interview.yaml`, from file to answer. The
aim is 1.5 with two processes on two cores.

{table(["one process", "two processes", "gain"], [measure_bulk()])}

## The report

`report` on the stress board with {
        REPORTED:,} beats, in a process of its own: processor time of each
part, and its ratio to the floor of the whole way on the same board.

{table(["part", "processor time", "to the floor"], parts)}

The whole command, with its start and all that it imports, which is half a second. The aims are 3 s
and 5 MB; the page has {size}. From a storyboard a hundred rules are asked of every beat, a third of
the work, on a second processor while the first plans and forecasts; where there is none, it takes
as long as its processor time. The tables hold the quickest of several runs; on this shared machine
single runs from a storyboard took from 2.1 to 3.5 s within a day, and 3.0 to 5.4 s beside them with
one process.

{table(["from a", "time", "of all processors"], commands)}

## Following

`follow` of {JOBS:,} jobs that end one after another within an hour, by HeyGen's sender before a
function that counts. HeyGen asks to look no more often than every 5 to 10 s, a hundred jobs a call.
Where nothing is downloaded, no job is asked for alone. Beside it, the time of this machine that a
second of following takes, most of it in the ledger.

{
        table(
            [
                "calls for many",
                "least time between",
                "most jobs a call",
                "reads a job",
                "calls a second, busiest minute",
                "work a second",
            ],
            [measure_following()],
        )
    }

## Sending

{TAKES:,} takes by HeyGen's sender to the simulator, a process of its own: bare, and by `submit`
with a SQLite ledger that syncs every commit, then settled; a millisecond of each a take. Beside
it, what two syncs a take cost alone. The overhead is what submitting and settling take beyond the
bare exchange, as a ratio to it, of three passes the middle one; the aim is at most 1.5. What
`submit` looks at before the first take (prices of the day, looks, voices, the balance) is not the
ledger's, and is told apart. A take is sent in two commits, each synced; a bill is settled in one
for many lines. That is some twenty statements of SQL a take, and about 24 pages of 4 kB, to the log
and later to the file. `submit` sends eight at once, which share syncs, and the one interpreter too,
which is then what both wait for. Alone the overhead was 1.2 to 1.6 in several runs, eight at once
0.9 to 1.4: a sync takes now 0.2 ms and now 0.4.

{
        table(
            [
                "at once",
                "bare exchange",
                "looked up",
                "submitted",
                "settled",
                "two syncs",
                "overhead",
            ],
            [measure_sending(workers) for workers in (1, 8)],
        )
    }

The most memory of a process that intends, sends and settles {MANY:,} takes in one ledger; the aim
is that it is flat.

{table([f"after {FEW:,}", f"after {MANY:,}", "ratio"], [measure_memory()])}

## Money

The forecast of 1,000 shots of 12 lengths, beside Monte Carlo of 10^6 campaigns in numpy, in time of
the processor. Shot by shot (timed on 20,000 campaigns; a million take fifty times as long), and
with the takes of all shots alike drawn together, both draw one keeper rate a campaign and tell the
law of the money alone: their peer is the first line, and the aims, 500 and 20 times, are reached
there. The whole forecast, which misses them, tells besides what drives the P95, what would move the
P80, and the calendar. Its peer is the last column, which draws how long every take renders too, so
that it tells money and calendar (timed on 2,000 campaigns; a million take five hundred times as
long), though no drivers. That is not quite even: where the last column plays a million calendars,
the forecast plays 200, which tell hours to a few per cent.

{
        table(
            [
                "1,000 shots",
                "time",
                "times faster than by shot",
                "than by price",
                "than with the calendar",
            ],
            measure_forecast(),
        )
    }

The estimate of a board, as a ratio to its public `plan` in the same run. The aim is at most 0.3.

{table(["beats", "lines", "to the plan"], [measure_estimate()])}

## Starting

{table(["what", "floor", "ratio", "aim, at most"], measure_start())}
"""
    (ROOT / "docs" / "benchmarks.md").write_text(page, "utf-8")
    sys.stdout.write(page)


if __name__ == "__main__":
    main()
