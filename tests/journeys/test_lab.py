"""The prompt lab on the command line: look a word up, vary a beat, film the variants."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
from tests import warm

ROOT = Path(__file__).parents[2]
DAY = ("--on", "2026-11-21")
VOCABULARY = ROOT / "src" / "shotwright" / "catalog" / "vocabulary"


def shotwright(*words: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [warm.command(), *map(str, words)],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "80"},
    )


def answer(*words: str | Path, code: int = 0) -> dict[str, Any]:
    done = shotwright(*words, "--json")
    assert done.returncode == code, done.stdout + done.stderr
    document: dict[str, Any] = json.loads(done.stdout)
    assert document.pop("schema") == 1
    return document


@pytest.fixture
def board(tmp_path: Path) -> Path:
    """Copy the ad with its picture to where files may be written."""
    shutil.copytree(ROOT / "examples" / "assets", tmp_path / "assets")
    return Path(shutil.copy(ROOT / "examples" / "ad.yaml", tmp_path / "ad.yaml"))


def test_the_vocabulary_lists_its_groups_with_the_terms_of_its_files() -> None:
    written: dict[str, int] = {}
    for name in ("camera", "light", "style", "sound"):
        data = tomllib.loads((VOCABULARY / f"{name}.toml").read_text("utf-8"))
        written |= {
            group: len(entries)
            for group, entries in data.items()
            if isinstance(entries, list) and group != "source"
        }
    groups = {each["group"]: each["terms"] for each in answer("vocabulary")["groups"]}
    assert groups == written
    shown = shotwright("vocabulary").stdout
    for group, count in written.items():
        assert [group, str(count)] in [line.split()[:2] for line in shown.splitlines()]


def test_a_group_lists_its_terms_with_their_glosses() -> None:
    data = tomllib.loads((VOCABULARY / "camera.toml").read_text("utf-8"))
    known = answer("vocabulary", "angle")["terms"]
    assert [(each["term"], each["gloss"]) for each in known] == [
        (each["term"], each["gloss"]) for each in data["angle"]
    ]
    shown = shotwright("vocabulary", "angle").stdout
    assert all(each["gloss"] in shown for each in data["angle"])


@pytest.mark.parametrize("name", ["push-in", "Dolly In", "creeps in"])
def test_a_term_is_found_by_any_of_its_names(name: str) -> None:
    (found,) = answer("vocabulary", name)["terms"]
    assert (found["group"], found["term"], found["risk"]) == ("move", "push-in", "low")
    assert "dolly in" in found["aliases"]
    fights = {(each["term"], each["severity"]) for each in found["contradictions"]}
    assert fights == {("static", "hard"), ("pull-out", "hard")}
    shown = shotwright("vocabulary", name).stdout
    assert "Camera moves toward the subject" in shown
    assert "not with static (move): A camera cannot hold still" in shown


@pytest.mark.parametrize("name", ["MCU", "mcu", "medium close-up"])
def test_abbreviations_are_found_in_any_case(name: str) -> None:
    (found,) = answer("vocabulary", name)["terms"]
    assert (found["group"], found["term"]) == ("size", "MCU")


def test_a_word_of_two_groups_is_shown_for_both() -> None:
    found = answer("vocabulary", "overcast")["terms"]
    assert {each["group"] for each in found} == {"lighting", "weather"}


def test_an_unknown_term_is_told_with_the_nearest() -> None:
    (error,) = answer("vocabulary", "dollly in", code=2)["errors"]
    assert error["hint"] == "did you mean `dolly in`?"
    assert shotwright("vocabulary", "qqqqqq").returncode == 2
    assert shotwright("vocabulary", "").returncode == 2


def test_variants_say_what_differs_and_what_a_take_costs(board: Path) -> None:
    found = answer("variants", board, "--beat", "carry", "--count", "3", "--seed", "5", *DAY)
    assert found.keys() == {
        "beat", "seed", "prompt", "characters", "totals", "variants", "left_out",
    }  # fmt: skip
    assert (found["beat"], found["seed"], len(found["variants"])) == ("carry", 5, 3)
    prompts = answer("build", board)["prompts"]
    assert found["prompt"] == next(each["text"] for each in prompts if each["beat"] == "carry")
    for number, variant in enumerate(found["variants"], 1):
        assert variant.keys() == {"id", "differs", "prompt", "characters", "totals"}
        assert variant["id"] == f"carry-{number}"
        assert variant["totals"] == {"credits": "28"}  # 7 s at 4 credits
        assert variant["characters"] == len(variant["prompt"])
        assert {each["clause"] for each in variant["differs"]} == {"camera", "lighting", "style"}
        assert all(each.keys() == {"clause", "part", "from", "to"} for each in variant["differs"])
    done = shotwright("variants", board, "--beat", "carry", "--count", "3", "--seed", "5", *DAY)
    assert done.returncode == 0
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "carry-3" in done.stdout
    assert "28 credits" in done.stdout
    only = answer("variants", board, "--beat", "carry", "--vary", "camera", *DAY)
    assert {d["clause"] for each in only["variants"] for d in each["differs"]} == {"camera"}
    api = answer("variants", board, "--beat", "carry", "--count", "1", "--route", "api", *DAY)
    assert api["totals"].keys() == {"usd"}


def test_texts_that_fight_leave_nothing_and_say_why(board: Path) -> None:
    words = ("variants", board, "--beat", "carry", "--camera", "static orbit", *DAY)
    found = answer(*words, code=1)
    assert found["variants"] == []
    assert found["left_out"][0]["why"].startswith("A camera cannot hold still and move")
    assert "Left out:" in shotwright(*words).stdout


def test_variants_are_written_as_beats_that_can_be_planned_and_priced(board: Path) -> None:
    new = board.with_name("tryout.yaml")
    before = int(answer("estimate", board, *DAY)["totals"]["credits"])
    words = ("variants", board, "--beat", "carry", "--count", "4", "--out", new, *DAY)
    found = answer(*words)
    made = [each["id"] for each in found["variants"]]
    plan = answer("plan", new, *DAY)
    items = [item["id"] for item in plan["plan"]["items"]]
    assert items[:4] == made
    # Four takes of 7 s instead of one; nothing else has changed.
    assert int(plan["estimate"]["totals"]["credits"]) == before + 3 * 28
    prompts = {each["beat"]: each["text"] for each in answer("build", new)["prompts"]}
    assert [prompts[each["id"]] for each in found["variants"]] == [
        each["prompt"] for each in found["variants"]
    ]
    assert "# Too short for a clip of its own" in new.read_text("utf-8")
    written = new.read_bytes()
    assert answer(*words, code=2)["errors"][0]["message"].endswith("is there already")
    assert new.read_bytes() == written


def test_a_new_board_stands_beside_the_old_one(board: Path, tmp_path: Path) -> None:
    words = ("variants", board, "--beat", "carry", *DAY, "--out")
    (tmp_path / "other").mkdir()
    (error,) = answer(*words, tmp_path / "other" / "new.yaml", code=2)["errors"]
    assert "is not beside" in error["message"]
    assert (error["hint"].split(",")[0]) == f"write {board.with_name('new.yaml')}"
    assert answer(*words, board, code=2)["errors"][0]["message"].endswith("is there already")
    done = shotwright("variants", "-", "--beat", "carry", "--out", "x", stdin=board.read_text())
    assert done.returncode == 2
    assert "--out copies a file" in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["--beat", "nobody"],
        ["--beat", "promise"],
        ["--beat", "carry", "--count", "0"],
        ["--beat", "carry", "--count", "10000"],
        ["--beat", "carry", "--vary", "hair"],
        ["--beat", "carry", "--vary", "style", "--style", "noir"],
        ["--beat", "carry", "--seed", "x"],
        [],
    ],
)
def test_bad_input_exits_with_two_and_writes_nothing(words: list[str], board: Path) -> None:
    new = board.with_name("new.yaml")
    done = shotwright("variants", board, *words, *DAY, "--out", new)
    assert done.returncode == 2, done.stdout
    assert "Traceback" not in done.stderr
    assert not new.exists()
