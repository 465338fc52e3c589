"""Fitting a board to a budget on the command line, and the trimmed board that comes of it."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests import warm

ROOT = Path(__file__).parents[2]
DAY = ("--on", "2026-11-21")

BOARD = """# the launch film
shotwright: 1
title: 'Dawn'   # working title
cast: {maya: {look: lk, consent: confirmed}}
scenes:
  - id: roof
    beats:
      - {id: kettle, shot: Maya sets the kettle down, seconds: 8}  # the hero
      # a nice to have
      - id: steam
        shot: Maya looks at the steam
        seconds: 8   # eight at most
        keep: nice
  - id: attic
    beats:
      - shot: Maya opens a window
        seconds: 4
        keep: drop-first
"""


def shotwright(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [warm.command(), *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "100"},
    )


def answer(*words: str | Path, code: int = 0) -> dict[str, Any]:
    done = shotwright(*words, *DAY, "--json")
    assert done.returncode == code, done.stdout + done.stderr
    document: dict[str, Any] = json.loads(done.stdout)
    assert document.pop("schema") == 1
    return document


@pytest.fixture
def board(tmp_path: Path) -> Path:
    path = tmp_path / "board.yaml"
    path.write_bytes(BOARD.replace("\n", "\r\n").encode())
    return path


def test_the_answer_tells_where_what_and_how_much(board: Path) -> None:
    # 20 s are 80 credits; trimming the nice beat costs a point for 4 credits, as dropping the last
    # one, 4 for 16.
    found = answer("fit", board, "--budget", "72credits")
    (change,) = found["changes"]
    assert change["where"]["path"] == "scenes[0].beats[1]"
    assert change["where"]["line"] == 10
    assert (change["beat"], change["change"]) == ("steam", "6 s instead of 8 s")
    assert change["saves"] == {"credits": "8"}
    assert found["estimate"]["totals"] == {"credits": "72"}
    assert found["least_possible"] == {"credits": "16"}
    assert found["fits"] is found["proven"] is True


def test_the_trimmed_board_keeps_comments_quotes_and_line_ends(board: Path) -> None:
    out = board.with_name("trimmed.yaml")
    found = answer("fit", board, "--budget", "56 credits", "--out", out)
    text = out.read_bytes().decode()
    assert board.read_bytes().decode() == BOARD.replace("\n", "\r\n")
    wanted = BOARD
    if any(change["change"] == "left out" for change in found["changes"]):
        wanted = wanted[: wanted.index("  - id: attic")]
    kept = next(change for change in found["changes"] if change["beat"] == "steam")
    wanted = wanted.replace("seconds: 8   #", f"seconds: {kept['change'].split()[0]}   #")
    assert text == wanted.replace("\n", "\r\n")
    assert answer("estimate", out)["totals"] == found["estimate"]["totals"] == {"credits": "56"}


def test_a_budget_that_cannot_be_met_exits_with_3_and_writes_nothing(board: Path) -> None:
    out = board.with_name("trimmed.yaml")
    found = answer("fit", board, "--budget", "15credits", "--out", out, code=3)
    assert found["changes"] == []
    assert found["least_possible"] == {"credits": "16"}
    assert not out.exists()
    done = shotwright("fit", board, "--budget", "15credits", *DAY)
    assert done.returncode == 3
    assert "The least possible is 16 credits" in done.stdout


def test_a_file_that_is_there_is_never_replaced(board: Path) -> None:
    done = shotwright("fit", board, "--budget", "72credits", "--out", board)
    assert done.returncode == 2
    assert board.read_bytes().decode() == BOARD.replace("\n", "\r\n")


def test_what_comes_by_an_alias_is_told_and_not_written(board: Path) -> None:
    shared = BOARD.replace("seconds: 8   #", "seconds: &long 8   #").replace(
        "seconds: 8}", "seconds: *long}"
    )
    board.write_text(shared)
    out = board.with_name("trimmed.yaml")
    done = shotwright("fit", board, "--budget", "72credits", "--out", out, *DAY)
    assert done.returncode == 2
    assert "alias" in done.stderr
    assert not out.exists()


@pytest.mark.parametrize("text", ["400", "$400usd", "400euros", "-1credits", "credits", "$"])
def test_what_is_no_amount_is_refused(board: Path, text: str) -> None:
    done = shotwright("fit", board, f"--budget={text}")
    assert done.returncode == 2
    assert "is no budget" in done.stderr


def test_dollars_may_be_written_in_two_ways(board: Path) -> None:
    for text in ("$21", "21USD"):
        found = answer("fit", board, "--budget", text, "--route", "api")
        assert found["budget"] == {"usd": "21"}
    done = shotwright("fit", board, "--budget", "$21", "--budget", "20usd")
    assert done.returncode == 2
    assert "two budgets" in done.stderr


def test_expected_prices_are_told_beside_those_of_one_take(board: Path) -> None:
    # 20 s are 80 credits a take; of shots 0.4 are assumed to be kept: 200 credits on average.
    done = shotwright("fit", board, "--budget", "200credits", "--at", "expected", *DAY)
    assert done.returncode == 0
    assert "80 credits for one take of everything, 200 credits on average" in done.stdout


def test_what_is_not_sure_enough_is_told_with_its_chance(board: Path) -> None:
    # One take of the hero alone, at its shortest, is 16 credits: nothing is made for 15.
    done = shotwright("fit", board, "--budget", "15credits", "--confidence", "0.8", *DAY)
    assert done.returncode == 3
    assert "As it stands the chance to stay within it is 0%." in " ".join(done.stdout.split())


def test_a_purse_without_a_budget_is_named(board: Path) -> None:
    done = shotwright("fit", board, "--budget", "$21", *DAY)
    assert done.returncode == 0
    assert "Nothing has to change" in done.stdout
    assert "No budget was given in credits, which may not rise." in done.stdout


def test_the_least_of_two_purses_is_said_to_be_each_for_itself(board: Path) -> None:
    # 16 credits are the kettle alone, as short as may be; all of it on the API are no credits.
    done = shotwright("fit", board, "--budget", "3credits", "--budget", "$1", *DAY)
    assert done.returncode == 3
    assert "The least possible, each for itself, is" in done.stdout


def test_media_outside_that_may_be_there_may_be_there_in_the_trimmed_board(board: Path) -> None:
    folder = board.parent / "inner"
    folder.mkdir()
    (board.parent / "kettle.png").write_bytes(b"png")
    told = "references: {kettle: {image: ../kettle.png, of: product}}\nscenes:"
    inner, out = folder / "board.yaml", folder / "trimmed.yaml"
    inner.write_text(BOARD.replace("scenes:", told))
    found = answer("fit", inner, "--budget", "72credits", "--allow-outside", "--out", out)
    assert found["estimate"]["totals"] == {"credits": "72"}
    assert "../kettle.png" in out.read_text()


@pytest.mark.parametrize("named", ["extends: brand.yaml", "references: {k: {image: k.png}}"])
def test_a_board_is_not_written_where_what_it_names_would_not_be_found(
    board: Path, tmp_path_factory: pytest.TempPathFactory, named: str
) -> None:
    board.write_text(BOARD.replace("shotwright: 1", f"shotwright: 1\n{named}"))
    board.with_name("brand.yaml").write_text("shotwright: 1\nstyle: grainy\n")
    board.with_name("k.png").write_bytes(b"png")
    elsewhere, beside = tmp_path_factory.mktemp("elsewhere") / "b.yaml", board.with_name("b.yaml")
    done = shotwright("fit", board, "--budget", "72credits", "--out", elsewhere, *DAY)
    assert done.returncode == 2
    assert "media or `extends`" in done.stderr
    assert not elsewhere.exists()
    found = answer("fit", board, "--budget", "72credits", "--out", beside)
    assert answer("estimate", beside)["totals"] == found["estimate"]["totals"]
    elsewhere.with_name("brand.yaml").write_text("shotwright: 1\nstyle: grainy\n")
    elsewhere.with_name("k.png").write_bytes(b"png")
    answer("fit", board, "--budget", "72credits", "--out", elsewhere)
