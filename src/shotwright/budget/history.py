"""Reviewed takes from a CSV file: what the next forecast learns from.

The first line names the columns.  `kind` and `verdict` are needed, the others may be left out:

    kind     shots, talk or agent
    parts    how many parts, or segments, the take had: 1
    verdict  keeper, retake (paid for, not kept) or failed (not made, not paid for)
    price    what was paid, a plain number
    date     the day, YYYY-MM-DD
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import get_args

from shotwright.budget.csv_rows import Reader, day, one_of, plain_number, read_rows, whole_number
from shotwright.budget.takes import KINDS, Kind, Reviewed, Verdict
from shotwright.model.take import State, Take

MOST_PARTS = 1000
"""More parts than any generation has."""


def read_history(path: Path) -> tuple[Reviewed, ...]:
    """Read reviewed takes.

    Raises:
        InputError: Anything is wrong with the file; every mistake is told, with its place.
    """
    return tuple(
        Reviewed(
            row["kind"], row.get("parts") or 1, row["verdict"],
            Decimal(row["price"]) if row.get("price") else None, row.get("date"),
        )
        for _, row in read_rows(path, _COLUMNS, {"kind", "verdict"}, "reviewed takes")
    )  # fmt: skip


def reviewed(takes: Iterable[Take]) -> tuple[Reviewed, ...]:
    """Tell what takes teach, wherever they are kept: those that have a verdict, or failed.

    A shot's id names its beats, `reveal+taste`; a video's items are its parts.
    """
    return tuple(
        Reviewed(kind, parts, _VERDICTS[take.state])
        for take in takes
        if take.state in _VERDICTS
        for kind, parts in [_kind_and_parts(take)]
    )


def _kind_and_parts(take: Take) -> tuple[Kind, int]:
    if take.product == "avatar_shots":
        return "shots", take.items[0].count("+") + 1
    return ("agent" if take.product == "video_agent" else "talk"), len(take.items)


_VERDICTS: dict[State, Verdict] = {"keeper": "keeper", "retake": "retake", "failed": "failed"}


_COLUMNS: dict[str, Reader] = {
    "kind": one_of(KINDS), "parts": whole_number(MOST_PARTS),
    "verdict": one_of(get_args(Verdict)), "price": plain_number, "date": day,
}  # fmt: skip
