"""Ceilings: per approval and per month; what is reserved, released, charged and corrected."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.ledgers import (
    NOON,
    Clock,
    approved,
    credits_,
    held,
    intended,
    intent,
    planned,
    usd,
    used,
)

from shotwright.ledger import Ledger, approve, verify
from shotwright.model.take import Quoted, Take

MONTH = "2026-11"


def test_an_approval_given_twice_is_one(ledger: Ledger, other: Ledger) -> None:
    plan = planned(3)
    approval = approved(ledger, plan, usd("21"))
    intended(ledger, intent(plan, approval))
    other.approve(approval, plan)
    assert ledger.approvals() == (approval,)
    assert used(ledger) == {("approval", "usd"): ("7", "21")}


def test_approvals_are_listed_by_plan_the_latest_first(ledger: Ledger) -> None:
    plan, elsewhere = planned(1), planned(1, seconds=6, title="elsewhere")
    one, two = approved(ledger, plan, usd("7")), approved(ledger, elsewhere, usd("8"))
    assert sorted(found.id for found in ledger.approvals()) == sorted([one.id, two.id])
    assert ledger.approvals(plan) == (one,)
    assert {found.hash for found in ledger.plans()} == {plan.hash, elsewhere.hash}
    assert sorted(found.board for found in ledger.plans()) == ["elsewhere", "t"]


def test_a_take_that_would_pass_the_ceiling_is_held_and_leaves_nothing(ledger: Ledger) -> None:
    plan = planned(3)
    approval = approved(ledger, plan, usd("21"))
    wanted = intent(plan, approval, reserved=usd("14.000001"))
    intended(ledger, intent(plan, approval, 1))
    stopped = held(ledger, wanted, 5)
    assert (stopped.why, stopped.scope) == ("ceiling", f"approval {approval.id}")
    assert (stopped.bound, stopped.used) == (usd("21"), usd("7"))
    assert str(stopped) == (
        f"14.000001 dollars would pass the ceiling of approval {approval.id}: "
        "7 dollars of 21 dollars"
    )
    assert len(ledger.takes()) == 1
    assert used(ledger) == {("approval", "usd"): ("7", "21")}
    intended(ledger, intent(plan, approval, reserved=usd("14")))
    assert used(ledger) == {("approval", "usd"): ("21", "21")}


def test_nothing_is_intended_without_an_approval(ledger: Ledger) -> None:
    plan = planned(1)
    approval = approved(ledger, plan)
    stopped = held(ledger, replace(intent(plan, approval), approval="nobody"))
    assert (stopped.bound, stopped.used) == (usd("0"), usd("0"))
    assert ledger.takes() == ()


def test_a_month_is_shared_by_its_approvals(ledger: Ledger) -> None:
    plan, elsewhere = planned(2), planned(2, seconds=6, title="elsewhere")
    one, two = approved(ledger, plan), approved(ledger, elsewhere)
    ledger.allow_month(MONTH, {"usd": usd("20")})
    intended(ledger, intent(plan, one))
    intended(ledger, intent(elsewhere, two))
    stopped = held(ledger, intent(plan, one, 1), 5)
    assert (stopped.scope, stopped.used, stopped.bound) == (
        f"month {MONTH}", usd("14"), usd("20"),
    )  # fmt: skip
    # What the approval had reserved before the month refused is undone.
    assert sorted(c.used.plain() for c in ledger.ceilings()) == ["14", "7", "7"]


def test_a_months_bound_counts_what_was_reserved_before_it_was_set(ledger: Ledger) -> None:
    plan = planned(3)
    approval = approved(ledger, plan)
    intended(ledger, intent(plan, approval))
    ledger.allow_month(MONTH, {"usd": usd("10")})
    assert used(ledger)["month", "usd"] == ("7", "10")
    held(ledger, intent(plan, approval, 1))


def test_a_months_bound_may_be_raised_lowered_and_removed(ledger: Ledger) -> None:
    plan = planned(4)
    approval = approved(ledger, plan)
    ledger.allow_month(MONTH, {"usd": usd("14"), "credits": credits_("100")})
    one = intended(ledger, intent(plan, approval))
    intended(ledger, intent(plan, approval, 1))
    held(ledger, intent(plan, approval, 2))
    ledger.allow_month(MONTH, {"usd": usd("5")})
    assert used(ledger)["month", "usd"] == ("14", "5"), "what was spent stays spent"
    assert ("month", "credits") not in used(ledger)
    held(ledger, intent(plan, approval, 2))
    ledger.allow_month(MONTH, {})
    assert ("month", "usd") not in used(ledger)
    intended(ledger, intent(plan, approval, 2))
    assert ledger.advance(one, "failed", release=True)
    ledger.allow_month(MONTH, {"usd": usd("21")})
    assert used(ledger)["month", "usd"] == ("14", "21")
    intended(ledger, intent(plan, approval, 3))
    assert verify(ledger) == ()


def test_a_new_month_begins_at_nothing(ledger: Ledger, clock: Clock) -> None:
    plan = planned(3)
    approval = approved(ledger, plan)
    for month in (MONTH, "2026-12"):
        ledger.allow_month(month, {"usd": usd("7")})
    first = intended(ledger, intent(plan, approval))
    held(ledger, intent(plan, approval, 1))
    clock.turn(days=10)
    intended(ledger, intent(plan, approval, 1))
    held(ledger, intent(plan, approval, 2))
    # What was intended in November and charged in December is November's.
    sent = ledger.advance(first, "sent", remote_id="v1")
    assert sent
    assert ledger.settle(sent, usd("3"))
    by_scope = {found.scope: found.used.plain() for found in ledger.ceilings()}
    assert by_scope == {
        f"approval {approval.id}": "10", "month 2026-11": "3", "month 2026-12": "7",
    }  # fmt: skip


def test_purses_have_ceilings_of_their_own(ledger: Ledger) -> None:
    plan = planned(2, route="web", seconds=10)
    approval = approved(ledger, plan, credits_("120"), usd("1"))
    take = intended(ledger, intent(plan, approval))
    # 10 s at 4 credits a second; flat 60 is the highest reading (facts/pricing.md, 3.1).
    assert (take.purse, take.reserved) == ("credits", credits_("60"))
    assert used(ledger) == {("approval", "credits"): ("60", "120"), ("approval", "usd"): ("0", "1")}


# What a take holds


@pytest.fixture
def take(ledger: Ledger) -> Take:
    """A take of $7 by the card, and $9 at its highest reading."""
    plan = planned(1)
    dear = {name: Quoted(usd("7"), usd("9")) for name in ("s.1",)}
    approval = replace(approve(plan, [usd("21")], at=NOON), quotes=dear)
    ledger.approve(approval, plan)
    ledger.allow_month(MONTH, {"usd": usd("21")})
    return intended(ledger, intent(plan, approval))


def both(ledger: Ledger) -> set[str]:
    return {amount for amount, _ in used(ledger).values()}


def test_what_was_surely_not_accepted_gives_its_money_back(ledger: Ledger, take: Take) -> None:
    after = ledger.advance(take, "failed", reason="400", release=True)
    assert after
    assert (after.held, after.reserved, after.charged) == (usd("0"), usd("9"), None)
    assert both(ledger) == {"0"}


def test_a_job_that_failed_at_the_service_keeps_its_money_until_its_charge_is_known(
    ledger: Ledger, take: Take
) -> None:
    sent = ledger.advance(take, "sent", remote_id="v1")
    assert sent
    failed = ledger.advance(sent, "failed", reason="moderation")
    assert failed
    assert failed.held == usd("9")
    assert both(ledger) == {"9"}
    settled = ledger.settle(failed, usd("0"))
    assert settled
    assert (settled.state, settled.held, settled.charged) == ("failed", usd("0"), usd("0"))
    assert both(ledger) == {"0"}


def test_a_finished_take_is_charged_by_the_card_until_somebody_knows(
    ledger: Ledger, take: Take
) -> None:
    sent = ledger.advance(take, "sent", remote_id="v1")
    assert sent
    done = ledger.advance(sent, "completed")
    assert done
    assert (done.charged, done.charge, done.held) == (usd("7"), "computed", usd("9"))
    settled = ledger.settle(done, usd("8.25"))
    assert settled
    assert (settled.charged, settled.held) == (usd("8.25"), usd("8.25"))
    assert settled.charge == "confirmed"
    corrected = ledger.settle(settled, usd("6.5"))
    assert corrected
    assert (corrected.charged, corrected.held) == (usd("6.5"), usd("6.5"))
    assert both(ledger) == {"6.5"}
    assert ledger.settle(done, usd("1")) is None, "somebody else was there first"
    assert [event["reason"] for event in ledger.events(take)][-2:] == [
        "charged 8.25 dollars", "charged 6.5 dollars",
    ]  # fmt: skip
    assert verify(ledger) == ()


def test_a_charge_that_was_confirmed_is_not_computed_again(ledger: Ledger, take: Take) -> None:
    sent = ledger.advance(take, "sent", remote_id="v1")
    assert sent
    settled = ledger.settle(sent, usd("5"))
    assert settled
    done = ledger.advance(settled, "completed")
    assert done
    assert (done.charged, done.charge) == (usd("5"), "confirmed")


def test_a_charge_may_be_more_than_was_reserved_and_then_stops_the_next(ledger: Ledger) -> None:
    plan = planned(2)
    approval = approved(ledger, plan, usd("15"))
    sent = ledger.advance(intended(ledger, intent(plan, approval)), "sent", remote_id="v1")
    assert sent
    assert ledger.settle(sent, usd("12"))
    held(ledger, intent(plan, approval, 1))
    assert used(ledger) == {("approval", "usd"): ("12", "15")}


def test_a_charge_in_another_purse_or_below_nothing_is_refused(ledger: Ledger, take: Take) -> None:
    with pytest.raises(ValueError, match="paid in usd"):
        ledger.settle(take, credits_("5"))
    for wrong in ("-1", "1000000000.000001"):
        with pytest.raises(ValueError, match="no charge"):
            ledger.settle(take, usd(wrong))
    assert both(ledger) == {"9"}
