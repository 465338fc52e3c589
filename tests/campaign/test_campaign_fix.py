"""Fixes in the text of a storyboard: each removes its finding, and nothing else changes."""

from __future__ import annotations

import json
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shotwright.campaign import Mended, check, mend, repair
from shotwright.errors import InputError, Place
from shotwright.model.board import Board
from shotwright.model.finding import Finding, Mend, Severity
from shotwright.storyfile import Change, load
from shotwright.storyfile.read import read_text

ON = date(2026, 11, 21)
BOARD = """\
# the spot for the fair
shotwright: 1
cast: {maya: {look: lk, voice: vc, consent: confirmed}}
scenes:
  - id: s
    setting: a kitchen   # the real one
    audio: room tone
    beats:
      - shot: Maya waves
        enhance: true    # asked for by Ken
      - talk: Wait. <break time="500ms"> Now.   # slowly
        cut: never
      - talk: "[smiles] Welcome!"
"""

PAUSE = ('Wait. <break time="500ms"> Now.', r'"Wait. <break time=\"0.5s\"/> Now."')
"""What TALK014 mends: a plain text that holds quotes is written in quotes."""


def findings_of(text: str, *codes: str) -> list[Finding]:
    return [found for found in check(load(text), on=ON) if found.code in codes]


def one(*changes: Change, safe: bool = True, file: str = "<text>") -> Finding:
    return Finding(
        code="SHOT056",
        severity=Severity.WARN,
        beat="",
        where=Place("<text>", 1, 1),
        message="m",
        fix="f",
        mend=Mend(changes, safe, (file,)),
    )


# On whole boards


def test_safe_fixes_are_made_and_comments_stay() -> None:
    mended = repair(BOARD, on=ON)
    assert mended.text == BOARD.replace(*PAUSE).replace("        cut: never\n", "")
    assert [found.code for found in mended.done] == ["PLAN013", "TALK014"]
    assert not mended.left


def test_unsafe_fixes_are_made_only_when_asked_for() -> None:
    mended = repair(BOARD, on=ON, unsafe=True)
    assert "enhance" not in mended.text
    assert '- talk: "Welcome!"' in mended.text
    assert [found.code for found in mended.done if found.mend and not found.mend.safe] == [
        "SHOT056",
        "TALK012",
    ]


def test_only_chosen_rules_are_mended() -> None:
    assert repair(BOARD, on=ON, select=["PLAN"]).text == BOARD.replace("        cut: never\n", "")
    assert repair(BOARD, on=ON, ignore=["PLAN", "TALK014"]).text == BOARD


@pytest.mark.parametrize("unsafe", [False, True])
def test_a_second_repair_changes_nothing(*, unsafe: bool) -> None:
    text = repair(BOARD, on=ON, unsafe=unsafe).text
    assert repair(text, on=ON, unsafe=unsafe) == Mended(text)


def test_line_ends_and_json_are_kept() -> None:
    windows = BOARD.replace("\n", "\r\n")
    assert repair(windows, on=ON).text == repair(BOARD, on=ON).text.replace("\n", "\r\n")
    data = {
        "shotwright": 1,
        "cast": {"m": {"look": "l", "voice": "v", "consent": "confirmed"}},
        "scenes": [{"id": "s", "beats": [{"talk": "Hi.", "cut": "never"}]}],
    }
    mended = json.loads(repair(json.dumps(data, indent=1), on=ON).text)
    del data["scenes"][0]["beats"][0]["cut"]  # type: ignore[index]
    assert mended == data


def test_text_that_is_no_storyboard_is_an_error() -> None:
    with pytest.raises(InputError):
        repair("shotwright: 2", on=ON)


# Where a value stands


def test_a_long_form_is_mended_where_the_text_stands() -> None:
    text = BOARD.replace(
        'talk: Wait. <break time="500ms"> Now.   # slowly',
        'talk:\n          text: Wait. <break time="500ms"> Now.   # slowly',
    )
    assert repair(text, on=ON, select=["TALK014"]).text == text.replace(*PAUSE)


def test_an_inherited_value_is_mended_once_for_all_that_inherit_it() -> None:
    text = BOARD.replace("    audio: room tone", "    audio: {mode: silent, music: piano}  # soft")
    text = text.replace("      - talk: Wait", "      - shot: Maya sits\n      - talk: Wait")
    found = findings_of(text, "SHOT042")
    assert len(found) == 2
    mended = mend(text, found, unsafe=True)
    assert mended.text == text.replace("mode: silent", "mode: ambient")
    assert mended.done == tuple(found)


def test_a_value_of_an_extended_file_is_left_and_the_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "brand.yaml").write_text("audio: {mode: silent, music: piano}\n", "utf-8")
    text = BOARD.replace("    audio: room tone\n", "").replace(
        "shotwright: 1\n", "shotwright: 1\nextends: brand.yaml\n"
    )
    mended = repair(text, on=ON, unsafe=True, folder=tmp_path, select=["SHOT042"])
    assert mended.text == text
    ((found, why),) = mended.left
    assert found.code == "SHOT042"
    assert why == f"it stands in {(tmp_path / 'brand.yaml').as_posix()}"
    assert (tmp_path / "brand.yaml").read_text("utf-8") == "audio: {mode: silent, music: piano}\n"


def test_a_value_behind_an_alias_is_left_and_said_so() -> None:
    text = BOARD.replace(
        "shotwright: 1", "shotwright: 1\nx-tone: &tone {mode: silent, music: soft}"
    )
    text = text.replace("audio: room tone", "audio: *tone")
    mended = repair(text, on=ON, unsafe=True, select=["SHOT042"])
    assert mended.text == text
    ((_, why),) = mended.left
    assert "alias *tone" in why


def test_a_merged_value_is_left_and_said_so() -> None:
    text = BOARD.replace("shotwright: 1", "shotwright: 1\nx-cut: &own {cut: never}")
    text = text.replace("        cut: never\n", "        <<: *own\n")
    mended = repair(text, on=ON, select=["PLAN013"])
    assert mended.text == text
    ((_, why),) = mended.left
    assert "merge" in why


def test_findings_of_a_board_without_text_have_no_fix() -> None:
    board = load({"shotwright": 1, "cast": {"m": {"look": "l"}}, "scenes": [
        {"id": "s", "beats": [{"talk": "Hi.", "cut": "never"}]}]})  # fmt: skip
    assert any(found.code == "PLAN013" for found in check(board, on=ON))
    assert not any(found.mend for found in check(board, on=ON))
    built = Board.model_validate(json.loads(json.dumps(
        {"shotwright": 1, "cast": {"m": {"look": "l"}}, "scenes": [
            {"id": "s", "beats": [{"talk": "Hi.", "cut": "never"}]}]})))  # fmt: skip
    assert not any(found.mend for found in check(built, on=ON))


def test_the_json_form_of_a_finding_says_nothing_of_edits() -> None:
    (found,) = findings_of(BOARD, "PLAN013")
    assert found.mend is not None
    assert not {"mend", "final"} & found.wire().keys()


# Fixes that meet

LIST = "a: [1, 2, 3]\nb: {x: 1, y: 2}\nc: 3\n"


@pytest.mark.parametrize(
    ("first", "second", "text", "done"),
    [
        (Change(("c",), 4), Change(("b", "x"), 5), "a: [1, 2, 3]\nb: {x: 5, y: 2}\nc: 4\n", 2),
        (Change(("c",), 4), Change(("c",), 4), "a: [1, 2, 3]\nb: {x: 1, y: 2}\nc: 4\n", 2),
        (Change(("c",), 4), Change(("c",), 5), "a: [1, 2, 3]\nb: {x: 1, y: 2}\nc: 4\n", 1),
        (Change(("b",), 4), Change(("b", "x"), 5), "a: [1, 2, 3]\nb: 4\nc: 3\n", 1),
        (Change(("b", "x"), 5), Change(("b",), 4), "a: [1, 2, 3]\nb: {x: 5, y: 2}\nc: 3\n", 1),
        (Change(("a", 0)), Change(("a", 2), 9), "a: [2, 3]\nb: {x: 1, y: 2}\nc: 3\n", 1),
        (Change(("a", 2), 9), Change(("a", 0)), "a: [1, 2, 9]\nb: {x: 1, y: 2}\nc: 3\n", 1),
        (Change(("b", "x")), Change(("b", "y")), "a: [1, 2, 3]\nb: {y: 2}\nc: 3\n", 1),
    ],
)
def test_of_fixes_that_meet_the_first_is_made_and_the_other_waits(
    first: Change, second: Change, text: str, done: int
) -> None:
    mended = mend(LIST, [one(first), one(second)])
    assert mended.text == text
    assert len(mended.done) == done
    assert not mended.left


def test_all_changes_of_a_fix_are_made_or_none() -> None:
    mended = mend(LIST, [one(Change(("c",), 4), Change(("d", "e"), 1))])
    assert mended.text == LIST
    assert len(mended.left) == 1


def test_a_fix_of_another_file_is_left() -> None:
    finding = one(Change(("c",)), file="brand.yaml")
    assert mend(LIST, [finding]).left == ((finding, "it stands in brand.yaml"),)
    assert mend(LIST, [finding], name="brand.yaml").text == "a: [1, 2, 3]\nb: {x: 1, y: 2}\n"


# Laws

numbers = st.one_of(
    st.integers(0, 20).map(str), st.decimals(0, 9, places=3, allow_nan=False).map(str)
)
tags = st.one_of(
    st.builds(
        "<{}{}time={}{}{}{}{}>".format,
        st.sampled_from(["break ", "BREAK  ", " break "]),
        st.just(""),
        st.sampled_from(['"', "'", ""]),
        numbers,
        st.sampled_from(["s", "ms", "S"]),
        st.sampled_from(['"', "'", ""]),
        st.sampled_from(["", "/", " /"]),
    ),
    st.just("</break>"),
    st.just('<break time="1.50s"/>'),
)
words = st.sampled_from(["One", "two,", " ", "  ", "\n", "(aside)", "[she nods at him]", "3 < 4"])
scripts = st.lists(st.one_of(words, tags), min_size=1, max_size=8).map("".join)


def data_of(text: str) -> dict[str, Any]:
    return load(text).model_dump(mode="json")


def board_of(script: str) -> str:
    return BOARD.replace('"[smiles] Welcome!"', json.dumps(script))


@given(scripts)
@example('One<break time="500ms">two')
@example('<break time=1s><break time="1s"/>')
def test_a_fixed_script_has_no_broken_tag_and_keeps_all_else(script: str) -> None:
    text = board_of(script)
    found = [f for f in findings_of(text, "TALK014") if f.beat == "s.3"]
    for finding in found:
        mended = mend(text, [finding])
        if finding.mend is None:
            assert mended.text == text
            continue
        assert mended.done == (finding,)
        assert not [f for f in findings_of(mended.text, "TALK014") if f.beat == "s.3"]
        before, after = data_of(text), data_of(mended.text)
        new = after["scenes"][0]["beats"][2]["talk"].pop("text")
        old = before["scenes"][0]["beats"][2]["talk"].pop("text")
        assert before == after
        assert spoken(new) == spoken(old)
        assert mend(mended.text, [finding]).text == mended.text


def spoken(script: str) -> list[str]:
    """Give the words between the tags, without white space."""
    out, inside = [], False
    for number, sign in enumerate(script):
        opens = script[number:].replace(" ", "").lower().startswith(("<break", "</break"))
        inside = inside or (sign == "<" and opens)
        if not inside and not sign.isspace():
            out.append(sign)
        inside = inside and sign != ">"
    return out


@given(scripts, st.booleans())
def test_repair_ends_and_a_second_one_finds_nothing_to_do(script: str, unsafe: bool) -> None:  # noqa: FBT001
    text = board_of(script)
    mended = repair(text, on=ON, unsafe=unsafe)
    again = repair(mended.text, on=ON, unsafe=unsafe)
    assert again.text == mended.text
    assert not again.done
    kept = {str(f.code) for f in check(load(mended.text), on=ON)}
    assert kept <= {str(f.code) for f in check(load(text), on=ON)}, "a fix brought a new finding"


@given(
    st.lists(
        st.one_of(
            st.builds(Change, st.sampled_from([("a", 0), ("a", 2), ("b", "x"), ("b",), ("c",)])),
            st.builds(
                Change, st.sampled_from([("a", 1), ("b", "y"), ("c",), ("d",)]), st.integers(0, 9)
            ),
        ),
        max_size=5,
    )
)
def test_fixes_made_together_are_those_made_alone(changes: list[Change]) -> None:
    findings = [one(change) for change in changes]
    together = mend(LIST, findings)
    once = [found for n, found in enumerate(together.done) if found not in together.done[:n]]
    for order in permutations(once):
        text = LIST
        for finding in order:
            text = mend(text, [finding]).text
        assert read_text(text, "", Path()).data == read_text(together.text, "", Path()).data
