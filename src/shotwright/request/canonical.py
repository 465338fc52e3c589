"""What is hashed: requests in canonical form, with content hashes in place of uploaded files."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from shotwright.model.board import Board
from shotwright.model.media import Media

HASHED = "sha256:"
"""Opens an asset id that stands for content which still has to be uploaded."""

MISSING = "missing:"
"""Opens an asset id that stands for a local file which was not there."""

_IN_ONE_WAY = json.JSONEncoder(
    sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
)


def canonical(value: object) -> bytes:
    """Write JSON in one way only: keys sorted, no spaces, UTF-8."""
    return _IN_ONE_WAY.encode(value).encode()


def fingerprint(value: object) -> str:
    """Hash the canonical form; lower-case hex."""
    return hashlib.sha256(canonical(value)).hexdigest()


def asset(media: Media, board: Board) -> dict[str, Any]:
    """Write media as an asset input; local files and data by the hash of their content.

    Source: HeyGen v3 schema, asset inputs: url, asset_id, base64; read 2026-07-21.
    """
    match media.form:
        case "url":
            return {"type": "url", "url": media.value}
        case "asset":
            return {"type": "asset_id", "asset_id": media.value}
        case "data":
            digest = hashlib.sha256(base64.b64decode(media.value)).hexdigest()
            return {"type": "asset_id", "asset_id": HASHED + digest}
        case "path":
            known = board.files.get(media.value)
            mark = HASHED + known.sha256 if known else MISSING + media.value
            return {"type": "asset_id", "asset_id": mark}


def written_assets(board: Board) -> Mapping[str, Media]:
    """List the media of a board that have to be uploaded, by the asset id that stands for them."""
    written = ((asset(entry, board).get("asset_id", ""), entry) for entry in _media(board))
    return {mark: entry for mark, entry in written if mark.startswith((HASHED, MISSING))}


def _media(board: Board) -> Iterator[Media]:
    yield from (reference.media for reference in board.references.values())
    yield from (member.image for member in board.cast.values() if member.image)
    if board.options:
        yield from board.options.media
    for scene in board.scenes:
        if scene.options:
            yield from scene.options.media
        for beat in scene.beats:
            if beat.is_talk and beat.talk.audio:
                yield beat.talk.audio.media
            if beat.options:
                yield from beat.options.media
