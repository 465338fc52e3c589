"""How much two processes gain over one, on boards of real size."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from benchmarks.timing import DAY, ROOT, best

from shotwright.campaign import plan_many

BOARDS = 240


def measure_bulk() -> list[str]:
    """Plan many boards in this process, and in two: boards a second, and the ratio."""
    boards: list[Path] = [ROOT / "examples" / "interview.yaml"] * BOARDS

    def planned(executor: Literal["processes"] | None) -> float:
        def work() -> None:
            answers = plan_many(boards, on=DAY, executor=executor, workers=2)
            assert sum(not answer.failed for answer in answers) == BOARDS

        return best(work)

    one, two = planned(None), planned("processes")
    return [f"{BOARDS / one:.0f} a second", f"{BOARDS / two:.0f} a second", f"{one / two:.2f}"]
