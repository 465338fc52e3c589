"""The finished videos: a small real file for each, the same bytes every time, by signed links."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from typing import NamedTuple

from shotwright.simulator.answers import Refusal, missing
from shotwright.simulator.facts import service
from shotwright.simulator.world import World

BLOCKS = 256
"""SHA-256 blocks of content: 8 KiB."""


class Part(NamedTuple):
    """What a download answers."""

    status: int
    data: bytes
    headers: dict[str, str]


def link(world: World, name: str) -> str:
    """Write an address of a file that works for the documented time."""
    expires = int(world.clock.now()) + service()["limits"]["link_seconds"]
    return f"{world.base}/files/{name}?expires={expires}&signature={_sign(world, name, expires)}"


def _sign(world: World, name: str, expires: int) -> str:
    secret = f"links {world.settings.seed} {world.settings.key}".encode()
    return hmac.new(secret, f"{name} {expires}".encode(), hashlib.sha256).hexdigest()


def check_link(world: World, name: str, query: Mapping[str, str]) -> None:
    """Refuse a link that was not given, or has expired.

    Raises:
        Refusal: 403, or 404 for a video that does not exist (any more).
    """
    told = re.fullmatch(r"[0-9]{1,12}", query.get("expires", ""))
    expires = int(told[0]) if told else 0
    given = query.get("signature", "").encode()
    good = hmac.compare_digest(given, _sign(world, name, expires).encode())
    if not good or expires < world.clock.now():
        raise Refusal(403, "forbidden", "The link has expired; read the video again for a new one.")
    video_id = name.removesuffix(".mp4")
    if video_id not in world.videos or video_id in world.deleted:
        raise missing("video", video_id)


def content(name: str) -> bytes:
    """Make a file's bytes: an MP4 container that follows its name."""
    brand = b"ftypisom" + (512).to_bytes(4, "big") + b"isomiso2mp41"
    blocks = (hashlib.sha256(f"{name} {n}".encode()).digest() for n in range(BLOCKS))
    boxes = (brand, b"free", b"mdat" + b"".join(blocks))
    return b"".join((len(box) + 4).to_bytes(4, "big") + box for box in boxes)


def part(name: str, asked: str | None, if_range: str | None) -> Part:
    """Answer a download, or the one range of it that was asked for."""
    data = content(name)
    tag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Accept-Ranges": "bytes", "Content-Type": "video/mp4"}
    match = re.fullmatch(r"bytes=(\d{0,12})-(\d{0,12})", asked or "")
    if match is None or match[0] == "bytes=-" or if_range not in {None, tag}:
        return Part(200, data, headers)
    size = len(data)
    first, last = (
        (int(match[1]), min(int(match[2] or size), size - 1))
        if match[1]
        else (max(0, size - int(match[2])), size - 1)
    )
    if first >= size or first > last:
        return Part(416, b"", {**headers, "Content-Range": f"bytes */{size}"})
    headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return Part(206, data[first : last + 1], headers)
