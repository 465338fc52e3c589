"""From whatever holds a storyboard to the same board."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from shotwright.errors import InputError
from shotwright.model.board import Board, ShotBeat, TalkBeat
from shotwright.model.brief import ShotBrief
from shotwright.storyfile import load

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests" / "sample.yaml"
EXAMPLES = sorted(
    path for path in (ROOT / "examples").rglob("*.yaml") if "scenes:" in path.read_text("utf-8")
)
SMALL: dict[str, Any] = {
    "shotwright": 1,
    "scenes": [{"id": "roof", "beats": [{"shot": "Wind", "with": []}]}],
}


def small(**keys: object) -> Board:
    return load({**SMALL, **keys})


def as_json(path: Path) -> str:
    """Write a YAML file as JSON, by a reader that is not ours."""
    return json.dumps(plain(path.read_text("utf-8")), ensure_ascii=False, indent=2)


def plain(text: str) -> Any:  # noqa: ANN401 - whatever the text holds
    return yaml.load(text, Loader=yaml.CSafeLoader)


def test_the_sample_says_what_it_says() -> None:
    board = load(SAMPLE)
    assert (board.title, board.aspect, board.resolution) == ("Solar kettle launch", "9:16", "720p")
    assert list(board.cast) == ["maya", "ken"]
    assert board.style is not None
    assert board.style.words == "documentary, natural light"
    (scene,) = board.scenes
    reveal, promise, taste = scene.beats
    assert isinstance(reveal, ShotBeat)
    assert isinstance(promise, TalkBeat)
    assert isinstance(taste, ShotBeat)
    assert promise.talk.text is not None
    assert promise.talk.text.endswith("waits for the sun.\n")
    assert taste.audio is not None
    assert taste.audio.says[0].line == "That is hot."
    assert reveal.audio is not None
    assert (reveal.audio.ambient, reveal.audio.speech) == (("wind", "distant traffic"), "none")


def test_a_path_a_text_and_a_mapping_give_the_same_board() -> None:
    text = SAMPLE.read_text("utf-8")
    folder = SAMPLE.parent
    boards = [
        load(SAMPLE),
        load(str(SAMPLE)),
        load(text, folder=folder),
        load(plain(text), folder=folder),
        load(json.dumps(plain(text)), folder=folder),
    ]
    assert all(board == boards[0] for board in boards)


def test_standard_input_is_read_for_a_dash(monkeypatch: pytest.MonkeyPatch) -> None:
    given = io.TextIOWrapper(io.BytesIO(SAMPLE.read_bytes()))
    monkeypatch.setattr(sys, "stdin", given)
    board = load("-")
    assert board.title == "Solar kettle launch"
    place = board.origin.place(("title",))
    assert place is not None
    assert (place.file, place.line) == ("<stdin>", 2)


@pytest.mark.parametrize("path", [SAMPLE, *EXAMPLES], ids=lambda path: path.stem)
def test_yaml_and_json_of_one_board_are_equal(path: Path, tmp_path: Path) -> None:
    board = load(path)
    assert load(as_json(path), folder=path.parent) == board
    folder = shutil.copytree(path.parent, tmp_path / "copy")
    written = folder / "board.json"
    written.write_text(as_json(path), "utf-8")
    assert load(written) == board


@pytest.mark.parametrize("text", ["\ufeff{text}", "{crlf}", "---\n{text}", "{text}...\n"])
def test_marks_and_line_ends_of_other_systems_do_not_matter(text: str, tmp_path: Path) -> None:
    bare = SAMPLE.read_text("utf-8")
    path = tmp_path / "board.yaml"
    path.write_bytes(text.format(text=bare, crlf=bare.replace("\n", "\r\n")).encode())
    assert load(path) == load(bare)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_json_in_a_file_may_open_with_white_space_or_a_mark(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "board.json"
    path.write_text("\n \t" + json.dumps(SMALL), encoding)
    assert load(path) == small()


@pytest.mark.parametrize("opening", ["", " ", "\ufeff", "\ufeff\n"])
def test_json_on_one_line_is_text_and_not_a_path(opening: str) -> None:
    assert load(opening + json.dumps(SMALL)) == small()


@pytest.mark.parametrize(
    ("written", "kind", "low", "high"),
    [("6", "wish", 6, 6), ('"6"', "wish", 6, 6), ('"=6"', "exact", 6, 6), ("4-8", "range", 4, 8),
     ('"4\u20138"', "range", 4, 8), ("auto", "auto", 0, 0), ("6.5", "wish", 6.5, 6.5),
     ("1.3", "wish", 1.3, 1.3), ("0.1", "wish", 0.1, 0.1)],
)  # fmt: skip
def test_seconds_are_read_alike_from_both_formats(
    written: str, kind: str, low: float, high: float
) -> None:
    in_yaml = (
        f"shotwright: 1\nscenes: [{{id: a, beats: [{{shot: x, with: [], seconds: {written}}}]}}]\n"
    )
    quoted = written if written[0] in '"0123456789' and "-" not in written else f'"{written}"'
    quoted = written if written.startswith('"') else quoted
    in_json = (
        '{"shotwright": 1, "scenes": [{"id": "a", "beats": '
        f'[{{"shot": "x", "with": [], "seconds": {quoted}}}]}}]}}'
    )
    for text in (in_yaml, in_json):
        (brief,) = load(text).briefs
        assert isinstance(brief, ShotBrief)
        assert brief.seconds.kind == kind
        assert (brief.seconds.low, brief.seconds.high) == (round(low * 1000), round(high * 1000))


def test_keys_that_start_with_x_are_the_users_own() -> None:
    text = """\
shotwright: 1
x-note: {anything: [goes, 1, null]}
scenes:
  - id: a
    x-why: because
    beats:
      - {shot: Wind, with: [], x-: 1, camera: {move: static, x-lens: 35}}
"""
    bare = {**SMALL, "scenes": [{"id": "a", "beats": [{**SMALL["scenes"][0]["beats"][0]}]}]}
    bare["scenes"][0]["beats"][0]["camera"] = {"move": "static"}
    assert load(text) == load(bare)
    assert load(json.dumps(plain(text))) == load(bare)
    assert load(plain(text)) == load(bare)


def test_a_mapping_is_not_changed_by_reading_it() -> None:
    data = plain(SAMPLE.read_text("utf-8"))
    before = json.dumps(data)
    load({**data, "x-own": {"a": 1}}, folder=SAMPLE.parent)
    assert json.dumps(data) == before


def test_local_files_are_known_by_the_hash_of_their_content(tmp_path: Path) -> None:
    (tmp_path / "cup.png").write_bytes(b"a cup")
    (tmp_path / "ada.png").write_bytes(b"ada")
    (tmp_path / "hello.mp3").write_bytes(b"")
    (tmp_path / "folder.png").mkdir()
    board = load(
        {
            **SMALL,
            "cast": {"ada": {"image": "./ada.png"}},
            "references": {
                "cup": {"image": "cup.png"},
                "again": {"image": "cup.png"},
                "gone": {"image": "gone.png"},
                "folder": {"image": "folder.png"},
                "nul": {"video": "a" * 5000},
                "web": {"image": "https://e.example/cup.png"},
                "asset": {"image": "asset:cup"},
                "data": {"image": "data:image/png;base64,YQ=="},
            },
            "scenes": [
                {"id": "a", "beats": [{"talk": {"audio": {"file": "hello.mp3"}}, "by": "ada"}]}
            ],
        },
        folder=tmp_path,
    )
    assert {path: (file.sha256, file.size) for path, file in board.files.items()} == {
        "./ada.png": (hashlib.sha256(b"ada").hexdigest(), 3),
        "cup.png": (hashlib.sha256(b"a cup").hexdigest(), 5),
        "hello.mp3": (hashlib.sha256(b"").hexdigest(), 0),
    }


def test_relative_paths_start_from_the_boards_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "board").mkdir()
    (tmp_path / "board" / "cup.png").write_bytes(b"a cup")
    path = tmp_path / "board" / "board.json"
    path.write_text(json.dumps({**SMALL, "references": {"cup": {"image": "cup.png"}}}), "utf-8")
    assert set(load(path).files) == {"cup.png"}
    assert load(path.read_text("utf-8"), folder=tmp_path).files == {}
    monkeypatch.chdir(path.parent)
    assert set(load(path.read_text("utf-8")).files) == {"cup.png"}
    assert set(load("board.json").files) == {"cup.png"}


def test_an_error_is_one_line_a_problem_with_its_place() -> None:
    with pytest.raises(InputError) as caught:
        load("shotwright: 1\ntitel: Wind\nscenes: []\n")
    assert str(caught.value).splitlines() == [
        "<text>:2:1: titel: unknown key `titel`; did you mean `title`?",
        "<text>:3:9: scenes: `scenes` is empty; it needs at least one entry",
    ]
