"""What is not HeyGen's: the clock, the faults, and the independent ledger, under `/_control/`."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from shotwright.simulator.answers import Answer, Refusal, invalid, read_body
from shotwright.simulator.charges import MICRO
from shotwright.simulator.delivery import Courier
from shotwright.simulator.faults import FaultFile
from shotwright.simulator.gate import respond
from shotwright.simulator.reading import read_json
from shotwright.simulator.records import Video
from shotwright.simulator.videos import status_of
from shotwright.simulator.world import World

SETTLE_SECONDS = 30.0
"""How long a moved clock waits for the webhooks that it set off."""


def control_routes(world: World, courier: Courier) -> list[Route]:
    """Make the control endpoints; they need no key, and are for this machine."""

    async def state(_request: Request) -> Response:
        world.agenda.run_due()
        return respond(Answer(ledger(world)))

    async def clock(request: Request) -> Response:
        try:
            seconds = _seconds(await read_json(request, world.settings.slow_seconds))
        except Refusal as refusal:
            return respond(refusal.answer())
        world.agenda.advance(seconds)
        world.add("advanced")
        world.write()
        await courier.settle(SETTLE_SECONDS)
        return respond(Answer({"now": world.clock.now()}))

    async def faults(request: Request) -> Response:
        try:
            if request.method == "DELETE":
                world.faults.clear()
            elif request.method == "POST":
                body = await read_json(request, world.settings.slow_seconds)
                world.faults.add(read_body(FaultFile, body).fault)
        except Refusal as refusal:
            return respond(refusal.answer())
        return respond(Answer({"fault": world.faults.report()}))

    return [
        Route("/_control/state", state, methods=["GET"]),
        Route("/_control/clock", clock, methods=["POST"]),
        Route("/_control/faults", faults, methods=["GET", "POST", "DELETE"]),
    ]


def _seconds(body: Any) -> float:  # noqa: ANN401 - any JSON
    seconds = body.get("advance") if isinstance(body, dict) else None
    if not isinstance(seconds, int | float) or not 0 <= seconds <= 10**9:
        raise invalid("Give {'advance': seconds}, from 0 to 1e9.", "advance")
    return float(seconds)


def ledger(world: World) -> dict[str, Any]:
    """Write all that was accepted and charged, for audits; micro are millionths of the purse."""
    now = world.clock.now()
    return {
        "now": now,
        "accepted": [_row(world, video) for video in world.videos.values()],
        "balance": {purse: world.balance(purse) for purse in ("usd", "credits")},
        "spent": {purse: world.spent[purse] for purse in ("usd", "credits")},
        "micro": MICRO,
        "in_flight": len(world.in_flight),
        "answered": [
            {"operation": name, "status": status, "times": times}
            for (name, status), times in sorted(world.answered.items())
        ],
        "replayed": world.replayed,
        "assets": [
            {"id": asset.id, "name": asset.name, "sha256": asset.sha256, "complete": asset.complete}
            for asset in world.assets.values()
        ],
        "events": [
            {"id": event.id, "type": event.type, "data": event.data} for event in world.events
        ],
        "deliveries": world.deliveries,
        "faults": world.faults.report(),
    }


def _row(world: World, video: Video) -> dict[str, Any]:
    return {
        "video_id": video.id,
        "operation": video.operation,
        "title": video.title,
        "key": video.key,
        "body": video.body,
        "accepted_at": video.accepted_at,
        "ends_at": video.ends_at,
        "status": status_of(world, video),
        "deleted": video.id in world.deleted,
        "session_id": video.session_id,
        "batch_id": video.batch_id,
        "purse": video.purse,
        "micro": video.micro,
        "refunded": world.refunds.get(video.id, 0),
    }
