"""The board's nouns: what a cast member is, what they are called, and that equal is equal."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from shotwright.errors import Place
from shotwright.model.board import Board, CastMember, Origin, Over
from shotwright.model.clause import Camera
from shotwright.model.talk import Talk


def board(**keys: object) -> Board:
    scenes = [{"id": "roof", "beats": [{"shot": "Wind", "with": []}]}]
    return Board.model_validate({"shotwright": 1, "scenes": scenes, **keys})


@pytest.mark.parametrize(
    ("member", "kind"),
    [
        ({"image": "ada.png"}, "photo"),
        ({"look": "lk_ada"}, "digital_twin"),
        ({"look": "lk_ada", "image": "ada.png"}, "digital_twin"),
        ({}, "digital_twin"),
        ({"look": "lk_ada", "kind": "photo"}, "photo"),
        ({"look": "lk_ada", "kind": "public"}, "public"),
        ({"image": "ada.png", "kind": "digital_twin"}, "digital_twin"),
    ],
)
def test_a_looks_kind_is_what_was_said_or_what_the_rest_suggests(
    member: dict[str, Any], kind: str
) -> None:
    assert CastMember.model_validate(member).look_kind == kind


@pytest.mark.parametrize(
    ("cast", "who", "name"),
    [
        ({"maya": {}}, "maya", "Maya"),
        ({"maya": {"name": "Dr. Maya Ito"}}, "maya", "Dr. Maya Ito"),
        ({"mary_ann": {}}, "mary_ann", "Mary_ann"),
        ({"\u00e9mile": {}}, "\u00e9mile", "\u00c9mile"),
        ({"maya": {}}, "narrator", "narrator"),
    ],
)
def test_prompts_call_people_by_their_name_else_by_their_id(
    cast: dict[str, Any], who: str, name: str
) -> None:
    assert board(cast=cast).name_of(who) == name


def test_a_board_is_what_it_says_not_where_it_was_written() -> None:
    here = board().read_from(Origin(lambda _path: Place("here.yaml", 1, 1)), {})
    there = board().read_from(Origin(lambda _path: Place("there.yaml", 9, 9)), {})
    assert here == there
    assert here != board(title="Another")
    assert hash(here) == hash(there)


def test_a_board_made_in_python_has_no_places() -> None:
    assert board().origin.place(("scenes", 0)) is None
    assert board().files == {}


def test_a_board_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        board().title = "Another"  # type: ignore[misc]


def test_a_bare_text_stands_where_an_object_may() -> None:
    assert Talk.model_validate("Hello.") == Talk(text="Hello.")
    assert Over.model_validate("promise") == Over(beat="promise")
    assert Camera.model_validate("slow push-in") == Camera(words="slow push-in")


@pytest.mark.parametrize(
    "talk",
    [
        {},
        {"text": "Hello.", "silence": 3},
        {"audio": {"url": "https://e.example/a.mp3", "file": "a.mp3"}},
        {"audio": {}},
        {"audio": {"url": "http://e.example/a.mp3"}},
        {"silence": 0},
        {"text": ""},
    ],
)
def test_talk_is_exactly_one_script_recording_or_silence(talk: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Talk.model_validate(talk)


@pytest.mark.parametrize("kind", ["shot", "talk"])
def test_a_written_board_is_read_back_the_same(kind: str) -> None:
    cast = {"ada": {"look": "lk_ada", "image": "asset:a1"}}
    beat = {
        "shot": {"shot": ["Ada waves", "Ada sits"], "seconds": "=4.5", "camera": "static"},
        "talk": {"talk": {"silence": 2.5}, "speed": 0.75, "options": {"api": {"pitch": 3}}},
    }[kind]
    first = board(cast=cast, scenes=[{"id": "roof", "beats": [beat]}], style={"palette": "teal"})
    assert Board.model_validate_json(first.model_dump_json(exclude_unset=True)) == first
