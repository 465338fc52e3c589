"""Receipts of the example boards: what each comes to on one day, small enough to be read.

`python tests/golden/make_golden.py` writes them anew; review the difference before you commit it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import shotwright
from shotwright.model.plan import Item, Plan

ON = date(2026, 11, 21)
ROOT = Path(__file__).parents[2]
RECEIPTS = Path(__file__).parent / "receipts"
BOARDS = {
    "ad": ROOT / "examples" / "ad.yaml",
    "brand_film": ROOT / "examples" / "brand_film.yaml",
    "course": ROOT / "examples" / "course.yaml",
    "interview": ROOT / "examples" / "interview.yaml",
    "sample": ROOT / "tests" / "sample.yaml",
    "serie": ROOT / "examples" / "social" / "serie.yaml",
}


def receipt(path: Path) -> str:
    """Write a board's receipt."""
    return "\n".join(_lines(path)) + "\n"


def _lines(path: Path) -> Iterator[str]:
    board = shotwright.load(path)
    plan = shotwright.plan(board, on=ON)
    if not isinstance(plan, Plan):
        yield from (f"no plan: {clash}" for clash in plan.clashes)
        return
    yield f"{board.title}, on {plan.on}, card {plan.card}"
    yield f"plan {plan.hash}"
    yield ""
    width = max(len(item.id) for item in plan.items)
    yield from (_item(item, width) for item in plan.items)
    yield ""
    for column in shotwright.compare(board, on=ON):
        wire = column.wire()
        totals = wire["totals"] or {"none": "no plan"}
        told = ", ".join(f"{amount} {purse}" for purse, amount in totals.items())
        plan_hash = str(wire["plan_hash"])[:12]
        yield f"shots {column.shots}, talk {column.talk}: {told}; plan {plan_hash}"


def _item(item: Item, width: int) -> str:
    line = f"{item.kind:7}  {item.id:{width}}  {item.seconds} s"
    if item.seconds_low != item.seconds_high:
        line += f" ({item.seconds_low} to {item.seconds_high})"
    if item.billed_seconds != item.seconds:
        line += f", {item.billed_seconds} s charged"
    return line


def main() -> None:
    """Write all receipts."""
    RECEIPTS.mkdir(exist_ok=True)
    for name, path in BOARDS.items():
        file = RECEIPTS / f"{name}.txt"
        text = receipt(path)
        before = file.read_text("utf-8") if file.exists() else ""
        file.write_text(text, "utf-8", newline="\n")
        sys.stdout.write(f"{file.name}: {'unchanged' if text == before else 'written'}\n")


if __name__ == "__main__":
    main()
