"""The local files that a storyboard names: where they lie, and what is in them.

Only regular files are read, and only those that lie in the folder of the board, or of the extended
file that names them, after every symbolic link on the way has been followed.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from shotwright.errors import Problem
from shotwright.model.media import LocalFile, Media, media_type_of
from shotwright.model.options import OPTION_MEDIA
from shotwright.storyfile.extends import Layers, real_path
from shotwright.storyfile.read import open_regular

Steps = tuple[str | int, ...]

HASHED_WHOLE = 256 * 2**20
"""The largest file that is hashed whole; no route takes one half as large."""

_HEAD = 2**20

_SHOWN = 200


def named_files(data: dict[str, Any]) -> Iterator[tuple[Steps, str]]:
    """Walk the local paths in a board's data, valid or not: the way to each, and the path."""
    for group, keys in (("cast", ("image",)), ("references", ("image", "video"))):
        for name, entry in _items(data.get(group)):
            for key in keys:
                if path := _local(_get(entry, key)):
                    yield (group, name, key), path
    yield from _of_options(data.get("options"), ())
    for s, scene in _items(data.get("scenes")):
        yield from _of_options(_get(scene, "options"), ("scenes", s))
        for b, beat in _items(_get(scene, "beats")):
            recording = _get(_get(_get(beat, "talk"), "audio"), "file")
            if isinstance(recording, str):
                yield ("scenes", s, "beats", b, "talk", "audio", "file"), recording
            if options := _get(beat, "options"):
                yield from _of_options(options, ("scenes", s, "beats", b))


def _of_options(options: object, steps: Steps) -> Iterator[tuple[Steps, str]]:
    """Walk the local paths in the options of a board, scene or beat."""
    for keys in OPTION_MEDIA:
        found = options
        for key in keys:
            found = _get(found, key)
        if path := _local(found):
            yield (*steps, "options", *keys), path


def outside(stack: Layers) -> list[Problem]:
    """List the paths that lead out of the folder of the board, or of the file that names them."""
    board = stack.documents[0].folder
    folders: dict[Path, Path | None] = {}
    told: dict[tuple[Path, str], bool] = {}
    problems = []
    for steps, path in named_files(stack.data):
        layer = stack.layer(steps)
        if (layer.folder, path) not in told:
            roots = [
                folders[root] if root in folders else folders.setdefault(root, real_path(root))
                for root in (board, layer.folder)
            ]
            real = real_path(board / path)
            told[layer.folder, path] = real is not None and not any(
                root and real.is_relative_to(root) for root in roots
            )
        if told[layer.folder, path]:
            written: Any = layer.data
            for step in steps:
                written = written[step]
            shown = written if len(written) < _SHOWN else f"{written[:_SHOWN]}..."
            whose = "the board's folder"
            if layer is not stack.documents[0]:
                whose += " and that of the file that names it"
            hint = "copy it in, or allow it with --allow-outside"
            problems.append(Problem(f"{shown!r} lies outside {whose}", hint, stack.place(steps)))
    return problems


def local_files(data: dict[str, Any], folder: Path) -> dict[str, LocalFile]:
    """Look into the local files that a board names; those that are missing are left out."""
    found: dict[str, LocalFile] = {}
    for path in dict.fromkeys(path for _, path in named_files(data)):
        real = real_path(folder / path)
        try:
            if real:
                with open_regular(real) as file:
                    found[path] = _looked_at(file)
        except OSError:
            continue
    return found


def _looked_at(file: BinaryIO) -> LocalFile:
    size = os.fstat(file.fileno()).st_size
    head = file.read(_HEAD)
    digest = hashlib.sha256(head)
    if size > HASHED_WHOLE:
        digest.update(str(size).encode())
        return LocalFile(digest.hexdigest(), size, media_type_of(head))
    read = len(head)
    while block := file.read(_HEAD):
        digest.update(block)
        read += len(block)
    return LocalFile(digest.hexdigest(), read, media_type_of(head))


def _local(value: object) -> str:
    """Take the path out of media as written; empty where it is none."""
    try:
        media = Media.parse(value) if isinstance(value, str) else None
    except ValueError:
        return ""
    return media.value if media and media.form == "path" else ""


def _get(holder: object, key: str) -> object:
    return holder.get(key) if isinstance(holder, dict) else None


def _items(holder: object) -> Iterator[tuple[Any, object]]:
    """Walk a mapping or a list; nothing where it is neither."""
    if isinstance(holder, dict):
        yield from holder.items()
    elif isinstance(holder, list):
        yield from enumerate(holder)
