"""Uploads files: small ones in one piece, large ones straight to where HeyGen keeps them."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from shotwright.errors import InputError, ServiceError
from shotwright.request import answers
from shotwright.sender.heygen.limits import limit
from shotwright.sender.heygen.reading import of_answer
from shotwright.sender.http import UPLOAD, Answer, Http, shown, until_answered

_PIECE = 1 << 20
_IN_PROGRESS = 409


def upload(http: Http, path: Path, key: str) -> str:
    """Upload a file and return its asset id.

    Uploads cost nothing and carry the key, so that they can be tried again: the same key gives the
    same asset.

    Args:
        http: To HeyGen.
        path: The file.
        key: The same for the same content.

    Raises:
        InputError: It cannot be read, is empty, or is larger than HeyGen takes.
        ServiceError: It could not be uploaded.
    """
    try:
        size = path.stat().st_size
        _check(path, size)
        if size <= limit("posted_bytes"):
            return _posted(http, path, key)
        return _direct(http, path, key, size)
    except OSError as error:
        raise InputError.of(f"cannot read {path}: {error.strerror}", "is it still there?") from None


def _check(path: Path, size: int) -> None:
    if not size:
        raise InputError.of(f"{path} is empty", "there is nothing to upload")
    most = {kind: limit(f"{kind}_bytes") for kind in ("image", "video", "audio")}.get(
        _type(path).split("/")[0]
    )
    if most and size > most:
        raise InputError.of(
            f"{path} has {size:,} bytes, and HeyGen takes {most:,}", "make it smaller"
        )


def _type(path: Path) -> str:
    return mimetypes.guess_type(path.name)[0] or "application/octet-stream"


def _posted(http: Http, path: Path, key: str) -> str:
    content = path.read_bytes()
    answer = until_answered(
        lambda: http.call(
            "POST", "/v3/assets", seconds=UPLOAD, headers={"Idempotency-Key": key},
            files={"file": (path.name, content, _type(path))},
        ),
        again=_running,
    )  # fmt: skip
    return of_answer(answer, answers.UploadedAsset).asset_id


def _direct(http: Http, path: Path, key: str, size: int) -> str:
    """Ask where to put it, put it there, and say that it is there.

    Source: HeyGen's request schemas, POST /v3/assets/direct-uploads, 2026-07-21.
    """
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    body = {
        "filename": path.name,
        "content_type": _type(path),
        "size_bytes": size,
        "checksum_sha256": digest,
    }
    answer = until_answered(
        lambda: http.call(
            "POST", "/v3/assets/direct-uploads", seconds=UPLOAD, body=body,
            headers={"Idempotency-Key": key},
        ),
        again=_running,
    )  # fmt: skip
    place = of_answer(answer, answers.Upload)
    headers = {**place.upload_headers, "Content-Length": str(size)}

    def put() -> Answer:
        with path.open("rb") as file:
            return http.elsewhere(
                http.whole,
                "PUT",
                place.upload_url,
                seconds=UPLOAD,
                content=_pieces(file),
                headers=headers,
            )

    stored = until_answered(put)
    if not stored.ok:
        raise ServiceError(f"{shown(place.upload_url)} did not take {path.name}: {stored}")
    done = until_answered(
        lambda: http.call(
            "POST", f"/v3/assets/{quote(place.asset_id, safe='')}/complete", seconds=UPLOAD
        )
    )
    return of_answer(done, answers.UploadedAsset).asset_id


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece


def _running(answer: Answer) -> bool:
    """Tell whether an earlier try with the same key is still running."""
    failure = answer.failure
    return answer.status == _IN_PROGRESS and failure is not None and (
        failure.code == "request_in_progress"
    )  # fmt: skip
