"""An invoice beside the takes: which line pays for which take, and what does not fit.

No answer of the service tells a cost, so a charge is only computed until a bill confirms it.  A
line that names no take, or several, or a take that another line names too, confirms nothing: it is
told as it is, for a person to look at.  The bill is a CSV file whose first line names the columns;
`amount` and `purse` are needed, and each line needs something to know its take by:

    amount       a plain number; negative where money came back
    purse        credits or usd
    remote_id    what the service calls the take
    tag          what stands in its title
    description  any words, with a remote id or a tag among them
    date         the day, YYYY-MM-DD
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

from shotwright.budget.csv_rows import Reader, day, one_of, plain_number, read_rows
from shotwright.model.money import PURSES, Amount
from shotwright.model.take import Take

Match = Literal[
    "confirmed", "no take", "several takes", "billed twice", "another purse", "money back"
]


@dataclass(frozen=True)
class Billed:
    """One line of an invoice."""

    line: int
    amount: Amount
    remote_id: str = ""
    tag: str = ""
    description: str = ""
    date: date | None = None

    @property
    def words(self) -> frozenset[str]:
        """The words of its description."""
        whole = re.findall(r"[^\s,;()\[\]]+", self.description)  # tags hold a colon
        return frozenset(part for word in whole for part in (word, *word.split(":")))


@dataclass(frozen=True)
class Matched:
    """What became of one line.

    Attributes:
        takes: Those that it names.
        expected: Of a take that it confirms: what had been reckoned, where that is another amount.
    """

    billed: Billed
    takes: tuple[Take, ...]
    match: Match
    expected: Amount | None = None

    def wire(self) -> dict[str, Any]:
        """Write the JSON form."""
        billed = self.billed
        return {
            "line": billed.line,
            "date": billed.date and billed.date.isoformat(),
            "remote_id": billed.remote_id or None,
            "tag": billed.tag or None,
            "description": billed.description or None,
            "amount": billed.amount.plain(),
            "purse": billed.amount.purse,
            "match": self.match,
            "takes": [{"generation": t.generation, "take": t.number} for t in self.takes],
            "expected": self.expected and self.expected.plain(),
        }


def read_invoice(path: Path) -> tuple[Billed, ...]:
    """Read the lines of an invoice.

    Raises:
        InputError: Anything is wrong with the file; every mistake is told, with its place.
    """
    columns: dict[str, Reader] = {
        "date": day, "remote_id": str, "tag": str, "description": str, "amount": _amount,
        "purse": one_of(list(PURSES)),
    }  # fmt: skip
    return tuple(
        Billed(
            place.line, PURSES[row["purse"]].parse(row["amount"]), row.get("remote_id") or "",
            row.get("tag") or "", row.get("description") or "", row.get("date"),
        )
        for place, row in read_rows(path, columns, {"amount", "purse"}, "invoice lines")
    )  # fmt: skip


def _amount(text: str) -> str:
    return "-" * text.startswith("-") + plain_number(text.removeprefix("-"))


def match(takes: Sequence[Take], invoice: Iterable[Billed]) -> tuple[Matched, ...]:
    """Tell which take each line of an invoice pays for; what is not sure is not decided."""
    lines = list(invoice)
    known = _by_name(takes)
    named = [_named(line, known) for line in lines]
    times = Counter(_key(take) for found in named for take in found)
    return tuple(
        _matched(line, found, twice=any(times[_key(take)] > 1 for take in found))
        for line, found in zip(lines, named, strict=True)
    )


_Known = dict[tuple[str, str], list[tuple[int, Take]]]
"""Takes with their places, by what a bill may call them: its column, and what it says."""


def _by_name(takes: Iterable[Take]) -> _Known:
    found: _Known = {}
    for n, take in enumerate(takes):
        for column, name in (("remote_id", take.remote_id), ("tag", take.tag)):
            if name:
                found.setdefault((column, name), []).append((n, take))
    return found


def _named(line: Billed, known: _Known) -> tuple[Take, ...]:
    """Find the takes that a line names, in their order."""
    said = [("remote_id", line.remote_id), ("tag", line.tag)]
    said += [(column, word) for word in line.words for column in ("remote_id", "tag")]
    found = dict(entry for name in said for entry in known.get(name, ()))
    return tuple(found[n] for n in sorted(found))


def _matched(line: Billed, found: tuple[Take, ...], *, twice: bool) -> Matched:
    if len(found) != 1:
        return Matched(line, found, "several takes" if found else "no take")
    (take,) = found
    if take.purse != line.amount.purse:
        return Matched(line, found, "another purse")
    if twice:
        return Matched(line, found, "billed twice")
    if line.amount.micro < 0:
        return Matched(line, found, "money back")
    told = take.reserved if take.charged is None else take.charged
    as_told = line.amount <= told if take.charged is None else line.amount == told
    return Matched(line, found, "confirmed", None if as_told else told)


def confirmed(takes: Iterable[Take], matches: Iterable[Matched]) -> tuple[Take, ...]:
    """Give takes the charges that an invoice confirms."""
    paid = {_key(m.takes[0]): m.billed.amount for m in matches if m.match == "confirmed"}
    return tuple(
        replace(take, charged=paid[_key(take)], charge="confirmed") if _key(take) in paid else take
        for take in takes
    )


def _key(take: Take) -> tuple[str, str, str, int, int]:
    return take.account, take.board, take.fingerprint, take.occurrence, take.number
