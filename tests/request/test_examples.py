"""Every example body of HeyGen's guides is read and written back unchanged."""

from __future__ import annotations

import json
from typing import Any

import pytest

from shotwright.request.agent import AgentBody
from shotwright.request.answers import Answered, CreatedVideo, LegacyVideoAnswer, read_failure
from shotwright.request.bodies import read_video
from shotwright.request.legacy import LegacyVideoBody

FOUNDER = (
    "A founder walks through a sunlit startup office, gesturing toward a whiteboard,"
    " shot handheld in a documentary style."
)

FIRST_SHOT = {
    "type": "avatar_shots",
    "prompt": FOUNDER,
    "avatar_id": ["YOUR_LOOK_ID"],
    "aspect_ratio": "16:9",
    "resolution": "1080p",
    "duration": 10,
    "title": "Founder office walkthrough",
}
WITH_REFERENCES = {
    "type": "avatar_shots",
    "prompt": "Match the lighting and camera movement of the reference clip.",
    "avatar_id": ["YOUR_LOOK_ID"],
    "references": [
        {"type": "url", "url": "https://your-cdn.com/reference-clip.mp4"},
        {"type": "asset_id", "asset_id": "YOUR_UPLOADED_ASSET_ID"},
    ],
}
FULL_EXAMPLE = {
    "type": "avatar_shots",
    "prompt": FOUNDER,
    "avatar_id": ["YOUR_LOOK_ID"],
    "aspect_ratio": "16:9",
    "resolution": "1080p",
    "duration": 10,
}
DIRECT = {
    "type": "avatar",
    "avatar_id": "your_look_id",
    "voice_id": "your_voice_id",
    "script": "Hi there! This video was created just for you.",
    "aspect_ratio": "auto",
    "resolution": "1080p",
    "callback_url": "https://yourapp.com/webhook/heygen",
}
CINEMATIC = {
    "type": "cinematic_avatar",
    "prompt": FOUNDER,
    "avatar_id": ["your_look_id"],
    "aspect_ratio": "16:9",
    "resolution": "1080p",
    "duration": 10,
    "callback_url": "https://yourapp.com/webhook/heygen",
}
AGENT = {
    "prompt": "A 60-second onboarding video for our SaaS product. Friendly tone.",
    "callback_url": "https://yourapp.com/webhook/heygen",
}
LEGACY = {
    "title": "My Legacy Video",
    "caption": False,
    "dimension": {"width": 1920, "height": 1080},
    "video_inputs": [
        {
            "character": {
                "type": "avatar",
                "avatar_id": "YOUR_AVATAR_ID",
                "avatar_style": "normal",
            },
            "voice": {
                "type": "text",
                "voice_id": "YOUR_VOICE_ID",
                "input_text": "Welcome to the first scene of this video.",
                "speed": 1.0,
            },
            "background": {"type": "color", "value": "#1a1a2e"},
        },
        {
            "character": {
                "type": "avatar",
                "avatar_id": "YOUR_AVATAR_ID",
                "avatar_style": "closeUp",
            },
            "voice": {
                "type": "text",
                "voice_id": "YOUR_VOICE_ID",
                "input_text": "And here is the second scene with a different style.",
            },
            "background": {"type": "color", "value": "#16213e"},
        },
    ],
}
VIDEOS = [FIRST_SHOT, WITH_REFERENCES, FULL_EXAMPLE, DIRECT, CINEMATIC]


def same(made: dict[str, Any], body: dict[str, Any]) -> bool:
    """Equal, and 1 is not 1.0; the order of keys is free in JSON."""
    return json.dumps(made, sort_keys=True) == json.dumps(body, sort_keys=True)


@pytest.mark.parametrize("body", VIDEOS)
def test_a_video_of_the_guides_returns_unchanged(body: dict[str, Any]) -> None:
    assert same(read_video(body).to_body(), body)


def test_the_agents_example_returns_unchanged() -> None:
    assert same(AgentBody.model_validate(AGENT).to_body(), AGENT)


def test_the_legacy_example_returns_unchanged() -> None:
    assert same(LegacyVideoBody.model_validate(LEGACY).to_body(), LEGACY)


@pytest.mark.parametrize("body", [FIRST_SHOT, WITH_REFERENCES, FULL_EXAMPLE, CINEMATIC])
def test_a_shot_is_written_in_the_order_of_the_guide(body: dict[str, Any]) -> None:
    assert json.dumps(read_video(body).to_body()) == json.dumps(body)


def test_only_what_was_given_is_written_and_the_rest_has_its_default() -> None:
    body = read_video(WITH_REFERENCES)
    assert (body.aspect_ratio, body.resolution) == ("16:9", "720p")
    assert "resolution" not in body.to_body()


def test_the_answers_of_the_guides_return_unchanged() -> None:
    created = {"data": {"video_id": "abc123", "status": "pending", "output_format": "mp4"}}
    read = Answered[CreatedVideo].model_validate(created)
    assert (read.data.video_id, read.data.in_flight) == ("abc123", True)
    assert same(read.to_body(), created)

    legacy = {"error": None, "data": {"video_id": "af273759c9xa47369e05418c69drq174"}}
    answer = LegacyVideoAnswer.model_validate(legacy)
    assert answer.data is not None
    assert answer.data.video_id == "af273759c9xa47369e05418c69drq174"
    assert same(answer.to_body(), legacy)
    assert read_failure(legacy) is None
