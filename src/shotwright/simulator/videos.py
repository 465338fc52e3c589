"""POST /v3/videos and what reads, lists and deletes videos."""

from __future__ import annotations

from typing import Any

from shotwright.simulator.accepting import Job, Render, accept
from shotwright.simulator.answers import Answer, Call, Purse, invalid, missing, read_body
from shotwright.simulator.bodies import VIDEO_BODIES, Cinematic, VideoBody
from shotwright.simulator.charges import video_lines
from shotwright.simulator.checks import asset_ms, check_video, look_type
from shotwright.simulator.downloads import link
from shotwright.simulator.facts import service
from shotwright.simulator.pages import page
from shotwright.simulator.records import Video
from shotwright.simulator.world import World

MOST_STATUSES = 100


def read_video(world: World, body: Any) -> VideoBody:  # noqa: ANN401 - any JSON
    """Read and check the body of one video.

    Raises:
        Refusal: The service would refuse it.
    """
    kind = body.get("type") if isinstance(body, dict) else None
    if not isinstance(kind, str) or kind not in VIDEO_BODIES:
        raise invalid(f"type must be one of {', '.join(VIDEO_BODIES)}.", "type")
    if world.settings.strict and kind == "avatar_shots":
        raise invalid("type avatar_shots is now cinematic_avatar.", "type")
    video = read_body(VIDEO_BODIES[kind], body)
    check_video(world, video)
    return video


def job_of(world: World, body: dict[str, Any], video: VideoBody, purse: Purse) -> Job:
    """Say what a body will make."""
    lines = video_lines(video, look_type(world), asset_ms(world))
    render: Render = "cinematic" if isinstance(video, Cinematic) else "talk"
    return Job("videos.create", body, purse, lines, render)


def create(world: World, call: Call) -> Answer:
    """POST /v3/videos."""
    body = read_video(world, call.body)
    video = accept(world, job_of(world, call.body, body, call.purse), call.key)
    status = "pending" if body.type == "avatar_shots" else "waiting"
    form = getattr(body, "output_format", "mp4")
    return Answer({"data": {"video_id": video.id, "status": status, "output_format": form}})


def status_of(world: World, video: Video) -> str:
    """Tell a video's status by the batch endpoints' words, which know `queued`."""
    return video.status(world.clock.now(), service()["render"]["waiting"])


def shown(world: World, video: Video) -> dict[str, Any]:
    """Write a video as it is read and listed."""
    status = status_of(world, video)
    done = status == "completed"
    failed = status == "failed"
    return {
        "id": video.id,
        "status": "pending" if status == "queued" else status,
        "title": video.title,
        "created_at": int(video.accepted_at),
        "completed_at": int(video.ends_at) if done else None,
        "video_url": link(world, f"{video.id}.mp4") if done else None,
        "captioned_video_url": None,
        "subtitle_url": None,
        "thumbnail_url": None,
        "gif_url": None,
        "duration": video.ms / 1000 if done else None,
        "folder_id": video.body.get("folder_id"),
        "output_language": None,
        "failure_code": video.failure_code if failed else None,
        "failure_message": video.failure_message if failed else None,
        "video_page_url": f"{world.base}/videos/{video.id}" if done else None,
    }


def find(world: World, video_id: str) -> Video:
    """Give a video that exists and was not deleted.

    Raises:
        Refusal: There is none.
    """
    video = world.videos.get(video_id)
    if video is None or video_id in world.deleted or hidden(world, video):
        raise missing("video", video_id)
    return video


def hidden(world: World, video: Video) -> bool:
    """Tell whether an agent's video has not begun: sessions do not show it yet."""
    return video.session_id is not None and world.clock.now() < video.starts_at


def get(world: World, call: Call) -> Answer:
    """GET /v3/videos/{video_id}."""
    return Answer({"data": shown(world, find(world, call.path["video_id"]))})


def list_all(world: World, call: Call) -> Answer:
    """GET /v3/videos: newest first, which HeyGen does not say; `title` is part of the title."""
    title, folder = call.query.get("title"), call.query.get("folder_id")
    lag = max(
        (fault.seconds or 0 for fault in world.faults.striking(call.operation, "lag")), default=0
    )
    newest = world.clock.now() - lag
    found = (
        (-video.number, video)
        for video in reversed(world.videos.values())
        if (title is None or title in (video.title or ""))
        and video.accepted_at <= newest
        and video.id not in world.deleted
        and not hidden(world, video)
        and (folder is None or folder == video.body.get("folder_id"))
    )
    return page(found, call, lambda video: shown(world, video))


def delete(world: World, call: Call) -> Answer:
    """DELETE /v3/videos/{video_id}: permanent; a render that runs goes on, and is paid."""
    video = find(world, call.path["video_id"])
    world.add("deleted", id=video.id)
    return Answer({"data": {"id": video.id, "deleted": True}})


def statuses(world: World, call: Call) -> Answer:
    """GET /v3/videos/statuses: up to 100 videos, by their ids and those of batches."""
    rows: list[dict[str, Any]] = []
    for batch_id in _ids(call, "batch_ids"):
        batch = world.batches.get(batch_id)
        items = batch.items if batch else [{"item_index": None, "video_id": None, "error": None}]
        rows += [{**item_status(world, item), "batch_id": batch_id} for item in items]
    for video_id in _ids(call, "video_ids"):
        item = {"item_index": None, "video_id": video_id, "error": None}
        video = world.videos.get(video_id)
        rows.append({**item_status(world, item), "batch_id": video.batch_id if video else None})
    if not rows:
        raise invalid("Give video_ids or batch_ids.", "video_ids")
    if len(rows) > MOST_STATUSES:
        raise invalid(f"At most {MOST_STATUSES} videos are told at once.", "video_ids")
    return page(list(enumerate(rows)), call, lambda row: row)


def item_status(world: World, item: dict[str, Any]) -> dict[str, Any]:
    """Write how an item of a batch, or a video asked for by its id, stands."""
    video = world.videos.get(item["video_id"] or "")
    if video is None or video.id in world.deleted:
        return {**item, "status": "failed" if item["error"] else "not_found"}
    status = status_of(world, video)
    error = None
    if status == "failed":
        error = {"code": video.failure_code, "message": video.failure_message}
    return {**item, "status": "processing" if status == "pending" else status, "error": error}


def _ids(call: Call, name: str) -> list[str]:
    return [part.strip() for part in call.query.get(name, "").split(",") if part.strip()]
