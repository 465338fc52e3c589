"""Building, checking and rewriting prompts as a user does: the command line, on real files."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from tests import warm

EXAMPLES = Path(__file__).parents[2] / "examples"
BOARD = """\
shotwright: 1
cast:
  maya: {look: lk, voice: vc, kind: digital_twin, consent: confirmed}
scenes:
  - id: shop   # the corner shop
    setting: a shop door at noon
    audio: a quiet street
    camera: static medium shot
    beats:
      - id: sign
        shot: Maya turns the sign at the door
        seconds: 5
      - talk: We are<break time="1s"/>open.   # the pause is wished
        cut: never
"""


@pytest.fixture(autouse=True)
def _board(tmp_path: Path) -> None:
    (tmp_path / "board.yaml").write_text(BOARD, "utf-8")
    shutil.copytree(EXAMPLES, tmp_path / "examples")


def run(folder: Path, *words: str, given: str = "", code: int = 0) -> tuple[str, str]:
    done = subprocess.run(
        [warm.command(), *words],
        cwd=folder,
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout, done.stderr


def test_build_says_where_words_come_from_and_counts_tokens(tmp_path: Path) -> None:
    out, _ = run(tmp_path, "build", "board.yaml", "--tokens", "--budget", "10", "--json")
    (prompt,) = json.loads(out)["prompts"]
    text = prompt["text"]
    assert text.startswith("Maya")
    assert prompt["spans"][0]["start"] == 0
    assert sum(span["tokens"] for span in prompt["spans"]) == prompt["tokens"]
    assert prompt["encoding"] == "o200k_base"
    assert prompt["advice"]["budget"] == 10
    shown, _ = run(tmp_path, "build", "board.yaml", "--why", "--tokens")
    assert "setting" in shown
    assert f"{prompt['tokens']} tokens" in shown
    plain = json.loads(run(tmp_path, "build", "board.yaml", "--json")[0])["prompts"][0]
    assert "tokens" not in plain


def test_fixes_are_made_in_the_file_and_only_what_is_asked(tmp_path: Path) -> None:
    board = tmp_path / "board.yaml"
    run(tmp_path, "check", "board.yaml", "--fix", "--ignore", "TALK014")
    once = board.read_text("utf-8")
    assert once == BOARD.replace("        cut: never\n", "")
    _, told = run(tmp_path, "check", "board.yaml", "--fix")
    assert "mended TALK014" in told
    mended = board.read_text("utf-8")
    assert "# the corner shop" in mended
    assert "# the pause is wished" in mended
    run(tmp_path, "check", "board.yaml", "--fix")
    assert board.read_text("utf-8") == mended


def test_findings_are_chosen_explained_and_written_for_programs(tmp_path: Path) -> None:
    out, _ = run(tmp_path, "check", "board.yaml", "--select", "PLAN013,TALK014", "--json")
    assert [finding["code"] for finding in json.loads(out)["findings"]] == ["PLAN013", "TALK014"]
    out, _ = run(tmp_path, "check", "board.yaml", "--format", "github", "--select", "PLAN013")
    assert out.startswith("::warning file=board.yaml,line=14,col=14,title=PLAN013::")
    out, _ = run(tmp_path, "check", ".", "--format", "sarif", "--select", "PLAN013")
    (log,) = json.loads(out)["runs"]
    assert [result["ruleId"] for result in log["results"]] == ["PLAN013"]
    out, _ = run(tmp_path, "check", "--explain", "PLAN013")
    assert out.startswith("PLAN013: ")
    _, told = run(tmp_path, "check", "board.yaml", "--select", "PLAN999", code=2)
    assert "PLAN999" in told
    _, told = run(tmp_path, "check", "--explain", "NOPE001", code=2)
    assert "NOPE001" in told
    run(tmp_path, "check", code=2)
    run(tmp_path, "check", "board.yaml", "--unsafe", code=2)
    run(tmp_path, "check", "-", "--fix", given=BOARD, code=2)


def test_a_model_rewrites_a_shot_and_the_rest_of_the_file_stays(tmp_path: Path) -> None:
    asked, _ = run(tmp_path, "rewrite", "board.yaml", "--beat", "sign")
    assert "Maya turns the sign at the door" in asked
    assert "JSON" in asked
    answer = 'Sure!\n```json\n{"shot": ["Maya flips the sign, and light falls in"]}\n```\n'
    run(
        tmp_path, "rewrite", "board.yaml", "--beat", "sign", "--answer", "-", "--out", "new.yaml",
        given=answer,
    )  # fmt: skip
    new = (tmp_path / "new.yaml").read_text("utf-8")
    assert "Maya flips the sign, and light falls in" in new
    assert "# the corner shop" in new
    assert (tmp_path / "board.yaml").read_text("utf-8") == BOARD
    bad = '{"shot": ["Ken walks in"], "seconds": 99}'
    _, told = run(
        tmp_path, "rewrite", "board.yaml", "--beat", "sign", "--answer", "-", given=bad, code=2
    )
    assert told
    assert (tmp_path / "board.yaml").read_text("utf-8") == BOARD
    run(tmp_path, "rewrite", "board.yaml", "--beat", "none", code=2)


def test_families_of_ones_own_are_used_by_every_command(tmp_path: Path) -> None:
    family = tmp_path / "families" / "shopfront"
    family.mkdir(parents=True)
    (family / "about.toml").write_text(
        'schema = 1\nname = "shopfront"\nmakes = "shot"\nextends = "cinematic"\n'
        'what = "Shop fronts."\n'
        'when = "Shops."\nread_on = 2026-11-21\nsources = []\nslots = [\n'
        '  { slot = "action", clause = "action", uses = ["action"], own = true },\n'
        '  { slot = "setting", clause = "setting", uses = ["setting"] },\n]\n',
        "utf-8",
    )
    board = tmp_path / "board.yaml"
    board.write_text(BOARD.replace("seconds: 5", "seconds: 5\n        family: shopfront"), "utf-8")
    _, told = run(tmp_path, "build", "board.yaml", code=2)
    assert "shopfront" in told
    own = ("--templates", "families")
    out, _ = run(tmp_path, "build", "board.yaml", *own, "--json")
    (prompt,) = json.loads(out)["prompts"]
    assert prompt["family"] == "shopfront"
    assert [span["clause"] for span in prompt["spans"]] == ["action", "setting"]
    for command in ("plan", "check", "estimate", "compare", "which", "requests"):
        run(tmp_path, command, "board.yaml", *own, "--json")
    listed, _ = run(tmp_path, "templates")
    assert "cinematic" in listed
