"""`ignore` in the file: what it covers, that it needs a reason, and that none is left behind."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from shotwright.campaign import check, mend
from shotwright.errors import InputError
from shotwright.model.finding import Finding
from shotwright.storyfile import load

ON = date(2026, 11, 21)
BOARD = """\
shotwright: 1
@board
audio: quiet room tone
setting: a kitchen
cast: {maya: {look: lk, voice: vc, consent: confirmed}}
scenes:
  - id: one
    @scene
    beats:
      - id: a
        shot: Maya waves
        enhance: true
        @beat
      - id: b
        shot: Maya nods
        enhance: true
  - id: two
    beats:
      - id: c
        shot: Maya sits
        enhance: true
"""


def board_with(**levels: str) -> str:
    text = BOARD
    for level in ("board", "scene", "beat"):
        said = levels.get(level, "")
        text = text.replace(f"@{level}", f"ignore: {{{said}}}" if said else "# nothing")
    return text


def findings_of(text: str, *codes: str) -> list[Finding]:
    return [finding for finding in check(load(text), on=ON) if finding.code in codes]


@pytest.mark.parametrize(
    ("level", "left"),
    [("board", []), ("scene", ["c"]), ("beat", ["b", "c"]), ("none", list("abc"))],
)
def test_an_ignore_covers_what_lies_below_it(level: str, left: list[str]) -> None:
    text = board_with(**{level: "SHOT056: Enhance is wanted"})
    assert [found.beat for found in findings_of(text, "SHOT056", "META001")] == left


def test_an_ignore_covers_findings_about_the_whole_board_only_on_the_board() -> None:
    said = "ROUT003: we are on Pro"
    assert not findings_of(board_with(board=said), "ROUT003", "META001")
    codes = [found.code for found in findings_of(board_with(scene=said), "ROUT003", "META001")]
    assert codes == ["META001", "ROUT003"]


def test_of_several_ignores_the_nearest_counts_and_the_others_are_told_of() -> None:
    said = "SHOT056: Enhance is wanted"
    every = board_with(board=said, scene=said, beat=said)
    assert not findings_of(every, "SHOT056", "META001")  # a, b and c each have their own
    only_a = every.replace("enhance: true\n  - id: two", "\n  - id: two")
    only_a = only_a.replace("Maya sits\n        enhance: true", "Maya sits")
    told = findings_of(only_a, "META001")
    assert [found.where.path for found in told if found.where] == [
        "ignore.SHOT056",
        "scenes[0].ignore.SHOT056",
    ]


def test_an_unused_ignore_is_told_of_where_it_stands_and_removed_safely() -> None:
    text = board_with(beat="SHOT056: wanted, SHOT042: a mistake")
    (found,) = findings_of(text, "META001")
    assert (found.beat, found.severity) == ("a", "warn")
    assert found.where is not None
    assert found.where.path == "scenes[0].beats[0].ignore.SHOT042"
    mended = mend(text, [found])
    assert mended.text == text.replace(", SHOT042: a mistake", "")
    assert not findings_of(mended.text, "META001")


def test_the_last_unused_ignore_takes_its_key_along() -> None:
    text = board_with(scene="SHOT042: a mistake")
    mended = mend(text, findings_of(text, "META001"))
    assert mended.text == text.replace("    ignore: {SHOT042: a mistake}\n", "")


@pytest.mark.parametrize("code", ["SHOT053", "META001"])
def test_what_cannot_be_ignored_is_said(code: str) -> None:
    text = board_with(beat=f"{code}: why not").replace(
        "enhance: true\n        ignore", 'seconds: "=3"\n        cut: always\n        ignore'
    )
    text = text.replace("Maya nods", "Maya nods\n        cut: always")
    codes = [found.code for found in findings_of(text, "SHOT053", "META001")]
    assert codes == ["META001", "SHOT053"]
    assert "cannot be ignored" in findings_of(text, "META001")[0].message


def test_unknown_codes_are_errors_that_name_the_nearest_all_at_once() -> None:
    text = board_with(board="shot056: a", beat="SHOT0566: b")
    with pytest.raises(InputError) as caught:
        check(load(text), on=ON)
    problems = caught.value.problems
    assert [problem.hint for problem in problems] == ["did you mean `SHOT056`?"] * 2
    assert [p.where.path for p in problems if p.where] == [
        "ignore.shot056",
        "scenes[0].beats[0].ignore.SHOT0566",
    ]


@pytest.mark.parametrize("reason", ['""', '"  "', "", "3", "[a]"])
def test_a_reason_is_required(reason: str) -> None:
    with pytest.raises(InputError) as caught:
        load(board_with(scene=f"SHOT056: {reason}"))
    (problem,) = caught.value.problems
    assert problem.where is not None
    assert problem.where.path == "scenes[0].ignore.SHOT056"


def test_an_ignore_in_json_works_the_same() -> None:
    text = (
        '{"shotwright": 1, "cast": {"m": {"look": "l", "consent": "confirmed"}}, "scenes": [{"id":'
        ' "s", "beats": [{"shot": "M waves", "enhance": true, "ignore": {"SHOT056": "wanted"}}]}]}'
    )
    assert not findings_of(text, "SHOT056", "META001")


def test_an_ignore_of_an_extended_file_may_be_another_boards(tmp_path: Path) -> None:
    (tmp_path / "brand.yaml").write_text("ignore: {SHOT042: never here}\n", "utf-8")
    text = board_with().replace("shotwright: 1", "shotwright: 1\nextends: brand.yaml")
    board = load(text, folder=tmp_path)
    assert "META001" not in {finding.code for finding in check(board, on=ON)}
