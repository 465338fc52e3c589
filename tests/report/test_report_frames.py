"""Frames: documented columns, their dtypes, money that is never a float."""

from __future__ import annotations

import json
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import shotwright
from shotwright.budget import compare, forecast
from shotwright.budget.forecast import FORECAST_COLUMNS
from shotwright.errors import InputError
from shotwright.model.estimate import LINE_COLUMNS
from shotwright.model.money import MICRO
from shotwright.model.plan import ITEM_COLUMNS
from shotwright.model.table import SHOWN, Column
from shotwright.report import comparison_frame
from shotwright.report.frames import COMPARISON_COLUMNS

TODAY = date(2026, 11, 21)
FILM = Path(__file__).parents[2] / "examples" / "brand_film.yaml"


def board() -> shotwright.Board:
    return shotwright.load(FILM)


def planned() -> shotwright.Plan:
    plan = shotwright.plan(board(), on=TODAY)
    assert isinstance(plan, shotwright.Plan)
    return plan


def frames() -> dict[str, tuple[Any, tuple[Column, ...]]]:
    plan = planned()
    estimate = shotwright.estimate(plan)
    return {
        "plan": (plan.to_frame(), ITEM_COLUMNS),
        "estimate": (estimate.to_frame(), LINE_COLUMNS),
        "comparison": (comparison_frame(compare(board(), on=TODAY)), COMPARISON_COLUMNS),
        "forecast": (forecast(estimate, plan).to_frame(), FORECAST_COLUMNS),
    }


@pytest.mark.parametrize("name", ["plan", "estimate", "comparison", "forecast"])
def test_columns_are_those_documented_with_their_dtypes(name: str) -> None:
    pytest.importorskip("pandas")
    frame, columns = frames()[name]
    assert list(frame.columns) == [column.name for column in columns]
    assert [str(dtype) for dtype in frame.dtypes] == [column.dtype for column in columns]
    assert frame.attrs["columns"] == {column.name: column.holds for column in columns}
    assert len(frame)


def test_a_plan_has_a_row_for_each_item_as_its_file_says() -> None:
    plan = planned()
    written = json.loads(plan.to_json())["items"]
    for row, item in zip(plan.rows(), written, strict=True):
        for name in ("kind", "scene", "start", "seconds", "pad", "prompt", "script", "why"):
            assert row[name] == item[name]
        assert row["beats"] == "+".join(part["beat"] for part in item["parts"])


def test_money_is_a_decimal_string_and_millionths_that_agree() -> None:
    estimate = shotwright.estimate(planned())
    rows = estimate.rows()
    for row in rows:
        assert isinstance(row["amount"], str)
        assert Decimal(row["amount"]) * MICRO == row["micro"]
    for purse, total in estimate.totals.items():
        assert sum(int(row["micro"] or 0) for row in rows if row["purse"] == purse) == (
            total.known.micro
        )


def test_an_unknown_amount_is_missing_and_says_why() -> None:
    source = {
        "shotwright": 1,
        "cast": {"m": {"look": "l", "voice": "v"}},
        "scenes": [{"id": "s", "beats": [{"talk": {"audio": {"url": "https://a.example/x.mp3"}}}]}],
    }
    plan = shotwright.plan(shotwright.load(source), on=TODAY)
    assert isinstance(plan, shotwright.Plan)
    (row,) = shotwright.estimate(plan).rows()
    assert (row["amount"], row["micro"], row["certainty"]) == (None, None, "unknown")
    assert "recording" in str(row["unknown"])
    frame = shotwright.estimate(plan).to_frame()
    assert frame["micro"].isna().all()


def test_a_notebook_shows_tables_with_escaped_text_and_says_what_it_leaves_out() -> None:
    beats = [{"id": f"b{n}", "shot": "M <waves>", "seconds": 5, "cut": "always"} for n in range(60)]
    source = {
        "shotwright": 1,
        "title": "<script>",
        "cast": {"m": {"look": "l"}},
        "scenes": [{"id": "s", "beats": beats}],
    }
    plan = shotwright.plan(shotwright.load(source), on=TODAY)
    assert isinstance(plan, shotwright.Plan)
    shown = plan._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    assert shown.count("<tr>") == SHOWN + 1
    assert "10 more rows are not shown" in shown
    priced = shotwright.estimate(plan)._repr_html_()
    assert "1200 credits" in priced  # 60 x 5 s x 4


def test_without_pandas_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(InputError, match=r"shotwright\[frames\]"):
        planned().to_frame()
