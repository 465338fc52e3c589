"""The Video Agent: a brief becomes a video at once, or after a talk.

A brief in mode `generate` is charged when it is accepted; in a chat, each message is a video.
"""

from __future__ import annotations

from typing import Any

from shotwright.simulator.accepting import Job, accept
from shotwright.simulator.answers import Answer, Call, Refusal, missing, read_body
from shotwright.simulator.charges import Line
from shotwright.simulator.checks import check_address, check_assets, check_look
from shotwright.simulator.facts import service
from shotwright.simulator.other_bodies import Brief, Message
from shotwright.simulator.pages import page
from shotwright.simulator.records import Session, Video, fields_of
from shotwright.simulator.videos import shown, status_of
from shotwright.simulator.world import World

MOST_MESSAGES = 40
READY = {"waiting_for_input", "completed", "failed"}
"""When a chat takes a message."""


def create(world: World, call: Call) -> Answer:
    """POST /v3/video-agents."""
    brief = read_body(Brief, call.body)
    check_address(brief.callback_url)
    _check(world, brief)
    session_id = world.new_id("session")
    if brief.mode == "generate":
        accept(world, _job(call, session_id), call.key)
    now = world.clock.now()
    session = Session(session_id, len(world.sessions) + 1, brief.mode, now, call.body)
    world.add("session", session=fields_of(session))
    _say(world, session_id, brief.prompt)
    data = {
        "session_id": session_id,
        "status": "generating" if brief.mode == "generate" else "thinking",
        "created_at": int(now),
        "video_id": None,
    }
    return Answer({"data": data})


def send(world: World, call: Call) -> Answer:
    """POST /v3/video-agents/{session_id}: in a chat that waits, and makes a video."""
    session = _find(world, call)
    message = read_body(Message, call.body)
    _check(world, message)
    if session.mode != "chat":
        raise Refusal(409, "conflict", "Only a session in mode chat takes messages.")
    if _status(world, session) not in READY or session.id in world.stopped:
        raise Refusal(409, "conflict", "The session does not wait for a message.")
    video = accept(world, _job(call, session.id), call.key)
    _say(world, session.id, message.message)
    data = {"session_id": session.id, "run_id": f"run_{video.id}", "title": _title(session)}
    return Answer({"data": data})


def get(world: World, call: Call) -> Answer:
    """GET /v3/video-agents/{session_id}."""
    session = _find(world, call)
    video = _video(world, session)
    begun = video is not None and world.clock.now() >= video.starts_at
    data = {
        "session_id": session.id,
        "status": _status(world, session),
        "progress": _progress(world, video),
        "title": _title(session),
        "video_id": video.id if video and begun else None,
        "created_at": int(session.created_at),
        "messages": _messages(world, session, video),
    }
    return Answer({"data": data})


def list_all(world: World, call: Call) -> Answer:
    """GET /v3/video-agents, newest first."""
    found = [(-session.number, session) for session in reversed(world.sessions.values())]
    return page(found, call, _row)


def videos(world: World, call: Call) -> Answer:
    """GET /v3/video-agents/{session_id}/videos."""
    session = _find(world, call)
    found = [
        (-video.number, video)
        for video in reversed(world.session_videos[session.id])
        if world.clock.now() >= video.starts_at and video.id not in world.deleted
    ]
    return page(found, call, lambda video: shown(world, video))


def stop(world: World, call: Call) -> Answer:
    """POST /v3/video-agents/{session_id}/stop: a render that runs goes on, and is paid."""
    session = _find(world, call)
    world.add("stopped", id=session.id)
    return Answer({"data": {"session_id": session.id}})


def _check(world: World, body: Brief | Message) -> None:
    if body.avatar_id is not None:
        check_look(world, body.avatar_id)
    if body.voice_id is not None and body.voice_id not in world.cast.voices:
        raise missing("voice", body.voice_id)
    check_assets(world, body.files, "files")


def _job(call: Call, session_id: str) -> Job:
    lines = [Line("agent", service()["lengths"]["agent"] * 1000)]
    return Job(call.operation, call.body, call.purse, lines, "agent", session_id)


def _say(world: World, session_id: str, content: str) -> None:
    message = _message("user", content, world.clock.now())
    world.add("message", session=session_id, message=message)


def _message(role: str, content: str, at: float, kind: str = "text") -> dict[str, Any]:
    return {
        "role": role,
        "content": content,
        "type": kind,
        "created_at": int(at),
        "resource_ids": None,
    }


def _find(world: World, call: Call) -> Session:
    session = world.sessions.get(call.path["session_id"])
    if session is None:
        raise missing("resource", call.path["session_id"])
    return session


def _video(world: World, session: Session) -> Video | None:
    made = world.session_videos[session.id]
    return made[-1] if made else None


def _status(world: World, session: Session) -> str:
    video = _video(world, session)
    if video is not None:
        status = status_of(world, video)
        return {"queued": "thinking", "pending": "generating", "processing": "generating"}.get(
            status, status
        )
    if session.id in world.stopped:
        return "completed"
    waits = world.clock.now() >= session.created_at + service()["render"]["thinking"]
    return "waiting_for_input" if waits else "thinking"


def _progress(world: World, video: Video | None) -> int:
    if video is None:
        return 0
    whole = video.ends_at - video.accepted_at
    return max(0, min(100, int(100 * (world.clock.now() - video.accepted_at) / whole)))


def _title(session: Session) -> str:
    return str(session.body["prompt"])[:60]


def _row(session: Session) -> dict[str, Any]:
    return {
        "session_id": session.id,
        "title": _title(session),
        "created_at": int(session.created_at),
    }


def _messages(world: World, session: Session, video: Video | None) -> list[dict[str, Any]]:
    """Tell what was said, newest first; the service's own part follows from where it stands."""
    said = list(world.messages[session.id])
    status = _status(world, session)
    if session.mode == "chat" and status != "thinking":
        asked_at = session.created_at + service()["render"]["thinking"]
        said.insert(1, _message("model", "Anything to add before I begin?", asked_at))
    if video is not None and status == "completed":
        said.append(_message("model", video.id, video.ends_at, "resource"))
    if video is not None and status == "failed":
        said.append(_message("model", video.failure_message or "", video.ends_at, "error"))
    return said[::-1][:MOST_MESSAGES]
