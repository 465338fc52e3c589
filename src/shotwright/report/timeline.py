"""The cut on a timeline: where each item lies, and what making it costs.

Two tracks: the story, and cutaways above it.  A long story is folded into rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from shotwright.model.estimate import Estimate, Line
from shotwright.model.money import Unknown
from shotwright.model.plan import Item, Plan

ROWS = (10, 20, 30, 60)
"""How many seconds a row may hold; the first that holds the whole story, else the last."""

STAND_IN = 5
"""Seconds that an item of unknown length is drawn with."""

TICKS = 10
"""A row has at most so many marks of time, at whole steps of `STEPS`."""

STEPS = (1, 2, 5, 10)


class Stretch(NamedTuple):
    """A stretch of an item inside one row.

    Attributes:
        start, end: Seconds from the start of its row.
        main: Whether this is the item's longest stretch, or its only one.
        known: Whether its length is; otherwise it is drawn with `STAND_IN` seconds.
        price: Of its generation, as tables show it; empty beside the main stretch.
    """

    item: Item
    start: float
    end: float
    main: bool
    known: bool
    price: str

    @property
    def kind(self) -> str:
        """Tell a cutaway from other shots, and shots from talk."""
        return kind_of(self.item)


class Lane(NamedTuple):
    """A row: it begins `start` seconds into the story."""

    start: int
    story: list[Stretch]
    cutaways: list[Stretch]


class Timeline(NamedTuple):
    """All rows, each `seconds` long."""

    seconds: int
    lanes: list[Lane]

    @property
    def ticks(self) -> range:
        """Seconds of a row that are marked."""
        step = next(step for step in STEPS if self.seconds <= TICKS * step)
        return range(0, self.seconds, step)


def kind_of(item: Item) -> str:
    """Tell a cutaway from other shots, and shots from talk."""
    return "talk" if item.kind == "segment" else "cutaway" if item.over else "shot"


def prices_of(plan: Plan, estimate: Estimate) -> dict[str, str]:
    """Tell the price of each item; what shares a generation has one price, at its first item."""
    lines = {line.generation: line for line in estimate.lines}
    told = {}
    for made in plan.generations:
        first, *others = made.items
        told[first] = price_of(lines[made.id])
        told.update(dict.fromkeys(others, f"with {first}"))
    return told


def price_of(line: Line) -> str:
    """Write the price of one take; `~` marks one that rests on an estimated length."""
    if isinstance(line.amount, Unknown):
        return "unknown"
    return f"{'~' if line.certainty == 'assumed' else ''}{line.amount.rounded()}"


def timeline_of(plan: Plan, prices: Mapping[str, str]) -> Timeline:
    """Lay the items of a plan out in rows, each with its price."""
    placed = list(_placed(plan.items))
    whole = max((end for _, _, end in placed), default=0.0)
    seconds = next((row for row in ROWS if whole <= row), ROWS[-1])
    lanes = [Lane(start, [], []) for start in range(0, max(1, -int(-whole // 1)), seconds)]
    for item, start, end in placed:
        for number, left, right, main in _folded(start, end, seconds):
            stretch = Stretch(
                item, left, right, main, item.seconds is not None, prices[item.id] if main else ""
            )
            if number < len(lanes):
                (lanes[number].cutaways if item.over else lanes[number].story).append(stretch)
    return Timeline(seconds, lanes)


def _placed(items: Iterable[Item]) -> Iterable[tuple[Item, float, float]]:
    """Place each item; after one of unknown length the story goes on behind its stand-in."""
    cursor = 0.0
    for item in items:
        length = STAND_IN if item.seconds is None else item.seconds
        start = cursor if item.start is None else max(item.start, 0.0)
        yield item, start, start + length
        if not item.over:
            cursor = start + length


def _folded(start: float, end: float, seconds: int) -> Iterable[tuple[int, float, float, bool]]:
    """Cut a stretch where rows end: row, from, to, and whether it is the longest of them.

    A sliver shorter than a millisecond is none.
    """
    first = int(start // seconds)
    last = max(first, int(-(-(end - 0.001) // seconds)) - 1)
    cut = [
        (row, max(start - row * seconds, 0.0), min(end - row * seconds, float(seconds)))
        for row in range(first, last + 1)
    ]
    longest = max(cut, key=lambda entry: entry[2] - entry[1])
    return [(*entry, entry is longest) for entry in cut]


def clock(seconds: float | None) -> str:
    """Write a place in the story: `0:07`, `1:02.5`, `1:00:00`."""
    if seconds is None:
        return "?"
    tenths = round(seconds * 10)
    whole, tenth = divmod(tenths, 10)
    minutes, left = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    front = f"{hours}:{minutes:02d}" if hours else f"{minutes}"
    return f"{front}:{left:02d}" + (f".{tenth}" if tenth else "")
