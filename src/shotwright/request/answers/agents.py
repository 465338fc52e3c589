"""Answers of the Video Agent: sessions, messages, resources, styles.

Source: HeyGen's answer schemas, 2026-07-21.
"""

from __future__ import annotations

from shotwright.request.answers.envelope import Answer, Job, Loose
from shotwright.request.wire import Id, Many, Number


class CreatedSession(Job):
    """POST /v3/video-agents opened a session.

    Attributes:
        session_id: What to poll.
        status: `generating`, `thinking`, `completed`, `failed`.
        created_at: Unix seconds.
        video_id: Null until there is a video.
    """

    session_id: Id
    created_at: Loose[Number] = None
    video_id: Loose[str] = None


class AgentMessage(Answer):
    """One message of a session.

    Attributes:
        role: `user` or `model`.
        type: `text`, `resource` or `error`.
        content: The words.
        created_at: Unix seconds.
        resource_ids: What it shows.
    """

    role: Loose[str] = None
    type: Loose[str] = None
    content: Loose[str] = None
    created_at: Loose[Number] = None
    resource_ids: Loose[Many[str]] = None


class AgentSession(Job):
    """GET /v3/video-agents/{session_id}.

    Attributes:
        session_id: The session.
        status: `thinking`, `waiting_for_input`, `reviewing`, `generating`, `completed`, `failed`.
        progress: 0 to 100.
        title: As the agent calls it.
        video_id: Null until there is a video; poll that then.
        created_at: Unix seconds.
        messages: The latest first, at most 40.
    """

    session_id: Id
    progress: Loose[Number] = 0
    title: Loose[str] = None
    video_id: Loose[str] = None
    created_at: Loose[Number] = None
    messages: Loose[Many[AgentMessage]] = None

    @property
    def waits(self) -> bool:
        """Whether a person has to answer or look before it goes on."""
        return self.status in {"waiting_for_input", "reviewing"}


class AgentSessionEntry(Answer):
    """An entry of GET /v3/video-agents.

    Attributes:
        session_id: The session.
        title: As the agent calls it.
        created_at: Unix seconds.
    """

    session_id: Id
    title: Loose[str] = None
    created_at: Loose[Number] = None


class SentMessage(Answer):
    """POST /v3/video-agents/{session_id} took a message.

    Attributes:
        session_id: The session.
        run_id: The work on it.
        title: As the agent calls the session.
    """

    session_id: Id
    run_id: Loose[str] = None
    title: Loose[str] = None


class StoppedSession(Answer):
    """POST /v3/video-agents/{session_id}/stop; what was made is kept.

    Attributes:
        session_id: The session.
    """

    session_id: Id


class AgentResource(Answer):
    """GET /v3/video-agents/{session_id}/resources/{resource_id}.

    Attributes:
        resource_id: The resource.
        resource_type: image, video, draft, avatar, voice, ...
        source_type: `generated` or `user_uploaded`.
        url: Where it is.
        thumbnail_url: A still.
        preview_url: A preview.
        metadata: By type.
        created_at: Unix seconds.
    """

    resource_id: Id
    resource_type: Loose[str] = None
    source_type: Loose[str] = None
    url: Loose[str] = None
    thumbnail_url: Loose[str] = None
    preview_url: Loose[str] = None
    metadata: Loose[dict[str, object]] = None
    created_at: Loose[Number] = None


class AgentStyle(Answer):
    """An entry of GET /v3/video-agents/styles.

    Attributes:
        style_id: What `style_id` takes.
        name: In HeyGen's app.
        aspect_ratio: E.g. `16:9`.
        tags: E.g. cinematic.
        thumbnail_url: A still.
        preview_video_url: A clip.
    """

    style_id: Id
    name: Loose[str] = None
    aspect_ratio: Loose[str] = None
    tags: Loose[Many[str]] = None
    thumbnail_url: Loose[str] = None
    preview_video_url: Loose[str] = None
