"""Acceptance: a place among the jobs at once, money in the purse, and the video's fate."""

from __future__ import annotations

import math
from functools import partial
from typing import Any, Literal, NamedTuple

from shotwright.simulator.answers import Purse, Refusal
from shotwright.simulator.charges import MICRO, Line, charge, length
from shotwright.simulator.downloads import link
from shotwright.simulator.facts import service
from shotwright.simulator.records import Video
from shotwright.simulator.world import World

Render = Literal["cinematic", "talk", "agent"]


class Job(NamedTuple):
    """What shall be made."""

    operation: str
    body: dict[str, Any]
    purse: Purse
    lines: list[Line]
    render: Render
    session_id: str | None = None
    batch_id: str | None = None


def accept(world: World, job: Job, key: str | None) -> Video:
    """Accept a job, and charge it; or wait for a place, in a batch.

    Raises:
        Refusal: All places are taken (429), or the purse is too empty (402).
    """
    now = world.clock.now()
    starts_at = now
    most = world.settings.concurrent or service()["limits"]["concurrent"]
    if len(world.in_flight) >= most:
        ends = sorted(video.ends_at for video in world.in_flight.values())
        free_at = ends[len(ends) - most]
        if job.batch_id is None:
            raise _busy(world, free_at - now)
        starts_at = free_at
    price = charge(job.lines, job.purse)
    if price > world.balance(job.purse):
        raise Refusal(402, "insufficient_credit", f"This costs {_told(price, job.purse)}.")
    video = _settle(world, job, key, (now, starts_at), price)
    world.add_video(video)
    end_in_time(world, video)
    return video


def _settle(
    world: World, job: Job, key: str | None, times: tuple[float, float], price: int
) -> Video:
    """Decide how long the render takes, and how it ends."""
    now, starts_at = times
    video_id = world.new_id("video")
    median, spread = service()["render"][job.render]
    seconds = median * math.exp(world.dice(video_id).gauss(0, spread))
    for fault in world.faults.striking(job.operation, "slow"):
        seconds += fault.seconds or 0
    if job.session_id is not None:
        starts_at += service()["render"]["thinking"]
    failure = next(world.faults.striking(job.operation, "fail"), None)
    return Video(
        id=video_id,
        number=len(world.videos) + 1,
        operation=job.operation,
        body=job.body,
        key=key,
        purse=job.purse,
        micro=price,
        accepted_at=now,
        starts_at=starts_at,
        ends_at=starts_at + seconds,
        ms=length(job.lines),
        fails=failure is not None,
        refunds=failure is not None and not failure.charged,
        failure_code=(failure.code or "internal_error") if failure else None,
        failure_message="The render failed." if failure else None,
        session_id=job.session_id,
        batch_id=job.batch_id,
    )


def _busy(world: World, seconds: float) -> Refusal:
    """Refuse for want of a place: wait, in the client's seconds, until one is free."""
    speed = world.settings.speed
    wait = math.ceil(seconds / speed) if speed else service()["limits"]["retry_after"]
    return Refusal(
        429,
        "rate_limit_exceeded",
        "Too many videos are in the making.",
        headers={"Retry-After": str(max(1, wait))},
    )


def _told(micro: int, purse: Purse) -> str:
    return f"{micro / MICRO:.2f} {purse}"


def end_in_time(world: World, video: Video) -> None:
    """Plan a video's end."""
    world.agenda.at(video.ends_at, partial(_end, world, video))


def _end(world: World, video: Video) -> None:
    """End a video: its place is free, a failure may be refunded, endpoints are told."""
    world.add("ended", id=video.id, refund=video.micro if video.fails and video.refunds else 0)
    session = world.sessions.get(video.session_id or "")
    asked = session.body if session else video.body
    address, callback_id = asked.get("callback_url"), asked.get("callback_id")
    kind = "video_agent" if session else "avatar_video"
    if video.fails:
        data = {
            "video_id": video.id,
            "msg": video.failure_message,
            "callback_id": callback_id,
        }
        world.happen(f"{kind}.fail", data, address)
    else:
        world.happen(
            f"{kind}.success", {**_success(world, video), "callback_id": callback_id}, address
        )
    _end_batch(world, video.batch_id)
    world.write()


def _success(world: World, video: Video) -> dict[str, Any]:
    data = {
        "video_id": video.id,
        "url": link(world, f"{video.id}.mp4"),
        "gif_download_url": None,
        "video_page_url": f"{world.base}/videos/{video.id}",
        "video_share_page_url": f"{world.base}/share/{video.id}",
        "folder_id": video.body.get("folder_id"),
    }
    return {**data, "session_id": video.session_id} if video.session_id else data


def _end_batch(world: World, batch_id: str | None) -> None:
    """Tell that a batch is finished, with its last video."""
    batch = world.batches.get(batch_id or "")
    if batch is not None and not any(item["video_id"] in world.in_flight for item in batch.items):
        world.happen("batch.finished", {"batch_id": batch.id}, batch.callback_url)
