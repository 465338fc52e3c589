"""An old plan at other prices: what it was, what it is now, and why."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import shotwright
from shotwright.budget import reprice
from shotwright.catalog import RateFile, read_rates
from shotwright.model.plan import Plan

THEN, NOW = date(2026, 7, 1), date(2026, 11, 21)


@pytest.fixture
def plan() -> Plan:
    board = shotwright.load(
        {
            "shotwright": 1,
            "cast": {"ana": {"look": "lk_ana", "voice": "vc"}},
            "scenes": [
                {
                    "id": "s",
                    "beats": [
                        {"id": "wave", "shot": "Ana waves", "seconds": "=5"},
                        {"id": "say", "talk": {"audio": {"asset": "a", "seconds": 62}}},
                    ],
                }
            ],
        }
    )
    found = shotwright.plan(board, on=THEN)
    assert isinstance(found, Plan)
    return found


def test_the_estimate_is_as_it_is_now_with_what_it_was(plan: Plan) -> None:
    wire = reprice(plan, on=NOW, card="latest-low").wire()
    assert (wire["card"], wire["on"]) == ("latest-low", "2026-11-21")
    assert wire["totals"] == {"credits": "53"}  # 20 + ceil(62 * 31 / 60)
    assert (wire["was"]["card"], wire["was"]["on"]) == ("guides", "2026-07-01")
    assert wire["was"]["totals"] == {"credits": "41"}  # 20 + ceil(62 / 3)
    (change,) = wire["changes"]
    assert (change["generation"], change["before"], change["after"]) == ("say", "21", "33")
    assert "web.avatar_iv.video.per_min.2026-08" in change["why"]
    assert "in place of web.avatar_iv.credit_per_3s" in change["why"]
    assert set(wire) >= set(shotwright.estimate(plan).wire())


def test_on_its_own_day_and_card_nothing_changes(plan: Plan) -> None:
    found = reprice(plan, on=THEN)
    assert found.now == found.was == shotwright.estimate(plan)
    assert found.shifts == ()


def test_on_a_day_before_the_newest_prices_the_newest_are_those_of_then(plan: Plan) -> None:
    found = reprice(plan, on=date(2026, 8, 1), card="latest-high")
    assert [shift.now.generation for shift in found.shifts] == ["wave"]
    assert found.now.wire()["totals"] == {"credits": "81"}  # 60 flat, and 21


def own(tmp_path: Path, **keys: Any) -> RateFile:  # noqa: ANN401 - as TOML has them
    values = {"id": "ours", "product": "avatar_shots", "billing": "subscription",
              "amount": "3", "per_ms": 1000, **keys}  # fmt: skip
    text = "\n".join(
        f"{key} = {value}" if isinstance(value, (int, date)) else f'{key} = "{value}"'
        for key, value in values.items()
    )
    file = tmp_path / "my.toml"
    file.write_text(f"schema = 1\n[[rate]]\n{text}\n", "utf-8")
    return read_rates(file)


def test_a_negotiated_price_is_told_beside_the_old_one(plan: Plan, tmp_path: Path) -> None:
    found = reprice(plan, on=THEN, own=iter([own(tmp_path)]))
    assert (found.was.wire()["totals"], found.now.wire()["totals"]) == (
        {"credits": "41"},
        {"credits": "36"},
    )
    (shift,) = found.shifts
    assert shift.why == (
        "ours (user) in place of web.shots.per_second.guide (guide): 5 s x 3 credits = 15 credits"
    )
    same = own(tmp_path, amount="4")
    (shift,) = reprice(plan, on=THEN, own=[same]).shifts
    assert shift.why.endswith("; the amount is the same")


def test_a_price_that_is_planned_counts_from_its_day(plan: Plan, tmp_path: Path) -> None:
    file = own(tmp_path, since=date(2027, 1, 1))
    before = reprice(plan, on=date(2026, 12, 31), own=[file])
    assert before.now.totals == before.was.totals
    assert reprice(plan, on=date(2027, 1, 1), own=[file]).now.wire()["totals"] == {"credits": "36"}


def test_a_price_that_is_no_longer_known_is_said(plan: Plan) -> None:
    found = reprice(plan, on=NOW, card="history")
    why = {shift.now.generation: shift.why for shift in found.shifts}
    assert (
        "is not known: the history card has no subscription price for avatar_shots" in why["wave"]
    )
    assert "in place of" in why["say"]
    assert found.now.wire()["totals"] == {"credits": {"at_least": "31"}}  # 62 / 2


def test_a_price_that_was_not_known_is_said(tmp_path: Path) -> None:
    board = shotwright.load(
        {
            "shotwright": 1,
            "cast": {"ana": {"look": "lk_ana", "voice": "vc"}},
            "routes": {"shots": "api", "talk": "api"},
            "scenes": [
                {"id": "s", "beats": [{"engine": "avatar_v",
                                       "talk": {"audio": {"asset": "a", "seconds": 60}}}]}
            ],
        }
    )  # fmt: skip
    found = shotwright.plan(board, on=THEN)
    assert isinstance(found, Plan)
    mine = own(tmp_path, product="avatar_v", billing="wallet", amount="0.1")
    (shift,) = reprice(found, on=THEN, own=[mine]).shifts
    assert shift.why == "it had no price, and now is 60 s x 0.1 dollars = 6 dollars"
