"""Forecasts of plans: purses, prices that are missing or disputed, caps, budgets, time, advice."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import shotwright
from shotwright.budget import Forecast, Kind, Prior, Reviewed, forecast
from shotwright.catalog import RateFile, read_rates
from shotwright.model.estimate import Dispute, Estimate
from shotwright.model.money import Amount, Credits, Dollars, Unknown
from shotwright.model.plan import Plan

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 21)
CAST = {"m": {"look": "l", "voice": "v", "kind": "photo", "consent": "confirmed"}}
SURE: dict[Kind, Prior] = {kind: Prior(Decimal("0.5")) for kind in ("shots", "talk", "agent")}


def planned(*seconds: int, talk: str = "", **more: Any) -> tuple[Estimate, Plan]:  # noqa: ANN401
    beats: list[dict[str, Any]] = [
        {"shot": "M waves", "seconds": f"={n}", "cut": "always"} for n in seconds
    ]
    beats += [{"talk": talk, "by": "m"}] if talk else []
    options = {key: more.pop(key) for key in ("shots", "talk_on") if key in more}
    board = shotwright.load(
        {"shotwright": 1, "cast": CAST, "scenes": [{"id": "s", "beats": beats}], **more}
    )
    plan = shotwright.plan(board, on=TODAY, shots=options.get("shots"), talk=options.get("talk_on"))
    assert isinstance(plan, Plan), plan
    return shotwright.estimate(plan), plan


def plain(found: Forecast, name: str, purse: str = "credits") -> str:
    amount = getattr(found.money[Dollars.purse if purse == "usd" else Credits.purse], name)
    assert isinstance(amount, Amount), amount
    return amount.plain()


def test_one_shot_of_a_known_rate_is_a_geometric_law() -> None:
    # Kept with 1/2: 1 take in 50 %, 3 in 87.5 %, 5 in 96.9 %; 2 on average.
    found = forecast(*planned(5), priors=SURE)
    told = [plain(found, name) for name in ("p50", "p80", "p95", "mean")]
    assert told == ["20", "60", "100", "40"]
    assert found.takes == {"p50": 1, "p80": 3, "p95": 5, "mean": 2}


def test_the_mean_at_a_known_rate_is_what_the_planner_reckoned_with() -> None:
    board = shotwright.load(ROOT / "examples" / "ad.yaml")
    plan = shotwright.plan(board, on=TODAY)
    assert isinstance(plan, Plan)
    known: dict[Kind, Prior] = {
        "shots": Prior(Decimal("0.4"), Decimal("0.8")), "talk": Prior(Decimal("0.9")),
    }  # fmt: skip
    found = forecast(shotwright.estimate(plan), plan, priors=known)
    mean = Decimal(plain(found, "mean"))
    assert mean == pytest.approx(Decimal(plan.objective.value["credits"]), abs=Decimal("0.00001"))


def test_chances_of_the_board_are_taken_from_the_plan() -> None:
    keepers = {"shots": {"base": 1, "extra": 1}}
    found = forecast(*planned(5, 6, keepers=keepers))
    assert {plain(found, name) for name in ("p50", "p80", "p95", "mean")} == {"44"}
    assert found.assumptions[0].startswith("keeper rates are the board's")


def test_purses_are_forecast_apart() -> None:
    text = "This is what we say."
    found = forecast(*planned(5, talk=text, shots="web", talk_on="api"), priors=SURE)
    assert list(found.money) == ["credits", "usd"]
    assert found.money["credits"] == forecast(*planned(5), priors=SURE).money["credits"]
    assert isinstance(found.money["usd"].mean, Dollars)


def test_an_unknown_price_makes_it_at_least() -> None:
    priced, plan = planned(5, 6)
    lines = (priced.lines[0], replace(priced.lines[1], amount=Unknown("nobody says")))
    found = forecast(
        replace(priced, lines=lines), plan, priors=SURE, budget={"credits": Credits.parse("60")}
    )
    money = found.wire()["money"]["credits"]
    assert money["p80"] == {"at_least": "60"}
    assert money["mean"] == {"at_least": "40"}
    assert money["within_budget"] == {"budget": "60", "chance": {"at_most": "0.875"}}
    nothing = tuple(replace(line, amount=Unknown("nobody says")) for line in priced.lines)
    money = forecast(replace(priced, lines=nothing), plan, priors=SURE).wire()["money"]["credits"]
    assert money["p95"] == {"at_least": "0"}


def test_a_disputed_price_stands_beside_the_p80() -> None:
    priced, plan = planned(5)
    plain_money = forecast(replace(priced, disputed=()), plan, priors=SURE).wire()["money"]
    assert "p80_highest" not in plain_money["credits"]
    dispute = Dispute(priced.lines[0].generation, "credits", Credits.parse("10"),
                      Credits.parse("60"), ())  # fmt: skip
    found = forecast(replace(priced, disputed=(dispute,)), plan, priors=SURE)
    assert found.wire()["money"]["credits"]["p80_highest"] == "180"
    assert plain(found, "p80") == "60"


def test_a_cap_bounds_takes_and_says_what_is_left_over() -> None:
    found = forecast(*planned(5, 5), priors=SURE, cap=3)
    assert plain(found, "p95") == "120"
    assert found.unkept == pytest.approx(2 / 8)
    assert plain(found, "mean") == "70"
    assert forecast(*planned(5, 5), priors=SURE).unkept is None


def test_a_mean_may_be_infinite_and_is_then_unknown_for_a_reason() -> None:
    weak: dict[Kind, Prior] = {"shots": Prior(Decimal("0.4"), Decimal(1), Decimal(2))}
    found = forecast(*planned(5), priors=weak)
    assert "cap" in found.wire()["money"]["credits"]["mean"]["unknown"]
    assert isinstance(found.takes["mean"], Unknown)
    assert isinstance(found.money["credits"].p95, Credits)
    assert isinstance(forecast(*planned(5), priors=weak, cap=4).money["credits"].mean, Credits)


def test_history_teaches_and_stands_beside_the_prior() -> None:
    priced, plan = planned(5, 6, 7)
    before = forecast(priced, plan)
    good = [Reviewed("shots", 1, "keeper")] * 30 + [Reviewed("shots", 1, "retake")] * 5
    after = forecast(priced, plan, history=[*good, *[Reviewed("shots", 1, "failed")] * 3])
    assert plain(after, "p80") < plain(before, "p80")
    assert after.wire()["keepers"] == [
        {
            "kind": "shots",
            "prior": {"base": "0.4", "extra": "0.8", "worth": "5"},
            "history": {"keepers": 30, "retakes": 5, "failed": 3},
            "posterior": "0.8",  # (2 + 30) / (5 + 35)
        }
    ]
    talk_only = forecast(priced, plan, history=[Reviewed("talk", 1, "retake")] * 40)
    assert talk_only.money == before.money


def test_the_chance_to_stay_within_a_budget() -> None:
    for budget, chance in (("19", "0"), ("20", "0.5"), ("59", "0.75"), ("60", "0.875")):
        found = forecast(*planned(5), priors=SURE, budget={"credits": Credits.parse(budget)})
        within = found.wire()["money"]["credits"]["within_budget"]
        assert within == {"budget": budget, "chance": chance}


def test_time_is_rendering_and_review_in_slots() -> None:
    sure: dict[Kind, Prior] = {"shots": Prior(Decimal(1))}
    one = forecast(*planned(5), priors=sure)
    # One render of 5 to 10 minutes: its P95 is 9.75.
    assert one.hours["p95"] * 60 == pytest.approx(9.75, abs=0.05)
    assert one.hours["p50"] * 60 == pytest.approx(7.5, abs=0.15)
    queue = forecast(*planned(5, 5, 5, 5), priors=sure)
    assert queue.hours["p50"] * 60 == pytest.approx(30, abs=0.3)
    wide = forecast(*planned(5, 5, 5, 5), priors=sure, slots=4)
    # The longest of four: its median is 5 + 5 x 0.5^(1/4).
    assert wide.hours["p50"] * 60 == pytest.approx(9.20, abs=0.1)
    slow = forecast(*planned(5), priors=SURE, review_minutes=600)
    assert slow.hours["p80"] * 60 == pytest.approx(3 * 600 + 22.5, abs=8)
    again = forecast(*planned(5), priors=SURE, review_minutes=600)
    assert (slow.hours, slow.weeks) == (again.hours, again.weeks)
    other = forecast(*planned(5), priors=SURE, review_minutes=600, seed=2)
    assert other.hours != slow.hours
    assert other.money == slow.money


def test_weeks_tell_what_is_paid_by_their_end() -> None:
    week = 7 * 24 * 60
    found = forecast(*planned(5), priors=SURE, review_minutes=week)
    # A take a week: 1, then 2 in half of the runs, then 3 in a quarter.
    told = [week.wire()["credits"] for week in found.weeks[:3]]
    assert [told[0][name] for name in ("p50", "p95")] == ["20", "20"]
    assert told[1]["p95"] == "40"
    assert told[2]["p95"] == "60"
    assert forecast(*planned(5), priors=SURE).weeks == ()


def test_drivers_are_what_the_p95_is_lower_by_without_them() -> None:
    found = forecast(*planned(5, 15, 15), priors=SURE)
    alone = forecast(*planned(5), priors=SURE)
    first = found.drivers[0]
    assert len(first.generations) == 2
    assert first.amount.micro == (
        Credits.parse(plain(found, "p95")).micro - Credits.parse(plain(alone, "p95")).micro
    )
    assert [d.amount for d in found.drivers] == sorted(
        (d.amount for d in found.drivers), reverse=True
    )


def test_a_test_take_is_advised_where_its_outcome_would_change_ones_mind() -> None:
    # Five shots share one rate, and a batch of first takes is 256 credits: see one before the rest.
    bound = {Credits.purse: Credits.parse("800")}
    (advice,) = forecast(*planned(4, 15, 15, 15, 15), budget=bound).advice
    assert advice.text.startswith("take s.1 ")
    # Of a Beta(2, 3): refused once 3/5, twice 3/5 x 4/6, three times that x 5/7; each further
    # take costs 16 of the 240 that are saved.
    saved = {"once": (0.6, 240), "up to 2 times": (0.4, 224), "up to 3 times": (2 / 7, 208)}
    chance, amount = next(told for times, told in saved.items() if times in advice.text)
    assert f"a chance of {chance:.0%}" in advice.text
    assert advice.saves.micro == pytest.approx(chance * amount * 1_000_000, rel=1e-6)


def test_nothing_is_advised_where_no_outcome_would_change_ones_mind() -> None:
    bound = {Credits.purse: Credits.parse("800")}
    assert not forecast(*planned(4, 15, 15, 15, 15), priors=SURE, budget=bound).advice
    assert not forecast(*planned(15), budget=bound).advice
    rich = {Credits.purse: Credits.parse("1000000")}
    assert not forecast(*planned(4, 15, 15), budget=rich).advice
    poor = {Credits.purse: Credits.parse("100")}
    assert not forecast(*planned(4, 15, 15), budget=poor).advice


def own_rates(folder: Path, draft: str) -> RateFile:
    rates = folder / "mine.toml"
    entries = [
        f'[[rate]]\nid = "{size}"\nproduct = "avatar_shots"\nbilling = "subscription"\n'
        f'amount = "{amount}"\nper_ms = 1000\nresolutions = ["{size}"]\n'
        for size, amount in (("720p", draft), ("1080p", "10"))
    ]
    rates.write_text("schema = 1\n" + "".join(entries))
    return read_rates(rates)


@pytest.mark.parametrize(("draft", "pays"), [("0.5", True), ("9", False)])
def test_a_draft_is_advised_only_where_it_is_so_much_cheaper(
    tmp_path: Path, draft: str, *, pays: bool
) -> None:
    own = (own_rates(tmp_path, draft),)
    _, plan = planned(4, 15, 15, 15, 15, resolution="1080p")
    bound = {Credits.purse: Credits.parse("2000")}
    (advice,) = forecast(shotwright.estimate(plan, own=own), plan, budget=bound, own=own).advice
    assert ("as a draft in 720p" in advice.text) == pays
    assert ("2 credits a take" in advice.text) == pays


def test_assumptions_say_aloud_what_nobody_publishes() -> None:
    web = " ".join(forecast(*planned(5)).assumptions)
    api = " ".join(forecast(*planned(5, shots="api")).assumptions)
    assert "assumed, not HeyGen's" in web
    assert "failed renders are free in the app" in web
    assert "nobody says" in api


def test_a_video_from_a_brief_has_a_rate_of_its_own() -> None:
    found = forecast(*planned(5, shots="agent"))
    assert [learnt.kind for learnt in found.learnt] == ["agent"]


def test_numpy_is_loaded_only_when_something_is_forecast() -> None:
    code = "import sys, shotwright.budget, shotwright.report; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
