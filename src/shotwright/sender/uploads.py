"""Local files go up before anything that needs them, once per content and account."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from shotwright.errors import InputError, Place, Problem
from shotwright.ledger import Ledger
from shotwright.model.request import Request
from shotwright.request import HASHED
from shotwright.sender.protocol import Sender

MOST_FILES = 20_000
"""Files that are looked through for content; a folder with more is not the board's."""


def find_files(requests: Iterable[Request], folder: Path) -> dict[str, Path]:
    """Find the files that requests need, by their content, in a folder and those below it.

    Returns:
        The path of each asset mark (`sha256:...`).

    Raises:
        InputError: A file is not there, or is not what was planned with; all of them at once.
    """
    wanted = {
        mark: (name, request.generation)
        for request in requests
        for mark, name in request.uploads.items()
    }
    found: dict[str, Path] = {}
    for mark, (name, _) in wanted.items():
        near = folder / name
        if near.is_file() and mark == HASHED + digest_of(near):
            found[mark] = near
    if len(found) < len(wanted):
        for path in _files(folder):
            mark = HASHED + digest_of(path)
            if mark in wanted:
                found.setdefault(mark, path)
            if len(found) == len(wanted):
                break
    hint = "put it back as planned, name its board with --board, or plan again"
    problems = [
        Problem(f"{name}, which {made} needs, is not in {folder}", hint, Place(folder.as_posix()))
        for mark, (name, made) in wanted.items()
        if mark not in found
    ]
    if problems:
        raise InputError(problems)
    return found


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(islice(folder.rglob("*"), MOST_FILES)):
        if path.is_file() and not any(p.startswith(".") for p in path.relative_to(folder).parts):
            yield path


def digest_of(path: Path) -> str:
    """Hash a file's content; lower-case hex of SHA-256."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def upload(
    files: Mapping[str, Path], ledger: Ledger, sender: Sender, account: str
) -> dict[str, str]:
    """Upload what this account has not uploaded before.

    Returns:
        The service's asset id of each asset mark.

    Raises:
        ServiceError: An upload failed; what went up before it is kept.
    """
    ids: dict[str, str] = {}
    for mark, path in sorted(files.items()):
        digest = mark.removeprefix(HASHED)
        known = ledger.asset(account, digest)
        if known is None:
            # The same key for the same content: an upload that was lost is not made twice.  Once
            # it is gone the key is another, or the service would answer with the old id.
            gone = ledger.asset_gone(account, digest)
            key = hashlib.sha256(f"{account} {digest}{gone and f' {gone}'}".encode()).hexdigest()
            known = sender.upload(path, key)
            ledger.keep_asset(account, digest, known)
        ids[mark] = known
    return ids


def fill(node: Any, ids: Mapping[str, str]) -> Any:  # noqa: ANN401 - JSON
    """Put the service's asset ids where marks of content stand."""
    if isinstance(node, Mapping):
        return {key: fill(value, ids) for key, value in node.items()}
    if isinstance(node, list | tuple):
        return [fill(value, ids) for value in node]
    return ids.get(node, node) if isinstance(node, str) else node


def forget(body: Mapping[str, Any], ledger: Ledger, account: str) -> None:
    """Forget the ids of uploaded files in a body that the service does not know any more.

    It does not say which one is gone: whatever is there goes up again, which costs nothing.
    """
    for asset_id in sorted(set(_asset_ids(body))):
        ledger.forget_asset(account, asset_id)


def _asset_ids(node: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
    """Find the values of all keys such as `asset_id` and `audio_asset_id`."""
    if isinstance(node, Mapping):
        for key, value in node.items():
            if key.endswith("asset_id") and isinstance(value, str):
                yield value
            yield from _asset_ids(value)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from _asset_ids(value)
