"""Files of reviewed takes: what they may hold, and every mistake with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from shotwright.budget import Reviewed, read_history
from shotwright.errors import InputError


def written(folder: Path, text: str) -> Path:
    path = folder / "takes.csv"
    path.write_text(text, "utf-8")
    return path


def test_a_file_is_read_with_what_may_be_left_out(tmp_path: Path) -> None:
    text = "kind,parts,verdict,price,date\nshots,2,keeper,28,2026-11-01\n\ntalk,,retake,,\n"
    assert read_history(written(tmp_path, text)) == (
        Reviewed("shots", 2, "keeper"),
        Reviewed("talk", 1, "retake"),
    )
    short = "\ufeffverdict, kind\nfailed,agent\n"
    assert read_history(written(tmp_path, short)) == (Reviewed("agent", 1, "failed"),)
    assert read_history(written(tmp_path, "kind,verdict\n")) == ()


def test_every_mistake_is_told_with_its_place(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "kind,parts,verdict,price,date\n"
        "shot,2,keeper,28,2026-11-01\n"
        "shots,0,kept,28,yesterday\n"
        'shots,1,keeper,"1,5",2026-11-01\n'
        "shots,1,keeper\n"
        "talk,1,keeper,,2026-11-02\n",
    )
    with pytest.raises(InputError) as told:
        read_history(path)
    places = [
        (problem.where.line, problem.where.column, problem.where.path)
        for problem in told.value.problems
        if problem.where
    ]
    assert places == [
        (2, 1, "kind"), (3, 7, "parts"), (3, 9, "verdict"), (3, 17, "date"), (4, 16, "price"),
        (5, 1, ""),
    ]  # fmt: skip
    assert all(problem.message and problem.hint for problem in told.value.problems)
    assert f"{path.as_posix()}:3:9: verdict: 'kept' is not known" in str(told.value)


@pytest.mark.parametrize(
    "text", ["", "shots,keeper\n", "kind,kind,verdict\n", 'kind,verdict\n"shots,keeper\n', "\x00"]
)
def test_what_is_no_such_file_is_said_to_be_none(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError):
        read_history(written(tmp_path, text))


def test_a_column_that_is_not_known_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"takes.csv:1:14: no column is called 'seconds'"):
        read_history(written(tmp_path, "kind,verdict,seconds\nshots,keeper,5\n"))


def test_a_file_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot read"):
        read_history(tmp_path / "none.csv")
    (tmp_path / "takes.csv").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(InputError, match="cannot read"):
        read_history(tmp_path / "takes.csv")
