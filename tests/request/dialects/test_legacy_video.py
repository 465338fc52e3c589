"""Bodies of POST /v2/video/generate, field by field."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from shotwright.model.board import Board
from shotwright.model.brief import TalkBrief
from shotwright.model.names import Aspect, Resolution
from shotwright.request import ENDPOINTS, TalkScene, legacy_video, written_assets
from shotwright.request.dialects.legacy import dimension
from shotwright.request.legacy import LegacyVideoBody
from shotwright.storyfile import load

CAST = {
    "ada": {"look": "lk_ada", "voice": "vc_ada", "kind": "digital_twin"},
    "pub": {"look": "lk_pub", "voice": "vc_pub", "kind": "public"},
    "pho": {"look": "lk_pho", "voice": "vc_pho", "kind": "photo"},
}


def board_of(*beats: dict[str, Any], folder: Path | None = None, **keys: object) -> Board:
    return load(
        {
            "shotwright": 1,
            "cast": CAST,
            "scenes": [{"id": "a", "beats": [{"by": "ada", **beat} for beat in beats]}],
            **keys,
        },
        folder=folder,
    )


def body(board: Board) -> dict[str, Any]:
    briefs = [brief for brief in board.briefs if isinstance(brief, TalkBrief)]
    made = legacy_video(board, [TalkScene(b, b.talk.text, b.motion) for b in briefs])
    assert LegacyVideoBody.model_validate(made).to_body() == made
    return made


def scene(beat: dict[str, Any], options: dict[str, Any] | None = None) -> dict[str, Any]:
    (made,) = body(board_of(beat, options=options or {}))["video_inputs"]
    assert isinstance(made, dict)
    return made


def test_it_is_posted_to_the_second_version() -> None:
    assert ENDPOINTS["legacy"] == ("POST", "/v2/video/generate")
    assert " ".join(ENDPOINTS["legacy"]) == LegacyVideoBody.endpoint


@pytest.mark.parametrize(
    ("aspect", "resolution", "size"),
    [
        ("16:9", "1080p", (1920, 1080)),
        ("16:9", "720p", (1280, 720)),
        ("9:16", "1080p", (1080, 1920)),
        ("9:16", "720p", (720, 1280)),
        ("1:1", "1080p", (1080, 1080)),
        ("4:5", "1080p", (1080, 1350)),
        ("5:4", "720p", (900, 720)),
        ("16:9", "4k", (3840, 2160)),
    ],
)
def test_the_size_follows_from_aspect_and_resolution(
    aspect: Aspect,
    resolution: Resolution,
    size: tuple[int, int],
) -> None:
    assert dimension(aspect, resolution) == {"width": size[0], "height": size[1]}


@pytest.mark.parametrize(
    ("beat", "character"),
    [
        ({}, {"type": "avatar", "avatar_id": "lk_ada", "use_avatar_iv_model": True}),
        (
            {"by": "pub", "engine": "avatar_iii"},
            {"type": "avatar", "avatar_id": "lk_pub", "use_avatar_iv_model": False},
        ),
        (
            {"by": "pho", "motion": "nods"},
            {"type": "talking_photo", "talking_photo_id": "lk_pho", "use_avatar_iv_model": True,
             "prompt": "nods"},
        ),
        (
            {"by": "pho", "motion": "nods", "engine": "avatar_iii"},
            {"type": "talking_photo", "talking_photo_id": "lk_pho", "use_avatar_iv_model": False},
        ),
    ],
)  # fmt: skip
def test_who_speaks(beat: dict[str, Any], character: dict[str, Any]) -> None:
    assert scene({"talk": "Hi.", **beat})["character"] == character


STYLES = {
    "avatar_style": "closeUp",
    "talking_photo_style": "circle",
    "talking_style": "expressive",
    "expression": "happy",
    "super_resolution": True,
    "keep_original_prompt": True,
    "scale": 1.5,
    "offset": {"x": 0.25},
    "matting": False,
    "circle_background_color": "#FFFFFF",
}
BOTH = {"scale": 1.5, "offset": {"x": 0.25, "y": 0}, "matting": False,
        "circle_background_color": "#FFFFFF"}  # fmt: skip


def test_a_style_goes_to_the_kind_of_speaker_that_has_it() -> None:
    options = {"legacy": STYLES}
    assert scene({"talk": "Hi."}, options=options)["character"] == {
        "type": "avatar",
        "avatar_id": "lk_ada",
        "avatar_style": "closeUp",
        "use_avatar_iv_model": True,
        "keep_original_prompt": True,
        **BOTH,
    }
    third = {"talk": "Hi.", "by": "pho", "engine": "avatar_iii"}
    assert scene(third, options=options)["character"] == {
        "type": "talking_photo",
        "talking_photo_id": "lk_pho",
        "talking_photo_style": "circle",
        "talking_style": "expressive",
        "expression": "happy",
        "super_resolution": True,
        "use_avatar_iv_model": False,
        **BOTH,
    }


VOICE = {
    "pitch": -3,
    "emotion": "Friendly",
    "locale": "pt-BR",
    "elevenlabs_settings": {"model": "eleven_turbo_v2", "style": 0.5},
}


@pytest.mark.parametrize(
    ("said", "voice"),
    [
        ({"talk": " Hi.\n", "speed": 0.75},
         {"type": "text", "voice_id": "vc_ada", "input_text": "Hi.", "speed": 0.75, **VOICE}),
        ({"talk": {"silence": 2.5}}, {"type": "silence", "duration": "2.5"}),
        ({"talk": {"silence": 3}}, {"type": "silence", "duration": "3"}),
        ({"talk": {"audio": {"asset": "au1"}}}, {"type": "audio", "audio_asset_id": "au1"}),
        ({"talk": {"audio": {"url": "https://e.example/a.mp3"}}},
         {"type": "audio", "audio_url": "https://e.example/a.mp3"}),
    ],
)  # fmt: skip
def test_what_is_heard_and_only_a_script_is_tuned(
    said: dict[str, Any], voice: dict[str, Any]
) -> None:
    assert scene(said, options={"legacy": VOICE})["voice"] == voice


@pytest.mark.parametrize(
    ("written", "background"),
    [
        ("#1a1a2e", {"type": "color", "value": "#1a1a2e"}),
        ({"image": "asset:a1", "fit": "crop"},
         {"type": "image", "image_asset_id": "a1", "fit": "crop"}),
        ({"image": "https://e.example/a.png"},
         {"type": "image", "url": "https://e.example/a.png"}),
        ({"video": "asset:v1", "play_style": "loop"},
         {"type": "video", "video_asset_id": "v1", "play_style": "loop"}),
        ({"video": "https://e.example/a.mp4", "fit": "none"},
         {"type": "video", "url": "https://e.example/a.mp4", "fit": "none"}),
    ],
)  # fmt: skip
def test_what_is_behind(written: object, background: dict[str, Any]) -> None:
    made = scene({"talk": "Hi.", "options": {"legacy": {"background": written}}})
    assert made["background"] == background


def test_words_on_the_screen() -> None:
    text = {"text": "Buy", "line_height": 1.5, "position": {"y": 0.5}, "font_weight": "bold"}
    made = scene({"talk": "Hi.", "options": {"legacy": {"text": text}}})
    assert made["text"] == {"type": "text", **text, "position": {"x": 0, "y": 0.5}}


def test_what_holds_for_the_whole_video_stands_once() -> None:
    own = {"caption": True, "dimension": {"width": 640, "height": 480}, "folder_id": "f1",
           "callback_url": "https://e.example/done", "callback_id": "c"}  # fmt: skip
    made = body(board_of({"talk": "Hi."}, {"talk": {"silence": 2}}, options={"legacy": own}))
    assert len(made.pop("video_inputs")) == 2
    assert made == {
        "caption": True,
        "dimension": {"width": 640, "height": 480},
        "folder_id": "f1",
    }


def test_there_are_no_captions_where_nothing_is_read() -> None:
    made = body(board_of({"talk": {"silence": 2}}, options={"legacy": {"caption": True}}))
    assert made["caption"] is False


def test_a_local_background_is_uploaded(tmp_path: Path) -> None:
    (tmp_path / "loop.mp4").write_bytes(b"a clip")
    options = {"legacy": {"background": {"video": "loop.mp4"}}}
    board = board_of({"talk": "Hi."}, folder=tmp_path, options=options)
    (made,) = body(board)["video_inputs"]
    ((mark, media),) = written_assets(board).items()
    assert mark.startswith("sha256:")
    assert made["background"] == {"type": "video", "video_asset_id": mark}
    assert (media.form, media.value) == ("path", "loop.mp4")
