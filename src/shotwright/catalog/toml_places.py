r"""Where the values of a TOML text stand: its reader in the standard library does not tell.

>>> places('schema = 1\n[[rate]]\n  id = "a"\n')[("rate", 0, "id")]
(3, 3)
"""

from __future__ import annotations

import re

Path = tuple[str | int, ...]

_TEXT = re.compile(r'"""(?s:.*?)"""' + r"|'''(?s:.*?)'''")
_KEY = r'(?:[A-Za-z0-9_-]+|"[^"\n]*"|\'[^\'\n]*\')'
_DOTTED = rf"{_KEY}(?:\s*\.\s*{_KEY})*"
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_DOTTED})\s*\]")
_PAIR = re.compile(rf"\s*({_DOTTED})\s*=")
_STEP = re.compile(_KEY)
_SAID = re.compile(r"\(at line (\d+), column (\d+)\)")


def places(text: str) -> dict[Path, tuple[int, int]]:
    """Find the line and column, from 1, of each table and of each key that opens a line."""
    found: dict[Path, tuple[int, int]] = {(): (1, 1)}
    counts: dict[Path, int] = {}
    table: Path = ()
    flat = _TEXT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    for number, line in enumerate(flat.split("\n"), 1):
        if header := _HEADER.match(line):
            steps = _steps(header[2])
            table = (*_inside((), steps[:-1], counts), steps[-1])
            found.setdefault(table, (number, header.start(2) + 1))
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
            table = _inside((), steps, counts)
            found.setdefault(table, (number, header.start(1) + 1))
        elif pair := _PAIR.match(line):
            path = (*table, *_steps(pair[1]))
            found.setdefault(path, (number, pair.start(1) + 1))
    return found


def _steps(dotted: str) -> list[str]:
    return [step.strip("\"'") for step in _STEP.findall(dotted)]


def _inside(table: Path, steps: list[str], counts: dict[Path, int]) -> Path:
    """Follow keys from a table; of a list of tables the one that was begun last."""
    for step in steps:
        table = (*table, step)
        if table in counts:
            table = (*table, counts[table])
    return table


def nearest(path: Path, known: dict[Path, tuple[int, int]]) -> tuple[int, int]:
    """Find where a value stands, or else the nearest thing around it."""
    return next(known[path[:n]] for n in range(len(path), -1, -1) if path[:n] in known)


def said_in(message: str, text: str) -> tuple[int, int]:
    """Read the place out of what the standard library says of broken TOML."""
    match = _SAID.search(message)
    if match:
        return int(match[1]), int(match[2])
    return (text.count("\n") + 1, 1) if "end of document" in message else (1, 1)
