"""Video Agent: bodies of POST /v3/video-agents and of a message to a session.

Source: HeyGen API guide "three ways to create videos", read 2026-11-21; HeyGen's request schemas,
2026-07-21.  Fields that were only heard of since then (glossary, visibility, members) are left out.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from shotwright.request.assets import AssetInput
from shotwright.request.wire import Body, Limit, Many, WebUrl, Words

Files = Annotated[Many[AssetInput], Limit("agent.files")]
"""At most 20."""


class AgentBody(Body):
    """Opens a session: one prompt, from which the agent writes, casts and makes a video.

    Attributes:
        prompt: 1 to 10,000 characters.
        mode: `generate` (default) goes straight to one video; `chat` may stop to ask, and takes
            revisions.
        avatar_id: Left out, the agent picks.
        voice_id: Left out, the agent picks.
        style_id: A visual template of GET /v3/video-agents/styles.
        brand_kit_id: Colours, fonts and logos.
        orientation: Left out, it follows the content.
        files: At most 20 attachments.
        incognito_mode: Neither uses nor feeds the agent's memory.
        callback_url: Where HeyGen posts when the job has ended.
        callback_id: Echoed in that post.
    """

    told_by: ClassVar[str] = "schemas"
    endpoint: ClassVar[str] = "POST /v3/video-agents"

    prompt: Annotated[Words, Limit("agent.prompt")]
    mode: Literal["generate", "chat"] = "generate"
    avatar_id: Words | None = None
    voice_id: Words | None = None
    style_id: Words | None = None
    brand_kit_id: Words | None = None
    orientation: Literal["landscape", "portrait"] | None = None
    files: Files | None = None
    incognito_mode: bool = False
    callback_url: WebUrl | None = None
    callback_id: Words | None = None


class AgentMessageBody(Body):
    """Says something in a session of mode `chat`: an answer, a wish, a revision.

    Attributes:
        message: 1 to 10,000 characters.
        avatar_id: For this message.
        voice_id: For this message.
        brand_kit_id: For this message.
        files: At most 20 attachments.
    """

    endpoint: ClassVar[str] = "POST /v3/video-agents/{session_id}"

    message: Annotated[Words, Limit("agent.message")]
    avatar_id: Words | None = None
    voice_id: Words | None = None
    brand_kit_id: Words | None = None
    files: Files | None = None
