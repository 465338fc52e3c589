"""Every value knows the file, line and column at which it was written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from shotwright.errors import Place
from shotwright.model.board import Board
from shotwright.storyfile import load

ROOT = Path(__file__).parents[2]
BOARDS = [ROOT / "tests" / "sample.yaml", *sorted((ROOT / "examples").glob("*.yaml"))]

Steps = tuple[str | int, ...]


def values(data: object, path: Steps = ()) -> Iterator[tuple[Steps, Any]]:
    """Walk all values of plain data, with the way to each."""
    yield path, data
    if isinstance(data, dict):
        for key, value in data.items():
            yield from values(value, (*path, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from values(value, (*path, number))


def place_of(board: Board, *path: str | int) -> Place:
    place = board.origin.place(path)
    assert place is not None
    return place


def spot(text: str, needle: str) -> tuple[int, int]:
    """Find the line and column of a text that stands once in another."""
    assert text.count(needle) == 1, needle
    before = text[: text.index(needle)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def offset(text: str, place: Place) -> int:
    lines = text.split("\n")
    return sum(len(line) + 1 for line in lines[: place.line - 1]) + place.column - 1


@pytest.mark.parametrize("indent", [None, 1, 4])
@pytest.mark.parametrize("path", BOARDS, ids=lambda path: path.stem)
def test_in_json_every_value_starts_at_its_place(path: Path, indent: int | None) -> None:
    data = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    board = load(text, folder=path.parent)
    for steps, value in values(data):
        place = place_of(board, *steps)
        assert place.file == "<text>"
        assert json.JSONDecoder().raw_decode(text, offset(text, place))[0] == value, steps


@pytest.mark.parametrize("path", BOARDS, ids=lambda path: path.stem)
def test_in_yaml_every_value_starts_at_its_place(path: Path) -> None:
    text = path.read_text("utf-8")
    board = load(path)
    for steps, value in values(yaml.load(text, Loader=yaml.CSafeLoader)):
        place = place_of(board, *steps)
        assert place.file == path.as_posix()
        rest = text[offset(text, place) :]
        if isinstance(value, dict):
            first = next(iter(value))
            assert rest.startswith(("{", str(first), '"', "#", "- ")), steps
        elif isinstance(value, list):
            assert rest.startswith(("[", "-")), steps
        elif isinstance(value, str):
            assert rest.startswith((value[:12].rstrip(), '"', "'", "|", ">")), steps


def test_a_path_is_written_as_in_python() -> None:
    board = load(BOARDS[0])
    place = place_of(board, "scenes", 0, "beats", 0, "seconds")
    assert place.path == "scenes[0].beats[0].seconds"
    assert str(place) == f"{BOARDS[0].as_posix()}:{place.line}:{place.column}"


def test_a_value_that_is_missing_stands_where_its_holder_stands() -> None:
    board = load(BOARDS[0])
    holder = place_of(board, "scenes", 0, "beats", 1)
    missing = place_of(board, "scenes", 0, "beats", 1, "camera", "size")
    assert (missing.line, missing.column) == (holder.line, holder.column)
    assert missing.path == "scenes[0].beats[1].camera.size"


def test_a_mapping_of_python_has_a_path_and_no_line() -> None:
    board = load({"shotwright": 1, "scenes": [{"id": "a", "beats": [{"shot": "x", "with": []}]}]})
    place = place_of(board, "scenes", 0, "id")
    assert place == Place("<dict>", 0, 0, "scenes[0].id")
    assert str(place) == "<dict>"


ANCHORED = """\
shotwright: 1
x-common:
  light: &soft {quality: soft, source: a pale sky}
  calm: &calm
    audio: {music: no music}
    camera: static
  wide: &wide
    camera: {size: wide shot}
scenes:
  - id: roof
    lighting: *soft
    beats:
      - shot: &wind Wind in the reeds
        with: []
        <<: *calm
      - <<: [*wide, *calm]
        shot: *wind
        with: &nobody []
        lighting: {<<: *soft, direction: from the left}
      - shot: Rain
        with: *nobody
        <<: *calm
        audio: a kettle singing
"""


@pytest.mark.parametrize(
    ("path", "written"),
    [
        (("scenes", 0, "lighting"), "{quality: soft"),
        (("scenes", 0, "lighting", "source"), "a pale sky"),
        (("scenes", 0, "beats", 1, "shot"), "&wind"),
        (("scenes", 0, "beats", 2, "with"), "&nobody"),
        (("scenes", 0, "beats", 0, "camera"), "static"),
        (("scenes", 0, "beats", 0, "audio", "music"), "no music"),
        (("scenes", 0, "beats", 1, "camera", "size"), "wide shot"),
        (("scenes", 0, "beats", 1, "audio", "music"), "no music"),
        (("scenes", 0, "beats", 1, "lighting", "quality"), "soft, source"),
        (("scenes", 0, "beats", 1, "lighting", "direction"), "from the left"),
        (("scenes", 0, "beats", 2, "audio"), "a kettle singing"),
        (("scenes", 0, "beats", 2, "camera"), "static"),
    ],
    ids=str,
)
def test_a_value_that_came_by_an_anchor_stands_where_it_was_written(
    path: Steps, written: str
) -> None:
    place = place_of(load(ANCHORED), *path)
    line, column = spot(ANCHORED, written)
    assert place.line == line
    anchor = "&soft " if written.startswith("{quality") else ""
    assert place.column in {column, column - len(anchor)}


def test_merged_values_yield_to_what_the_mapping_says_itself() -> None:
    first, second, third = load(ANCHORED).scenes[0].beats
    assert first.camera is not None
    assert first.camera.words == "static"
    assert second.camera is not None
    assert (second.camera.size, second.camera.words) == ("wide shot", "")
    assert third.audio is not None
    assert (third.audio.words, third.audio.music) == ("a kettle singing", "")


@pytest.mark.parametrize("break_", ["\\u2028", "\\x85", "\\u2029"])
def test_only_line_feeds_begin_a_new_line(break_: str) -> None:
    sign = break_.encode().decode("unicode_escape")
    text = f'shotwright: 1\ntitle: "one{sign}two"\nid: here\n'
    text += "scenes: [{id: a, beats: [{shot: x, with: []}]}]\n"
    place = place_of(load(text), "id")
    assert (place.line, place.column) == (3, 5)


def test_columns_count_characters_and_not_bytes() -> None:
    text = "shotwright: 1\ncast: {a: {name: \U0001f600\u00e9\u6f22, look: lk}}\n"
    text += "scenes: [{id: a, beats: [{shot: x}]}]\n"
    place = place_of(load(text), "cast", "a", "look")
    assert (place.line, place.column) == spot(text, "lk")
