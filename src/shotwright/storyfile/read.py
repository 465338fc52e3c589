"""Bytes to data with places, whatever they came from."""

from __future__ import annotations

import codecs
import os
import re
import stat
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO

from shotwright.errors import InputError, Place, Problem
from shotwright.storyfile.json_reader import mark_json, read_json
from shotwright.storyfile.marks import Mark
from shotwright.storyfile.yaml_reader import read_yaml

MAX_BYTES = 64 * 2**20
"""The largest file that is read as a storyboard."""

SIZE_HINT = "split the board, or allow more with --max-size"

STDIN = "-"

_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


@dataclass
class Document:
    """What was read, and where its values stand.

    Attributes:
        name: The file as the user gave it, `<stdin>`, `<text>` or `<dict>`.
        folder: What its relative paths start from.
        text: What was read; empty for a dict.
        read_marks: Of YAML; those of JSON are found when they are needed.
    """

    name: str
    folder: Path
    data: Any
    text: str = ""
    read_marks: Mark | None = None

    @cached_property
    def marks(self) -> Mark | None:
        """The places of all values; None for a dict."""
        if self.read_marks is None and self.text:
            return mark_json(self.text)
        return self.read_marks

    def place(self, path: tuple[str | int, ...], *, key: bool = False) -> Place:
        """Find where a value, or its key, stands."""
        written = written_path(path)
        if self.marks is None:
            return Place(self.name, path=written)
        line, column = self.marks.key_at(path) if key else self.marks.at(path)
        return Place(self.name, line, column, written)

    def scalar(self, path: tuple[str | int, ...]) -> str:
        """Give an unquoted value as it was written; empty for a dict."""
        place = self.place(path)
        if not place.line:
            return ""
        line = self.text.split("\n")[place.line - 1]
        return re.split(r"[\s,\]}]", line[place.column - 1 :], maxsplit=1)[0]


def written_path(path: tuple[str | int, ...]) -> str:
    """Write a way through a document as `scenes[0].beats[1].seconds`."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")


def open_regular(path: Path) -> BinaryIO:
    """Open a regular file: never a folder, a device or a pipe, which could block or act.

    Raises:
        OSError: It is none, or may not be read.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(0, "no regular file")
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
    opened = os.open(path, flags | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(opened).st_mode):  # it was exchanged a moment ago
        os.close(opened)
        raise OSError(0, "no regular file")
    return os.fdopen(opened, "rb")


def read_file(path: Path, max_bytes: int = MAX_BYTES) -> Document:
    """Read a file of YAML or JSON.

    Raises:
        InputError: It cannot be read, is too large, is not UTF-8, or is not YAML or JSON.
    """
    name = path.as_posix()
    try:
        if not path.is_file():
            reason = "is a folder" if path.is_dir() else "does not exist or is no regular file"
            raise InputError.of(f"{name} {reason}", "name a storyboard file", Place(name))
        with open_regular(path) as file:
            size = os.fstat(file.fileno()).st_size
            # Some files, such as those of /proc, are longer than they say.
            content = file.read(max_bytes + 1) if size <= max_bytes else b""
        if max(size, len(content)) > max_bytes:
            message = (
                f"{name} is {written_size(size)} large; the limit is {written_size(max_bytes)}"
            )
            raise InputError.of(message, SIZE_HINT, Place(name))
    except OSError as error:
        reason = error.strerror or "unreadable"
        raise InputError.of(
            f"cannot read {name}: {reason}", "name a file you may read", Place(name)
        ) from None
    except ValueError:
        raise InputError.of(
            f"{name!r} is no path", "name a storyboard file", Place("<path>")
        ) from None
    return read_text(decode(content, name), name, path.parent)


def written_size(count: int) -> str:
    """Write a number of bytes for people."""
    return f"{count / 2**20:.3g} MiB" if count >= 2**20 else f"{count:,} bytes"


def read_stdin(max_bytes: int = MAX_BYTES) -> Document:
    """Read YAML or JSON from standard input."""
    name = "<stdin>"
    if sys.stdin is None:
        raise InputError.of("standard input is closed", "pipe a storyboard into it", Place(name))
    content = sys.stdin.buffer.read(max_bytes + 1)
    if len(content) > max_bytes:
        raise InputError.of(f"more than {written_size(max_bytes)} came in", SIZE_HINT, Place(name))
    return read_text(decode(content, name), name, Path())


def decode(content: bytes, name: str) -> str:
    """Read UTF-8, with or without a byte-order mark, with any line ends.

    Raises:
        InputError: It is not UTF-8; with the place of the first byte that is not.
    """
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", "replace")
        place = Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))
        byte = f"byte 0x{content[error.start]:02X} is not UTF-8"
        raise InputError.of(byte, "save the file as UTF-8", place) from None
    return text.replace("\r\n", "\n")


def read_text(text: str, name: str, folder: Path) -> Document:
    """Read YAML or JSON; JSON is told by its first character.

    Raises:
        InputError: It is not YAML or JSON, or holds half of a surrogate pair.
    """
    if half := _HALF_CHARACTER.search(text):
        before = text[: half.start()]
        place = Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))
        message = f"U+{ord(half[0]):04X} is half of a surrogate pair, which is no character"
        raise InputError.of(message, "remove it", place)
    if is_json(text, name):
        return Document(name, folder, read_json(text, name), text)
    data, marks = read_yaml(text, name)
    return Document(name, folder, data, text, marks)


def is_json(text: str, name: str) -> bool:
    """Tell JSON from a YAML flow mapping: a JSON object opens with a quote or closes at once."""
    inside = text.lstrip()
    if not inside.startswith("{"):
        return False
    return name.endswith(".json") or inside[1:].lstrip()[:1] in {'"', "}"}


def read_mapping(data: Mapping[str, Any], folder: Path) -> Document:
    """Take data that Python already holds; keys that start with `x-` are left out.

    Raises:
        InputError: A key is not text.
    """
    problems: list[Problem] = []
    plain = _without_extras(data, (), problems)
    if problems:
        raise InputError(problems)
    return Document("<dict>", folder, plain)


def _without_extras(data: object, path: tuple[str | int, ...], problems: list[Problem]) -> object:
    """Copy plain data without the keys that start with `x-`."""
    if isinstance(data, Mapping):
        copy = {}
        for key, value in data.items():
            if not isinstance(key, str):
                place = Place("<dict>", path=written_path(path))
                problems.append(Problem("a key must be text", "put it in quotes", place))
            elif not key.startswith("x-"):
                copy[key] = _without_extras(value, (*path, key), problems)
        return copy
    if isinstance(data, list | tuple):
        return [_without_extras(value, (*path, n), problems) for n, value in enumerate(data)]
    return data
