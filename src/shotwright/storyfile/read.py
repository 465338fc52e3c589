"""Bytes to data with places, whatever they came from."""

from __future__ import annotations

import codecs
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from shotwright.errors import InputError, Place, Problem
from shotwright.storyfile.json_reader import mark_json, read_json
from shotwright.storyfile.marks import Mark
from shotwright.storyfile.yaml_reader import read_yaml

MAX_BYTES = 64 * 2**20
"""The largest file that is read as a storyboard."""

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


def read_file(path: Path) -> Document:
    """Read a file of YAML or JSON.

    Raises:
        InputError: It cannot be read, is too large, is not UTF-8, or is not YAML or JSON.
    """
    name = path.as_posix()
    try:
        if not path.is_file():
            reason = "is a folder" if path.is_dir() else "does not exist or is no regular file"
            raise InputError.of(f"{name} {reason}", "name a storyboard file", Place(name))
        size = path.stat().st_size
        if size > MAX_BYTES:
            limit = f"the limit is {MAX_BYTES // 2**20} MiB"
            raise InputError.of(f"{name} is {size // 2**20} MiB large; {limit}", "", Place(name))
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "unreadable"
        raise InputError.of(f"cannot read {name}: {reason}", "", Place(name)) from None
    except ValueError:
        raise InputError.of(f"{name!r} is no path", "", Place("<path>")) from None
    return read_text(decode(content, name), name, path.parent)


def read_stdin() -> Document:
    """Read YAML or JSON from standard input."""
    name = "<stdin>"
    if sys.stdin is None:
        raise InputError.of("standard input is closed", "pipe a storyboard into it", Place(name))
    content = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise InputError.of(f"more than {MAX_BYTES // 2**20} MiB came in", "", Place(name))
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
    if text.lstrip().startswith("{") and (name.endswith(".json") or _looks_like_json(text)):
        return Document(name, folder, read_json(text, name), text)
    data, marks = read_yaml(text, name)
    return Document(name, folder, data, text, marks)


def _looks_like_json(text: str) -> bool:
    """Tell JSON from a YAML flow mapping: a JSON object opens with a quote or closes at once."""
    return text.lstrip()[1:].lstrip()[:1] in {'"', "}"}


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
