"""Submitting: what is due is sent once, and what becomes of it is written down."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.ledgers import NOON, ON, Clock, approved, credits_, intended, intent, planned, usd, used
from tests.sender.scripted import Scripted

import shotwright
from shotwright.catalog import read_rates
from shotwright.errors import InputError, NotApprovedError, ServiceError
from shotwright.ledger import Ledger, approve, verify
from shotwright.ledger.database import Row
from shotwright.model.plan import Plan
from shotwright.model.take import State, Take
from shotwright.sender import (
    Accepted,
    Edge,
    HandOff,
    Job,
    Outcome,
    Refused,
    Status,
    Submitted,
    find_files,
)
from shotwright.sender import submit as submit_plan


def send(plan: Plan, ledger: Ledger, sender: Scripted, edge: Edge | None = None) -> Submitted:
    rest = edge or Edge(pause=lambda _: False)
    return submit_plan(plan, shotwright.requests(plan), ledger, sender, files={}, edge=rest)


def states(ledger: Ledger) -> list[State]:
    return [take.state for take in sorted(ledger.takes(), key=lambda take: take.generation)]


def test_everything_that_is_approved_is_sent_once(ledger: Ledger) -> None:
    plan, sender = planned(3), Scripted()
    approved(ledger, plan, usd("21"))
    done = send(plan, ledger, sender)
    assert states(ledger) == ["sent", "sent", "sent"]
    assert {take.remote_id for take in done.takes.takes} == {"v1", "v2", "v3"}
    assert (done.held, done.stopped) == ({}, "")
    assert {job.key for job in sender.seen} == {take.id for take in ledger.takes()}
    assert all(f"[{job.tag}]" in job.body["title"] for job in sender.seen)
    again = send(plan, ledger, sender)
    assert len(sender.seen) == 3
    assert again.takes == done.takes


def test_the_intent_is_in_the_ledger_before_the_request_goes_out(
    ledger: Ledger, other: Ledger
) -> None:
    plan, sender = planned(1), Scripted()
    approved(ledger, plan)
    seen: list[tuple[State, str]] = []

    def look(job: Job) -> Outcome:
        take = other.take(job.key)
        assert take
        seen.append((take.state, take.held.plain()))
        return Accepted(sender.make(job))

    sender.acts.append(look)
    send(plan, ledger, sender)
    assert seen == [("intended", "7")]


def test_nothing_is_sent_without_approval(ledger: Ledger) -> None:
    plan, sender = planned(2), Scripted()
    with pytest.raises(NotApprovedError, match="no approval that holds today"):
        send(plan, ledger, sender)
    approved(ledger, planned(2, title="copy"))
    with pytest.raises(NotApprovedError, match="no approval that holds today"):
        send(plan, ledger, sender)
    assert not sender.seen


def test_what_is_not_covered_stays(ledger: Ledger, clock: Clock) -> None:
    plan, sender = planned(3), Scripted()
    approved(ledger, plan, usd("14"), only=["s.1", "s.3"], until=ON)
    done = send(plan, ledger, sender)
    assert sorted(take.generation for take in done.takes.takes) == ["s.1", "s.3"]
    clock.turn(days=1)
    with pytest.raises(NotApprovedError, match="holds today"):
        send(plan, ledger, sender)


def test_a_ceiling_that_is_reached_holds_the_rest(ledger: Ledger) -> None:
    plan, sender = planned(3), Scripted()
    approved(ledger, plan, usd("21"))
    ledger.allow_month("2026-11", {"usd": usd("15")})
    done = send(plan, ledger, sender)
    assert len(sender.seen) == 2
    assert len(done.held) == 1
    assert set(done.unapproved) == set(done.held)
    (told,) = done.held.values()
    assert told == "7 dollars would pass the ceiling of month 2026-11: 14 dollars of 15 dollars"


def test_a_price_that_rose_since_it_was_approved_is_refused(ledger: Ledger, tmp_path: Path) -> None:
    plan, sender = planned(1), Scripted()
    approved(ledger, plan)
    (tmp_path / "my.toml").write_text(
        'schema = 1\nproduct = "avatar_shots"\n[[rate]]\nid = "mine"\nbilling = "wallet"\n'
        'amount = "8"\nper = "generation"\n'
    )
    with pytest.raises(
        NotApprovedError, match=r"s\.1 was approved at up to 7 dollars, and now costs 8"
    ):
        submit_plan(
            plan, shotwright.requests(plan), ledger, sender, files={},
            edge=Edge(lambda _: False), own=[read_rates(tmp_path / "my.toml")],
        )  # fmt: skip
    assert not sender.seen


def test_the_purse_that_pays_is_the_one_that_was_approved(ledger: Ledger) -> None:
    plan = planned(1)
    approved(ledger, plan)
    with pytest.raises(
        NotApprovedError, match="paid by the wallet, but fake pays by the subscription"
    ):
        send(plan, ledger, Scripted(billing="subscription"))
    assert ledger.takes() == ()


def test_what_the_account_has_left_has_to_suffice(ledger: Ledger) -> None:
    plan = planned(3)
    approved(ledger, plan)
    with pytest.raises(
        NotApprovedError, match="may cost 21 dollars, and the account has 20 dollars"
    ):
        send(plan, ledger, Scripted(balance={"usd": usd("20"), "credits": credits_("0")}))
    assert ledger.takes() == ()
    send(plan, ledger, Scripted(balance={"usd": usd("21")}))
    assert states(ledger) == ["sent"] * 3


def test_what_waits_to_be_sent_counts_against_what_is_left(ledger: Ledger) -> None:
    plan = planned(3)
    waiting(ledger, plan, "acme")
    with pytest.raises(
        NotApprovedError, match="may cost 21 dollars, and the account has 20 dollars"
    ):
        send(plan, ledger, Scripted(balance={"usd": usd("20")}))
    assert len(ledger.takes()) == 1
    send(plan, ledger, Scripted(balance={"usd": usd("21")}))
    assert states(ledger) == ["sent"] * 3


def test_what_was_begun_elsewhere_does_not_count_against_what_is_left(ledger: Ledger) -> None:
    plan = planned(3)
    waiting(ledger, plan, "another")
    send(plan, ledger, Scripted(balance={"usd": usd("14")}))
    assert states(ledger) == ["intended", "sent", "sent"]


def test_what_is_wrong_is_found_before_money_is_reserved(ledger: Ledger) -> None:
    plan, sender = planned(1), Scripted(wrong=["look lk_ana does not exist"])
    approved(ledger, plan)
    with pytest.raises(InputError, match="look lk_ana does not exist"):
        send(plan, ledger, sender)
    assert ledger.takes() == ()
    assert not sender.seen


# Outcomes


def test_a_refusal_frees_the_money_and_the_next_run_is_another_take(ledger: Ledger) -> None:
    plan, sender = planned(1), Scripted()
    approved(ledger, plan, usd("7"))
    sender.acts.append(lambda _: Refused("400 bad look", "take"))
    send(plan, ledger, sender)
    (take,) = ledger.takes()
    assert (take.state, take.reason, take.held) == ("failed", "400 bad look", usd("0"))
    send(plan, ledger, sender)
    one, two = sorted(ledger.takes(), key=lambda take: take.number)
    assert (one.number, two.number, two.state) == (1, 2, "sent")
    assert one.id != two.id
    assert used(ledger) == {("approval", "usd"): ("7", "7")}


def test_what_is_told_to_wait_waits_and_goes_on_with_its_key(ledger: Ledger) -> None:
    plan, sender = planned(1), Scripted()
    approved(ledger, plan, usd("7"))
    waited: list[float] = []
    sender.acts += [lambda _: Refused("429", "wait", 12.5), *[lambda _: Refused("429", "wait")] * 2]

    def pause(seconds: float) -> bool:
        waited.extend([seconds] if seconds else [])
        return False

    send(plan, ledger, sender, Edge(pause))
    assert states(ledger) == ["sent"]
    assert len({job.key for job in sender.seen}) == 1
    assert waited[0] == 12.5
    assert waited[1:] == sorted(waited[1:])
    assert used(ledger) == {("approval", "usd"): ("7", "7")}


def test_what_stops_the_run_sends_nothing_more(ledger: Ledger) -> None:
    plan, sender = planned(40), Scripted()
    approved(ledger, plan)
    sender.acts += [lambda _: Refused("401 the key is not known", "run")] * 40
    done = send(plan, ledger, sender)
    assert done.stopped == "401 the key is not known"
    assert len(sender.seen) <= 8, "those on their way at once, and no more"
    assert set(states(ledger)) <= {"intended"}
    sender.acts.clear()
    send(plan, ledger, sender)
    assert states(ledger) == ["sent"] * 40
    assert len(sender.jobs) == 40


def test_a_lost_answer_is_ambiguous_and_not_sent_again(ledger: Ledger) -> None:
    plan, sender = planned(1), Scripted()
    approved(ledger, plan)
    sender.acts.append(sender.lost_after)
    send(plan, ledger, sender)
    (take,) = ledger.takes()
    assert (take.state, take.reason, take.held) == ("ambiguous", "no answer", usd("7"))
    send(plan, ledger, sender)
    assert len(sender.seen) == 1


def test_a_sender_that_breaks_leaves_a_row_that_says_so(ledger: Ledger, clock: Clock) -> None:
    plan, sender = planned(2), Scripted()
    approved(ledger, plan)

    def breaks(_: Job) -> Outcome:
        raise RuntimeError("bug")

    sender.acts.append(breaks)
    with pytest.raises(RuntimeError, match="bug"):
        send(plan, ledger, sender)
    assert "intended" in states(ledger)
    clock.turn(seconds=181)
    assert ledger.expire() == 1
    assert "ambiguous" in states(ledger)


def test_ctrl_c_stops_between_requests_and_the_next_run_goes_on(ledger: Ledger) -> None:
    plan, sender = planned(30), Scripted()
    approved(ledger, plan)
    sender.acts += [lambda _: Refused("429", "wait")] * 10
    send(plan, ledger, sender, Edge(pause=lambda _: True))
    assert set(states(ledger)) <= {"intended", "sent"}
    sender.acts.clear()
    send(plan, ledger, sender)
    assert states(ledger) == ["sent"] * 30
    assert len(sender.jobs) == 30


def test_ctrl_c_stops_a_run_in_which_nothing_has_to_wait(ledger: Ledger) -> None:
    plan, sender = planned(30), Scripted()
    approved(ledger, plan)
    done = send(plan, ledger, sender, Edge(pause=lambda _: len(sender.seen) >= 3))
    assert 3 <= len(sender.seen) <= 3 + 8, "those on their way at once, and no more"
    assert len(done.held) == 30 - len(sender.seen)
    send(plan, ledger, sender)
    assert states(ledger) == ["sent"] * 30
    assert len(sender.jobs) == 30


def test_what_is_told_to_come_back_much_later_is_left_for_the_next_run(ledger: Ledger) -> None:
    plan, sender = planned(1), Scripted()
    approved(ledger, plan)
    sender.acts.append(lambda _: Refused("429 the day's quota is used", "wait", 86_400.0))
    waited: list[float] = []

    def pause(seconds: float) -> bool:
        waited.append(seconds)
        return False

    done = send(plan, ledger, sender, Edge(pause))
    assert max(waited) < 900
    assert done.held == {"s.1": "not accepted yet: 429 the day's quota is used"}
    assert not done.unapproved
    assert states(ledger) == ["intended"]


# Late answers


def late(ledger: Ledger, sender: Scripted, meanwhile: list[State], remote: str) -> None:
    """Answer only when another worker has given the take up."""

    def act(job: Job) -> Outcome:
        take = ledger.take(job.key)
        for state in meanwhile:
            assert take
            take = ledger.advance(take, state, remote_id=remote if state == "sent" else None)
        return Accepted(sender.make(job))

    sender.acts.append(act)


@pytest.mark.parametrize(
    ("meanwhile", "remote", "state"),
    [
        (["ambiguous"], "", "sent"),
        (["ambiguous", "needs_review"], "", "sent"),
        (["ambiguous", "sent"], "v1", "sent"),
        (["ambiguous", "sent", "running", "completed"], "v1", "completed"),
        (["ambiguous", "sent"], "v9", "needs_review"),
        (["ambiguous", "sent", "running"], "v9", "needs_review"),
    ],
)
def test_a_late_answer_still_counts(
    ledger: Ledger, other: Ledger, meanwhile: list[State], remote: str, state: State
) -> None:
    plan, sender = planned(1), Scripted()
    approved(ledger, plan)
    late(other, sender, meanwhile, remote)
    send(plan, ledger, sender)
    (take,) = ledger.takes()
    assert take.state == state
    if remote == "v9":
        assert take.reason == "accepted twice: as v9 and as v1"


@pytest.mark.parametrize("meanwhile", [["ambiguous", "sent", "completed"],
                                       ["ambiguous", "needs_review", "failed"]])  # fmt: skip
def test_a_second_job_of_a_take_that_has_ended_is_told_and_kept(
    ledger: Ledger, other: Ledger, meanwhile: list[State]
) -> None:
    plan, sender = planned(1), Scripted()
    approved(ledger, plan)
    late(other, sender, meanwhile, "v9")
    with pytest.raises(ServiceError, match="was accepted as v1"):
        send(plan, ledger, sender)
    (take,) = ledger.takes()
    assert any("accepted as v1" in event["reason"] for event in ledger.events(take))
    assert verify(ledger) == ()


def test_a_worker_whose_time_ran_out_before_it_sent_begins_again(
    ledger: Ledger, other: Ledger, clock: Clock
) -> None:
    """The machine slept between the commit and the request."""
    plan, sender = planned(1), Scripted()
    approved(ledger, plan)

    class Sleepy:
        def __init__(self) -> None:
            self.slept = False
            self.where = ledger.database.where

        def within(self, work: Any) -> Any:  # noqa: ANN401 - whatever the work gives
            done = ledger.database.within(work)
            if not self.slept and ledger.takes():
                self.slept = True
                clock.turn(hours=30)
            return done

        def rows(self, statement: str, **values: object) -> list[Row]:
            return ledger.database.rows(statement, **values)

        def close(self) -> None:
            """Nothing to do."""

    send(plan, replace(ledger, database=Sleepy()), sender)
    assert states(other) == ["sent"]
    assert len(sender.seen) == 1
    assert [event["reason"] for event in other.events(other.takes()[0])][1] == (
        "it was not sent in time"
    )


# What was begun elsewhere


def waiting(ledger: Ledger, plan: Plan, account: str) -> Take:
    approval = approved(ledger, plan)
    take = intended(ledger, intent(plan, approval, account=account))
    after = ledger.advance(take, "intended", reason="429")
    assert after
    return after


def test_what_was_begun_in_another_account_is_not_sent_from_this_one(ledger: Ledger) -> None:
    plan, sender = planned(2), Scripted()
    begun = waiting(ledger, plan, "another")
    done = send(plan, ledger, sender)
    assert done.held == {"s.1": "begun by fake in another"}
    assert ledger.take(begun.id) == begun
    assert [job.generation for job in sender.seen] == ["s.2"]


def test_what_was_begun_by_another_sender_is_not_sent_by_this_one(ledger: Ledger) -> None:
    plan, sender = planned(1), Scripted(name="another")
    waiting(ledger, plan, "acme")
    done = send(plan, ledger, sender)
    assert done.held == {"s.1": "begun by fake in acme"}
    assert not sender.seen


# Slots


def test_jobs_wait_for_slots_and_go_on_when_one_ends(ledger: Ledger) -> None:
    plan, sender = planned(6), Scripted().unable(slots=2)
    approved(ledger, plan)
    most = 0

    def pause(_: float) -> bool:
        nonlocal most
        running = ledger.takes(states={"sent", "running"})
        most = max(most, len(running))
        if len(running) > 1:  # else the other slot's job is still on its way to the service
            sender.told[running[0].remote_id] = Status("completed")
        time.sleep(0.01)
        return False

    send(plan, ledger, sender, Edge(pause))
    assert len(sender.jobs) == 6
    assert most == 2


def test_slots_that_only_ambiguous_takes_hold_are_not_waited_for(ledger: Ledger) -> None:
    plan, sender = planned(3), Scripted().unable(slots=1)
    approved(ledger, plan)
    sender.acts.append(sender.lost_before)
    pauses = 0

    def pause(_: float) -> bool:
        nonlocal pauses
        pauses += 1
        time.sleep(0.01)
        assert pauses < 500, "nothing is on its way, and it waits for ever"
        return False

    done = send(plan, ledger, sender, Edge(pause))
    assert len(done.held) == 2
    assert all("reconcile" in told for told in done.held.values()), done.held


# Retakes


@pytest.mark.parametrize(("takes", "sent"), [(1, 1), (2, 2), (3, 3)])
def test_as_many_paid_takes_as_were_approved(ledger: Ledger, takes: int, sent: int) -> None:
    plan, sender = planned(1), Scripted()
    approved(ledger, plan, takes=takes)
    for _ in range(5):
        send(plan, ledger, sender)
        for take in ledger.takes(states={"sent"}):
            done = ledger.advance(take, "completed")
            assert done
            ledger.advance(done, "retake", reason="luck")
    assert len(sender.jobs) == sent


def test_a_keeper_is_not_made_again_and_a_failure_counts_while_it_may_be_charged(
    ledger: Ledger,
) -> None:
    plan, sender = planned(2), Scripted()
    approved(ledger, plan, takes=1)
    send(plan, ledger, sender)
    one, two = sorted(ledger.takes(), key=lambda take: take.generation)
    done = ledger.advance(one, "completed")
    assert done
    ledger.advance(done, "keeper")
    failed = ledger.advance(two, "failed", reason="moderation")
    assert failed
    send(plan, ledger, sender)
    assert len(sender.jobs) == 2
    ledger.settle(failed, usd("0"))
    send(plan, ledger, sender)
    assert len(sender.jobs) == 3


# Files, and by hand


def test_files_go_up_once_per_content_and_account(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "kettle.png").write_bytes(b"\x89PNG kettle")
    (tmp_path / "copy.png").write_bytes(b"\x89PNG kettle")
    beats = [
        {"shot": f"Ana lifts it {n} times", "seconds": "=5", "cut": "always", "references": [name]}
        for n, name in enumerate(["one", "two"])
    ]
    board = shotwright.load(
        {
            "shotwright": 1, "title": "files",
            "cast": {"ana": {"look": "lk", "voice": "vc", "kind": "digital_twin"}},
            "references": {
                "one": {"image": "kettle.png", "of": "product"},
                "two": {"image": "copy.png", "of": "product"},
            },
            "scenes": [{"id": "s", "with": ["ana"], "beats": beats}],
        },
        folder=tmp_path,
    )  # fmt: skip
    plan = shotwright.plan(board, on=ON, shots="api")
    assert isinstance(plan, Plan)
    approved(ledger, plan)
    requests, sender = shotwright.requests(plan, board), Scripted()
    files = find_files(requests, tmp_path)
    edge = Edge(lambda _: False)
    submit_plan(plan, requests, ledger, sender, files=files, edge=edge)
    digest = hashlib.sha256(b"\x89PNG kettle").hexdigest()
    assert len(sender.uploads) == 1
    assert ledger.asset("acme", digest) == "asset1"
    assert all(
        job.body["references"][-1] == {"type": "asset_id", "asset_id": "asset1"}
        for job in sender.seen
    )
    elsewhere = Scripted(account_name="another")
    again = replace(approve(plan, [usd("99")], at=NOON, takes=2), at="2026-11-21T13:00:00.000000Z")
    ledger.approve(again, plan)
    for take in ledger.takes():
        done = ledger.advance(take, "completed")
        assert done
        ledger.advance(done, "retake", reason="luck")
    submit_plan(plan, requests, ledger, elsewhere, files=files, edge=edge)
    assert len(elsewhere.uploads) == 1


def test_a_folder_without_end_is_not_looked_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (request,) = shotwright.requests(planned(1))
    made = request.model_copy(update={"uploads": {"sha256:00": "kettle.png"}})
    listed = 0

    def endless(folder: Path, _: str) -> Iterator[Path]:
        nonlocal listed
        while listed < 100_000:
            listed += 1
            yield folder / str(listed)

    monkeypatch.setattr(Path, "rglob", endless)
    with pytest.raises(InputError, match=r"kettle.png.* is not in"):
        find_files([made], tmp_path)
    assert listed <= 20_001


def test_what_a_person_makes_is_reserved_and_stays_intended(ledger: Ledger) -> None:
    plan = planned(2, route="web")
    approved(ledger, plan, credits_("120"))
    edge = Edge(lambda _: False)
    for _ in range(2):
        submit_plan(plan, shotwright.requests(plan), ledger, HandOff(), files={}, edge=edge)
        assert states(ledger) == ["intended", "intended"]
    assert {take.reason for take in ledger.takes()} == {"a person makes it by hand"}
    assert used(ledger) == {("approval", "credits"): ("120", "120")}
    assert ledger.expire() == 0
