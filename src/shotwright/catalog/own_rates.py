"""The user's own prices: a file of them is read, and what is odd about it is told."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from shotwright.catalog.rates import (
    STALE_DAYS,
    Dated,
    Rate,
    RateFile,
    entries_of,
    rates,
    read_entries,
)
from shotwright.catalog.subscriptions import plans
from shotwright.catalog.toml_places import nearest, places, said_in
from shotwright.errors import InputError, Place, Problem

HINT = "docs/your_rates.md shows a whole file"


class Note(NamedTuple):
    """Something odd about a file of prices that can be read all the same."""

    message: str
    where: Place

    def wire(self) -> dict[str, Any]:
        """Write the JSON form."""
        return {"message": self.message, "where": asdict(self.where)}


class _Text(NamedTuple):
    """A file's text, and where its values stand."""

    file: Path
    known: dict[tuple[str | int, ...], tuple[int, int]]

    def place(self, *steps: str | int) -> Place:
        line, column = nearest(steps, self.known)
        return Place(str(self.file), line, column, ".".join(map(str, steps)))


def read_rates(path: Path) -> RateFile:
    """Read the user's own prices; they win over the catalog's and are marked `user`.

    Raises:
        InputError: The file is missing, is not TOML, or holds something other than rates; every
            mistake has its line.
    """
    return _read(path)[0]


def notes(path: Path, on: date) -> tuple[Note, ...]:
    """Tell what is odd about a file of prices on a day: the old, the closed and the hidden.

    Raises:
        InputError: As of `read_rates`.
    """
    file, text = _read(path)
    return tuple(
        Note(message, text.place(kind, number))
        for kind, entries in (("rate", file.rate), ("motion", file.motion))
        for number, entry in enumerate(entries)
        for message in _odd(entry, entries[:number], on)
    ) + tuple(
        Note(f"{own.name} hides HeyGen's own plan of that name", text.place("subscription", number))
        for number, own in enumerate(file.subscription)
        if own.name in {plan.name for plan in plans()}
    )


def _odd(entry: Dated, before: Iterable[Dated], on: date) -> Iterator[str]:
    if entry.until and entry.until < on:
        yield f"{entry.id} is closed since {entry.until}: it prices nothing on {on}"
    if entry.since and entry.since > on:
        yield f"{entry.id} begins on {entry.since}: it prices nothing on {on}"
    age = entry.age(on)
    if age is not None and age > STALE_DAYS:
        yield f"{entry.id} was last seen {age} days ago: look it up before you spend"
    for other in before:
        if other.id == entry.id:
            yield f"{entry.id} is the id of an entry above too"
        if _alike(entry, other) and entry.valid_on(on) and other.valid_on(on):
            rule = "the one with the later `since` counts"
            yield f"{entry.id} and {other.id} are for the same; {rule}"


def _alike(one: Dated, other: Dated) -> bool:
    """Tell whether two entries are prices of the very same."""
    if isinstance(one, Rate) and isinstance(other, Rate):
        same = set(one.look_kinds) == set(other.look_kinds)
        if not same or set(one.resolutions) != set(other.resolutions):
            return False
    return (one.product, one.billing) == (other.product, other.billing)


def _read(path: Path) -> tuple[RateFile, _Text]:
    try:
        written = path.read_text("utf-8")
    except (OSError, ValueError) as error:
        raise InputError.of(f"cannot read rates: {error}", HINT, Place(str(path))) from None
    try:
        data = tomllib.loads(written)
    except (ValueError, RecursionError) as error:
        where = Place(str(path), *said_in(str(error), written))
        raise InputError.of(f"cannot read rates: {error}", HINT, where) from None
    text = _Text(path, places(written))
    for _, _, entry in entries_of(data):
        entry |= {"cards": ["user"], "confidence": "user"}
        entry.setdefault("source", {"title": str(path)})
    try:
        found = read_entries(data)
    except ValidationError as error:
        raise InputError(
            Problem(detail["msg"], HINT, text.place(*detail["loc"]))
            for detail in error.errors(include_url=False)
        ) from None
    problems = list(_unusable(found, data, text))
    if problems:
        raise InputError(problems)
    return found, text


def _unusable(found: RateFile, data: dict[str, Any], text: _Text) -> Iterator[Problem]:
    """Tell of prices that no plan could use."""
    known = list(dict.fromkeys(rate.product for rate in rates()))
    for kind, number, entry in entries_of(data):
        if entry["product"] not in known:
            hint = f"there are {', '.join(known)}"
            message = f"no product is called {entry['product']!r}"
            yield Problem(message, hint, text.place(kind, number, "product"))
    for number, rate in enumerate(found.rate):
        if rate.per == "call":
            hint = "write per_ms, or generation"
            yield Problem("plans use no price per call", hint, text.place("rate", number, "per"))
