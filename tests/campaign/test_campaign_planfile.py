"""Plan files are what was priced: one that was changed by hand is refused."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import shotwright
from shotwright.campaign import read_plan
from shotwright.catalog import read_rates

ON = date(2026, 11, 21)
SAMPLE = Path(__file__).parents[1] / "sample.yaml"


def planned(tmp_path: Path) -> tuple[Path, dict[str, Any]]:
    plan = shotwright.plan(shotwright.load(SAMPLE), on=ON)
    assert isinstance(plan, shotwright.Plan)
    file = tmp_path / "x.plan.json"
    file.write_text(plan.to_json(), "utf-8")
    return file, json.loads(plan.to_json())


def test_a_plan_file_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    file, _ = planned(tmp_path)
    assert read_plan(file).to_json() == file.read_text("utf-8")


def test_a_prompt_that_was_changed_in_the_file_is_told(tmp_path: Path) -> None:
    file, data = planned(tmp_path)
    data["generations"][0]["request"]["prompt"] += " In the rain."
    file.write_text(json.dumps(data), "utf-8")
    with pytest.raises(shotwright.InputError, match="reveal was changed after it was planned"):
        read_plan(file)


def test_a_generation_that_was_taken_out_of_the_file_is_told(tmp_path: Path) -> None:
    file, data = planned(tmp_path)
    del data["generations"][-1]
    file.write_text(json.dumps(data), "utf-8")
    with pytest.raises(shotwright.InputError, match="generations was changed"):
        read_plan(file)


def test_sheets_tell_the_price_of_your_own_rates(tmp_path: Path) -> None:
    own = tmp_path / "mine.toml"
    own.write_text(
        'schema = 1\nproduct = "avatar_shots"\n[[rate]]\nid = "mine"\n'
        'billing = "subscription"\namount = "5"\nper_ms = 1000\n',
        "utf-8",
    )
    board = shotwright.load(SAMPLE)
    plan = shotwright.plan(board, on=ON)
    assert isinstance(plan, shotwright.Plan)
    (first, *_) = shotwright.requests(plan, board, own=(read_rates(own),))
    assert first.sheet is not None
    assert "30 credits" in first.sheet[-1].do
