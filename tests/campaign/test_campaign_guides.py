"""Every example of HeyGen's guides, written as a storyboard, comes out as the guide's body."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

import shotwright

FOUNDER = (
    "A founder walks through a sunlit startup office, gesturing toward a whiteboard,"
    " shot handheld in a documentary style."
)
FOUNDERS_BOARD = f"""
shotwright: 1
title: Founder office walkthrough
resolution: 1080p
cast: {{founder: {{look: LOOK}}}}
scenes:
  - id: office
    beats:
      - prompt: {FOUNDER}
        seconds: 10
"""
REFERENCES_BOARD = """
shotwright: 1
cast: {founder: {look: YOUR_LOOK_ID}}
references:
  clip: {video: "https://your-cdn.com/reference-clip.mp4"}
  still: {image: "asset:YOUR_UPLOADED_ASSET_ID"}
scenes:
  - id: office
    beats:
      - prompt: Match the lighting and camera movement of the reference clip.
        seconds: 10
        references: [clip, still]
"""
DIRECT_BOARD = """
shotwright: 1
resolution: 1080p
options: {api: {aspect: auto, callback_url: "https://yourapp.com/webhook/heygen"}}
cast: {you: {look: your_look_id, voice: your_voice_id}}
scenes:
  - id: hello
    beats:
      - talk: Hi there! This video was created just for you.
"""
AGENT_BOARD = """
shotwright: 1
options: {agent: {callback_url: "https://yourapp.com/webhook/heygen"}}
scenes:
  - id: onboarding
    with: []
    beats:
      - prompt: A 60-second onboarding video for our SaaS product. Friendly tone.
"""
LEGACY_BOARD = """
shotwright: 1
title: My Legacy Video
resolution: 1080p
cast: {you: {look: YOUR_AVATAR_ID, voice: YOUR_VOICE_ID}}
scenes:
  - id: one
    options: {legacy: {avatar_style: normal, background: "#1a1a2e"}}
    beats:
      - {talk: Welcome to the first scene of this video., engine: avatar_iii}
  - id: two
    options: {legacy: {avatar_style: closeUp, background: "#16213e"}}
    beats:
      - {talk: And here is the second scene with a different style., engine: avatar_iii}
"""


ROUTES = """
shotwright: 1
routes: {shots: ROUTE, talk: ROUTE}"""
LATER = date(2026, 11, 21)
EARLIER = date(2026, 6, 3)
"""A day on which shots were still called `avatar_shots` by the API."""


def body_of(text: str, route: str, on: date = LATER) -> dict[str, Any]:
    """Take a board the whole way to the one request that makes it."""
    board = shotwright.load(text.replace("\nshotwright: 1", ROUTES.replace("ROUTE", route)))
    plan = shotwright.plan(board, on=on)
    assert isinstance(plan, shotwright.Plan), plan
    (request,) = shotwright.requests(plan, board)
    assert request.body is not None
    return request.body


@pytest.mark.parametrize(
    ("name", "look"),
    [("avatar_shots", "YOUR_LOOK_ID"), ("cinematic_avatar", "your_look_id")],
    ids=["Avatar Shots, twice", "three ways to create videos"],
)
def test_the_founder_walks_through_the_office(name: str, look: str) -> None:
    on = EARLIER if name == "avatar_shots" else LATER
    board = FOUNDERS_BOARD.replace("LOOK", look)
    callback = {"callback_url": "https://yourapp.com/webhook/heygen"}
    wished = board.replace("cast:", f"options: {{api: {json.dumps(callback)}}}\ncast:")
    plain = body_of(board, "api", on)
    assert body_of(wished, "api", on) == {**plain, **callback}
    assert plain == {
        "title": "Founder office walkthrough: office.1",
        "type": name,
        "prompt": FOUNDER,
        "avatar_id": [look],
        "aspect_ratio": "16:9",
        "resolution": "1080p",
        "duration": 10,
        "enhance_prompt": False,  # the service's default
    }


def test_the_references_of_the_guide() -> None:
    assert body_of(REFERENCES_BOARD, "api", EARLIER) == {
        "title": "Untitled: office.1",
        "type": "avatar_shots",
        "prompt": "Match the lighting and camera movement of the reference clip.",
        "avatar_id": ["YOUR_LOOK_ID"],
        "references": [
            {"type": "url", "url": "https://your-cdn.com/reference-clip.mp4"},
            {"type": "asset_id", "asset_id": "YOUR_UPLOADED_ASSET_ID"},
        ],
        # The service's defaults:
        "aspect_ratio": "16:9",
        "resolution": "720p",
        "duration": 10,
        "enhance_prompt": False,
    }


def test_the_direct_video_of_the_guide() -> None:
    assert body_of(DIRECT_BOARD, "api") == {
        "title": "Untitled: hello.1",
        "type": "avatar",
        "avatar_id": "your_look_id",
        "voice_id": "your_voice_id",
        "script": "Hi there! This video was created just for you.",
        "aspect_ratio": "auto",
        "resolution": "1080p",
        "callback_url": "https://yourapp.com/webhook/heygen",
        "engine": {"type": "avatar_iv"},  # the service's default
    }


def test_the_agents_brief_of_the_guide() -> None:
    assert body_of(AGENT_BOARD, "agent") == {
        "prompt": "A 60-second onboarding video for our SaaS product. Friendly tone.",
        "callback_url": "https://yourapp.com/webhook/heygen",
        # The service's defaults:
        "mode": "generate",
        "incognito_mode": False,
    }


def test_the_scenes_of_the_legacy_guide() -> None:
    made = body_of(LEGACY_BOARD, "legacy", date(2026, 10, 31))
    assert made.pop("title") == "My Legacy Video: one.1..two.1"
    for scene in made["video_inputs"]:
        assert scene["character"].pop("use_avatar_iv_model") is False  # the service's default
    assert made["video_inputs"][1]["voice"].pop("speed") == 1.0  # the service's default
    guide = {
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
    assert json.dumps(made, sort_keys=True) == json.dumps(guide, sort_keys=True)
