"""Bodies of POST /v3/video-agents, field by field."""

from __future__ import annotations

from typing import Any

import pytest

from shotwright.model.media import Media
from shotwright.model.names import Aspect
from shotwright.request import ENDPOINTS, bodies, video_agent
from shotwright.request.agent import AgentBody
from shotwright.storyfile import load

FILES = (Media("url", "https://e.xy/a.mp4"), Media("asset", "as_ada"))


def body(
    look: str | None = None,
    voice: str | None = None,
    aspect: Aspect | None = None,
    files: tuple[Media, ...] = (),
    **keys: object,
) -> dict[str, Any]:
    board = load(
        {
            "shotwright": 1,
            "scenes": [{"id": "a", "beats": [{"shot": "x", "with": []}]}],
            **keys,
        }
    )
    made = video_agent(board, "Tell it.", look=look, voice=voice, aspect=aspect, files=files)
    assert AgentBody.model_validate(made).to_body() == made
    return made


def test_the_endpoints_are_those_of_the_wire_models() -> None:
    assert ENDPOINTS["agent"] == ("POST", "/v3/video-agents")
    assert " ".join(ENDPOINTS["agent"]) == AgentBody.endpoint
    assert " ".join(ENDPOINTS["api"]) == bodies.StudioBody.endpoint


def test_what_is_chosen_is_named_and_what_is_not_is_left_to_the_agent() -> None:
    made = body("lk_ben", "vc_ben", files=FILES)
    assert (made["avatar_id"], made["voice_id"]) == ("lk_ben", "vc_ben")
    assert made["files"] == [
        {"type": "url", "url": "https://e.xy/a.mp4"},
        {"type": "asset_id", "asset_id": "as_ada"},
    ]
    assert not {"avatar_id", "voice_id", "files", "orientation"} & body().keys()


@pytest.mark.parametrize(
    ("aspect", "orientation"),
    [("16:9", "landscape"), ("9:16", "portrait"), ("1:1", None), ("4:5", None), (None, None)],
)
def test_the_agent_has_a_word_for_two_shapes(aspect: Aspect, orientation: str | None) -> None:
    assert body(aspect=aspect).get("orientation") == orientation


def test_the_boards_options_are_written_and_callbacks_are_not() -> None:
    own = {"mode": "chat", "style_id": "st", "brand_kit_id": "bk", "incognito_mode": True,
           "callback_url": "https://e.example/done", "callback_id": "c"}  # fmt: skip
    assert body(options={"agent": own}) == {
        "prompt": "Tell it.",
        "mode": "chat",
        "style_id": "st",
        "brand_kit_id": "bk",
        "incognito_mode": True,
    }
