"""What the app's settings are, and the sheet that says how to make them by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from shotwright.model.brief import TalkBrief
from shotwright.model.plan import Generation, Plan
from shotwright.planner import plan
from shotwright.request import TalkScene, scenes_settings, sheet
from shotwright.storyfile import load

SAMPLE = Path(__file__).parents[2] / "sample.yaml"
TODAY = date(2026, 11, 21)
COST = "24 credits"


def generations(board: Any = SAMPLE) -> tuple[Generation, ...]:  # noqa: ANN401 - what `load` takes
    found = plan(load(board), on=TODAY)
    assert isinstance(found, Plan), found
    return found.generations


def talk(**beat: object) -> dict[str, Any]:
    board = {
        "shotwright": 1,
        "cast": {
            "ada": {"look": "lk_ada", "voice": "vc_ada"},
            "pic": {"image": "asset:as_pic", "voice": "vc_pic"},
            "both": {"look": "lk_both", "image": "asset:as_both"},
        },
        "scenes": [{"id": "a", "beats": [{"talk": "Hello.", "by": "ada", **beat}]}],
    }
    (made,) = generations(board)
    return made.request


def test_the_settings_of_the_sample_board() -> None:
    reveal, promise, _ = generations()
    prompt = reveal.request.pop("prompt")
    assert prompt.startswith("Maya sets the kettle on a stone ledge")
    assert reveal.request == {
        "panel": "Avatar Shots",
        "avatars": ["lk_maya"],
        "references": [{"type": "asset_id", "asset_id": "missing:assets/kettle.png"}],
        "seconds": 6,
        "orientation": "portrait",
        "resolution": "720p",
        "enhance": False,
    }
    script = promise.request.pop("script")
    assert script.startswith("Every morning")
    assert script.endswith("the sun.")
    assert promise.request == {
        "panel": "AI Studio",
        "avatar": "lk_maya",
        "image": None,
        "engine": "avatar_iv",
        "voice": "vc_maya",
        "speed": 1.0,
        "audio": None,
        "silence_ms": None,
        "motion": None,
        "aspect": "9:16",
        "resolution": "720p",
    }


@pytest.mark.parametrize(
    ("beat", "settings"),
    [
        ({"by": "pic"}, {"panel": "Photo to Video", "avatar": None,
                         "image": {"type": "asset_id", "asset_id": "as_pic"}}),
        ({"by": "both"}, {"avatar": "lk_both", "image": None}),
        ({"talk": {"silence": 2.5}}, {"silence_ms": 2500, "script": None, "audio": None}),
        ({"talk": {"audio": {"asset": "au1", "seconds": 3}}},
         {"audio": {"type": "asset_id", "asset_id": "au1"}, "script": None, "silence_ms": None}),
        ({"by": "pic", "motion": "nods"}, {"motion": "nods"}),
        ({"engine": "avatar_iii", "speed": 0.75}, {"engine": "avatar_iii", "speed": 0.75}),
    ],
)  # fmt: skip
def test_the_settings_of_a_talk(beat: dict[str, Any], settings: dict[str, Any]) -> None:
    made = talk(**beat)
    assert {key: made[key] for key in settings} == settings


def test_the_sheet_of_a_shot_says_what_to_click_and_paste_in_order() -> None:
    reveal = generations()[0].request
    steps = sheet(reveal, {"lk_maya": "Maya", "missing:assets/kettle.png": "kettle.png"}, COST)
    assert [step["do"] for step in steps] == [
        "On the HeyGen home screen open the Avatar tab and choose Avatar Shots",
        "Add the avatars in this order: Maya",
        "Add the reference kettle.png",
        "Paste the prompt",
        "Set duration 6 s, orientation portrait, resolution 720p, Enhance off",
        "Check it once more, then click generate: 24 credits, spent at once; the result is final",
    ]
    assert [step["paste"] for step in steps if step["paste"]] == [reveal["prompt"]]


@pytest.mark.parametrize(
    ("beat", "said"),
    [
        ({}, ["Choose lk_ada, with the Avatar IV engine", "Choose the voice vc_ada, speed 1"]),
        ({"engine": "avatar_iii"}, ["Choose lk_ada, with the Avatar III engine"]),
        ({"engine": "avatar_v"}, ["Choose lk_ada, with the Avatar V engine"]),
        ({"speed": 0.75}, ["Choose the voice vc_ada, speed 0.75"]),
        ({"by": "pic"}, ["Open Apps, then Photo to Video", "Choose the picture as_pic"]),
        ({"by": "pic", "motion": "nods"}, ["Paste the custom motion prompt"]),
        ({"talk": {"silence": 2.5}}, ["Leave the scene silent for 2.5 s"]),
        ({"talk": {"audio": {"asset": "au1"}}}, ["Upload the recording au1"]),
    ],
)
def test_the_sheet_of_a_talk_says_it_too(beat: dict[str, Any], said: list[str]) -> None:
    steps = [step["do"] for step in sheet(talk(**beat), {}, COST)]
    assert set(said) <= set(steps)
    assert steps[-1] is not None
    assert "24 credits" in steps[-1]
    assert "Set aspect 16:9, resolution 720p" in steps


def test_the_sheet_of_several_scenes_walks_through_each_and_sets_the_frame_once() -> None:
    board = load(
        {
            "shotwright": 1,
            "aspect": "9:16",
            "cast": {"ada": {"look": "lk_ada", "voice": "vc_ada"}, "ben": {"look": "lk_ben"}},
            "scenes": [
                {
                    "id": "a",
                    "beats": [
                        {"talk": "One.", "by": "ada"},
                        {"talk": {"silence": 2}, "by": "ben", "engine": "avatar_iii"},
                    ],
                }
            ],
        }
    )
    briefs = [brief for brief in board.briefs if isinstance(brief, TalkBrief)]
    several = [TalkScene(brief, brief.talk.text, None) for brief in briefs]
    settings = scenes_settings(board, "AI Studio", several)
    assert [scene["avatar"] for scene in settings["scenes"]] == ["lk_ada", "lk_ben"]
    assert [(step["do"], step["paste"]) for step in sheet(settings, {"lk_ben": "Ben"}, COST)] == [
        ("Open AI Studio and add a scene, number 1 of 2", None),
        ("Choose lk_ada, with the Avatar IV engine", None),
        ("Choose the voice vc_ada, speed 1", None),
        ("Paste the script", "One."),
        ("Add a scene, number 2 of 2", None),
        ("Choose Ben, with the Avatar III engine", None),
        ("Leave the scene silent for 2 s", None),
        ("Set aspect 9:16, resolution 720p", None),
        ("Check it once more, then click generate: 24 credits, spent at once; the result is final",
         None),
    ]  # fmt: skip
