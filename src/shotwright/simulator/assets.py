"""Files that are brought: one request for small ones, three steps for large ones.

What a file is, is told from its first bytes; what is in it is not kept.
"""

from __future__ import annotations

import hashlib
import io
import wave
from dataclasses import replace

from shotwright.simulator.answers import Answer, Call, Refusal, invalid, missing, read_body
from shotwright.simulator.facts import service
from shotwright.simulator.other_bodies import DirectUpload
from shotwright.simulator.records import Asset, fields_of
from shotwright.simulator.world import World

_BEGINNINGS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"RIFF", "audio/wav"),
    (b"%PDF", "application/pdf"),
)
_MP3_BYTES_A_MS = 16
"""At 128 kbit/s."""


def create(world: World, call: Call) -> Answer:
    """POST /v3/assets: a multipart field `file`, at most 32 MB."""
    if call.upload is None:
        raise invalid("Send the file as the multipart field `file`.", "file")
    data = call.upload.data
    if len(data) > service()["limits"]["asset_bytes"]:
        raise Refusal(413, "payload_too_large", "A file has at most 32 MB; use a direct upload.")
    asset = _asset(world, world.new_id("asset"), call.upload.name, data)
    world.add("asset", asset=fields_of(asset))
    return Answer({"data": _told(world, asset)})


def get(world: World, call: Call) -> Answer:
    """GET /v3/assets/{asset_id}."""
    asset = _find(world, call.path["asset_id"])
    data = {
        "id": asset.id,
        "name": asset.name,
        "type": asset.mime_type.partition("/")[0],
        "url": f"{world.base}/assets/{asset.id}",
        "owner": service()["account"]["username"],
        "space_id": "space",
        "folder_id": None,
        "uploaded_at": int(asset.uploaded_at),
    }
    return Answer({"data": data})


def begin(world: World, call: Call) -> Answer:
    """POST /v3/assets/direct-uploads: where the bytes of a large file are to be put."""
    body = read_body(DirectUpload, call.body)
    asset = Asset(
        id=world.new_id("asset"),
        name=body.filename,
        mime_type=body.content_type,
        size_bytes=body.size_bytes,
        sha256=body.checksum_sha256 or "",
        uploaded_at=world.clock.now(),
        complete=False,
    )
    world.add("asset", asset=fields_of(asset))
    data = {
        "asset_id": asset.id,
        "status": "pending",
        "upload_url": f"{world.base}/uploads/{asset.id}",
        "upload_headers": {"Content-Type": body.content_type},
        "expires_in_seconds": 3600,
        "max_bytes": service()["limits"]["body_bytes"],
    }
    return Answer({"data": data})


def put(world: World, call: Call) -> Answer:
    """PUT the bytes of a direct upload: as many as announced, with the checksum announced."""
    asset = _find(world, call.path["asset_id"])
    data = call.upload.data if call.upload else b""
    whole = _asset(world, asset.id, asset.name, data)
    if asset.complete or len(data) != asset.size_bytes or asset.sha256 not in {"", whole.sha256}:
        raise Refusal(400, "invalid_parameter", "The bytes are not those that were announced.")
    world.add("asset", asset=fields_of(replace(whole, mime_type=asset.mime_type, complete=False)))
    return Answer({})


def complete(world: World, call: Call) -> Answer:
    """POST /v3/assets/{asset_id}/complete; may be said again."""
    asset = _find(world, call.path["asset_id"])
    if not asset.sha256:
        raise Refusal(409, "conflict", "No bytes have arrived.")
    if not asset.complete:
        asset = replace(asset, complete=True)
        world.add("asset", asset=fields_of(asset))
    return Answer({"data": {**_told(world, asset), "status": "completed"}})


def _find(world: World, asset_id: str) -> Asset:
    asset = world.asset(asset_id)
    if asset is None:
        raise missing("asset", asset_id)
    return asset


def _told(world: World, asset: Asset) -> dict[str, object]:
    return {
        "asset_id": asset.id,
        "url": f"{world.base}/assets/{asset.id}",
        "mime_type": asset.mime_type,
        "size_bytes": asset.size_bytes,
    }


def _asset(world: World, asset_id: str, name: str, data: bytes) -> Asset:
    kind = _kind(name, data)
    return Asset(
        id=asset_id,
        name=name,
        mime_type=kind,
        size_bytes=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        uploaded_at=world.clock.now(),
        ms=_sound_ms(kind, data),
    )


def _kind(name: str, data: bytes) -> str:
    if data[4:8] == b"ftyp":
        return "video/mp4"
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning):
            return kind
    if name.lower().endswith(".srt") and b"-->" in data:
        return "application/x-subrip"
    raise invalid("A file is png, jpeg, mp4, webm, mp3, wav, pdf or srt.", "file")


def _sound_ms(kind: str, data: bytes) -> int:
    if kind == "audio/mpeg":
        return max(1, len(data) // _MP3_BYTES_A_MS)
    if kind != "audio/wav":
        return 0
    try:
        with wave.open(io.BytesIO(data)) as sound:
            return int(sound.getnframes() * 1000 // sound.getframerate())
    except (wave.Error, EOFError, ZeroDivisionError):
        raise invalid("The wav file is broken.", "file") from None
