"""Every documented call that is simulated: its operation's name, and who answers it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from shotwright.simulator import agents, assets, batches, legacy, people, videos, webhooks
from shotwright.simulator.answers import Answer, Call
from shotwright.simulator.world import World


class Operation(NamedTuple):
    """One call.

    Attributes:
        keyed: Whether an Idempotency-Key counts: the list of HeyGen's changelog of May 2026.
        open: Whether it needs no key of the account.
    """

    name: str
    method: str
    path: str
    answer: Callable[[World, Call], Answer]
    keyed: bool = False
    open: bool = False


OPERATIONS = (
    Operation("videos.create", "POST", "/v3/videos", videos.create, keyed=True),
    Operation("videos.list", "GET", "/v3/videos", videos.list_all),
    Operation("videos.statuses", "GET", "/v3/videos/statuses", videos.statuses),
    Operation("batches.create", "POST", "/v3/videos/batches", batches.create),
    Operation("batches.get", "GET", "/v3/videos/batches/{batch_id}", batches.get),
    Operation("videos.get", "GET", "/v3/videos/{video_id}", videos.get),
    Operation("videos.delete", "DELETE", "/v3/videos/{video_id}", videos.delete),
    Operation("agents.create", "POST", "/v3/video-agents", agents.create),
    Operation("agents.list", "GET", "/v3/video-agents", agents.list_all),
    Operation("agents.get", "GET", "/v3/video-agents/{session_id}", agents.get),
    Operation("agents.send", "POST", "/v3/video-agents/{session_id}", agents.send),
    Operation("agents.stop", "POST", "/v3/video-agents/{session_id}/stop", agents.stop),
    Operation("agents.videos", "GET", "/v3/video-agents/{session_id}/videos", agents.videos),
    Operation("groups.list", "GET", "/v3/avatars", people.groups),
    Operation("looks.list", "GET", "/v3/avatars/looks", people.looks),
    Operation("looks.get", "GET", "/v3/avatars/looks/{look_id}", people.look),
    Operation("groups.get", "GET", "/v3/avatars/{group_id}", people.group),
    Operation("voices.list", "GET", "/v3/voices", people.voices),
    Operation("voices.get", "GET", "/v3/voices/{voice_id}", people.voice),
    Operation("assets.create", "POST", "/v3/assets", assets.create, keyed=True),
    Operation("assets.begin", "POST", "/v3/assets/direct-uploads", assets.begin),
    Operation("assets.complete", "POST", "/v3/assets/{asset_id}/complete", assets.complete),
    Operation("assets.get", "GET", "/v3/assets/{asset_id}", assets.get),
    Operation("assets.put", "PUT", "/uploads/{asset_id}", assets.put, open=True),
    Operation("users.me", "GET", "/v3/users/me", people.me),
    Operation("webhooks.create", "POST", "/v3/webhooks/endpoints", webhooks.create, keyed=True),
    Operation("webhooks.list", "GET", "/v3/webhooks/endpoints", webhooks.list_all),
    Operation("webhooks.change", "PATCH", "/v3/webhooks/endpoints/{endpoint_id}", webhooks.change),
    Operation("webhooks.delete", "DELETE", "/v3/webhooks/endpoints/{endpoint_id}", webhooks.delete),
    Operation(
        "webhooks.rotate",
        "POST",
        "/v3/webhooks/endpoints/{endpoint_id}/rotate-secret",
        webhooks.rotate,
        keyed=True,
    ),
    Operation("webhooks.events", "GET", "/v3/webhooks/events", webhooks.events),
    Operation("webhooks.types", "GET", "/v3/webhooks/event-types", webhooks.types),
    Operation("legacy.generate", "POST", "/v2/video/generate", legacy.generate),
    Operation("legacy.status", "GET", "/v1/video_status.get", legacy.status),
    Operation("legacy.quota", "GET", "/v2/user/remaining_quota", legacy.quota),
)
