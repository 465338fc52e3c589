"""A balance confirms charges where it fell by exactly their sum, with nothing on its way."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.ledgers import ACCOUNT, Clock, approved, credits_, intended, intent, planned, usd

from shotwright.ledger import Charge, Ledger, Weighed, verify, weigh
from shotwright.model.take import State, Take


def asked(ledger: Ledger, clock: Clock) -> datetime:
    """Tell the ledger's time a minute after all that went before."""
    clock.turn(minutes=1)
    return ledger.now()


def read(ledger: Ledger, clock: Clock, left: str) -> Weighed | None:
    found = weigh(ledger, ACCOUNT, usd(left), asked(ledger, clock))
    clock.turn(minutes=1)
    return found


def take(ledger: Ledger, n: int, *states: State, account: str = ACCOUNT) -> Take:
    """Make a take of $7 of the n-th of three shots, and move it on."""
    plan = planned(3)
    known = ledger.approvals(plan)
    approval = known[0] if known else approved(ledger, plan)
    found: Take | None = intended(ledger, intent(plan, approval, n, account=account))
    for state in states:
        assert found
        found = ledger.advance(
            found, state, remote_id=f"v{n}{account}" if state == "sent" else None
        )
    assert found
    return found


def charges(ledger: Ledger) -> list[tuple[str | None, str | None]]:
    takes = sorted(ledger.takes(), key=lambda take: (take.generation, take.account))
    return [(t.charged.plain() if t.charged else None, t.charge) for t in takes]


def test_a_fall_of_the_sum_confirms_every_take_since(ledger: Ledger, clock: Clock) -> None:
    take(ledger, 0, "sent", "completed")
    assert read(ledger, clock, "100") is None, "nothing was read before"
    take(ledger, 1, "sent", "completed", "downloaded")
    take(ledger, 2, "sent", "running", "completed", "keeper")
    found = read(ledger, clock, "86")
    assert found
    assert found.confirms
    assert (found.fell, found.reckoned.known) == (usd("14"), usd("14"))
    assert str(found) == "The balance of acme confirms 2 takes: it fell by 14 dollars."
    assert charges(ledger) == [("7", "computed"), ("7", "confirmed"), ("7", "confirmed")]
    last = ledger.events(ledger.takes()[2])[-1]
    assert last["reason"] == "charged 7 dollars: the balance fell by 14 dollars"
    assert verify(ledger) == ()
    assert read(ledger, clock, "86") is None, "it was told"


@pytest.mark.parametrize(
    ("left", "told"),
    [
        ("85.999999", "fell by 14.000001 dollars, and 2 takes since were reckoned at 14 dollars"),
        ("93", "fell by 7 dollars"),
        ("150", "rose by 50 dollars"),
    ],
)
def test_another_fall_confirms_nothing_and_is_told(
    ledger: Ledger, clock: Clock, left: str, told: str
) -> None:
    read(ledger, clock, "100")
    for n in (0, 1):
        take(ledger, n, "sent", "completed")
    found = read(ledger, clock, left)
    assert found
    assert not found.confirms
    assert told in str(found)
    assert charges(ledger) == [("7", "computed")] * 2
    # The next reading begins anew.
    take(ledger, 2, "sent", "completed")
    after = read(ledger, clock, (usd(left) + usd("-7")).plain())
    assert after
    assert after.confirms
    assert charges(ledger) == [("7", "computed")] * 2 + [("7", "confirmed")]


@pytest.mark.parametrize(
    "states",
    [[], ["sent"], ["sent", "running"], ["ambiguous"], ["ambiguous", "needs_review"]],
)
def test_while_a_take_may_be_charged_nothing_is_confirmed(
    ledger: Ledger, other: Ledger, clock: Clock, states: list[State]
) -> None:
    read(ledger, clock, "100")
    take(ledger, 0, "sent", "completed")
    open_ = take(other, 1, *states)
    assert read(ledger, clock, "93") is None
    assert charges(ledger)[0] == ("7", "computed")
    # When it has ended, both are held against the reading before.
    for state in {"": ["sent", "completed"], "sent": ["completed"], "running": ["completed"],
                  "ambiguous": ["sent", "completed"], "needs_review": ["completed"]}[
                      states[-1] if states else ""]:  # fmt: skip
        after = other.advance(open_, state, remote_id="w")  # type: ignore[arg-type]
        assert after
        open_ = after
    found = read(ledger, clock, "86")
    assert found
    assert found.confirms
    assert charges(ledger) == [("7", "confirmed")] * 2


def test_a_take_that_moved_while_the_service_was_asked_is_not_counted(
    ledger: Ledger, other: Ledger, clock: Clock
) -> None:
    read(ledger, clock, "100")
    before = asked(ledger, clock)
    take(other, 0, "sent", "completed")  # accepted perhaps before the answer, perhaps after it
    assert weigh(ledger, ACCOUNT, usd("100"), before) is None
    found = read(ledger, clock, "93")
    assert found
    assert found.confirms


def test_what_failed_at_an_unknown_charge_confirms_nothing(ledger: Ledger, clock: Clock) -> None:
    read(ledger, clock, "100")
    take(ledger, 0, "sent", "completed")
    failed = take(ledger, 1, "sent", "failed")
    found = read(ledger, clock, "93")
    assert found
    assert not found.confirms
    assert "at least 7 dollars (nobody knows what s.2 take 1 cost)" in str(found)
    assert charges(ledger) == [("7", "computed"), (None, None)]
    assert ledger.take(failed.id) == failed


def test_what_was_refused_costs_nothing_and_what_was_confirmed_counts_as_that(
    ledger: Ledger, clock: Clock
) -> None:
    read(ledger, clock, "100")
    waits = take(ledger, 0)
    assert ledger.advance(waits, "failed", release=True)
    known = take(ledger, 1, "sent", "completed")
    assert ledger.settle(known, usd("5"))
    take(ledger, 2, "sent", "completed")
    found = read(ledger, clock, "88")
    assert found
    assert found.confirms
    assert charges(ledger) == [(None, None), ("5", "confirmed"), ("7", "confirmed")]


def test_accounts_and_purses_are_weighed_apart(ledger: Ledger, clock: Clock) -> None:
    read(ledger, clock, "100")
    weigh(ledger, ACCOUNT, credits_("50"), asked(ledger, clock))
    take(ledger, 0, "sent", "completed")
    take(ledger, 1, "sent", account="another")
    assert weigh(ledger, ACCOUNT, credits_("43"), asked(ledger, clock)) is None
    found = read(ledger, clock, "93")
    assert found
    assert [t.account for t in found.takes] == [ACCOUNT]
    assert charges(ledger) == [("7", "confirmed"), (None, None)]


@pytest.mark.parametrize(("written", "charge"), [(False, "computed"), (True, "confirmed")])
def test_a_run_that_was_cut_short_is_made_again(
    ledger: Ledger, clock: Clock, monkeypatch: pytest.MonkeyPatch, charge: str, *, written: bool
) -> None:
    """It is cut before the commit of the charges, and between that and the reading's own."""
    read(ledger, clock, "100")
    for n in (0, 1):
        take(ledger, n, "sent", "completed")
    settle_all = Ledger.settle_all

    def dies(self: Ledger, given: list[Charge]) -> None:
        if written:
            settle_all(self, given)
        raise KeyboardInterrupt

    monkeypatch.setattr(Ledger, "settle_all", dies)
    with pytest.raises(KeyboardInterrupt):
        read(ledger, clock, "86")
    monkeypatch.undo()
    assert charges(ledger) == [("7", charge)] * 2
    found = read(ledger, clock, "86")
    assert found
    assert found.confirms
    assert charges(ledger) == [("7", "confirmed")] * 2
