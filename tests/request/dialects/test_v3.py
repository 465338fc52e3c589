"""Bodies of POST /v3/videos, field by field."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief, TalkBrief
from shotwright.model.plan import Plan
from shotwright.planner import plan
from shotwright.request import ENDPOINTS, TalkScene, cinematic_avatar, direct, fits_studio, studio
from shotwright.storyfile import load

SAMPLE = Path(__file__).parents[2] / "sample.yaml"
TODAY = date(2026, 11, 21)
SCRIPT = (
    "Every morning, four hundred million kettles wait for the grid. This one waits for the sun."
)


def shot_brief(board: Board, beat: str) -> ShotBrief:
    (brief,) = [brief for brief in board.briefs if brief.id == beat]
    assert isinstance(brief, ShotBrief)
    return brief


def talk(beat: dict[str, Any], member: dict[str, Any] | None = None) -> tuple[Board, TalkBrief]:
    cast = {"look": "lk_ada", "voice": "vc_ada"} if member is None else member
    board = load(
        {
            "shotwright": 1,
            "cast": {"ada": cast},
            "scenes": [{"id": "a", "beats": [{"talk": " Hello.\n", **beat}]}],
        }
    )
    (brief,) = board.briefs
    assert isinstance(brief, TalkBrief)
    return board, brief


def body(
    beat: dict[str, Any], member: dict[str, Any] | None = None, motion: str | None = None
) -> dict[str, Any]:
    board, brief = talk(beat, member)
    return direct(board, TalkScene(brief, brief.talk.text, motion))


def planned(board: Board, on: date = TODAY) -> Plan:
    found = plan(board, on=on, shots="api", talk="api")
    assert isinstance(found, Plan), found
    return found


def test_requests_go_to_the_videos_of_version_three() -> None:
    assert ENDPOINTS["api"] == ("POST", "/v3/videos")


def test_a_shot_of_the_sample_board() -> None:
    board = load(SAMPLE)
    made = cinematic_avatar(
        board,
        shot_brief(board, "reveal"),
        name="cinematic_avatar",
        prompt="Maya sets the kettle down.",
        looks=("lk_maya",),
        references=("kettle",),
        seconds=6,
    )
    assert made == {
        "type": "cinematic_avatar",
        "prompt": "Maya sets the kettle down.",
        "avatar_id": ["lk_maya"],
        "references": [{"type": "asset_id", "asset_id": "missing:assets/kettle.png"}],
        "aspect_ratio": "9:16",
        "resolution": "720p",
        "duration": 6,
        "enhance_prompt": False,
    }


def test_a_shot_without_references_whose_length_heygen_chooses() -> None:
    board = load(SAMPLE)
    made = cinematic_avatar(
        board,
        shot_brief(board, "taste"),
        name="avatar_shots",
        prompt="Ken laughs.",
        looks=("lk_ken", "lk_maya"),
        references=(),
        seconds=None,
    )
    assert made == {
        "type": "avatar_shots",
        "prompt": "Ken laughs.",
        "avatar_id": ["lk_ken", "lk_maya"],
        "aspect_ratio": "9:16",
        "resolution": "720p",
        "auto_duration": True,
        "enhance_prompt": False,
    }


def test_the_requests_of_the_sample_boards_plan() -> None:
    reveal, promise, taste = (made.request for made in planned(load(SAMPLE)).generations)
    assert promise == {
        "type": "avatar",
        "avatar_id": "lk_maya",
        "script": SCRIPT,
        "voice_id": "vc_maya",
        "aspect_ratio": "9:16",
        "resolution": "720p",
        "engine": {"type": "avatar_iv"},
    }
    assert reveal["type"] == taste["type"] == "cinematic_avatar"
    assert (reveal["duration"], taste["duration"]) == (6, 4)
    assert (reveal["avatar_id"], taste["avatar_id"]) == (["lk_maya"], ["lk_maya", "lk_ken"])
    assert "references" not in taste


def test_a_shot_has_the_name_of_the_day_of_its_request() -> None:
    first = planned(load(SAMPLE), date(2026, 6, 3)).generations[0]
    later = planned(load(SAMPLE), date(2026, 6, 4)).generations[0]
    assert (first.request["type"], later.request["type"]) == ("avatar_shots", "cinematic_avatar")


def test_a_title_is_not_in_what_is_hashed() -> None:
    text = SAMPLE.read_text("utf-8")
    one = planned(load(text))
    other = planned(load(text.replace("Solar kettle launch", "Another title") + "id: launch\n"))
    assert [made.fingerprint for made in one.generations] == [
        made.fingerprint for made in other.generations
    ]
    assert one.hash == other.hash
    assert not any(
        key in made.request for made in one.generations for key in ("title", "callback_url")
    )


@pytest.mark.parametrize(
    ("beat", "extra"),
    [
        ({}, {}),
        ({"voice": "vc_other"}, {"voice_id": "vc_other"}),
        ({"speed": 1.25}, {"voice_settings": {"speed": 1.25}}),
        (
            {
                "speed": 0.5,
                "options": {"api": {"pitch": 0, "volume": 0.5, "locale": "en-GB"}},
            },
            {"voice_settings": {"speed": 0.5, "pitch": 0, "volume": 0.5, "locale": "en-GB"}},
        ),
        ({"engine": "avatar_v"}, {"engine": {"type": "avatar_v"}}),
        (
            {"options": {"api": {"caption": True, "background": "#00ff00"}}},
            {
                "caption": {"file_format": "srt"},
                "background": {"type": "color", "value": "#00ff00"},
            },
        ),
        ({"options": {"api": {"expressiveness": "high"}}}, {"expressiveness": "high"}),
        (
            {"engine": "avatar_v", "options": {"api": {"reference_look_id": "lk_2"}}},
            {"engine": {"type": "avatar_v", "reference_look_id": "lk_2"}},
        ),
        ({"options": {"api": {"reference_look_id": "lk_2"}}}, {}),
        ({"options": {"api": {"aspect": "auto"}}}, {"aspect_ratio": "auto"}),
        (
            {"options": {"api": {"caption": {"style": "default"}, "fit": "contain"}}},
            {"caption": {"file_format": "srt", "style": "default"}, "fit": "contain"},
        ),
        (
            {"options": {"api": {"caption": False, "remove_background": False}}},
            {"remove_background": False},
        ),
        ({"options": {"api": {"output_format": "webm"}}}, {"output_format": "webm"}),
        (
            {"options": {"api": {"background": {"image": "https://e.example/b.png"}}}},
            {"background": {"type": "image", "url": "https://e.example/b.png"}},
        ),
        (
            {"options": {"api": {"background": {"image": "asset:as_1"}}}},
            {"background": {"type": "image", "asset_id": "as_1"}},
        ),
        (
            {"options": {"api": {"background": {"image": "gone.png"}}}},
            {"background": {"type": "image", "asset_id": "missing:gone.png"}},
        ),
        (
            {
                "options": {
                    "api": {
                        "watermark": {
                            "image": "asset:as_1",
                            "opacity": 0.5,
                            "placement": {"position": "top_left"},
                        }
                    }
                }
            },
            {
                "watermark": {
                    "image": {"type": "asset_id", "asset_id": "as_1"},
                    "opacity": 0.5,
                    "placement": {"position": "top_left"},
                }
            },
        ),
        (
            {
                "options": {
                    "api": {
                        "folder_id": "f1",
                        "brand_glossary_id": "g1",
                        "callback_url": "https://e.example/done",
                        "callback_id": "c",
                    }
                }
            },
            {"folder_id": "f1", "brand_glossary_id": "g1"},
        ),
        (
            {
                "options": {
                    "api": {
                        "voice_engine": {"elevenlabs": {"model": "eleven_v3", "stability": 0.5}}
                    }
                }
            },
            {
                "voice_settings": {
                    "engine_settings": {
                        "engine_type": "elevenlabs",
                        "model": "eleven_v3",
                        "stability": 0.5,
                    }
                }
            },
        ),
        (
            {"options": {"api": {"voice_engine": {"fish": {"similarity": 0.25}}}}},
            {"voice_settings": {"engine_settings": {"engine_type": "fish", "similarity": 0.25}}},
        ),
        (
            {"options": {"api": {"voice_engine": {"starfish": True}}}},
            {"voice_settings": {"engine_settings": {"engine_type": "starfish"}}},
        ),
        ({"aspect": "4:5", "resolution": "4k"}, {"aspect_ratio": "4:5", "resolution": "4k"}),
    ],
)
def test_a_talk_of_a_look(beat: dict[str, Any], extra: dict[str, Any]) -> None:
    assert body(beat) == {
        "type": "avatar",
        "avatar_id": "lk_ada",
        "script": "Hello.",
        "voice_id": "vc_ada",
        "aspect_ratio": "16:9",
        "resolution": "720p",
        "engine": {"type": "avatar_iv"},
        **extra,
    }


def test_a_talk_of_someone_who_is_only_a_picture_has_no_engine() -> None:
    member = {"image": "https://e.example/ada.png", "voice": "vc_ada"}
    assert body({}, member, "nods once") == {
        "type": "image",
        "image": {"type": "url", "url": "https://e.example/ada.png"},
        "script": "Hello.",
        "voice_id": "vc_ada",
        "aspect_ratio": "16:9",
        "resolution": "720p",
        "motion_prompt": "nods once",
    }


def test_a_talk_without_a_voice_leaves_it_to_the_look() -> None:
    assert "voice_id" not in body({}, {"look": "lk_ada"})


@pytest.mark.parametrize(
    ("audio", "field"),
    [
        ({"url": "https://e.example/a.mp3"}, {"audio_url": "https://e.example/a.mp3"}),
        ({"asset": "au_1"}, {"audio_asset_id": "au_1"}),
        ({"file": "gone.mp3"}, {"audio_asset_id": "missing:gone.mp3"}),
    ],
    ids=["url", "asset", "file"],
)
def test_a_recording_stands_instead_of_a_script_and_a_voice(
    audio: dict[str, Any], field: dict[str, str]
) -> None:
    options = {"api": {"pitch": 3, "voice_engine": {"starfish": True}}}
    made = body({"talk": {"audio": audio}, "speed": 1.5, "options": options})
    assert made == {
        "type": "avatar",
        "avatar_id": "lk_ada",
        **field,
        "aspect_ratio": "16:9",
        "resolution": "720p",
        "engine": {"type": "avatar_iv"},
    }


def test_a_motion_prompt_of_a_photo_goes_along() -> None:
    member = {"look": "lk_ada", "voice": "vc_ada", "kind": "photo"}
    board, _ = talk({"motion": "nods  once,\n warmly"}, member)
    (made,) = planned(board).generations
    assert made.request["motion_prompt"] == "nods once, warmly"


def test_pieces_of_a_long_talk_are_the_script_itself() -> None:
    script = "The wind moves over the reeds. " * 120
    board, _ = talk({"talk": script})
    found = planned(board)
    assert len(found.generations) > 1
    assert "".join(item.script or "" for item in found.items) == script
    assert [made.request["script"] for made in found.generations] == [
        (item.script or "").strip() for item in found.items
    ]
    equal = [made.fingerprint for made in found.generations]
    assert [made.occurrence for made in found.generations] == [
        equal[: number + 1].count(print_) for number, print_ in enumerate(equal)
    ]


def scenes(*beats: dict[str, Any], **keys: object) -> tuple[Board, list[TalkScene]]:
    cast = {
        "ada": {"look": "lk_ada", "voice": "vc_ada"},
        "pic": {"image": "asset:as_pic", "voice": "vc_pic"},
    }
    board = load(
        {"shotwright": 1, "cast": cast, "scenes": [{"id": "a", "beats": list(beats)}], **keys}
    )
    briefs = [brief for brief in board.briefs if isinstance(brief, TalkBrief)]
    return board, [TalkScene(brief, brief.talk.text, brief.motion) for brief in briefs]


def test_a_studio_video_has_a_scene_per_talk_and_its_frame_once() -> None:
    options = {"api": {"folder_id": "f1", "caption": True, "background": "#00FF00"}}
    plain = {"api": {"background": None}}
    made = studio(
        *scenes(
            {"talk": "One.", "by": "ada", "engine": "avatar_v"},
            {"talk": "Two.", "by": "pic", "motion": "nods", "options": plain},
            {"talk": {"audio": {"url": "https://e.example/a.mp3"}}, "by": "ada", "options": plain},
            options=options,
            aspect="1:1",
        )
    )
    assert made == {
        "type": "studio",
        "scenes": [
            {
                "type": "avatar_video",
                "input": {
                    "type": "avatar",
                    "avatar_id": "lk_ada",
                    "script": "One.",
                    "voice_id": "vc_ada",
                    "engine": {"type": "avatar_v"},
                    "background": {"type": "color", "color": "#00FF00"},
                },
            },
            {
                "type": "avatar_video",
                "input": {
                    "type": "image",
                    "image": {"type": "asset_id", "asset_id": "as_pic"},
                    "script": "Two.",
                    "voice_id": "vc_pic",
                    "motion_prompt": "nods",
                },
            },
            {
                "type": "avatar_video",
                "input": {
                    "type": "avatar",
                    "avatar_id": "lk_ada",
                    "audio_url": "https://e.example/a.mp3",
                    "engine": {"type": "avatar_iv"},
                },
            },
        ],
        "aspect_ratio": "1:1",
        "resolution": "720p",
        "caption": {"file_format": "srt"},
        "folder_id": "f1",
    }


@pytest.mark.parametrize(
    ("beat", "fits"),
    [
        ({}, True),
        ({"talk": {"audio": {"asset": "au1"}}}, True),
        ({"talk": {"silence": 2}}, False),
        ({"options": {"api": {"background": "#00FF00", "remove_background": False}}}, True),
        ({"options": {"api": {"background": "#00FF00"}}, "by": "pic"}, False),
        ({"options": {"api": {"background": {"image": "asset:a"}}}}, False),
        ({"options": {"api": {"remove_background": True}}}, False),
        ({"options": {"api": {"output_format": "mp4", "aspect": "auto"}}}, True),
        ({"options": {"api": {"output_format": "webm"}}}, False),
        ({"options": {"api": {"fit": "cover"}}}, False),
    ],
)
def test_a_studio_scene_takes_what_it_can_say(beat: dict[str, Any], fits: bool) -> None:  # noqa: FBT001
    board, (scene,) = scenes({"talk": "Hi.", "by": "ada", **beat})
    assert fits_studio(board, scene.brief) is fits


def test_a_shot_may_be_stored_in_a_folder() -> None:
    board = load(SAMPLE.read_text("utf-8") + "options: {api: {folder_id: f1, pitch: 3}}\n")
    made = cinematic_avatar(
        board, shot_brief(board, "taste"), name="cinematic_avatar", prompt="x", looks=("l",),
        references=(), seconds=4,
    )  # fmt: skip
    assert made["folder_id"] == "f1"
    assert made.keys().isdisjoint({"title", "callback_url", "callback_id", "voice_settings"})
