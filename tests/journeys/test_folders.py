"""Folders and globs of boards, as a user runs them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests import warm

ROOT = Path(__file__).parents[2]
SAMPLE = (ROOT / "tests" / "sample.yaml").read_text("utf-8")
DAY = ("--on", "2026-11-21")
BOARDS = 40


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a campaign: forty boards, one of them broken, one in a folder below, and other files."""
    for number in range(BOARDS - 2):
        (tmp_path / f"b{number:02}.yaml").write_text(SAMPLE.replace("Solar", f"Solar {number}"))
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "last.yaml").write_text(SAMPLE)
    (tmp_path / "broken.yaml").write_text("shotwright: 1\nscenes: [\n")
    (tmp_path / "brand.yaml").write_text("shotwright: 1\nstyle: documentary\n")
    (tmp_path / "package.json").write_text('{"name": "other"}')
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "b.yaml").write_text(SAMPLE)
    return tmp_path


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [warm.command(), *map(str, words)], capture_output=True, text=True, check=False
    )


def answer(*words: str | Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(run(*words, "--json").stdout)
    return document


@pytest.mark.parametrize("command", ["plan", "estimate"])
def test_forty_boards_are_priced_in_one_command_with_one_total_per_purse(
    folder: Path, command: str
) -> None:
    document = answer(command, folder, "--talk", "api", *DAY)
    names = [Path(board["file"]).name for board in document["boards"]]
    assert len(names) == BOARDS
    assert not {"brand.yaml", "package.json"} & set(names)
    whole = [board for board in document["boards"] if "errors" not in board]
    assert len(whole) == BOARDS - 1
    estimates = [board["estimate"] if command == "plan" else board for board in whole]
    shots = sum(int(estimate["totals"]["credits"]) for estimate in estimates)
    assert shots == 40 * (BOARDS - 1)
    # One board is broken, so the sums leave out what nobody knows.
    assert document["totals"]["credits"] == {"at_least": str(shots)}
    talk = sum(round(float(e["totals"]["usd"]) * 1e6) for e in estimates)
    assert round(float(document["totals"]["usd"]["at_least"]) * 1e6) == talk


def test_one_broken_board_hides_no_other_and_makes_the_exit_code(folder: Path) -> None:
    done = run("estimate", folder, *DAY)
    assert done.returncode == 2
    assert "broken.yaml:3:1" in done.stderr.replace("\n", "")
    assert "Traceback" not in done.stderr
    assert done.stdout.count("\n==") + 1 == BOARDS
    assert "cannot be read" in done.stdout
    (told,) = (b for b in answer("check", folder, *DAY)["boards"] if "errors" in b)
    assert told["errors"][0]["where"]["line"] == 3
    (folder / "broken.yaml").unlink()
    assert run("check", folder, *DAY).returncode == 0


def test_a_glob_names_the_boards_it_matches(folder: Path) -> None:
    document = answer("build", f"{folder}/b0*.yaml")
    assert len(document["boards"]) == 10


@pytest.mark.parametrize("source", ["nothing here", "none*.yaml"])
def test_a_folder_without_a_board_is_told(source: str, tmp_path: Path) -> None:
    (tmp_path / "nothing here").mkdir()
    done = run("plan", tmp_path / source)
    assert done.returncode == 2
    assert "no board in" in done.stderr.replace("\n", " ")


def test_the_campaigns_file_holds_for_all_boards_below_it(folder: Path) -> None:
    (folder / "broken.yaml").unlink()
    (folder / "ours.toml").write_text(
        'schema = 1\n[[rate]]\nid = "ours"\nproduct = "avatar_shots"\nbilling = "subscription"\n'
        'amount = "5"\nper_ms = 1000\n'
    )
    (folder / "shotwright.toml").write_text(
        'schema = 1\nsubscription = "Creator"\n[defaults]\ntalk = "api"\nrates = "ours.toml"\n'
        '[month]\nusd = "10"\n'
    )
    document = answer("estimate", folder, *DAY)
    assert document["totals"]["credits"] == str(50 * (BOARDS - 1))
    assert document["month"] == {"credits": {"budget": "600"}, "usd": {"budget": "10"}}
    one = answer("estimate", folder / "below" / "last.yaml", *DAY)
    assert one["totals"]["credits"] == "50"
    assert set(one["totals"]) == {"credits", "usd"}
    other = answer("estimate", folder / "below" / "last.yaml", "--talk", "web", *DAY)
    assert set(other["totals"]) == {"credits"}
    shown = run("estimate", folder, *DAY).stdout
    assert "of 600 credits a month: 1,350 credits over" in shown.replace("\n", " ")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("schema = 2\n", "less than or equal to 1"),
        ("[defaults]\nroute = 'web'\n", "defaults.route"),
        ('subscription = "Gold"\n', "no HeyGen plan is called 'Gold'"),
        ("[month]\ncredits = 600\n", "month.credits"),
        ("= 3", "cannot read it"),
    ],
)
def test_a_campaigns_file_with_mistakes_is_refused(text: str, told: str, folder: Path) -> None:
    (folder / "shotwright.toml").write_text(text)
    done = run("plan", folder / "b00.yaml", *DAY)
    assert done.returncode == 2
    assert told in done.stderr.replace("\n", " ")


def test_a_board_that_cannot_be_made_makes_the_total_at_least(folder: Path) -> None:
    (folder / "broken.yaml").write_text(SAMPLE.replace("seconds: 6", 'seconds: "=3"'))
    document = answer("estimate", folder, *DAY)
    assert document["totals"]["credits"] == {"at_least": str(42 * (BOARDS - 1))}
    done = run("estimate", folder, *DAY)
    assert done.returncode == 1
    assert "cannot be made" in done.stdout
    assert "All boards: at least" in done.stdout


def test_a_board_in_one_line_of_json_is_found(tmp_path: Path) -> None:
    beats = [{"shot": "Maya waves", "seconds": 5}]
    board = {
        "title": "One line",
        "shotwright": 1,
        "cast": {"maya": {"look": "lk", "kind": "digital_twin", "consent": "confirmed"}},
        "scenes": [{"id": "s", "beats": beats}],
    }
    (tmp_path / "one.json").write_text(json.dumps(board))
    assert answer("estimate", tmp_path, *DAY)["totals"] == {"credits": "20"}


def test_several_boards_are_checked_in_one_command(folder: Path) -> None:
    document = answer("check", folder / "b00.yaml", folder / "below", *DAY)
    assert [Path(board["file"]).name for board in document["boards"]] == ["b00.yaml", "last.yaml"]


def test_compare_is_paid_as_the_campaign_says(folder: Path) -> None:
    (folder / "shotwright.toml").write_text('[defaults]\nbilling = "subscription"\n')
    columns = answer("compare", folder / "b00.yaml", *DAY)["columns"]
    assert [set(column["totals"]) for column in columns] == [{"credits"}] * 5
