"""Reviewed takes from a CSV file: what the next forecast learns from.

The first line names the columns.  `kind` and `verdict` are needed, the others may be left out:

    kind     shots, talk or agent
    parts    how many parts, or segments, the take had: 1
    verdict  keeper, retake (paid for, not kept) or failed (not made, not paid for)
    price    what was paid, a plain number
    date     the day, YYYY-MM-DD
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import accumulate
from pathlib import Path
from typing import Any, get_args

from shotwright.budget.takes import KINDS, Reviewed, Verdict
from shotwright.errors import InputError, Place, Problem

COLUMNS = ("kind", "parts", "verdict", "price", "date")
NEEDED = {"kind", "verdict"}
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

MOST_PARTS = 1000
"""More parts than any generation has."""


def read_history(path: Path) -> tuple[Reviewed, ...]:
    """Read reviewed takes.

    Raises:
        InputError: Anything is wrong with the file; every mistake is told, with its place.
    """
    file = path.as_posix()
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError.of(f"cannot read {path}: {error}", "", Place(file)) from None
    lines = text.splitlines()
    columns = [name.strip() for name in next(csv.reader(lines[:1]), [])]
    if not set(columns) >= NEEDED or len(set(columns)) < len(columns):
        hint = f"the first line names the columns: {','.join(COLUMNS)}"
        raise InputError.of("this is no file of reviewed takes", hint, Place(file, 1, 1))
    starts = dict(zip(columns, _starts(lines[0]), strict=False))
    found: list[Reviewed | Problem] = [
        Problem(f"no column is called {name!r}", f"there are {', '.join(COLUMNS)}",
                Place(file, 1, starts.get(name, 1)))
        for name in columns if name not in COLUMNS
    ]  # fmt: skip
    for number, line in enumerate(lines[1:], 2):
        if line.strip():
            found += _row(line, columns, Place(file, number, 1))
    problems = [entry for entry in found if isinstance(entry, Problem)]
    if problems:
        raise InputError(problems)
    return tuple(entry for entry in found if isinstance(entry, Reviewed))


def _starts(line: str) -> list[int]:
    """Find the column, from 1, at which each field of a line starts."""
    inside = accumulate((char == '"' for char in line), lambda quoted, mark: quoted ^ mark)
    pairs = zip(enumerate(line, 1), inside, strict=True)
    return [1, *(place + 1 for (place, char), quoted in pairs if char == "," and not quoted)]


def _row(line: str, columns: Sequence[str], place: Place) -> Iterator[Reviewed | Problem]:
    """Read one take, or tell everything that is wrong with it."""
    try:
        fields = next(csv.reader([line], strict=True))
    except csv.Error as error:
        yield Problem(f"not CSV: {error}", "", place)
        return
    if len(fields) != len(columns):
        told = f"{len(fields)} fields, but {len(columns)} columns"
        yield Problem(told, "every line has a field for each column", place)
        return
    values: dict[str, Any] = {}
    wrong = False
    for name, field, start in zip(columns, fields, _starts(line), strict=False):
        try:
            values[name] = _value(name, field.strip())
        except ValueError as error:
            wrong = True
            message, _, hint = str(error).partition("; ")
            yield Problem(message, hint, Place(place.file, place.line, start, name))
    if not wrong:
        yield Reviewed(
            values["kind"], values.get("parts") or 1, values["verdict"], values.get("price"),
            values.get("date"),
        )  # fmt: skip


def _value(name: str, text: str) -> object:
    """Read a field; what may be left out is None.

    Raises:
        ValueError: It is not what its column holds: what is wrong, `; `, what to write.
    """
    if name == "kind":
        return _one_of(text, KINDS)
    if name == "verdict":
        return _one_of(text, VERDICTS)
    return _OPTIONAL[name](text) if text and name in _OPTIONAL else None


def _one_of(text: str, known: Sequence[str]) -> str:
    if text not in known:
        raise ValueError(f"{text!r} is not known; write {', '.join(known[:-1])} or {known[-1]}")
    return text


def _parts(text: str) -> int:
    parts = int(text) if re.fullmatch(r"\d{1,4}", text, re.ASCII) else 0
    if not 1 <= parts <= MOST_PARTS:
        raise ValueError(f"{text!r} is no number of parts; write 1, 2 ...")
    return parts


def _price(text: str) -> Decimal:
    if not re.fullmatch(r"\d{1,15}(\.\d{1,6})?", text, re.ASCII):
        raise ValueError(f"{text!r} is no price; write a plain number, such as 28 or 7.00")
    return Decimal(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is no day; write it as 2026-11-21") from None


_OPTIONAL: dict[str, Callable[[str], object]] = {"parts": _parts, "price": _price, "date": _day}
