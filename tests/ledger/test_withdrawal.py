"""An approval that was withdrawn allows nothing more; what was done under it stays."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import psycopg
import pytest
from tests.ledgers import (
    NOON,
    ON,
    Clock,
    approved,
    held,
    intended,
    intent,
    planned,
    usd,
    used,
)
from tests.sender.scripted import Scripted

import shotwright
from shotwright.errors import NotApprovedError
from shotwright.ledger import Intended, Ledger, approve, covering, export, verify
from shotwright.sender import Edge, Job, Outcome, Refused, reconcile, submit


def test_nothing_more_is_intended_and_what_is_reserved_stays(ledger: Ledger, other: Ledger) -> None:
    plan = planned(2)
    approval = approved(ledger, plan, usd("14"))
    take = intended(ledger, intent(plan, approval))
    other.withdraw(approval.id)
    stopped = held(ledger, intent(plan, approval, 1))
    assert (stopped.why, str(stopped)) == (
        "withdrawn", f"approval {approval.id} was withdrawn",
    )  # fmt: skip
    assert ledger.takes() == (take,)
    assert used(ledger) == {("approval", "usd"): ("7", "14")}
    sent = ledger.advance(take, "sent", remote_id="v1")
    assert sent, "an answer still counts"
    assert verify(ledger) == ()


def test_it_is_only_added_and_told(ledger: Ledger, where: str, clock: Clock) -> None:
    approval = approved(ledger, planned(1))
    assert not ledger.withdrawn(approval.id)
    ledger.withdraw(approval.id)
    clock.turn(minutes=1)
    ledger.withdraw(approval.id)
    (found,) = ledger.approvals()
    assert found == replace(approval, withdrawn="2026-11-21T12:00:00.000000Z")
    assert found.wire()["withdrawn"] == found.withdrawn
    assert ledger.withdrawn(approval.id)
    assert covering([found], "s.1", ON) is None
    assert any('"table": "withdrawal"' in line for line in export(ledger))
    statement = "DELETE FROM withdrawal"
    if where.startswith("postgres"):
        with psycopg.connect(where) as server, pytest.raises(psycopg.Error, match="only added"):
            server.execute(statement)
    else:
        with pytest.raises(sqlite3.Error, match="only added"):
            sqlite3.connect(where).execute(statement)


def test_the_same_terms_may_be_approved_again_as_another_approval(ledger: Ledger) -> None:
    plan = planned(1)
    terms = approve(plan, [usd("7")], at=NOON)
    first = ledger.approve(terms, plan)
    ledger.withdraw(first.id)
    second = ledger.approve(terms, plan)
    assert second.id != first.id
    assert ledger.approve(terms, plan) == second, "given twice it is one"
    intended(ledger, intent(plan, second))
    ledger.withdraw(second.id)
    assert ledger.approve(terms, plan).id not in {first.id, second.id}
    assert verify(ledger) == ()


def test_of_a_worker_that_intends_at_the_same_time_the_database_decides(
    ledger: Ledger, other: Ledger
) -> None:
    plan = planned(40)
    approval = approved(ledger, plan)

    def intends() -> list[bool]:
        return [
            isinstance(ledger.intend(intent(plan, approval, n), None), Intended) for n in range(40)
        ]

    def withdraws() -> int:
        while not (before := len(other.takes())):
            pass
        other.withdraw(approval.id)
        return before

    with ThreadPoolExecutor(2) as pool:
        intending, withdrawing = pool.submit(intends), pool.submit(withdraws)
        before, got = withdrawing.result(60), intending.result(60)
    assert got == sorted(got, reverse=True), "once it is withdrawn, nothing more"
    assert before <= sum(got) == len(ledger.takes())
    held(ledger, replace(intent(plan, approval), number=2))
    assert verify(ledger) == ()


def test_a_run_sends_nothing_more_and_says_why(ledger: Ledger, other: Ledger) -> None:
    plan, sender = planned(20), Scripted()
    approval = approved(ledger, plan)
    edge = Edge(lambda _: False)

    def withdraws(job: Job) -> Outcome:
        other.withdraw(approval.id)
        return Refused(f"429 for {job.generation}", "wait")

    sender.acts += [withdraws] * 8
    done = submit(plan, shotwright.requests(plan), ledger, sender, files={}, edge=edge)
    assert len(sender.seen) <= 8, "those on their way at once"
    assert set(done.held.values()) == {f"approval {approval.id} was withdrawn"}
    assert len(done.held) == 20
    with pytest.raises(NotApprovedError, match="no approval that holds"):
        submit(plan, shotwright.requests(plan), ledger, sender, files={}, edge=edge)
    # Approved again, what waits goes on.
    ledger.approve(approve(plan, [usd("10000")], at=NOON), plan)
    submit(plan, shotwright.requests(plan), ledger, sender, files={}, edge=edge)
    assert {take.state for take in ledger.takes()} == {"sent"}
    assert len(sender.jobs) == 20


def test_what_is_ambiguous_is_looked_for_but_not_sent_again(ledger: Ledger, clock: Clock) -> None:
    plan, sender = planned(2), Scripted()
    approval = approved(ledger, plan)
    sender.acts += [sender.lost_before, sender.lost_after]
    edge = Edge(lambda _: False)
    submit(plan, shotwright.requests(plan), ledger, sender, files={}, edge=edge)
    ledger.withdraw(approval.id)
    clock.turn(minutes=11)
    assert len(list(reconcile(ledger, sender, account="acme"))) == 2
    assert sorted(take.state for take in ledger.takes()) == ["needs_review", "sent"]
    assert len(sender.seen) == 2
