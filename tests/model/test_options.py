"""Options: the nearest wins key by key, and what no service takes is refused when it is read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel, ValidationError

from shotwright.errors import InputError
from shotwright.model.board import Board
from shotwright.model.media import Media
from shotwright.model.options import (
    NO_OPTIONS,
    OPTION_MEDIA,
    ApiOptions,
    LegacyOptions,
    Options,
)
from shotwright.storyfile import load

URL = "https://e.example/done"


def board(
    beat: dict[str, Any] | None = None, scene: dict[str, Any] | None = None, **top: object
) -> dict[str, Any]:
    beats = [{"talk": "Hi.", **(beat or {})}, {"shot": "Wind"}]
    return {
        "shotwright": 1,
        "cast": {"ada": {"look": "lk"}},
        "scenes": [{"id": "a", **(scene or {}), "beats": beats}],
        **top,
    }


def options(*levels: dict[str, Any] | None) -> Options:
    """Resolve what a talk beat, its scene and its board say."""
    beat, scene, top = ({} if level is None else {"options": level} for level in levels)
    return Board.model_validate(board(beat, scene, **top)).briefs[0].options


def test_of_board_scene_and_beat_the_nearest_wins_key_by_key() -> None:
    found = options(
        {"api": {"pitch": -2}, "legacy": {"expression": "happy"}},
        {"api": {"pitch": 1, "volume": 0.5}},
        {"api": {"pitch": 9, "volume": 1, "callback_url": URL}, "legacy": {"pitch": 4}},
    )
    assert found.api == ApiOptions(pitch=-2, volume=0.5, callback_url=URL)
    assert found.legacy == LegacyOptions(expression="happy", pitch=4)


@pytest.mark.parametrize("level", range(3))
def test_options_may_stand_on_any_level(level: int) -> None:
    levels: list[dict[str, Any] | None] = [None, None, None]
    levels[level] = {"api": {"locale": "en-GB"}}
    assert options(*levels).api == ApiOptions(locale="en-GB")


def test_a_nearer_null_takes_back_what_the_board_says() -> None:
    found = options({"api": {"callback_url": None}}, None, {"api": {"callback_url": URL}})
    assert found.api.callback_url is None


def test_a_nearer_value_wins_whole() -> None:
    found = options(
        {"legacy": {"background": {"image": "asset:a"}}},
        None,
        {"legacy": {"background": {"video": "asset:b", "play_style": "loop"}}},
    )
    assert found.legacy.background is not None
    assert found.legacy.background.image == Media("asset", "a")
    assert found.legacy.background.video is None
    assert found.legacy.background.play_style is None


def test_shots_have_options_too() -> None:
    made = Board.model_validate(board(options={"api": {"folder_id": "f1"}}))
    assert made.briefs[1].options.api.folder_id == "f1"


def test_beats_without_options_of_their_own_share_one_object() -> None:
    for top, shared in (({}, NO_OPTIONS), ({"options": {"api": {"pitch": 1}}}, None)):
        made = Board.model_validate(board(**top))
        one, other = (brief.options for brief in made.briefs)
        assert one is other
        assert shared is None or one is shared


def test_background_and_caption_have_a_short_form() -> None:
    found = options({"api": {"background": "#00FF00", "caption": True}}, None, None)
    long = {"background": {"color": "#00FF00"}, "caption": {"on": True}}
    assert found == options({"api": long}, None, None)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"api": {"background": {"color": "#00FF00", "image": "asset:a"}}}, "exactly one"),
        ({"api": {"background": {}}}, "exactly one"),
        ({"api": {"background": {"image": "data:image/png;base64,YQ=="}}}, "data are not taken"),
        ({"api": {"voice_engine": {}}}, "exactly one"),
        ({"api": {"voice_engine": {"fish": {}, "starfish": True}}}, "exactly one"),
        ({"api": {"voice_engine": {"elevenlabs": {"model": "eleven_v3", "stability": 0.4}}}},
         "0, 0.5 or 1"),
        ({"legacy": {"elevenlabs_settings": {"model": "eleven_v3", "stability": 0.4}}},
         "0, 0.5 or 1"),
        ({"legacy": {"background": {"color": "#00FF00", "fit": "crop"}}}, "`fit` goes with"),
        ({"legacy": {"background": {"image": "asset:a", "play_style": "loop"}}},
         "`play_style` goes with"),
        ({"legacy": {"text": {"text": "Buy"}}}, "line_height"),
        ({"api": {"callback_url": "http://e.example/done"}}, "https"),
        ({"api": {"volume": float("nan")}}, "volume"),
        ({"legacy": {"offset": {"x": float("inf")}}}, "finite"),
        ({"legacy": {"text": {"text": "Buy", "line_height": float("nan")}}}, "finite"),
    ],
)  # fmt: skip
def test_what_no_service_takes_is_refused(written: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        Options.model_validate(written)


@pytest.mark.parametrize(
    ("data", "path"),
    [
        (board({"options": {"agent": {"mode": "chat"}}}), "scenes[0].beats[0].options.agent"),
        (board(scene={"options": {"agent": {}}}), "scenes[0].options.agent"),
        (board(options={"agents": {}}), "options.agents"),
        (board(options={"api": {"voice_engine": {"fish": {"style": 1}}}}),
         "options.api.voice_engine.fish.style"),
    ],
)  # fmt: skip
def test_a_key_in_the_wrong_place_is_told_with_its_place(data: dict[str, Any], path: str) -> None:
    with pytest.raises(InputError) as caught:
        load(data)
    (problem,) = caught.value.problems
    assert problem.where is not None
    assert (problem.where.path, problem.message) == (
        path,
        f"unknown key `{path.rpartition('.')[2]}`",
    )


WHOLE: dict[str, dict[str, Any]] = {
    "api": {
        "aspect": "auto",
        "caption": {"style": "default"},
        "watermark": {"image": "asset:a", "placement": {"offset_x": 0.5}},
        "folder_id": "f1",
        "brand_glossary_id": "g1",
        "callback_url": URL,
        "callback_id": "c",
    },
    "legacy": {
        "caption": True,
        "dimension": {"width": 640, "height": 480},
        "folder_id": "f1",
        "callback_url": URL,
        "callback_id": "c",
    },
}
OF_A_SCENE: dict[str, dict[str, Any]] = {
    "api": {"pitch": 3, "background": "#00FF00", "voice_engine": {"starfish": True}},
    "legacy": {"scale": 2, "text": {"text": "Buy", "line_height": 1}, "emotion": "Serious"},
}


@pytest.mark.parametrize("route", ["api", "legacy"])
def test_scenes_of_one_video_agree_in_what_holds_for_all_of_it(route: str) -> None:
    def of_video(**said: object) -> object:
        return getattr(Options.model_validate({route: said}), route).of_video

    plain = of_video()
    assert of_video(**OF_A_SCENE[route]) == plain
    for key, value in WHOLE[route].items():
        assert of_video(**{key: value}) != plain
        assert len({of_video(**{key: value}), of_video(**{key: value}), plain}) == 2


def _media(model: type[BaseModel], way: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Find every field of a model, at any depth, that holds media."""
    for name, field in model.model_fields.items():
        for kind in (field.annotation, *get_args(field.annotation)):
            kinds = (kind, *get_args(kind))
            if Media in kinds:
                yield (*way, name)
            elif isinstance(kind, type) and issubclass(kind, BaseModel):
                yield from _media(kind, (*way, name))


def test_every_picture_and_clip_of_options_is_listed() -> None:
    assert sorted(set(_media(Options))) == sorted(OPTION_MEDIA)
    made = Options.model_validate(
        {
            "api": {"background": {"image": "a.png"}, "watermark": {"image": "b.png"}},
            "legacy": {"background": {"video": "c.mp4"}},
        }
    )
    assert [media.value for media in made.media] == ["a.png", "b.png", "c.mp4"]
