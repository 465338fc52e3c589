"""Batches: up to 100 videos in one request; items may fail one by one."""

from __future__ import annotations

from collections import Counter
from typing import Any

from shotwright.simulator.accepting import accept
from shotwright.simulator.answers import Answer, Call, Refusal, invalid, missing, read_body
from shotwright.simulator.bodies import Batch as BatchBody
from shotwright.simulator.checks import check_address
from shotwright.simulator.pages import next_token, slice_of
from shotwright.simulator.records import Batch, fields_of
from shotwright.simulator.videos import item_status, job_of, read_video
from shotwright.simulator.world import World


def create(world: World, call: Call) -> Answer:
    """POST /v3/videos/batches: 202 at once; what is over the places waits in the queue."""
    body = read_body(BatchBody, call.body)
    check_address(body.callback_url)
    batch_id = world.new_id("batch")
    items = [
        {"item_index": index, **_item(world, call, batch_id, dict(video))}
        for index, video in enumerate(body.videos)
    ]
    batch = Batch(batch_id, body.title, world.clock.now(), body.callback_url, items)
    world.add("batch", batch=fields_of(batch))
    data = {"batch_id": batch_id, "status": "processing", "total_items": len(items)}
    return Answer({"data": data}, 202)


def _item(world: World, call: Call, batch_id: str, body: dict[str, Any]) -> dict[str, Any]:
    try:
        if "folder_id" in body:
            raise invalid("folder_id belongs to the batch.", "folder_id")
        video = read_video(world, body)
        job = job_of(world, body, video, call.purse)._replace(
            operation="batches.create", batch_id=batch_id
        )
        return {"video_id": accept(world, job, call.key).id, "error": None}
    except Refusal as refusal:
        return {"video_id": None, "error": {"code": refusal.code, "message": str(refusal)}}


def get(world: World, call: Call) -> Answer:
    """GET /v3/videos/batches/{batch_id}: here the page stands inside `data`."""
    batch = world.batches.get(call.path["batch_id"])
    if batch is None:
        raise missing("resource", call.path["batch_id"])
    rows = [item_status(world, item) for item in batch.items]
    counts = Counter(row["status"] for row in rows)
    shown, more = slice_of(list(enumerate(rows)), call)
    running = counts["queued"] + counts["processing"]
    ended = "failed" if counts["failed"] == len(rows) else "completed"
    data = {
        "batch_id": batch.id,
        "status": "processing" if running else ended,
        "title": batch.title,
        "total_items": len(rows),
        "counts_by_status": dict(counts),
        "created_at": int(batch.created_at),
        "items": [row for _, row in shown],
        "has_more": more,
        "next_token": next_token(call, shown, more=more),
    }
    return Answer({"data": data})
