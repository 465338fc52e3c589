"""Forecasting as a user does it: the command, with a history, a budget, a plan file, mistakes."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from tests import warm

ROOT = Path(__file__).parents[2]
AD = ROOT / "examples" / "ad.yaml"
DAY = ["--on", "2026-11-21"]


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [str(warm.command()), "forecast", *map(str, words)]
    environment = {**os.environ, "COLUMNS": "80"}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def answer(*words: str | Path, code: int = 0) -> dict[str, Any]:
    done = run(*words, "--json")
    assert done.returncode == code, done.stdout + done.stderr
    document: dict[str, Any] = json.loads(done.stdout)
    assert document["schema"] == 1
    return document


def test_a_board_is_forecast_for_programs_and_for_people() -> None:
    document = answer(AD, *DAY, "--budget", "900credits")
    assert {"money", "takes", "hours", "assumptions"} <= document.keys()
    money = document["money"]["credits"]
    amounts = [float(money[name]) for name in ("p50", "p80", "p95")]
    assert amounts == sorted(amounts)
    assert amounts[0] > 182  # one take of everything
    assert money["within_budget"]["budget"] == "900"
    shown = run(AD, *DAY, "--budget", "900credits")
    assert shown.returncode == 0
    for words in ("P80", "Chance to stay within 900 credits", "Assumed:", f"{int(money['p95']):,}"):
        assert words in shown.stdout
    assert max(map(len, shown.stdout.splitlines())) <= 80


def test_a_history_and_a_plan_file_are_read(tmp_path: Path) -> None:
    takes = tmp_path / "takes.csv"
    takes.write_text("kind,verdict\n" + "shots,keeper\n" * 40 + "shots,retake\n" * 10)
    plan = tmp_path / "ad.plan.json"
    made = [str(warm.command()), "plan", str(AD), *DAY, "--out", str(plan)]
    subprocess.run(made, check=True, capture_output=True)
    before, after = answer(plan), answer(plan, "--history", takes)
    assert before["money"] == answer(AD, *DAY)["money"]
    p80 = [float(told["money"]["credits"]["p80"]) for told in (after, before)]
    assert p80[0] < p80[1]
    shots = next(told for told in after["keepers"] if told["kind"] == "shots")
    assert shots["posterior"] == "0.7636"  # (2 + 40) / (5 + 50)
    shown = " ".join(run(plan, "--history", takes).stdout.split())
    assert "now 0.76, as 40 of 50 takes were kept" in shown


def test_mistakes_are_told_and_stop(tmp_path: Path) -> None:
    takes = tmp_path / "takes.csv"
    takes.write_text("kind,verdict\nshots,good\ntork,keeper\n")
    errors = answer(AD, *DAY, "--history", takes, code=2)["errors"]
    assert [(e["where"]["line"], e["where"]["column"]) for e in errors] == [(2, 7), (3, 1)]
    for budget in ("900", "credits", "1.2.3usd", "5 euros"):
        assert "no budget" in answer(AD, *DAY, "--budget", budget, code=2)["errors"][0]["message"]
    twice = ["--budget", "5usd", "--budget", "6USD"]
    assert "two budgets" in answer(AD, *DAY, *twice, code=2)["errors"][0]["message"]
