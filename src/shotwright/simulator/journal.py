"""The state file: everything accepted, one line of JSON for each request, whole or not at all."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO

from shotwright.errors import InputError, Place

try:
    import fcntl
except ImportError:  # Windows has none
    fcntl = None  # type: ignore[assignment]

Entry = dict[str, Any]
START = b'{"entries": ['
"""How every line begins, also one that a kill cut short."""


class Journal:
    """An open state file; without a path, one that keeps nothing.

    Attributes:
        entries: What the file held when it was opened.
    """

    def __init__(self, path: Path | None) -> None:
        """Open a file, and read it; what a kill left of a last line is cut off.

        Raises:
            InputError: It cannot be used, is used by another, or is none of the simulator's.
        """
        self.entries: list[Entry] = []
        self._file: TextIO | None = None
        self._ours: Path | None = None
        if path is not None:
            try:
                self._open(path)
            except InputError:
                self.close()
                raise

    def write(self, entries: list[Entry]) -> None:
        """Append one line; it outlives a kill of this process."""
        if self._file is not None:
            self._file.write(json.dumps({"entries": entries}) + "\n")
            self._file.flush()

    def close(self) -> None:
        """Close the file; one that holds nothing is removed."""
        if self._file is None:
            return
        if self._ours is not None and not os.fstat(self._file.fileno()).st_size:
            with suppress(OSError):  # Windows removes no open file
                self._ours.unlink()
        self._file.close()

    def _open(self, path: Path) -> None:
        where = Place(path.as_posix())
        try:
            self._file = path.open("a", encoding="utf-8")
            if fcntl is not None:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            data = path.read_bytes()
        except BlockingIOError:
            hint = "end that one, or name another file"
            raise InputError.of("another simulator uses this state file", hint, where) from None
        except OSError as error:
            message = f"cannot write: {error.strerror}"
            raise InputError.of(message, "choose another place", where) from None
        whole = data[: data.rfind(b"\n") + 1]
        try:
            if not START.startswith(data[len(whole) :][: len(START)]):
                raise ValueError  # noqa: TRY301 - told below, as all else that is no state
            for line in whole.splitlines():
                self.entries += json.loads(line)["entries"]
        except (ValueError, KeyError, TypeError):
            hint = "name another file, or remove this one"
            raise InputError.of("is no state file of the simulator", hint, where) from None
        self._file.truncate(len(whole))
        self._ours = path
