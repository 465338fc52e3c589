"""A board and the files it extends, laid over each other.

The extended file brings cast, references, clauses and defaults; the board wins, and a named entry
of the board replaces the whole entry.
"""

from __future__ import annotations

import os.path
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from shotwright.errors import InputError, Place, Problem
from shotwright.model.media import Media
from shotwright.storyfile.read import MAX_BYTES, Document, read_file

_NAMED = ("cast", "references")
_OWN = frozenset({"id", "title", "scenes", "extends"})


@dataclass(frozen=True)
class Layers:
    """A board's own document, and below it those it extends, nearest first.

    Attributes:
        data: All layers as one; local paths start from the board's folder.
    """

    documents: tuple[Document, ...]
    data: dict[str, Any]

    def place(self, path: tuple[str | int, ...], *, key: bool = False) -> Place:
        """Find where a value was written, in whichever layer it came from."""
        return self.layer(path).place(path, key=key)

    def scalar(self, path: tuple[str | int, ...]) -> str:
        """Give an unquoted value as it was written."""
        return self.layer(path).scalar(path)

    def layer(self, path: tuple[str | int, ...]) -> Document:
        """Find the layer that decides a path; the board's own where none does."""
        deciding = (document for document in self.documents if _holds(document.data, path))
        return next(deciding, self.documents[0])


def _is_path(text: str) -> bool:
    """Tell whether an operating system could take a text for a path."""
    try:
        return bool(text.strip()) and "\0" not in text and bool(text.encode())
    except UnicodeEncodeError:
        return False


def real_path(path: Path) -> Path | None:
    """Follow all symbolic links; None where no operating system could."""
    try:
        return path.resolve()
    except (OSError, ValueError, RuntimeError):
        return None


def _holds(data: object, path: tuple[str | int, ...]) -> bool:
    """Tell whether a layer decides a path: the key, and of named entries the name, are its own."""
    if not isinstance(data, dict) or (path and path[0] not in data):
        return False
    if len(path) > 1 and path[0] in _NAMED:
        entries = data[path[0]]
        return isinstance(entries, dict) and path[1] in entries
    return True


def layers(document: Document, max_bytes: int = MAX_BYTES) -> Layers:
    """Read what a document extends, and what that extends, and lay all over each other.

    Raises:
        InputError: An extended file is missing, broken, or extends itself.
    """
    documents = [document]
    seen = [real_path(document.folder / PurePath(document.name).name)]
    while "extends" in documents[-1].data:
        upper = documents[-1]
        target = upper.data["extends"]
        where = upper.place(("extends",))
        if not isinstance(target, str) or not _is_path(target):
            raise InputError.of(
                "`extends` should be the path of a file", "write extends: brand.yaml", where
            )
        path = Path(os.path.normpath(upper.folder / target))
        if real_path(path) in seen:
            raise InputError.of(f"{target} extends itself in a circle", "break the circle", where)
        try:
            lower = read_file(path, max_bytes)
        except InputError as error:
            note = Problem(f"extends {target}, which cannot be read", "see below", where)
            raise InputError([note, *error.problems]) from None
        if not isinstance(lower.data, dict):
            raise InputError.of(
                "should be a mapping with keys such as `cast:`",
                "write `cast:` or another key of a board on top",
                lower.place(()),
            )
        seen.append(real_path(path))
        documents.append(lower)
    data: dict[str, Any] = {}
    for layer in reversed(documents):
        below, data = data, dict(_rooted(layer, document.folder))
        for key, value in below.items():
            if key in _OWN:
                continue
            if key in _NAMED and isinstance(value, dict) and isinstance(data.get(key), dict):
                data[key] = {**value, **data[key]}
            else:
                data.setdefault(key, value)
    return Layers(tuple(documents), data)


def _rooted(layer: Document, folder: Path) -> dict[str, Any]:
    """Let the local paths of a lower layer start from the board's folder."""
    data: dict[str, Any] = layer.data
    if layer.folder == folder:
        return data
    return {
        key: {name: _moved(entry, layer.folder, folder) for name, entry in value.items()}
        if key in (*_NAMED, "options") and isinstance(value, dict)
        else value
        for key, value in data.items()
    }


def _moved(entry: object, source: Path, folder: Path) -> object:
    if not isinstance(entry, dict):
        return entry
    moved = {key: _moved(value, source, folder) for key, value in entry.items()}
    for key in ("image", "video"):
        if isinstance(entry.get(key), str):
            try:
                media = Media.parse(entry[key])
            except ValueError:
                continue  # the model will say what is wrong with it
            if media.form == "path":
                relative = os.path.relpath(source / media.value, folder)
                moved[key] = PurePath(relative).as_posix()
    return moved
