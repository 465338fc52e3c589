"""A beat with everything it inherits: the nearest wins."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from shotwright.model.board import Board
from shotwright.model.brief import ShotBrief, TalkBrief

CAST = {"ada": {"voice": "vc_ada"}, "ben": {"voice": "vc_ben"}, "cy": {}}


def brief_of(
    beat: dict[str, Any], scene: dict[str, Any] | None = None, **top: object
) -> ShotBrief | TalkBrief:
    data = {
        "shotwright": 1,
        "cast": CAST,
        "references": {"cup": {"image": "cup.png"}, "hat": {"image": "hat.png"}},
        "scenes": [{"id": "roof", **(scene or {}), "beats": [beat]}],
        **top,
    }
    (brief,) = Board.model_validate(data).briefs
    return brief


def shot_of(beat: dict[str, Any], scene: dict[str, Any] | None = None, **top: object) -> ShotBrief:
    brief = brief_of({"shot": "Wind", "with": [], **beat}, scene, **top)
    assert isinstance(brief, ShotBrief)
    return brief


def talk_of(beat: dict[str, Any], scene: dict[str, Any] | None = None, **top: object) -> TalkBrief:
    brief = brief_of({"talk": "Hello.", **beat}, scene, **top)
    assert isinstance(brief, TalkBrief)
    return brief


def in_words(key: str) -> Callable[[ShotBrief], object]:
    return lambda brief: getattr(brief, key).words


INHERITED: dict[str, tuple[tuple[str, str, str], Callable[[ShotBrief], object]]] = {
    "setting": (("a roof", "a hut", "a mill"), in_words("setting")),
    "camera": (("wide", "medium", "close"), in_words("camera")),
    "lighting": (("soft", "hard", "dim"), in_words("lighting")),
    "style": (("noir", "documentary", "pop"), in_words("style")),
    "audio": (("wind", "rain", "birds"), in_words("audio")),
    "aspect": (("9:16", "1:1", "4:5"), lambda brief: brief.aspect),
    "resolution": (("1080p", "4k", "720p"), lambda brief: brief.resolution),
    "language": (("fr", "pt-br", "zh"), lambda brief: brief.language),
    "constraints": (
        ("one cup", "two cups", "no rain"),
        lambda brief: brief.constraints and brief.constraints.keep[0],
    ),
}


@pytest.mark.parametrize("key", INHERITED)
def test_of_board_scene_and_beat_the_nearest_wins(key: str) -> None:
    (top, middle, near), said = INHERITED[key]
    assert said(shot_of({}, {}, **{key: top})) == top
    assert said(shot_of({}, {key: middle}, **{key: top})) == middle
    assert said(shot_of({key: near}, {key: middle}, **{key: top})) == near
    assert said(shot_of({key: near}, {}, **{key: top})) == near


@pytest.mark.parametrize("key", ["aspect", "resolution", "language"])
def test_talk_inherits_its_frame_and_language_too(key: str) -> None:
    (top, middle, near), _ = INHERITED[key]
    assert getattr(talk_of({"by": "ada"}, {}, **{key: top}), key) == top
    assert getattr(talk_of({"by": "ada"}, {key: middle}, **{key: top}), key) == middle
    assert getattr(talk_of({"by": "ada", key: near}, {key: middle}), key) == near


def test_a_nearer_clause_wins_whole_and_is_not_mixed_in() -> None:
    brief = shot_of(
        {"setting": {"place": "a hut"}}, {}, setting={"place": "a roof", "time": "dawn"}
    )
    assert brief.setting is not None
    assert (brief.setting.place, brief.setting.time) == ("a hut", "")


def test_what_nobody_said_has_a_fallback() -> None:
    brief = shot_of({})
    assert (brief.language, brief.aspect, brief.resolution) == ("en", "16:9", "720p")
    assert (brief.family, brief.seconds.kind, brief.enhance) == ("cinematic", "open", False)
    assert (brief.setting, brief.audio, brief.references, brief.says) == (None, None, (), ())


@pytest.mark.parametrize(
    ("beat", "scene", "references"),
    [
        ({}, {"references": ["cup"]}, ("cup",)),
        ({"references": ["hat"]}, {"references": ["cup"]}, ("hat",)),
        ({"references": []}, {"references": ["cup"]}, ()),
        ({"references": ["hat", "cup"]}, {}, ("hat", "cup")),
        ({}, {}, ()),
    ],
)
def test_references_bind_only_where_a_beat_or_its_scene_lists_them(
    beat: dict[str, Any], scene: dict[str, Any], references: tuple[str, ...]
) -> None:
    assert shot_of(beat, scene).references == references


@pytest.mark.parametrize(
    ("beat", "scene", "top", "cast"),
    [
        (["cy", "ada"], ["ben"], ["ada"], ("cy", "ada")),
        ([], ["ben"], ["ada"], ()),
        (None, ["ben"], ["ada"], ("ben",)),
        (None, None, ["ada", "cy"], ("ada", "cy")),
    ],
)
def test_who_appears_is_said_by_the_nearest_in_the_order_given(
    beat: list[str] | None, scene: list[str] | None, top: list[str], cast: tuple[str, ...]
) -> None:
    assert shot_of({"with": beat}, {"with": scene}, **{"with": top}).cast == cast


def test_the_only_cast_member_appears_and_speaks_unless_others_are_named() -> None:
    one = {"ada": {"name": "Ada L.", "voice": "vc_ada"}}
    shot = brief_of({"shot": "Wind"}, cast=one)
    assert isinstance(shot, ShotBrief)
    assert (shot.cast, shot.names) == (("ada",), ("Ada L.",))
    talk = talk_of({}, cast=one)
    assert (talk.speaker, talk.cast, talk.voice) == ("ada", ("ada",), "vc_ada")


@pytest.mark.parametrize(
    ("beat", "scene", "speaker"),
    [
        ({"by": "ben"}, {"with": ["ada"]}, "ben"),
        ({"by": "ben", "with": ["ada"]}, {}, "ben"),
        ({"with": ["cy"]}, {"with": ["ada"]}, "cy"),
        ({}, {"with": ["ada"]}, "ada"),
    ],
)
def test_the_one_who_speaks_is_by_else_the_only_one_there(
    beat: dict[str, Any], scene: dict[str, Any], speaker: str
) -> None:
    assert talk_of(beat, scene).speaker == speaker


def test_a_beats_voice_wins_over_its_speakers() -> None:
    assert talk_of({"by": "ada"}).voice == "vc_ada"
    assert talk_of({"by": "ada", "voice": "vc_other"}).voice == "vc_other"
    assert talk_of({"by": "cy"}).voice is None


def test_a_beat_without_an_id_is_called_after_its_scene_and_number() -> None:
    beats = [{"shot": "a"}, {"id": "named", "shot": "b"}, {"shot": "c"}]
    scenes = [
        {"id": "roof", "with": [], "beats": beats},
        {"id": "hut", "with": [], "beats": beats[:1]},
    ]
    board = Board.model_validate({"shotwright": 1, "scenes": scenes})
    assert [brief.id for brief in board.briefs] == ["roof.1", "named", "roof.3", "hut.1"]
    assert [brief.scene for brief in board.briefs] == ["roof", "roof", "roof", "hut"]
    assert board.briefs[2].path == ("scenes", 0, "beats", 2)


def test_languages_are_compared_in_lower_case() -> None:
    assert shot_of({"language": "pt-BR"}).language == "pt-br"
