"""Bodies of POST /v3/video-agents: a whole board as one brief.

Source: HeyGen API guide "three ways to create videos", read 2026-11-21; HeyGen's request schemas,
2026-07-21.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shotwright.model.board import Board
from shotwright.model.media import Media
from shotwright.model.names import Aspect
from shotwright.model.options import AgentOptions
from shotwright.request.canonical import asset
from shotwright.request.dialects.scene import present

ORIENTATION: dict[Aspect, str] = {"16:9": "landscape", "9:16": "portrait"}
"""The shapes that the agent has a word for."""


def video_agent(
    board: Board,
    prompt: str,
    *,
    look: str | None,
    voice: str | None,
    aspect: Aspect | None,
    files: Sequence[Media],
) -> dict[str, Any]:
    """Write the body of one video that the agent makes; what is left out, the agent picks.

    Args:
        board: Where the agent's options stand.
        prompt: 1 to 10,000 characters.
        look: The one look of all.
        voice: The one voice of all.
        aspect: A shape; the agent has a word for two.
        files: What is attached, in the order in which the prompt numbers it.
    """
    own = board.options.agent if board.options else AgentOptions()
    return {
        "prompt": prompt,
        "mode": own.mode,
        **present(
            avatar_id=look,
            voice_id=voice,
            style_id=own.style_id,
            brand_kit_id=own.brand_kit_id,
            orientation=ORIENTATION.get(aspect) if aspect else None,
            files=[asset(media, board) for media in files] or None,
        ),
        "incognito_mode": own.incognito_mode,
    }
