"""JSON text to plain data, and, when they are asked for, the places of its values."""

from __future__ import annotations

import json
import re
from decimal import Decimal, InvalidOperation
from typing import Any

from shotwright.errors import InputError, Place, Problem
from shotwright.storyfile.marks import Mark

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\]]|[^\s{}\[\],:"]+')
"""All but what stands between values."""

_MANY_DIGITS = 19

FLATTER = "a board is a handful of levels deep: take the inner ones out"

JSON_HINT = "correct the text just before this place; YAML allows more: comments, bare words"


class _RefusedNumberError(ValueError):
    pass


def read_json(text: str, file: str) -> Any:  # noqa: ANN401 - whatever the file holds
    """Read one JSON document; keys that start with `x-` are left out.

    Numbers with a point become `Decimal`, exactly as written.

    Raises:
        InputError: It is not JSON, repeats a key, holds NaN, or is nested beyond reason.
    """
    repeated: list[str] = []

    def gather(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = {key: value for key, value in pairs if not key.startswith("x-")}
        if len(found) != len(pairs) and len(dict(pairs)) != len(pairs):
            keys = [key for key, _ in pairs]
            repeated.extend({key for key in keys if keys.count(key) > 1})
        return found

    try:
        data = json.loads(
            text,
            object_pairs_hook=gather,
            parse_float=_fraction,
            parse_int=_whole,
            parse_constant=_refuse,
        )
    except json.JSONDecodeError as error:
        where = Place(file, error.lineno, error.colno)
        raise InputError.of(f"not JSON: {error.msg.lower()}", JSON_HINT, where) from None
    except _RefusedNumberError as error:
        where = _find(text, str(error), file)
        message = f"{str(error)[:40]} is not a number that fits anywhere here"
        raise InputError.of(message, "write a number that means something", where) from None
    except RecursionError:
        raise InputError.of("nested too deep", FLATTER, Place(file)) from None
    if repeated:
        raise InputError(
            Problem(f"`{key}` is written twice", "keep one", _find(text, json.dumps(key), file))
            for key in dict.fromkeys(repeated)
        )
    return data


def _whole(digits: str) -> int | Decimal:
    return int(digits) if len(digits) < _MANY_DIGITS else Decimal(digits)


def _fraction(digits: str) -> Decimal:
    try:
        return Decimal(digits)
    except InvalidOperation:
        raise _RefusedNumberError(digits) from None


def _refuse(word: str) -> object:
    raise _RefusedNumberError(word)


def _find(text: str, word: str, file: str) -> Place:
    before = text[: max(text.rfind(word), 0)]
    return Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))


def mark_json(text: str) -> Mark:
    """Find the place of every value in a document that `read_json` accepts."""
    line, line_start = 0, 0
    next_line = text.find("\n") % (len(text) + 1)  # the end, where there is none
    top = Mark(0, 0)
    holder, keyed = top, False
    outer: list[tuple[Mark, bool]] = []
    key: str | None = None
    key_place: tuple[int, int] | None = None
    for match in _TOKEN.finditer(text):
        token, start = match[0], match.start()
        sign = token[0]
        if sign in "}]":
            holder, keyed = outer.pop()
            continue
        while next_line < start:
            line, line_start = line + 1, next_line + 1
            next_line = text.find("\n", line_start) % (len(text) + 1)
        if keyed and key is None:
            key = json.loads(token) if "\\" in token else token[1:-1]
            key_place = (line, start - line_start)
            continue
        mark = Mark(line, start - line_start, key_place)
        holder.children[len(holder.children) if key is None else key] = mark
        key = key_place = None
        if sign in "{[":
            outer.append((holder, keyed))
            holder, keyed = mark, sign == "{"
    return top.children[0]
