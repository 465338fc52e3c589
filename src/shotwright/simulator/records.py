"""What the service remembers, as it is written to the state file: one JSON object for each."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from shotwright.simulator.answers import Purse


@dataclass(frozen=True, slots=True)
class Video:
    """A video that was accepted and paid; its fate is settled there and then.

    Attributes:
        number: The order of acceptance, from 1.
        operation: What accepted it, e.g. `videos.create`.
        key: The Idempotency-Key of the request.
        micro: The charge, in millionths of the purse.
        accepted_at, starts_at, ends_at: Seconds of the service's clock.
        fails: Whether it ends as `failed`; then with a code and a message.
        refunds: Whether a failure gives the charge back.
        ms: The length of the finished video.
    """

    id: str
    number: int
    operation: str
    body: dict[str, Any]
    key: str | None
    purse: Purse
    micro: int
    accepted_at: float
    starts_at: float
    ends_at: float
    ms: int
    fails: bool = False
    refunds: bool = True
    failure_code: str | None = None
    failure_message: str | None = None
    session_id: str | None = None
    batch_id: str | None = None

    @property
    def title(self) -> str | None:
        """What lists show it as."""
        title = self.body.get("title")
        return title if isinstance(title, str) else None

    def status(self, now: float, pending_for: float) -> str:
        """Tell `queued`, `pending`, `processing`, `completed` or `failed`."""
        if now >= self.ends_at:
            return "failed" if self.fails else "completed"
        if now < self.starts_at:
            return "queued"
        return "pending" if now < self.starts_at + pending_for else "processing"


@dataclass(frozen=True, slots=True)
class Session:
    """A Video Agent session: what was said, and since when."""

    id: str
    number: int
    mode: str
    created_at: float
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch: what became of each item, `(video_id, error)`."""

    id: str
    title: str | None
    created_at: float
    callback_url: str | None
    items: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Asset:
    """An uploaded file; what is in it is not kept, only what it is.

    Attributes:
        ms: The length of a sound; 0 for everything else.
        complete: Whether a direct upload has ended.
    """

    id: str
    name: str
    mime_type: str
    size_bytes: int
    sha256: str
    uploaded_at: float
    ms: int = 0
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A registered webhook endpoint; `events` is `None` for all of them."""

    id: str
    number: int
    url: str
    events: list[str] | None
    secret: str
    created_at: float


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, as it is told to endpoints."""

    id: str
    number: int
    type: str
    data: dict[str, Any]
    created_at: float


def fields_of(record: Video | Session | Batch | Asset | Endpoint | Event) -> dict[str, Any]:
    """Write a record as it is kept; what is in its fields is not copied, as nothing changes it."""
    return {field.name: getattr(record, field.name) for field in fields(record)}
