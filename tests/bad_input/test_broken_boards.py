"""Broken files and texts: an error that says what and where, soon, and nothing else."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shotwright.errors import InputError, Problem
from shotwright.storyfile import load

SAMPLE = (Path(__file__).parents[1] / "sample.yaml").read_text("utf-8")
BOARD = "shotwright: 1\nscenes: [{id: a, beats: [{shot: x, with: []}]}]\n"
LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n"
    for old, new in zip("abcdefghijklmnop", "bcdefghijklmnopq", strict=True)
)
MERGED_LAUGHS = "a: &a {k: x}\n" + "".join(
    f"{new}: &{new} {{<<: [{', '.join([f'*{old}'] * 9)}], {new}: [{', '.join([f'*{old}'] * 9)}]}}\n"
    for old, new in zip("abcdefghijklmnop", "bcdefghijklmnopq", strict=True)
)

TEXTS = {
    "empty": "",
    "only-white-space": " \n\n  ",
    "only-a-comment": "# a board\n",
    "only-a-document-start": "---\n",
    "null": "null\n",
    "a-scalar": "storyboard\n",
    "a-number": "12\n",
    "a-list": "- shotwright: 1\n",
    "a-list-in-json": "[1, 2]\n",
    "an-empty-mapping": "{}\n",
    "a-megabyte-of-a": "a" * 1_000_000 + "\n",
    "a-megabyte-key": "a" * 1_000_000 + ": 1\n",
    "a-megabyte-of-quotes": '"' * 1_000_000 + "\n",
    "a-megabyte-of-dashes": "- " * 500_000 + "\n",
    "a-megabyte-of-ampersands": "&a " * 300_000 + "\n",
    "a-megabyte-of-stars": "*" * 1_000_000 + "\n",
    "tabs": "shotwright: 1\nscenes:\n\t- id: a\n",
    "truncated": SAMPLE[:700],
    "truncated-in-a-flow": SAMPLE[: SAMPLE.index("light mist")],
    "unclosed-double-quote": 'shotwright: 1\ntitle: "Kettle\n',
    "unclosed-single-quote": "shotwright: 1\ntitle: 'Kettle\n",
    "unclosed-bracket": "shotwright: 1\nscenes: [\n",
    "a-bracket-too-many": "shotwright: 1\nscenes: []]\n",
    "two-colons": "shotwright: 1\ntitle: a: b\n",
    "two-documents": f"{BOARD}---\n{BOARD}",
    "text-after-the-end": f"{BOARD}...\nand more\n",
    "an-unknown-directive": f"%FOO bar\n---\n{BOARD}",
    "another-yaml": f"%YAML 3.0\n---\n{BOARD}",
    "a-key-twice": f"{BOARD}title: a\ntitle: b\n",
    "a-key-twice-in-a-flow": f"{BOARD}setting: {{place: a, place: b}}\n",
    "a-cycle": "shotwright: 1\nscenes: &s [*s]\n",
    "a-cycle-of-mappings": "shotwright: 1\nscenes: &s {id: {beats: *s}}\n",
    "an-alias-of-nothing": "shotwright: 1\nscenes: *nothing\n",
    "a-billion-laughs": LAUGHS,
    "a-billion-laughs-in-x": LAUGHS.replace("\n", "\nx-") + "\n",
    "a-billion-merged-laughs": MERGED_LAUGHS,
    "ten-thousand-lists-deep": "a: " + "[" * 10_000 + "]" * 10_000 + "\n",
    "ten-thousand-mappings-deep": "{a: " * 10_000 + "1" + "}" * 10_000 + "\n",
    "a-thousand-indents-deep": "".join(f"{' ' * n}a:\n" for n in range(1000)),
    "two-hundred-thousand-brackets": "[" * 200_000 + "\n",
    "two-hundred-thousand-braces": "{" * 200_000 + "\n",
    "a-set": f"{BOARD}cast: !!set {{maya, ken}}\n",
    "an-ordered-map": f"{BOARD}cast: !!omap [maya: {{}}]\n",
    "a-python-object": f"{BOARD}title: !!python/object/apply:os.getcwd []\n",
    "a-binary": f"{BOARD}title: !!binary aGVsbG8=\n",
    "an-own-tag": f"{BOARD}title: !kettle x\n",
    "an-unknown-tag-handle": f"{BOARD}title: !e!kettle x\n",
    "a-merge-of-a-scalar": f"{BOARD}<<: 3\n",
    "a-merge-of-scalars": f"{BOARD}<<: [3, 4]\n",
    "a-list-as-key": "? [a, b]\n: c\n",
    "a-mapping-as-key": "? {a: b}\n: c\n",
    "an-alias-as-key": "a: &k b\n*k : c\n",
    "nan": f"{BOARD}keepers: {{shots: {{base: .nan}}}}\n",
    "infinite": f"{BOARD}keepers: {{shots: {{base: -.inf}}}}\n",
    "negative-seconds": BOARD.replace("shot: x", "shot: x, seconds: -3"),
    "no-seconds": BOARD.replace("shot: x", "shot: x, seconds: 0"),
    "400-digits-of-seconds": BOARD.replace("shot: x", f"shot: x, seconds: {'9' * 400}"),
    "400-digits-of-version": BOARD.replace(": 1", f": {'9' * 400}", 1),
    "400-digits-of-text": f"{BOARD}title: {'9' * 400}\n",
    "400-decimals": BOARD.replace("shot: x", f"shot: x, seconds: 1.{'9' * 400}"),
    "a-huge-exponent": BOARD.replace("shot: x", "shot: x, seconds: 1e999"),
    "a-tiny-exponent": BOARD.replace("shot: x", "shot: x, seconds: 1e-999"),
    "wrong-types-everywhere": "shotwright: []\ntitle: {}\ncast: 3\nreferences: x\nscenes: {}\n",
    "scenes-of-scalars": "shotwright: 1\nscenes: [1, a, null, true]\n",
    "beats-of-scalars": "shotwright: 1\nscenes: [{id: a, beats: [1, a, null, [], {}]}]\n",
    "names-of-wrong-types": BOARD.replace("with: []", "with: [1, {}, []], references: {a: 1}"),
    "a-control-character": f"{BOARD}title: a\x07b\n",
    "an-escaped-control-character": f'{BOARD}title: "a\\x07b"\n',
    "a-control-character-after-wide-ones": "\u0800\x1f\n",
    "a-control-character-at-the-end": BOARD + "title: \U0001f600\x07",
    "a-lone-surrogate": f"{BOARD}title: a\ud800b\n",
    "an-escaped-lone-surrogate": f'{BOARD}title: "\\ud800"\n',
    "two-thousand-names-of-nobody": BOARD.replace("[]", "[" + "zoe, " * 2000 + "]"),
}

JSON_TEXTS = {
    "truncated": '{"shotwright": 1, "scenes": [',
    "half-a-key": '{"shotwri',
    "a-trailing-comma": '{"shotwright": 1,}',
    "text-after-the-end": '{"shotwright": 1} {}',
    "a-comment": '{"shotwright": 1 /* one */}',
    "single-quotes": "{'shotwright': 1}",
    "a-number-as-key": '{"a": 1, 2: 3}',
    "nan": '{"shotwright": NaN}',
    "infinity": '{"a": [1, -Infinity]}',
    "a-key-twice": '{"shotwright": 1, "shotwright": 1}',
    "a-key-twice-deep": '{"a": [{"b": {"c": 1, "c": 2}}]}',
    "a-key-twice-by-escapes": '{"\\u0061": 1, "a": 2}',
    "5000-digits": '{"shotwright": ' + "9" * 5000 + "}",
    "a-huge-exponent": '{"shotwright": 1e99999}',
    "an-exponent-beyond-decimals": '{"shotwright": 1e9999999999999999999}',
    "seconds-beyond-decimals":
        '{"shotwright": 1, "scenes": [{"id": "a", "beats": [{"shot": "", "seconds": 1e9999999}]}]}',
    "speed-beyond-floats":
        '{"shotwright": 1, "scenes": [{"id": "a", "beats": [{"talk": "x", "speed": 1e9999}]}]}',
    "ten-thousand-objects-deep": '{"a":' * 10_000 + "1" + "}" * 10_000,
    "ten-thousand-lists-deep": '{"a": ' + "[" * 10_000 + "]" * 10_000 + "}",
    "unclosed-lists": '{"a": ' + "[" * 200_000,
    "a-control-character": '{"shotwright": 1, "title": "a\x01b"}',
    "an-escaped-control-character": '{"shotwright": 1, "title": "a\\u0000b"}',
    "a-lone-surrogate": '{"shotwright": 1, "title": "\\ud800"}',
    "a-lone-surrogate-as-key": '{"shotwright": 1, "\\udfff": 1}',
    "a-bad-escape": '{"shotwright": 1, "title": "\\q"}',
    "an-unclosed-string": '{"shotwright": 1, "title": "a',
}  # fmt: skip

BYTES = {
    "latin-1": "shotwright: 1\ntitle: Caf\u00e9\n".encode("latin-1"),
    "utf-16": BOARD.encode("utf-16"),
    "utf-16-without-a-mark": BOARD.encode("utf-16-le"),
    "utf-32": BOARD.encode("utf-32"),
    "nul": BOARD.replace("x", "\0").encode(),
    "only-nul": b"\0" * 10_000,
    "an-encoded-surrogate": BOARD.encode() + b"title: \xed\xa0\x80\n",
    "overlong": BOARD.encode() + b"title: \xc0\xaf\n",
    "cut-in-a-character": BOARD.encode() + "title: \U0001f600".encode()[:-1],
    "a-picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "only-a-mark": b"\xef\xbb\xbf",
    "all-bytes": bytes(range(256)),
}

MAPPINGS: dict[str, Callable[[], Any]] = {
    "empty": dict,
    "itself": lambda: {**itself(), "title": "x"},
    "itself-in-a-list": lambda: {"shotwright": 1, "scenes": itself()["list"]},
    "numbers-as-keys": lambda: {1: 2, "shotwright": 1, "scenes": []},
    "numbers-as-names": lambda: mapping(cast={1: {}, 2: {}}, **{"with": ["zoe"]}),
    "a-pair-as-name": lambda: mapping(references={("a", "b"): {}}, **{"with": ["zoe"]}),
    "nothing-as-name": lambda: {**mapping(cast={None: {}}), "scenes": [{"beats": [{"talk": "x"}]}]},
    "numbers-as-references": lambda: {
        "shotwright": 1,
        "references": {1: {"image": "a.png"}},
        "scenes": [{"id": "a", "beats": [{"shot": "x", "references": ["cup"]}]}],
    },
    "5000-digits": lambda: mapping(title=10**5000),
    "5000-digits-of-id": lambda: {"shotwright": 1, "scenes": [{"id": 10**5000, "beats": []}]},
    "bytes": lambda: mapping(title=b"\xff"),
    "a-set": lambda: mapping(cast={"maya"}),
    "an-object": lambda: mapping(cast=object()),
    "nan": lambda: mapping(keepers={"shots": {"base": float("nan")}}),
    "a-lone-surrogate": lambda: mapping(title="\ud800"),
    "extends-nothing": lambda: mapping(extends=None),
    "extends-nul": lambda: mapping(extends="a\0b"),
    "extends-a-surrogate": lambda: mapping(extends="\ud800"),
    "extends-a-very-long-name": lambda: mapping(extends="a" * 5000),
    "two-thousand-deep": lambda: mapping(title=deep(2000)),
}


def mapping(**keys: object) -> dict[str, Any]:
    return {"shotwright": 1, "scenes": [{"id": "a", "beats": [{"shot": "x", "with": []}]}], **keys}


def itself() -> dict[str, Any]:
    circle: dict[str, Any] = {"shotwright": 1}
    circle["cast"] = circle
    circle["list"] = [circle]
    return circle


def deep(levels: int) -> object:
    nested: object = "x"
    for _ in range(levels):
        nested = [nested]
    return nested


def refused(source: Path | str | dict[str, Any]) -> list[Problem]:
    """Load what must be refused: soon, with an error that anyone can read."""
    start = time.process_time()
    with pytest.raises(InputError) as caught:
        load(source)
    assert time.process_time() - start < 5
    problems = list(caught.value.problems)
    assert problems
    for problem in problems:
        assert problem.message.strip()
        assert problem.hint.strip()
        assert problem.where is not None
        assert problem.where.line >= 0
        assert problem.where.column >= 0
        assert len(problem.message) < 2_000_000
        str(problem).encode("utf-8", "backslashreplace")
    return problems


def files_of(problems: list[Problem]) -> set[str]:
    return {problem.where.file for problem in problems if problem.where}


@pytest.mark.parametrize("name", TEXTS)
def test_a_broken_file_is_refused_with_its_place(name: str, tmp_path: Path) -> None:
    path = tmp_path / "board.yaml"
    path.write_bytes(TEXTS[name].encode("utf-8", "surrogatepass"))
    assert files_of(refused(path)) == {path.as_posix()}


@pytest.mark.parametrize("name", [name for name, text in TEXTS.items() if "\n" in text])
def test_a_broken_text_is_refused_with_its_place(name: str) -> None:
    assert files_of(refused(TEXTS[name])) == {"<text>"}


def test_a_small_file_that_aliases_make_a_large_board_is_refused_soon() -> None:
    beats = ", ".join(["*beat"] * 500)
    scenes = ", ".join(["*scene"] * 500)
    text = "x-beat: &beat {shot: x, with: []}\n"
    text += f"x-scene: &scene {{id: a, beats: [{beats}]}}\n"
    refused(f"{text}shotwright: 1\nscenes: [{scenes}]\n")


@pytest.mark.parametrize("sounds", [300, 3000])
def test_aliases_that_multiply_into_millions_are_refused_unmultiplied(sounds: int) -> None:
    text = f"x-air: &air [{', '.join(['wind'] * sounds)}]\n"
    text += "x-beat: &beat {shot: x, with: [], audio: {ambient: *air}}\n"
    text += f"x-scene: &scene {{id: a, beats: [{', '.join(['*beat'] * 300)}]}}\n"
    problems = refused(f"{text}shotwright: 1\nscenes: [{', '.join(['*scene'] * 300)}]\n")
    assert len(problems) == 1


@pytest.mark.parametrize("name", JSON_TEXTS)
def test_broken_json_is_refused_with_its_place(name: str, tmp_path: Path) -> None:
    path = tmp_path / "board.json"
    path.write_text(JSON_TEXTS[name], "utf-8")
    assert files_of(refused(path)) == {path.as_posix()}
    assert files_of(refused(JSON_TEXTS[name])) == {"<text>"}


@pytest.mark.parametrize("name", BYTES)
def test_bytes_that_are_no_text_are_refused_with_their_place(name: str, tmp_path: Path) -> None:
    path = tmp_path / "board.yaml"
    path.write_bytes(BYTES[name])
    assert files_of(refused(path)) == {path.as_posix()}


@pytest.mark.parametrize("name", MAPPINGS)
def test_a_broken_mapping_is_refused_with_its_path(name: str) -> None:
    problems = refused(MAPPINGS[name]())
    assert problems[0].where is not None
    assert problems[0].where.file == "<dict>"


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        (b"shotwright: 1\ntitle: Caf\xe9\n", 2, 11),
        (b"a: \xc3\xa9\xff\n", 1, 5),
        (b"\xff", 1, 1),
        (b"\xef\xbb\xbfa: \xff", 1, 4),
    ],
)
def test_the_first_byte_that_is_not_utf_8_is_found(
    text: bytes, line: int, column: int, tmp_path: Path
) -> None:
    path = tmp_path / "board.yaml"
    path.write_bytes(text)
    (problem,) = refused(path)
    assert "UTF-8" in problem.message
    assert problem.where is not None
    assert (problem.where.line, problem.where.column) == (line, column)


@pytest.mark.parametrize("name", ["no.yaml", "folder", "no/such/way.yaml", "a\0b", "a" * 5000])
def test_what_is_no_file_is_refused_by_name(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    path = tmp_path / name
    assert len(refused(path)) == 1
    assert len(refused(str(path))) == 1


def test_a_text_that_names_nothing_is_refused() -> None:
    refused("")
    refused("a" * 1_000_000)
    refused("\ud800")


def test_a_file_that_may_not_be_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "board.yaml"
    path.write_text(BOARD, "utf-8")

    def deny(_path: Path, _flags: int) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", deny)
    (problem,) = refused(path)
    assert "Permission denied" in problem.message
    assert files_of([problem]) == {path.as_posix()}


def test_a_file_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "board.yaml"
    with path.open("wb") as file:
        file.truncate(65 * 2**20)
    (problem,) = refused(path)
    assert "the limit is 64 MiB" in problem.message


@pytest.mark.parametrize("good", [BOARD, "\ufeff" + BOARD, json.dumps({"x-": 1, **mapping()})])
def test_what_stands_beside_the_broken_ones_is_fine(good: str, tmp_path: Path) -> None:
    path = tmp_path / "board.yaml"
    path.write_text(good, "utf-8")
    assert load(path).scenes[0].id == "a"
