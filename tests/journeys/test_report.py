"""The report as a user makes it: the installed command, in a process of its own."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from tests import warm

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests" / "sample.yaml"
DAY = ["--on", "2026-11-21"]


def shotwright(*words: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [warm.command(), *map(str, words)], capture_output=True, text=True, check=False, cwd=cwd,
        env={**os.environ, "COLUMNS": "80"},
    )  # fmt: skip


def test_a_board_becomes_one_page_with_its_forecast(tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    done = shotwright("report", SAMPLE, "--out", out, *DAY)
    assert (done.returncode, done.stdout) == (0, "")
    assert str(out) in done.stderr
    page = out.read_text(encoding="utf-8")
    assert '<p class="sum">42 credits</p>' in page
    assert "4 times in 5" in page
    assert os.listdir(tmp_path) == ["report.html"]  # noqa: PTH208 - nothing beside it
    again = shotwright("report", SAMPLE, "--out", out, *DAY)
    assert again.returncode == 0
    assert out.read_text(encoding="utf-8") == page


def test_options_and_plan_files_decide_as_everywhere(tmp_path: Path) -> None:
    plan, out = tmp_path / "a.plan.json", tmp_path / "a.html"
    assert shotwright("plan", SAMPLE, "--route", "api", "--out", plan, *DAY).returncode == 0
    assert shotwright("report", plan, "--out", out).returncode == 0
    page = out.read_text(encoding="utf-8")
    assert '<p class="sum">$' in page
    assert "which holds no findings" in page
    refused = shotwright("report", plan, "--route", "web", "--out", out)
    assert refused.returncode == 2
    assert out.read_text(encoding="utf-8") == page


def test_what_is_no_report_is_not_replaced(tmp_path: Path) -> None:
    board = tmp_path / "board.yaml"
    board.write_text(SAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    done = shotwright("report", SAMPLE, "--out", board, *DAY)
    assert done.returncode == 2
    assert "is no report" in done.stderr
    assert board.read_text(encoding="utf-8") == SAMPLE.read_text(encoding="utf-8")


def test_a_folder_and_a_board_without_a_plan_make_no_page(tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    folder = shotwright("report", ROOT / "examples" / "social", "--out", out, *DAY)
    assert folder.returncode == 2
    assert "one board" in folder.stderr
    board = tmp_path / "none.yaml"
    board.write_text(
        "shotwright: 1\ncast: {m: {look: l}}\nscenes:\n"
        "  - {id: s, beats: [{id: wave, shot: M waves, seconds: =2}]}\n",
        encoding="utf-8",
    )
    clash = shotwright("report", board, "--out", out, *DAY)
    assert clash.returncode == 1
    assert "wave" in clash.stderr
    assert not out.exists()


@pytest.mark.parametrize("words", [[], ["nowhere.yaml"]])
def test_what_is_missing_is_told(tmp_path: Path, words: list[str]) -> None:
    done = shotwright("report", *words, "--out", tmp_path / "r.html")
    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr
