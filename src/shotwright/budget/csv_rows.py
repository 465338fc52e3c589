"""CSV files whose first line names the columns: their rows, or every mistake with its place."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from shotwright.errors import InputError, Place, Problem
from shotwright.model.money import MOST

Reader = Callable[[str], object]
"""Reads a field, or raises a ValueError: what is wrong, `; `, what to write."""


class CsvRow(NamedTuple):
    """One line: what each column holds, None where it may be left out and is."""

    place: Place
    values: dict[str, Any]


def read_rows(
    path: Path, columns: Mapping[str, Reader], needed: Collection[str], what: str
) -> tuple[CsvRow, ...]:
    """Read a file of rows.

    Args:
        path: Where it lies.
        columns: What it may hold, and how each is read.
        needed: The columns that every row has to fill.
        what: What errors call the rows, such as `reviewed takes`.

    Raises:
        InputError: Anything is wrong with the file; every mistake is told, with its place.
    """
    file = path.as_posix()
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError.of(f"cannot read {path}: {error}", "", Place(file)) from None
    lines = text.splitlines()
    names = [name.strip() for name in next(csv.reader(lines[:1]), [])]
    if not set(names) >= set(needed) or len(set(names)) < len(names):
        hint = f"the first line names the columns: {','.join(columns)}"
        raise InputError.of(f"this is no file of {what}", hint, Place(file, 1, 1))
    starts = dict(zip(names, _starts(lines[0]), strict=False))
    found: list[CsvRow | Problem] = [
        Problem(f"no column is called {name!r}", f"there are {', '.join(columns)}",
                Place(file, 1, starts.get(name, 1)))
        for name in names if name not in columns
    ]  # fmt: skip
    readers = {
        name: columns.get(name, str) if name in needed else _optional(columns.get(name, str))
        for name in names
    }
    for number, line in enumerate(lines[1:], 2):
        if line.strip():
            found += _row(line, readers, Place(file, number, 1))
    problems = [entry for entry in found if isinstance(entry, Problem)]
    if problems:
        raise InputError(problems)
    return tuple(entry for entry in found if isinstance(entry, CsvRow))


def _starts(line: str) -> list[int]:
    """Find the column, from 1, at which each field of a line starts."""
    inside = accumulate((char == '"' for char in line), lambda quoted, mark: quoted ^ mark)
    pairs = zip(enumerate(line, 1), inside, strict=True)
    return [1, *(place + 1 for (place, char), quoted in pairs if char == "," and not quoted)]


def _optional(reader: Reader) -> Reader:
    return lambda text: reader(text) if text else None


def _row(line: str, readers: Mapping[str, Reader], place: Place) -> Iterator[CsvRow | Problem]:
    """Read one line, or tell everything that is wrong with it."""
    try:
        fields = next(csv.reader([line], strict=True))
    except csv.Error as error:
        yield Problem(f"not CSV: {error}", "", place)
        return
    if len(fields) != len(readers):
        told = f"{len(fields)} fields, but {len(readers)} columns"
        yield Problem(told, "every line has a field for each column", place)
        return
    values: dict[str, Any] = {}
    for (name, reader), field, start in zip(readers.items(), fields, _starts(line), strict=False):
        try:
            values[name] = reader(field.strip())
        except ValueError as error:
            message, _, hint = str(error).partition("; ")
            yield Problem(message, hint, Place(place.file, place.line, start, name))
    if len(values) == len(readers):
        yield CsvRow(place, values)


def one_of(known: Sequence[str]) -> Reader:
    """Make a reader of one of some words."""

    def read(text: str) -> str:
        if text not in known:
            raise ValueError(f"{text!r} is not known; write {', '.join(known[:-1])} or {known[-1]}")
        return text

    return read


def plain_number(text: str) -> str:
    """Read a plain number, such as 28 or 7.00, and keep it as text."""
    if not re.fullmatch(r"\d{1,15}(\.\d{1,6})?", text, re.ASCII):
        raise ValueError(f"{text!r} is no amount; write a plain number, such as 28 or 7.00")
    if int(text.partition(".")[0]) >= MOST:
        raise ValueError(f"{text!r} is too much; write less than {MOST}")
    return text


def whole_number(most: int) -> Reader:
    """Make a reader of a whole number from 1."""

    def read(text: str) -> int:
        number = int(text) if re.fullmatch(r"\d{1,9}", text, re.ASCII) else 0
        if not 1 <= number <= most:
            raise ValueError(f"{text!r} is no such number; write 1, 2 ... up to {most}")
        return number

    return read


def day(text: str) -> date:
    """Read a day, such as 2026-11-21."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is no day; write it as 2026-11-21") from None
