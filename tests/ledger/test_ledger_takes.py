"""Takes in the ledger: intended once, moved by one worker at a time, never lost."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace

import pytest
from tests.ledgers import (
    ACCOUNT,
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

import shotwright
from shotwright.ledger import Intended, Ledger
from shotwright.model.take import STATES, State, Take

LEASE_SECONDS = 180
"""Design: longer than the 120 s that HeyGen's own tool waits for an answer."""

REQUEST_SECONDS = 120
"""How long that tool waits, and a request may last."""

# By hand from design.md, section 12: what may follow what.
FOLLOWED: dict[State, set[State]] = {
    "intended": {"intended", "sent", "ambiguous", "failed"},
    "ambiguous": {"ambiguous", "sent", "needs_review"},
    "needs_review": {"sent", "failed", "completed"},
    "sent": {"running", "completed", "failed", "needs_review"},
    "running": {"completed", "failed", "needs_review"},
    "failed": set(),
    "completed": {"downloaded", "keeper", "retake"},
    "downloaded": {"keeper", "retake"},
    "keeper": {"keeper", "retake"},
    "retake": {"keeper", "retake"},
}

WAY: dict[State, tuple[State, ...]] = {
    "intended": (),
    "ambiguous": ("ambiguous",),
    "needs_review": ("ambiguous", "needs_review"),
    "sent": ("sent",),
    "running": ("sent", "running"),
    "failed": ("failed",),
    "completed": ("sent", "completed"),
    "downloaded": ("sent", "completed", "downloaded"),
    "keeper": ("sent", "completed", "keeper"),
    "retake": ("sent", "completed", "retake"),
}


def moved(ledger: Ledger, take: Take, *states: State) -> Take:
    """Move a take on, step by step."""
    for state in states:
        remote_id = "v1" if state == "sent" else None
        after = ledger.advance(take, state, remote_id=remote_id)
        assert after, state
        take = after
    return take


@pytest.fixture
def take(ledger: Ledger) -> Take:
    plan = planned(1)
    return intended(ledger, intent(plan, approved(ledger, plan)))


def test_a_take_is_written_down_with_all_that_is_sent(ledger: Ledger, take: Take) -> None:
    plan = planned(1)
    made = plan.generations[0]
    assert (take.state, take.number, take.seq, take.remote_id) == ("intended", 1, 1, "")
    assert (take.account, take.sender, take.board) == (ACCOUNT, "fake", "t")
    assert (take.generation, take.items) == (made.id, made.items)
    assert (take.fingerprint, take.occurrence) == (made.fingerprint, 1)
    assert (take.reserved, take.held, take.charged) == (usd("7"), usd("7"), None)
    assert take.at == take.changed == "2026-11-21T12:00:00.000000Z"
    body = ledger.body(take)
    assert body
    assert body[:2] == ("POST", "/v3/videos")
    assert body[2]["title"] == f"a title [sw:{take.id[:12]}]"
    assert body[2]["prompt"] == made.request["prompt"]


def test_the_key_tells_takes_apart_by_all_that_makes_them(ledger: Ledger) -> None:
    plan = planned(2)
    approval = approved(ledger, plan)
    first, second = plan.generations
    twin = first.model_copy(update={"occurrence": 2})
    base = intent(plan, approval)
    others = [
        intent(plan, approval, number=2),
        intent(plan, approval, 1),
        intent(plan, approval, account="other"),
        intent(planned(2, title="u"), approval),
    ]
    keys = {base.id, *(other.id for other in others)}
    assert len(keys) == 5
    assert second.fingerprint != first.fingerprint
    assert twin.fingerprint == first.fingerprint
    assert len({len(key) for key in keys}) == 1
    assert all(len(key) == 64 and set(key) <= set("0123456789abcdef") for key in keys)


def test_a_take_is_intended_once_whoever_tries(ledger: Ledger, other: Ledger) -> None:
    plan = planned(1)
    wanted = intent(plan, approved(ledger, plan))
    mine = ledger.intend(wanted, None)
    again, theirs = ledger.intend(wanted, None), other.intend(wanted, None)
    assert isinstance(mine, Intended)
    assert isinstance(again, Intended)
    assert isinstance(theirs, Intended)
    assert (mine.ours, again.ours, theirs.ours) == (True, False, False)
    assert mine.take == again.take == theirs.take
    assert used(ledger) == {("approval", "usd"): ("7", "10000")}


def test_equal_beats_of_one_board_are_takes_of_their_own(ledger: Ledger) -> None:
    beat = {"shot": "Ana waves", "seconds": "=5", "cut": "always"}
    board = shotwright.load({
        "shotwright": 1, "title": "twins",
        "cast": {"ana": {"look": "lk", "voice": "vc", "kind": "digital_twin"}},
        "scenes": [{"id": "s", "with": ["ana"], "beats": [beat, beat, beat]}],
    })  # fmt: skip
    plan = shotwright.plan(board, on=ON, shots="api")
    assert isinstance(plan, shotwright.Plan)
    assert len({made.fingerprint for made in plan.generations}) == 1
    approval = approved(ledger, plan)
    takes = [intended(ledger, intent(plan, approval, n)) for n in range(3)]
    assert len({take.id for take in takes}) == len({take.tag for take in takes}) == 3
    assert set(ledger.takes(plan)) == set(takes)


@pytest.mark.parametrize(("before", "after"), [*itertools.product(STATES, STATES)])
def test_only_what_may_follow_follows(
    tmp_path_factory: pytest.TempPathFactory, before: State, after: State
) -> None:
    ledger = Ledger.at((tmp_path_factory.mktemp("l") / "l.sqlite").as_posix(), "one", Clock())
    plan = planned(1)
    take = intended(ledger, intent(plan, approved(ledger, plan)))
    take = moved(ledger, take, *WAY[before])
    if after in FOLLOWED[before]:
        assert moved(ledger, take, after).state == after
    else:
        with pytest.raises(ValueError, match="not followed by"):
            ledger.advance(take, after)
        assert ledger.take(take.id) == take
    ledger.close()


def test_of_two_workers_one_moves_a_take(ledger: Ledger, other: Ledger, take: Take) -> None:
    assert ledger.advance(take, "ambiguous", reason="lost")
    assert other.advance(take, "sent", remote_id="v1") is None
    now = ledger.take(take.id)
    assert now
    assert (now.state, now.reason, now.remote_id) == ("ambiguous", "lost", "")


def test_one_worker_that_looks_twice_moves_a_take_once(ledger: Ledger, take: Take) -> None:
    """Two threads of one worker hold the same view; a claim is for one of them."""
    waiting = ledger.advance(take, "intended", reason="wait")
    assert waiting
    assert ledger.claim(waiting)
    assert ledger.claim(waiting) is None


def test_what_a_service_says_is_kept_without_what_no_database_keeps(
    ledger: Ledger, take: Take
) -> None:
    after = ledger.advance(take, "failed", reason="bad \0 \ud800 \N{SNOWMAN}", release=True)
    assert after
    assert after.reason == "bad  ? \N{SNOWMAN}"


def test_events_tell_the_whole_story(ledger: Ledger, other: Ledger, clock: Clock) -> None:
    plan = planned(1)
    take = intended(ledger, intent(plan, approved(ledger, plan)))
    clock.turn(seconds=1)
    sent = ledger.advance(take, "sent", remote_id="v1")
    assert sent
    clock.turn(seconds=1)
    assert other.advance(sent, "completed")
    told = [(e["seq"], e["state"], e["remote_id"], e["worker"], e["at"][17:19])
            for e in ledger.events(take)]  # fmt: skip
    assert told == [
        (1, "intended", "", "one", "00"),
        (2, "sent", "v1", "one", "01"),
        (3, "completed", "v1", "two", "02"),
    ]


# Finding takes


def test_takes_are_found_by_plan_state_name_and_the_services_id(ledger: Ledger) -> None:
    plan, elsewhere = planned(2), planned(1, seconds=6, title="elsewhere")
    approval = approved(ledger, plan)
    one, two = (intended(ledger, intent(plan, approval, n)) for n in range(2))
    three = intended(ledger, intent(elsewhere, approved(ledger, elsewhere)))
    sent = ledger.advance(two, "sent", remote_id="v2")
    assert sent
    assert set(ledger.takes()) == {one, sent, three}
    assert set(ledger.takes(plan)) == {one, sent}
    assert ledger.takes(states={"sent"}) == (sent,)
    assert ledger.takes_of("v2") == (sent,)
    assert ledger.takes_of("v9") == ()
    assert ledger.take(one.id) == ledger.take(one.tag) == one
    assert ledger.take("sw:nothing") is None


def test_a_plan_that_changed_keeps_the_takes_of_what_did_not(ledger: Ledger) -> None:
    short, long = planned(2), planned(3)
    approval = approved(ledger, short)
    takes = {intended(ledger, intent(short, approval, n)) for n in range(2)}
    assert set(ledger.takes(long)) == takes


# Leases


def test_a_take_in_hand_is_claimed_by_nobody(ledger: Ledger, other: Ledger, take: Take) -> None:
    assert other.claim(take) is None
    assert ledger.claim(take) is None


def test_a_take_that_may_have_been_sent_is_never_claimed(
    other: Ledger, take: Take, clock: Clock
) -> None:
    """Its worker stopped, perhaps after it was accepted: it has to become ambiguous first."""
    clock.turn(seconds=LEASE_SECONDS + 1)
    assert other.claim(take) is None
    assert other.expire() == 1
    now = other.take(take.id)
    assert now
    assert (now.state, now.reason) == (
        "ambiguous", "its worker stopped before the answer was written down",
    )  # fmt: skip


def test_a_take_that_was_told_to_wait_is_claimed_by_one(
    ledger: Ledger, other: Ledger, take: Take
) -> None:
    waiting = ledger.advance(take, "intended", reason="429")
    assert waiting
    theirs = other.claim(waiting)
    assert theirs
    assert ledger.claim(waiting) is None
    assert ledger.claim(theirs) is None
    assert other.body(theirs)


def test_a_lease_expires_after_its_time_and_not_before(
    ledger: Ledger, other: Ledger, take: Take, clock: Clock
) -> None:
    clock.turn(seconds=LEASE_SECONDS - REQUEST_SECONDS)
    assert ledger.body(take)
    clock.turn(seconds=1)
    assert ledger.body(take) is None, "a request that may last beyond the lease is not sent"
    clock.turn(seconds=REQUEST_SECONDS - 1)
    assert other.expire() == 0
    clock.turn(seconds=1)
    assert other.expire() == 1
    assert other.expire() == 0


def test_what_was_moved_is_not_sent(ledger: Ledger, other: Ledger, take: Take) -> None:
    assert other.advance(take, "ambiguous")
    assert ledger.body(take) is None


def test_an_ambiguous_take_is_sent_again_by_one_and_after_a_crash_by_another(
    ledger: Ledger, other: Ledger, take: Take, clock: Clock
) -> None:
    lost = ledger.advance(take, "ambiguous", reason="lost")
    assert lost
    claimed = ledger.claim(lost)
    assert claimed
    assert claimed.state == "ambiguous"
    assert other.claim(claimed) is None
    clock.turn(seconds=LEASE_SECONDS + 1)
    assert other.claim(claimed)


# Clocks


def test_the_ledgers_clock_evens_out_small_steps_back(ledger: Ledger, clock: Clock) -> None:
    first = ledger.now()
    clock.turn(minutes=-9)
    assert ledger.now() == first
    clock.turn(minutes=10)
    assert (ledger.now() - first).total_seconds() == 60


def test_a_clock_that_was_once_far_ahead_stops_nothing(
    ledger: Ledger, other: Ledger, clock: Clock
) -> None:
    plan = planned(2)
    approval = approved(ledger, plan)
    clock.turn(days=400)
    intended(ledger, intent(plan, approval))
    clock.turn(days=-400)
    assert ledger.now() == clock()
    assert other.expire() == 1, "nobody gives a lease for 400 days"
    second = intended(ledger, intent(plan, approval, 1))
    assert second.at.startswith("2026-11-21T12:00")
    assert other.expire() == 0
    clock.turn(seconds=LEASE_SECONDS + 1)
    assert other.expire() == 1


def test_a_clock_that_jumps_ahead_makes_leases_expire_early_and_safely(
    ledger: Ledger, other: Ledger, take: Take, clock: Clock
) -> None:
    clock.turn(hours=5)
    assert other.expire() == 1
    assert ledger.body(take) is None
    assert ledger.advance(take, "sent", remote_id="v1") is None, "the late answer has to look again"
    now = ledger.take(take.id)
    assert now
    assert ledger.advance(now, "sent", remote_id="v1")


# Slots


def test_as_many_jobs_as_there_are_slots(ledger: Ledger, other: Ledger) -> None:
    plan = planned(4)
    approval = approved(ledger, plan)
    one = intended(ledger, intent(plan, approval, 0), 2)
    two = intended(other, intent(plan, approval, 1), 2)
    full = held(other, intent(plan, approval, 2), 2)
    assert full.why == "slots"
    assert str(full) == "the account has as many jobs at once as it may"
    assert used(ledger) == {("approval", "usd"): ("14", "10000")}, "nothing is reserved meanwhile"
    intended(ledger, intent(plan, approval, 2, account="another"), 2)
    moved(ledger, one, "failed")
    moved(ledger, intended(ledger, intent(plan, approval, 2), 2), "sent", "running")
    held(ledger, intent(plan, approval, 3), 2)
    moved(other, two, "sent", "completed")
    intended(ledger, intent(plan, approval, 3), 2)


@pytest.mark.parametrize("way", [["sent"], ["sent", "running"], ["ambiguous"],
                                 ["ambiguous", "needs_review"]])  # fmt: skip
def test_a_slot_is_kept_until_the_service_says_that_the_job_ended(
    ledger: Ledger, way: list[State]
) -> None:
    plan = planned(2)
    approval = approved(ledger, plan)
    moved(ledger, intended(ledger, intent(plan, approval), 1), *way)
    held(ledger, intent(plan, approval, 1), 1)


# What is known of the account and from the service


def test_content_is_uploaded_once_per_account(ledger: Ledger, other: Ledger) -> None:
    assert ledger.asset(ACCOUNT, "ab") is None
    ledger.keep_asset(ACCOUNT, "ab", "asset1")
    other.keep_asset(ACCOUNT, "ab", "asset2")
    assert other.asset(ACCOUNT, "ab") == "asset1"
    assert ledger.asset("another", "ab") is None


def test_a_webhooks_event_is_news_once(ledger: Ledger, other: Ledger) -> None:
    assert ledger.notice("e1", "v1", "{}")
    assert not other.notice("e1", "v1", "{}")
    assert other.notice("e2", "v1", '{"more": 1}')
    assert not other.notice("e3", "v1", "{}"), "the same about the same job is the same event"


def test_the_body_survives_every_letter(ledger: Ledger) -> None:
    plan = planned(1)
    approval = approved(ledger, plan)
    wanted = intent(plan, approval)
    strange = {**wanted.body, "prompt": "é \0 \ud800 \N{PILE OF POO} %s :name"}
    got = ledger.intend(replace(wanted, body=strange), None)
    assert isinstance(got, Intended)
    body = ledger.body(got.take)
    assert body
    assert body[2]["prompt"] == strange["prompt"]
    assert json.dumps(body[2])
