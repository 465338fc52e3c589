"""Actuals: every take in one place, what is to come by formulas of its own, a bill beside them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import shotwright
from shotwright.budget import (
    Actuals,
    Billed,
    actuals,
    campaign_actuals,
    read_invoice,
    read_takes,
    reviewed,
)
from shotwright.budget.actuals import OUTSIDE
from shotwright.errors import InputError
from shotwright.model.estimate import Estimate
from shotwright.model.money import Amount, Credits, Dollars, Unknown
from shotwright.model.plan import Plan
from shotwright.model.take import STATES, Charge, State, Take

DAY = date(2026, 11, 21)
CAST = {"m": {"look": "l", "voice": "v", "kind": "photo", "consent": "confirmed"}}
TWO = {"roof": [{"id": "a", "shot": "M waves", "seconds": "=5"}],
       "hut": [{"id": "b", "shot": "M nods", "seconds": "=10"}]}  # fmt: skip


def planned(scenes: dict[str, list[dict[str, Any]]] | None = None, **more: object) -> Plan:
    written = [{"id": name, "beats": beats} for name, beats in (scenes or TWO).items()]
    board = shotwright.load({"shotwright": 1, "cast": CAST, "scenes": written, **more})
    plan = shotwright.plan(board, on=DAY)
    assert isinstance(plan, Plan), plan
    return plan


def credit(number: float | str) -> Credits:
    return Credits.parse(str(number))


def take(plan: Plan, generation: str, state: State, number: int = 1, **more: Any) -> Take:  # noqa: ANN401
    made = next(each for each in plan.generations if each.id == generation)
    reserved = Credits(60_000_000) if made.billing == "subscription" else Dollars(7_000_000)
    charge: Charge | None = "computed" if more.get("charged") is not None else None
    found = Take(
        id="", tag="", approval="", plan_hash=plan.hash, board=plan.board, account="", sender="",
        generation=generation, items=made.items, fingerprint=made.fingerprint,
        occurrence=made.occurrence, number=number, route=made.route, product=made.product,
        billing=made.billing, purse=reserved.purse, reserved=reserved, held=reserved, charged=None,
        charge=charge, state=state, remote_id="", reason="", file="", at="", changed="", seq=0,
    )  # fmt: skip
    return replace(found, **more)


def told(plan: Plan, *takes: Take, **more: Any) -> Actuals:  # noqa: ANN401
    return actuals(plan, shotwright.estimate(plan), takes, **more)


def plain(amount: Amount | Unknown) -> str:
    assert isinstance(amount, Amount)
    return amount.plain()


# --- every take in one place -------------------------------------------------------------------

PLACES: dict[State, str] = {
    "intended": "reserved", "sent": "committed", "ambiguous": "reserved",
    "needs_review": "reserved", "running": "committed", "failed": "reserved",
    "completed": "committed", "downloaded": "committed", "keeper": "committed",
    "retake": "committed",
}  # fmt: skip


@pytest.mark.parametrize("state", STATES)
def test_a_take_without_a_charge_holds_what_was_set_aside_for_it(state: State) -> None:
    plan = planned()
    whole = told(plan, take(plan, "a", state)).totals["credits"]
    amounts = {name: plain(getattr(whole, name)) for name in ("reserved", "committed", "actual")}
    assert amounts.pop(PLACES[state]) == "60"
    assert set(amounts.values()) == {"0"}


@pytest.mark.parametrize("state", STATES)
def test_a_known_charge_counts_alone_and_nothing_is_a_charge_too(state: State) -> None:
    plan = planned()
    for charged in ("20", "0"):
        whole = told(plan, take(plan, "a", state, charged=credit(charged))).totals["credits"]
        assert plain(whole.actual) == plain(whole.spent) == charged
        assert plain(whole.confirmed) == "0"


def test_a_take_that_holds_nothing_any_more_counts_nothing() -> None:
    plan = planned()
    found = told(plan, take(plan, "a", "failed", held=credit(0)))
    assert plain(found.totals["credits"].spent) == "0"


def test_what_is_confirmed_is_a_part_of_what_is_actual() -> None:
    plan = planned()
    sure = take(plan, "a", "keeper", charged=credit(20), charge="confirmed")
    whole = told(plan, sure, take(plan, "b", "retake", charged=credit(40))).totals["credits"]
    assert (plain(whole.actual), plain(whole.confirmed)) == ("60", "20")


# --- what is to come ---------------------------------------------------------------------------
# A rate p of shots is believed to be Beta(2, 3): 0.4, worth 5 takes.  By hand, for Beta(s, t):
# E[1/p] = (s + t - 1) / (s - 1), and with j takes that may be refused E[(1 - p)^j / p]
# = t (t + 1) ... (t + j - 1) / ((s - 1) (s + t) ... (s + t + j - 2)).  A take of a is 20, of b 40.


def to_come(found: Actuals) -> list[str]:
    return [account.to_complete.known.plain() for account in found.scenes]


def test_before_any_take_all_is_to_come_and_that_is_the_budget() -> None:
    found = told(planned())
    assert to_come(found) == ["80", "160"]
    whole = found.totals["credits"]
    assert plain(whole.budget) == plain(whole.at_completion.known) == "240"
    assert plain(whole.variance) == "0"


def test_reviewed_takes_teach_what_is_to_come_and_a_keeper_ends_it() -> None:
    plan = planned()
    kept = take(plan, "a", "keeper", charged=credit(20))
    found = told(plan, kept)
    assert to_come(found) == ["0", "100"]  # Beta(3, 3): 5 / 2 takes
    assert [plain(account.variance) for account in found.scenes] == ["60", "60"]
    lost = [take(plan, "a", "retake", n, charged=credit(20)) for n in (1, 2)]
    assert to_come(told(plan, *lost)) == ["120", "240"]  # Beta(2, 5): 6 takes
    failed = take(plan, "a", "failed", charged=credit(0), remote_id="v1")
    assert to_come(told(plan, failed)) == ["80", "160"]
    elsewhere = reviewed([kept, kept], [plan])
    assert to_come(told(plan, history=elsewhere)) == ["40", "80"]  # Beta(4, 3): 6 / 3


def test_what_is_not_decided_may_be_the_keeper() -> None:
    plan = planned()
    assert to_come(told(plan, take(plan, "a", "running"))) == ["60", "160"]  # 3 / 1 takes
    both = [take(plan, "a", "completed"), take(plan, "a", "ambiguous", 2)]
    assert to_come(told(plan, *both)) == ["48", "160"]  # 3 x 4 / (1 x 5)


def test_several_parts_are_kept_together_or_not_at_all() -> None:
    beats = [{"id": n, "shot": "M waves", "seconds": "=4"} for n in "ab"]
    plan = planned({"roof": [beats[0], beats[1] | {"cut": "never"}]})
    (made,) = plan.generations
    # 0.8 p is kept, 8 s are 32 credits: E[1 / 0.8 p] = 5; one take under way: E[1 / 0.8 p] - 1.
    assert to_come(told(plan)) == ["160"]
    assert to_come(told(plan, take(plan, made.id, "sent"))) == ["128"]


def test_an_unknown_price_makes_all_at_least_and_the_variance_unknown() -> None:
    talk = {"id": "t", "talk": {"audio": {"url": "https://e.org/a.mp3"}}}
    plan = planned({"roof": TWO["roof"], "hut": [talk]})
    found = told(plan, budget={"credits": credit(500)})
    whole = found.totals["credits"]
    assert whole.wire()["estimate_at_completion"] == {"at_least": "80"}
    assert isinstance(whole.variance, Unknown)
    assert all(isinstance(account.budget, Unknown) for account in found.scenes)
    alone = told(plan)
    assert isinstance(alone.totals["credits"].budget, Unknown)
    assert plain(alone.scenes[0].budget) == "80"
    assert found.rows()[-1]["variance"] is None
    assert "unknown" in whole.wire()["variance"]


def test_a_rate_that_may_be_nought_has_no_mean() -> None:
    plan = planned(keepers={"shots": {"base": 0.1}})  # worth 5: Beta(0.5, 4.5)
    whole = told(plan).totals["credits"]
    assert "infinite" in str(whole.variance)


# --- budgets -----------------------------------------------------------------------------------


def test_a_budget_is_spread_as_the_scenes_were_expected_to_cost() -> None:
    found = told(planned(), budget={"credits": credit(100)})
    shares = [account.budget for account in found.scenes]
    assert shares == [credit("33.33"), credit("66.67")]
    uneven = told(planned(), budget={"credits": credit("0.000001")}).scenes
    assert [plain(account.budget) for account in uneven] == ["0", "0.000001"]
    whole = found.totals["credits"]
    assert (plain(whole.budget), plain(whole.variance)) == ("100", "-140")
    assert whole.over_budget
    assert not told(planned(), budget={"credits": credit(240)}).totals["credits"].over_budget


def test_purses_have_accounts_of_their_own() -> None:
    talk = {"id": "t", "talk": "Good morning, everyone out there.", "source": "studio"}
    scenes = {"roof": [*TWO["roof"], talk]}
    plan = planned(scenes, routes={"shots": "api", "talk": "web"})
    found = told(plan, take(plan, "a", "keeper", charged=Dollars.parse("7")))
    assert [(each.scene, each.purse) for each in found.scenes] == [
        ("roof", "credits"), ("roof", "usd"),
    ]  # fmt: skip
    assert plain(found.totals["usd"].actual) == "7"
    assert plain(found.totals["credits"].actual) == "0"


def test_takes_of_what_the_plan_does_not_hold_are_counted_beside_it() -> None:
    plan = planned()
    old = replace(take(plan, "a", "retake", charged=credit(20)), fingerprint="another")
    found = told(plan, old)
    assert [each.scene for each in found.scenes] == ["roof", "hut", OUTSIDE]
    assert plain(found.scenes[-1].actual) == plain(found.totals["credits"].actual) == "20"
    assert plain(found.scenes[-1].budget) == "0"


def test_a_generation_of_two_scenes_has_a_row_of_its_own() -> None:
    talk = {"talk": "Good morning, everyone out there.", "source": "studio"}
    plan = planned({"roof": [talk], "hut": [talk]})
    assert len(plan.generations) == 1
    assert [each.scene for each in told(plan).scenes] == ["roof + hut"]


# --- a bill ------------------------------------------------------------------------------------


def ordered(plan: Plan) -> list[Take]:
    return [
        take(plan, "a", "retake", 1, charged=credit(20), remote_id="v1", tag="sw-1"),
        take(plan, "a", "keeper", 2, remote_id="v2", tag="sw-2"),
        take(plan, "b", "keeper", 1, charged=credit(40), remote_id="v3"),
        take(plan, "b", "failed", 2, remote_id="v4"),
    ]


def test_a_line_that_names_one_take_confirms_its_charge() -> None:
    plan = planned()
    bill = [
        Billed(2, credit(20), remote_id="v1"),
        Billed(3, credit(24), tag="sw-2"),
        Billed(4, credit(40), description="Avatar Shots (v3), 10 s"),
        Billed(5, credit(0), remote_id="v4"),
    ]
    found = told(plan, *ordered(plan), invoice=bill)
    assert [each.match for each in found.invoice] == ["confirmed"] * 4
    assert [each.expected for each in found.invoice] == [None] * 4
    whole = found.totals["credits"]
    assert (plain(whole.confirmed), plain(whole.actual), plain(whole.spent)) == ("84", "84", "84")
    assert found.not_billed == ()


def test_another_amount_counts_and_is_told() -> None:
    plan = planned()
    bill = [Billed(2, credit(50), remote_id="v1"), Billed(3, credit(61), remote_id="v2")]
    found = told(plan, *ordered(plan), invoice=bill)
    assert [each.expected for each in found.invoice] == [credit(20), credit(60)]
    assert plain(found.totals["credits"].confirmed) == "111"
    assert [(t.generation, t.number) for t in found.not_billed] == [("b", 1)]  # failed is not said


@pytest.mark.parametrize(
    ("bill", "matches"),
    [
        ([Billed(2, credit(20), remote_id="v9")], ["no take"]),
        ([Billed(2, credit(20))], ["no take"]),
        ([Billed(2, credit(20), description="xv1 v1x sw-")], ["no take"]),
        ([Billed(2, credit(60), description="v1 and v3")], ["several takes"]),
        ([Billed(2, credit(20), remote_id="v1"), Billed(3, credit(20), tag="sw-1")],
         ["billed twice", "billed twice"]),
        ([Billed(2, credit(60), description="v1, v3"), Billed(3, credit(20), remote_id="v1")],
         ["several takes", "billed twice"]),
        ([Billed(2, Dollars.parse("7"), remote_id="v1")], ["another purse"]),
        ([Billed(2, credit(-20), remote_id="v1")], ["money back"]),
    ],
)  # fmt: skip
def test_what_is_not_sure_confirms_nothing_and_is_told(
    bill: list[Billed], matches: list[str]
) -> None:
    plan = planned()
    found = told(plan, *ordered(plan), invoice=bill)
    assert [each.match for each in found.invoice] == matches
    assert found.takes == tuple(ordered(plan))
    assert plain(found.totals["credits"].confirmed) == "0"
    assert found.wire()["invoice"][0]["amount"] == bill[0].amount.plain()


# --- files -------------------------------------------------------------------------------------


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def priced(plan: Plan) -> Estimate:
    return shotwright.estimate(plan)


def test_takes_are_read_with_what_may_be_left_out(tmp_path: Path) -> None:
    plan = planned()
    text = (
        "generation,state,charged,charge,reserved,remote_id,tag,at\n"
        "a,retake,20,,,v1,sw-1,2026-11-22\na,running,,,30,,,\nb,failed,0,confirmed,,,,\n"
        "b,sent,,,,,,\n"
    )
    first, second, third, fourth = read_takes(written(tmp_path, "t.csv", text), plan, priced(plan))
    assert (first.number, first.remote_id, first.tag, first.at) == (1, "v1", "sw-1", "2026-11-22")
    assert (first.charged, first.charge, first.reserved) == (credit(20), "computed", credit(20))
    assert (second.number, second.charged, second.charge) == (2, None, None)
    assert second.reserved == credit(30)
    assert (third.charged, third.charge) == (credit(0), "confirmed")
    # Not said: the highest current reading; flat, a shot of 10 s is 60 credits.
    assert fourth.reserved == credit(60)
    assert (fourth.items, fourth.billing, fourth.purse) == (("b",), "subscription", "credits")


def test_every_mistake_in_takes_is_told_with_its_place(tmp_path: Path) -> None:
    plan = planned()
    path = written(tmp_path, "t.csv", "generation,take,state,charged\nc,1,kept,x\na,0,sent,\n")
    with pytest.raises(InputError) as wrong:
        read_takes(path, plan, priced(plan))
    places = [(p.where.line, p.where.column) for p in wrong.value.problems if p.where]
    assert places == [(2, 1), (2, 5), (2, 10), (3, 3)]
    twice = written(tmp_path, "t.csv", "generation,take,state\na,1,sent\na,1,keeper\n")
    with pytest.raises(InputError, match=r"t.csv:3:1: take 1 of a stands there twice"):
        read_takes(twice, plan, priced(plan))
    bare = written(tmp_path, "t.csv", "generation,state,charge\na,sent,confirmed\n")
    with pytest.raises(InputError, match="nothing is `charged`"):
        read_takes(bare, plan, priced(plan))


def test_what_nobody_knows_the_price_of_needs_to_be_said(tmp_path: Path) -> None:
    plan = planned({"hut": [{"id": "t", "talk": {"audio": {"url": "https://e.org/a.mp3"}}}]})
    with pytest.raises(InputError, match="nobody knows what to set aside for t"):
        read_takes(written(tmp_path, "t.csv", "generation,state\nt,sent\n"), plan, priced(plan))
    said = written(tmp_path, "t.csv", "generation,state,charged\nt,sent,9\n")
    assert read_takes(said, plan, priced(plan))[0].reserved == credit(9)


def test_an_invoice_is_read_with_its_lines(tmp_path: Path) -> None:
    text = (
        "date,description,amount,purse,remote_id\n"
        '2026-11-30,"Shot, 5 s",20,credits,v1\n,,-2.5,usd,\n'
    )
    assert read_invoice(written(tmp_path, "i.csv", text)) == (
        Billed(2, credit(20), "v1", "", "Shot, 5 s", date(2026, 11, 30)),
        Billed(3, Dollars.parse("-2.5")),
    )
    bad = written(tmp_path, "i.csv", "amount,purse\n1e3,credits\n5,euros\n--5,usd\n")
    with pytest.raises(InputError) as wrong:
        read_invoice(bad)
    assert [p.where.line for p in wrong.value.problems if p.where] == [2, 3, 4]


# --- seams -------------------------------------------------------------------------------------


def test_takes_teach_forecasts_wherever_they_are_kept() -> None:
    beats = [{"id": n, "shot": "M waves", "seconds": "=4"} for n in "ab"]
    talk = {"id": "t", "talk": "Good morning.", "source": "studio"}
    plan = planned({"roof": [beats[0], beats[1] | {"cut": "never"}, talk]})
    merged, video = plan.generations
    taught = reviewed(
        [take(plan, merged.id, "keeper"), take(plan, video.id, "retake"),
         take(plan, video.id, "failed"), take(plan, video.id, "failed", remote_id="v1"),
         take(plan, video.id, "running")],
        [plan],
    )  # fmt: skip
    # What failed without an id was refused, and never tried.
    assert [(each.kind, each.parts, each.verdict) for each in taught] == [
        ("shots", 2, "keeper"), ("talk", 1, "retake"), ("talk", 1, "failed"),
    ]  # fmt: skip


def test_the_frame_has_a_row_for_each_account() -> None:
    pytest.importorskip("pandas")
    plan = planned()
    found = told(plan, take(plan, "a", "keeper", charged=credit(20)))
    frame = found.to_frame()
    assert list(frame["scene"].fillna("")) == ["roof", "hut", ""]
    assert frame["actual_micro"].sum() == 40_000_000
    assert "roof" in found._repr_html_()


# --- several boards ----------------------------------------------------------------------------


def told_of(*plans: Plan, takes: tuple[Take, ...] = (), **more: Any) -> Actuals:  # noqa: ANN401
    return campaign_actuals([(plan, shotwright.estimate(plan)) for plan in plans], takes, **more)


def test_a_campaign_is_told_board_by_board_and_its_budget_is_spread_over_them() -> None:
    """One take of each board is 60 credits; Beta(2, 3) wants 4 of each, so 240 for a board."""
    one, two = planned(title="One"), planned(title="Two")
    found = told_of(one, two, budget={"credits": credit(1000)})
    assert [account.scene for account in found.scenes] == ["One", "Two"]
    assert [plain(account.budget) for account in found.scenes] == ["500", "500"]
    assert to_come(found) == ["240", "240"]
    assert found.totals["credits"].to_complete.known.plain() == "480"


def test_equal_shots_of_two_boards_are_paid_and_billed_apart() -> None:
    one, two = planned(title="One"), planned(title="Two")
    assert one.hash == two.hash
    mine = take(one, "a", "keeper", charged=credit(20), remote_id="v1")
    theirs = take(two, "a", "keeper", charged=credit(20), remote_id="v2")
    bill = [Billed(2, credit(25), remote_id="v1")]
    found = told_of(one, two, takes=(mine, theirs), invoice=bill)
    assert [plain(account.actual) for account in found.scenes] == ["25", "20"]
    assert [plain(account.confirmed) for account in found.scenes] == ["25", "0"]
    assert [take.remote_id for take in found.not_billed] == ["v2"]


def test_what_one_board_learnt_all_of_them_believe() -> None:
    """Beta(2 + 1, 3): (5 + 1 - 1) / (3 - 1) = 2.5 takes; 60 x 2.5 where nothing is made yet."""
    one, two = planned(title="One"), planned(title="Two")
    kept = take(one, "a", "keeper", charged=credit(20))
    assert to_come(told_of(one, two, takes=(kept,))) == ["100", "150"]


def test_takes_of_boards_that_are_not_asked_for_are_left_out() -> None:
    one, two = planned(title="One"), planned(title="Two")
    other = take(planned(title="Three"), "a", "keeper", charged=credit(20))
    assert told_of(one, two, takes=(other,)).takes == ()
