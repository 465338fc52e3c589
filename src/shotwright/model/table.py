"""Tables of nouns: documented columns, as a pandas frame or a small HTML table.

A table's columns are written down once, with their dtypes and units; `rows()` of a noun gives
plain values in that order, and `to_frame()` the same as a `pandas.DataFrame`.

Money stands in three columns: the exact decimal string, the whole millionths as an integer, which
may be summed within one purse, and the purse.  It is never a float.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from importlib import import_module
from typing import Any, Literal, NamedTuple

from shotwright.errors import InputError

Dtype = Literal["str", "Int64", "Float64", "boolean"]
"""Text, and the nullable whole numbers, numbers and truths of pandas."""

Row = dict[str, str | int | float | bool | None]
"""One row: the value of every column, None where there is none."""

SHOWN = 50
"""Rows that a notebook shows of a longer table."""


class Column(NamedTuple):
    """A column of a table: its name, its dtype in a frame, and what it holds, in which unit."""

    name: str
    dtype: Dtype
    holds: str


def frame_of(columns: Sequence[Column], rows: Iterable[Row]) -> Any:  # noqa: ANN401 - see below
    """Make a `pandas.DataFrame`; what each column holds stands in its `attrs["columns"]`.

    Raises:
        InputError: pandas is not installed.
    """
    try:
        pandas = import_module("pandas")
    except ImportError:
        hint = "install it with: pip install 'shotwright[frames]'"
        raise InputError.of("pandas is not installed", hint) from None
    kept = list(rows)
    frame = pandas.DataFrame(
        {
            column.name: pandas.Series([row[column.name] for row in kept], dtype=column.dtype)
            for column in columns
        }
    )
    frame.attrs["columns"] = {column.name: column.holds for column in columns}
    return frame


def html_of(caption: str, heads: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> str:
    """Write a table for a notebook: the columns of `heads`, and at most `SHOWN` rows.

    User text in it is escaped.
    """
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    body = "".join(
        "<tr>"
        + "".join(f"<td>{'' if row[n] is None else escape(str(row[n]))}</td>" for n in heads)
        + "</tr>"
        for row in rows[:SHOWN]
    )
    more = len(rows) - SHOWN
    left = f"; {more} more rows are not shown" if more > 0 else ""
    return (
        f"<table><caption>{escape(caption + left)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )
