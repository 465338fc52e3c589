"""Webhook endpoints: registered, changed, removed; and the history of events."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from shotwright.simulator.answers import Answer, Call, invalid, missing, read_body
from shotwright.simulator.other_bodies import Endpoint as EndpointBody
from shotwright.simulator.other_bodies import EndpointChange
from shotwright.simulator.pages import page
from shotwright.simulator.records import Endpoint, Event, fields_of
from shotwright.simulator.world import World

_PAIRED = (
    "avatar_video",
    "avatar_video_gif",
    "avatar_video_caption",
    "video_translate",
    "instant_avatar",
    "photo_avatar_generation",
    "photo_avatar_train",
    "photo_avatar_add_motion",
    "proofread_creation",
    "live_avatar",
    "video_agent",
    "hyperframes_video",
    "ai_clipping",
)
TYPES = (
    *(f"{name}.{end}" for name in _PAIRED for end in ("success", "fail")),
    "video_translate.preflight.validation_failed",
    "video_translate.preflight.download_failed",
    "personalized_video",
    "batch.finished",
)
"""Event types on 2026-07-21."""


def create(world: World, call: Call) -> Answer:
    """POST /v3/webhooks/endpoints: the only answer that shows the secret, but for a rotation's."""
    body = read_body(EndpointBody, call.body)
    _check_types(body.events)
    number = world.made["endpoint"] + 1
    endpoint_id = world.new_id("endpoint")
    endpoint = Endpoint(
        endpoint_id,
        number,
        body.url,
        body.events,
        _secret(world, endpoint_id),
        world.clock.now(),
    )
    world.add("endpoint", endpoint=fields_of(endpoint))
    return Answer({"data": {**_told(endpoint), "secret": endpoint.secret}})


def list_all(world: World, call: Call) -> Answer:
    """GET /v3/webhooks/endpoints."""
    found = [(endpoint.number, endpoint) for endpoint in world.endpoints.values()]
    return page(sorted(found, key=lambda pair: pair[0]), call, _told)


def change(world: World, call: Call) -> Answer:
    """PATCH /v3/webhooks/endpoints/{endpoint_id}: a list of events replaces the whole list."""
    endpoint = _find(world, call)
    body = read_body(EndpointChange, call.body)
    _check_types(body.events)
    kept = endpoint.events if "events" not in body.model_fields_set else body.events
    changed = replace(endpoint, url=body.url or endpoint.url, events=kept)
    world.add("endpoint", endpoint=fields_of(changed))
    return Answer({"data": _told(changed)})


def delete(world: World, call: Call) -> Answer:
    """DELETE /v3/webhooks/endpoints/{endpoint_id}."""
    world.add("endpoint_deleted", id=_find(world, call).id)
    return Answer({"data": {}, "error": None})


def rotate(world: World, call: Call) -> Answer:
    """POST /v3/webhooks/endpoints/{endpoint_id}/rotate-secret: the old one dies at once."""
    endpoint = _find(world, call)
    changed = replace(endpoint, secret=_secret(world, endpoint.secret))
    world.add("endpoint", endpoint=fields_of(changed))
    return Answer({"data": {"endpoint_id": endpoint.id, "secret": changed.secret}})


def events(world: World, call: Call) -> Answer:
    """GET /v3/webhooks/events: what happened, delivered or not, newest first."""
    kind = call.query.get("event_type")
    found = [
        (-event.number, event) for event in reversed(world.events) if kind in {None, event.type}
    ]
    return page(found, call, event_row)


def types(_world: World, call: Call) -> Answer:
    """GET /v3/webhooks/event-types."""
    return page(
        list(enumerate(TYPES)), call, lambda name: {"event_type": name, "description": name}
    )


def event_row(event: Event) -> dict[str, Any]:
    """Write an event as the history shows it."""
    return {
        "event_id": event.id,
        "event_type": event.type,
        "event_data": event.data,
        "created_at": _iso(event.created_at),
    }


def _check_types(asked: list[str] | None) -> None:
    for name in asked or ():
        if name not in TYPES:
            raise invalid(f"{name!r} is no event type.", "events")


def _secret(world: World, name: str) -> str:
    text = f"{world.settings.seed} {world.settings.key} {name}"
    return f"whsec_{hashlib.sha256(text.encode()).hexdigest()}"


def _find(world: World, call: Call) -> Endpoint:
    endpoint = world.endpoints.get(call.path["endpoint_id"])
    if endpoint is None:
        raise missing("webhook", call.path["endpoint_id"])
    return endpoint


def _told(endpoint: Endpoint) -> dict[str, Any]:
    return {
        "endpoint_id": endpoint.id,
        "url": endpoint.url,
        "events": endpoint.events,
        "status": "enabled",
        "created_at": _iso(endpoint.created_at),
        "secret": None,
    }


def _iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
