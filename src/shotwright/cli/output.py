"""Printing: one JSON document for programs, tables for people; files whole or not at all."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from shotwright.errors import InputError, Place

if TYPE_CHECKING:
    from rich.console import RenderableType


T = TypeVar("T")

REDRAW = 0.2
"""Seconds between two drawings of how far some work is."""

NARROWEST = 80
"""Columns that tables are made for; a narrower terminal wraps them."""


def print_json(document: dict[str, Any]) -> None:
    """Write one JSON document to standard output, its schema version first."""
    text = json.dumps({"schema": 1, **document}, ensure_ascii=False, indent=2, allow_nan=False)
    sys.stdout.write(text + "\n")


def progress(things: Iterable[T], count: int, what: str) -> Iterator[T]:
    """Show on a terminal how far some work is, once it takes longer than a second."""
    if not sys.stderr.isatty():
        yield from things
        return
    begun, shown = time.monotonic(), 0.0
    for number, thing in enumerate(things, 1):
        yield thing
        now = time.monotonic() - begun
        if now > 1 and now - shown > REDRAW:
            sys.stderr.write(f"\r{number:,} of {count:,} {what}")
            shown = now
    if shown:
        sys.stderr.write("\r\033[K")


def print_rich(*renderables: RenderableType, stderr: bool = False, unwrapped: bool = False) -> None:
    """Print for people; coloured on a terminal only."""
    from rich.console import Console  # noqa: PLC0415 - not for `--help` and `--json`

    console = Console(stderr=stderr, highlight=False, markup=False, emoji=False)
    console.width = max(
        console.width, NARROWEST
    )  # a table that the terminal wraps still shows every amount
    for renderable in renderables:
        console.print(renderable, soft_wrap=unwrapped)


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is never seen half-written, also when interrupted.

    Raises:
        InputError: The file cannot be written there.
    """
    if path.exists() and not path.is_file():
        raise InputError.of(f"{path} is no regular file", "choose another place")
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", text=False)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(text.encode())
                file.flush()
                os.fsync(file.fileno())
            umask = os.umask(0)
            os.umask(umask)
            Path(temporary).chmod(0o666 & ~umask)
            Path(temporary).replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
            raise
    except OSError as error:
        message = f"cannot write {path}: {error.strerror or error}"
        raise InputError.of(message, "choose another place", Place(path.as_posix())) from None
