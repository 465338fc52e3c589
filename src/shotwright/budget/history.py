"""Reviewed takes from a CSV file: what the next forecast learns from.

The first line names the columns.  `kind` and `verdict` are needed, the others may be left out:

    kind     shots, talk or agent
    parts    how many parts, or segments, the take had: 1
    verdict  keeper, retake (paid for, not kept) or failed (not made, not paid for)
    price    what was paid, a plain number; noted for people: the chances do not hang on it
    date     the day, YYYY-MM-DD; likewise
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import get_args

from shotwright.budget.csv_rows import Reader, day, one_of, plain_number, read_rows, whole_number
from shotwright.budget.takes import KINDS, Kind, Reviewed, Verdict, kind_of, parts_of
from shotwright.model.plan import Plan
from shotwright.model.take import State, Take

MOST_PARTS = 1000
"""More parts than any generation has."""


def read_history(path: Path) -> tuple[Reviewed, ...]:
    """Read reviewed takes.

    Raises:
        InputError: Anything is wrong with the file; every mistake is told, with its place.
    """
    return tuple(
        Reviewed(row["kind"], row.get("parts") or 1, row["verdict"])
        for _, row in read_rows(path, _COLUMNS, {"kind", "verdict"}, "reviewed takes")
    )


def reviewed(takes: Iterable[Take], plans: Iterable[Plan]) -> tuple[Reviewed, ...]:
    """Tell what takes teach, wherever they are kept: those with a verdict, and those that failed.

    Args:
        takes: Any; what is not decided yet teaches nothing, nor what was refused and never tried.
        plans: What they are takes of.
    """
    made: dict[str, tuple[Kind, int]] = {}
    for plan in plans:
        items = {item.id: item for item in plan.items}
        for generation in plan.generations:
            known = (kind_of(generation, items), parts_of(generation, items))
            made.setdefault(generation.fingerprint, known)
    return tuple(
        Reviewed(*made[take.fingerprint], verdict)
        for take in takes
        if take.fingerprint in made
        for verdict in [_verdict(take)]
        if verdict is not None
    )


_VERDICTS: dict[State, Verdict] = {"keeper": "keeper", "retake": "retake"}


def _verdict(take: Take) -> Verdict | None:
    if take.state == "failed" and take.remote_id:
        return "failed"
    return _VERDICTS.get(take.state)


_COLUMNS: dict[str, Reader] = {
    "kind": one_of(KINDS), "parts": whole_number(MOST_PARTS),
    "verdict": one_of(get_args(Verdict)), "price": plain_number, "date": day,
}  # fmt: skip
