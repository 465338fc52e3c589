"""Edits change what they say and nothing else: not a comment, a quote or a line end."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shotwright.errors import InputError
from shotwright.storyfile import DELETE, Change, edit, load
from shotwright.storyfile.read import read_text

ROOT = Path(__file__).parents[2]
BOARDS = {
    path.stem: path.read_text("utf-8")
    for path in [
        ROOT / "tests" / "sample.yaml",
        *sorted((ROOT / "examples").glob("*.yaml")),
        *sorted((ROOT / "examples" / "social").glob("*.yaml")),
    ]
}

COMMENTED = """\
# A board with remarks.
shotwright: 1   # the format
title: 'It''s dawn'
cast: # who
  maya: {look: lk_maya,   kind: digital_twin}  # twin

  # Ken comes later.
  ken:
    look: "lk_ken"
    name:
scenes:
- id: roof # the first
  # what happens
  beats:
  -   shot: Wind in the
        reeds
      with: [maya,  # her
             ken]
  - # a remark behind a dash
    talk: |  # the script
      First line.

      Second line.


    by: maya
    # after the last key

# between scenes
- id: yard
  beats: [{shot: Rain, with: []},
          {shot: Sun, with: []}]
"""
BOARDS["commented"] = COMMENTED

Steps = tuple[str | int, ...]


def data_of(text: str) -> Any:  # noqa: ANN401 - whatever the text says
    return read_text(text.removeprefix("\ufeff").replace("\r\n", "\n"), "<text>", Path()).data


def paths(data: object, path: Steps = ()) -> Iterator[Steps]:
    """Walk the ways to all values, and to one new value in every collection."""
    if path:
        yield path
    if isinstance(data, dict):
        for key, value in data.items():
            yield from paths(value, (*path, key))
        yield (*path, "brand_new")
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from paths(value, (*path, number))
        yield (*path, len(data))


def told(data: Any, path: Steps, value: object) -> Any:  # noqa: ANN401
    """Make the change in plain data, the plain way."""
    copy = json.loads(json.dumps(data, default=str))
    holder = copy
    for step in path[:-1]:
        holder = holder[step]
    if value is DELETE:
        if path[-1] != "brand_new" and path[-1] != len(holder):
            del holder[path[-1]]
    elif path[-1] == len(holder):
        holder.append(value)
    else:
        holder[path[-1]] = value
    return json.loads(json.dumps(copy, default=str))


def is_subsequence(lines: list[str], of: list[str]) -> bool:
    rest = iter(of)
    return all(line in rest for line in lines)


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(
    ["no", "9:16", "=6", "4-8", "a: b", "a #b", "two\nlines\n", "two\n\n  lines", " x", "", "null"]
)
scalars = words | st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.floats(-1e6, 1e6)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(words.filter(lambda key: not key.startswith("x-")), inner, max_size=3)
    ),
    max_leaves=5,
)
styles = st.sampled_from(["yaml", "crlf", "bom", "json", "json-wide", "json-crlf"])


def in_style(text: str, style: str) -> str:
    if style.startswith("json"):
        indent = None if style == "json" else 2
        text = json.dumps(data_of(text), default=float, ensure_ascii=False, indent=indent)
    if style.endswith("crlf"):
        text = text.replace("\n", "\r\n")
    return "\ufeff" + text if style == "bom" else text


@given(st.sampled_from(sorted(BOARDS)), styles, st.data(), values | st.just(DELETE))
def test_an_edit_says_exactly_the_change(
    board: str, style: str, data: st.DataObject, value: object
) -> None:
    text = in_style(BOARDS[board], style)
    before = data_of(text)
    path = data.draw(st.sampled_from(list(paths(before))))
    if refusable(value):
        return
    edited = edit(text, [Change(path, value)])
    after = json.loads(json.dumps(data_of(edited), default=str))
    assert numbers(after) == numbers(told(before, path, value))
    if "\r\n" in text:
        assert edited.count("\n") == edited.count("\r\n")
    if not (value is DELETE and isinstance(path[-1], int)) and path[-1:] != (len_at(before, path),):
        assert edit(edited, [Change(path, value)]) == edited


def len_at(data: Any, path: Steps) -> int | None:  # noqa: ANN401
    for step in path[:-1]:
        data = data[step]
    return len(data) if isinstance(data, list) else None


def refusable(value: object) -> bool:
    """Tell whether some key would be a merge."""
    if isinstance(value, dict):
        return any(map(refusable, [*value, *value.values()]))
    if isinstance(value, list):
        return any(map(refusable, value))
    return value == "<<"


def numbers(data: object) -> object:
    """Make numbers comparable that were written in different ways."""
    if isinstance(data, dict):
        return {key: numbers(value) for key, value in data.items()}
    if isinstance(data, list):
        return [numbers(value) for value in data]
    if isinstance(data, int | float) and not isinstance(data, bool):
        return Decimal(str(data)).normalize()
    digits = isinstance(data, str) and re.fullmatch(r"[-+]?[0-9.]+(E[-+]?[0-9]+)?", data, re.ASCII)
    try:
        return Decimal(str(data)).normalize() if digits else data
    except ArithmeticError:
        return data


@given(st.sampled_from(sorted(BOARDS)), st.data(), scalars)
@example("commented", None, "x")
def test_all_other_lines_stay(board: str, data: st.DataObject | None, value: object) -> None:
    text = BOARDS[board]
    before = data_of(text)
    ways = [
        path
        for path in paths(before)
        if not isinstance(found := at(before, path), dict | list) and found is not DELETE
    ]
    for path in [data.draw(st.sampled_from(ways))] if data else ways:
        edited = edit(text, [Change(path, value)])
        assert lines_touched(text, edited) <= str(at(before, path)).count("\n") + 3
    remarks = [line for line in text.splitlines() if line.strip().startswith("#")]
    assert is_subsequence(remarks, edited.splitlines())


@given(st.sampled_from(sorted(BOARDS)), st.data())
def test_what_is_added_or_deleted_moves_at_most_one_other_line(
    board: str, data: st.DataObject
) -> None:
    text = BOARDS[board]
    before = data_of(text)
    path = data.draw(st.sampled_from(list(paths(before))))
    if at(before, path) is DELETE:
        assert lines_touched(text, edit(text, [Change(path, "Added")])) <= 1
    else:
        assert lines_touched(edit(text, [Change(path)]), text) <= 1


def at(data: Any, path: Steps) -> object:  # noqa: ANN401
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError):
            return DELETE
    return data


def lines_touched(old: str, new: str) -> int:
    """Count the old lines from the first that is not in the new text to the last."""
    before, after = old.split("\n"), new.split("\n")
    above = equal_at_the_start(before, after)
    return len(before) - above - equal_at_the_start(before[above:][::-1], after[above:][::-1])


def equal_at_the_start(one: list[str], other: list[str]) -> int:
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))))


CASES: list[tuple[str, list[Change], str]] = [
    ("a: 1 # one\n", [Change(("a",), 2)], "a: 2 # one\n"),
    ("a: 'x'\n", [Change(("a",), "it's")], "a: 'it''s'\n"),
    ('a: "x"\n', [Change(("a",), "y")], 'a: "y"\n'),
    ("a: x\n", [Change(("a",), "no")], 'a: "no"\n'),
    ("a: x\n", [Change(("a",), "x: y")], 'a: "x: y"\n'),
    ("a: 9:16\n", [Change(("a",), "1:1")], 'a: "1:1"\n'),
    ("a:\nb: 1\n", [Change(("a",), 2)], "a: 2\nb: 1\n"),
    ("a: 1\nb: 2 # two\nc: 3\n", [Change(("b",))], "a: 1\nc: 3\n"),
    ("a: 1\nb: 2", [Change(("b",))], "a: 1\n"),
    ("a: 1", [Change(("b",), 2)], "a: 1\nb: 2"),
    ("a: 1\r\nb: 2\r\n", [Change(("c",), 3)], "a: 1\r\nb: 2\r\nc: 3\r\n"),
    ("a: {b: 1}\n", [Change(("a", "c"), "x, y")], 'a: {b: 1, c: "x, y"}\n'),
    ("a: {b: 1,}\n", [Change(("a", "c"), 2)], "a: {b: 1, c: 2,}\n"),
    ("a: {}\n", [Change(("a", "c"), 2)], "a: {c: 2}\n"),
    ("a: {b: 1, c: 2}\n", [Change(("a", "b"))], "a: {c: 2}\n"),
    ("a: {b: 1, c: 2}\n", [Change(("a", "c"))], "a: {b: 1}\n"),
    ("a: {b: 1,}\n", [Change(("a", "b"))], "a: {}\n"),
    ("a: [1, 2, 3]\n", [Change(("a", 1))], "a: [1, 3]\n"),
    ("a: [1, 2]\n", [Change(("a", 2), 3)], "a: [1, 2, 3]\n"),
    ("a: [1,\n    2, # two\n    3]\n", [Change(("a", 2))], "a: [1,\n    2, # two\n    ]\n"),
    ("a:\n- 1\n- 2\n", [Change(("a", 0))], "a:\n- 2\n"),
    ("a:\n- 1\n- 2\n", [Change(("a", 2), 3)], "a:\n- 1\n- 2\n- 3\n"),
    ("a:\n- - 1\n  - 2\n", [Change(("a", 0, 0))], "a:\n- - 2\n"),
    ("a:\n- 1\n", [Change(("a", 0))], "a: []\n"),
    ("a:\n  b: 1\n", [Change(("a", "b"))], "a: {}\n"),
    ("- # why\n  a: 1\n  b: 2\n", [Change((0, "a"))], "- # why\n  b: 2\n"),
    ("a:\n- # x - \n  b: 1\n# y -\n- 2\n", [Change(("a", 0))], "a:\n# y -\n- 2\n"),
    ("- a: 1 # why\n  b: 2\n", [Change((0, "a"))], "-  # why\n  b: 2\n"),
    ("a: |\n  x\n\nb: 1\n", [Change(("a",), "y\nz\n")], "a: |\n  y\n  z\n\nb: 1\n"),
    ("a: |\n  x\nb: 1\n", [Change(("a",), "y")], "a: |-\n  y\nb: 1\n"),
    ("a: >- # c\n  x\n  y\n", [Change(("a",), "z")], "a: |-  # c\n  z\n"),
    ("a: |\n  x\n", [Change(("a",), 3)], "a: 3\n"),
    ("a: |\n  x\n", [Change(("b",), 3)], "a: |\n  x\nb: 3\n"),
    ("a: |+\n  x\n\n", [Change(("b",), 3)], "a: |+\n  x\n\nb: 3\n"),
    ("a: 1\n...\n", [Change(("b",), 3)], "a: 1\nb: 3\n...\n"),
    ("a: 1\n", [Change(("b",), 1.5), Change(("c",), Decimal("2.50"))], "a: 1\nb: 1.5\nc: 2.50\n"),
    ("a: 1\n", [Change(path=("a",), value=True)], "a: true\n"),
    ("\ufeffa: 1\n", [Change(("a",), 2)], "\ufeffa: 2\n"),
    ('{"a": 1}', [Change(("b",), "x")], '{"a": 1, "b": "x"}'),
    ('{\n  "a": 1\n}\n', [Change(("b",), [])], '{\n  "a": 1,\n  "b": []\n}\n'),
    ('{\n  "a": 1,\n  "b": 2\n}\n', [Change(("b",))], '{\n  "a": 1\n}\n'),
    ('{\n  "a": 1,\n  "b": 2\n}\n', [Change(("a",))], '{\n  "b": 2\n}\n'),
    ('{"a": "\\u00e9"}', [Change(("a",), "é")], '{"a": "\\u00e9"}'),
    ("{}", [Change(("a",), 1)], '{"a": 1}'),
    ("a: 1  \n", [Change(("a",), 1)], "a: 1  \n"),
    ("a: 1\n", [Change(("b",)), Change(("c", "d"))], "a: 1\n"),
    ("a: *x\n".replace("*x", "&x 1"), [Change(("a",), 2)], "a: 2\n"),
    ("a: &x 1\nb: *x\n", [Change(("b",), 2)], "a: &x 1\nb: 2\n"),
    ("a: &x {k: 1}\nb:\n  <<: *x\n  c: 1\n", [Change(("b", "d"), 2)],
        "a: &x {k: 1}\nb:\n  <<: *x\n  c: 1\n  d: 2\n"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "changes", "edited"), CASES, ids=range(len(CASES)))
def test_an_edit_reads_as_a_person_would_have_made_it(
    text: str, changes: list[Change], edited: str
) -> None:
    assert edit(text, changes) == edited


@pytest.mark.parametrize(
    ("text", "path", "message"),
    [
        ("a: &x 1\nb: *x\n", ("a",), "is repeated by the alias *x"),
        ("a: &x {k: 1}\nb: *x\n", ("a", "k"), "is repeated by the alias *x"),
        ("a: &x {k: 1}\nb: *x\n", ("b", "k"), "comes by the alias *x"),
        ("x-a: &x {k: 1}\nb: {<<: *x}\n", ("b", "k"), "comes by a merge"),
        ("a: 1\n", ("b", "c"), "has nothing to stand in"),
        ("a: 1\n", ("a", "c"), "has nothing to stand in"),
        ("a: [1]\n", ("a", 3), "has nothing to stand in"),
        ("x-a: {b: 1}\n", ("x-a",), "has nothing to stand in"),
        ("a: 1\n", (), "the text cannot be edited as a whole"),
    ],
)
def test_what_cannot_be_edited_alone_is_refused(text: str, path: Steps, message: str) -> None:
    with pytest.raises(InputError) as caught:
        edit(text, [Change(path, 2)])
    (problem,) = caught.value.problems
    assert message in problem.message
    assert problem.hint
    assert problem.where is not None


@pytest.mark.parametrize("value", [float("nan"), Decimal("Infinity"), object(), {1: 2}, {"a"}])
def test_what_is_no_plain_data_is_refused(value: object) -> None:
    with pytest.raises(InputError, match="cannot be"):
        edit("a: 1\n", [Change(("a",), value)])


def test_an_anchor_that_is_needed_elsewhere_is_not_deleted() -> None:
    with pytest.raises(InputError, match=r"is repeated|not anchored"):
        edit("a:\n  b: &x 1\n  d: 2\nc: *x\n", [Change(("a",))])


def test_a_text_that_cannot_be_read_cannot_be_edited() -> None:
    with pytest.raises(InputError, match="not YAML"):
        edit("a: [\n", [Change(("a",), 1)])


def test_an_edited_board_still_loads() -> None:
    text = edit(BOARDS["sample"], [Change(("scenes", 0, "beats", 0, "seconds"), "=8")])
    assert "seconds: =8" in text or 'seconds: "=8"' in text
    assert load(text, folder=ROOT / "tests").scenes[0].beats[0].id == "reveal"
