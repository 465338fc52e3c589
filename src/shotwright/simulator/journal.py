"""The state file: everything accepted, one line of JSON for each request, whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TextIO

from shotwright.errors import InputError, Place

Entry = dict[str, Any]


def read_journal(path: Path) -> list[list[Entry]]:
    """Read the lines of a state file; a last line that was cut short by a kill is left out.

    Raises:
        InputError: The file is not one of the simulator's.
    """
    if not path.exists():
        return []
    lines = path.read_bytes().split(b"\n")
    try:
        return [json.loads(line)["entries"] for line in lines[:-1]]
    except (ValueError, KeyError, TypeError):
        hint = "name another file, or remove this one"
        raise InputError.of("is no state file of the simulator", hint, Place(str(path))) from None


class Journal:
    """Appends to a state file; without a file, nowhere."""

    def __init__(self, path: Path | None) -> None:
        """Open the file; what a kill left of a last line is cut off.

        Raises:
            InputError: The file cannot be written.
        """
        self._file: TextIO | None = None
        if path is None:
            return
        try:
            if path.exists():
                kept = path.read_bytes()
                with path.open("r+b") as file:
                    file.truncate(kept.rfind(b"\n") + 1)
            self._file = path.open("a", encoding="utf-8")
        except OSError as error:
            message = f"cannot write: {error.strerror}"
            raise InputError.of(message, "choose another place", Place(str(path))) from None

    def write(self, entries: list[Entry]) -> None:
        """Append one line; it outlives a kill of this process."""
        if self._file is not None:
            self._file.write(json.dumps({"entries": entries}) + "\n")
            self._file.flush()

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
