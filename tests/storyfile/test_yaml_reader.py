"""YAML 1.2: what stays text, what is a number, and what is not used here."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from shotwright.errors import InputError
from shotwright.storyfile import load
from shotwright.storyfile.yaml_reader import read_yaml

BOARD = "shotwright: 1\nscenes: [{id: a, beats: [{shot: x, with: []}]}]\n"


def value_of(written: str) -> object:
    data, _ = read_yaml(f"key: {written}\n", "x.yaml")
    assert isinstance(data, dict)
    return data["key"]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        *((text, text) for text in (
            "9:16", "1:30", "4-8", "=6", "no", "No", "NO", "yes", "on", "off", "y", "n", "nO",
            "tRue", "nULL", "1_000", "0b11", "0o9", "0x", "1.2.3", "2026-11-21", "12e03x", "1e",
            ".", "+", "e3", "0o", "--1", "\u0661", "=", "<<x", "inf", "nan", "-.5.",
        )),
        *((f'"{text}"', text) for text in ("1", "true", "null", "~", "", "1.5", ".nan")),
        *((f"'{text}'", text) for text in ("1", "no", "")),
        ("", None), ("~", None), ("null", None), ("NULL", None), ("true", True), ("False", False),
        ("0", 0), ("-7", -7), ("+7", 7), ("0123", 123), ("0o17", 15), ("0x1F", 31),
        ("1.5", Decimal("1.5")), (".5", Decimal("0.5")), ("1.", Decimal(1)),
        ("1e3", Decimal(1000)), ("-1.5E-2", Decimal("-0.015")), ("9" * 30, Decimal("9" * 30)),
        ("!!str 6", "6"), ("! 6", "6"),
    ],
)  # fmt: skip
def test_words_and_numbers_are_those_of_yaml_1_2(written: str, value: object) -> None:
    read = value_of(written)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    ("key", "written", "said"),
    [("aspect", "9:16", "9:16"), ("title", "no", "no"), ("title", "on", "on"),
     ("language", "no", "no"), ("title", "yes", "yes"), ("title", "2026-11-21", "2026-11-21"),
     ("style", "off", "off")],
)  # fmt: skip
def test_text_that_looks_like_something_else_stays_text(key: str, written: str, said: str) -> None:
    value: Any = getattr(load(f"{BOARD}{key}: {written}\n"), key)
    assert getattr(value, "words", value) == said


@pytest.mark.parametrize(
    ("written", "face"), [("no", False), ("yes", True), ("true", True), ("false", False)]
)
def test_a_switch_may_be_said_in_words(written: str, face: bool) -> None:  # noqa: FBT001
    board = load(f"{BOARD}references: {{cup: {{image: cup.png, face: {written}}}}}\n")
    assert board.references["cup"].face is face


def test_a_number_where_text_belongs_should_be_quoted_as_it_was_written() -> None:
    with pytest.raises(InputError) as caught:
        load(f"{BOARD}cast: {{ada: {{look: 0123}}}}\n")
    (problem,) = caught.value.problems
    assert "should be text" in problem.message
    assert '"0123"' in problem.hint


@pytest.mark.parametrize(
    "key", ["no", "on", "9:16", "null", "true", "1", "~", "a b"], ids=lambda key: f"key-{key}"
)
def test_keys_are_always_text(key: str) -> None:
    data, _ = read_yaml(f"{key}: 1\n", "x.yaml")
    assert data == {key: 1}


def test_anchors_aliases_and_merges_are_written_out() -> None:
    text = """\
a: &a {x: 1, y: 2}
b: &b {y: 3, z: 4}
one: {<<: *a, y: 5}
both: {<<: [*a, *b]}
late: {x: 6, <<: *b}
list: [*a, *b]
"""
    data, _ = read_yaml(text, "x.yaml")
    assert data["one"] == {"x": 1, "y": 5}
    assert data["both"] == {"x": 1, "y": 2, "z": 4}
    assert data["late"] == {"x": 6, "y": 3, "z": 4}
    assert data["list"] == [{"x": 1, "y": 2}, {"y": 3, "z": 4}]


def test_a_quoted_merge_sign_is_a_key_like_any_other() -> None:
    data, _ = read_yaml('a: &a {x: 1}\n"<<": *a\n', "x.yaml")
    assert data == {"a": {"x": 1}, "<<": {"x": 1}}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: !!set {x, y}\n", "tag"),
        ("a: !!python/object:os.system x\n", "tag"),
        ("a: !!binary aGk=\n", "tag"),
        ("a: !own x\n", "tag"),
        ("a: .inf\n", "not a number that fits"),
        ("a: .NaN\n", "not a number that fits"),
        ("a: 1\nb: 2\na: 3\n", "`a` is written twice"),
        ("{b: 1, c: {d: 1, d: 2}}\n", "`d` is written twice"),
        ("a: *b\n", "*b is not anchored above"),
        ("a: &a [*a]\n", "*a stands inside itself"),
        ("? [a]\n: 1\n", "key must be text"),
        ("? {a: b}\n: 1\n", "key must be text"),
        ("a: &x k\n*x : c\n", "key must be text"),
        ("<<: 3\n", "`<<` merges mappings only"),
        ("<<: [{a: 1}, 3]\n", "`<<` merges mappings only"),
        ("a: 1\n---\na: 1\n", "second document"),
        ("a:\n\t- b\n", "not YAML"),
        ("a: [1, 2\n", "not YAML"),
        ('a: "b\n', "not YAML"),
        ("a: b: c\n", "not YAML"),
        ("a: \x07\n", "U+0007 may not stand in YAML"),
    ],
)
def test_what_is_not_used_here_is_refused_with_its_place(text: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read_yaml(text, "x.yaml")
    problem = caught.value.problems[0]
    assert message in problem.message
    assert problem.where is not None
    assert problem.where.file == "x.yaml"
    assert 1 <= problem.where.line <= text.count("\n") + 1
    assert problem.where.column >= 1


def test_all_of_a_files_small_mistakes_come_at_once() -> None:
    with pytest.raises(InputError) as caught:
        read_yaml("a: .nan\nb: !t 1\nb: 2\nc: {<<: 1}\n", "x.yaml")
    places = [(p.where.line, p.where.column) for p in caught.value.problems if p.where]
    assert places == [(1, 4), (2, 4), (3, 1), (4, 9)]
