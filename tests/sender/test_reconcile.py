"""Reconciling: looked for, sent again only where that is safe, or left to a person."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.ledgers import Clock, approved, intended, intent, planned
from tests.sender.scripted import Act, Scripted

from shotwright.errors import ServiceError
from shotwright.ledger import Ledger
from shotwright.model.take import Take
from shotwright.sender import Accepted, Job, Lost, Outcome, Refused, reconcile

GRACE_MINUTES = 10
HOURS = 23
"""Design, section 12: the same key again only while less than 23 hours have passed."""


def job_of(take: Take) -> Job:
    return Job(take.id, take.tag, take.generation, "api", "POST", "/", {"title": f"t [{take.tag}]"})


@pytest.fixture
def take(ledger: Ledger) -> Take:
    """A take whose answer was lost."""
    plan = planned(1)
    lost = ledger.advance(
        intended(ledger, intent(plan, approved(ledger, plan))), "ambiguous", reason="lost"
    )
    assert lost
    return lost


def settle(ledger: Ledger, sender: Scripted) -> list[tuple[str, str]]:
    """Reconcile, and tell what moved where."""
    return [(take.state, take.remote_id) for take in reconcile(ledger, sender, account="acme")]


def test_what_is_found_by_its_tag_is_adopted(ledger: Ledger, take: Take) -> None:
    sender = Scripted()
    sender.make(job_of(take))
    assert settle(ledger, sender) == [("sent", "v1")]
    assert not sender.seen
    assert settle(ledger, sender) == []


def test_what_is_not_in_the_list_yet_is_waited_for(
    ledger: Ledger, take: Take, clock: Clock
) -> None:
    sender = Scripted(listed=False)
    sender.make(job_of(take))
    clock.turn(minutes=GRACE_MINUTES, seconds=-1)
    assert settle(ledger, sender) == []
    sender.listed = True
    assert settle(ledger, sender) == [("sent", "v1")]


def test_what_never_came_is_sent_again_with_its_key_and_body_after_the_grace_time(
    ledger: Ledger, take: Take, clock: Clock
) -> None:
    sender = Scripted()
    clock.turn(minutes=GRACE_MINUTES)
    assert settle(ledger, sender) == [("sent", "v1")]
    (job,) = sender.seen
    assert (job.key, job.tag) == (take.id, take.tag)
    assert job.body["title"] == f"a title [{take.tag}]"


def test_a_clock_that_jumps_before_a_take_is_claimed_keeps_it_from_being_sent(
    ledger: Ledger, take: Take, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key was young enough when it was looked at, and is not when it would be sent."""
    sender = Scripted(listed=False)
    sender.make(job_of(take))
    clock.turn(minutes=GRACE_MINUTES)
    claim = Ledger.claim

    def late(self: Ledger, found: Take) -> Take | None:
        clock.turn(hours=30)
        return claim(self, found)

    monkeypatch.setattr(Ledger, "claim", late)
    assert settle(ledger, sender) == [("ambiguous", "")]
    assert not sender.seen
    clock.turn(minutes=GRACE_MINUTES)
    assert settle(ledger, sender) == [("needs_review", "")]


def test_what_came_and_is_not_listed_is_replayed(ledger: Ledger, take: Take, clock: Clock) -> None:
    sender = Scripted(listed=False)
    made = sender.make(job_of(take))
    clock.turn(minutes=GRACE_MINUTES)
    assert settle(ledger, sender) == [("sent", made)]
    assert len(sender.jobs) == 1


@pytest.mark.parametrize(("hours", "state"), [(HOURS - 0.01, "sent"), (HOURS, "needs_review"),
                                              (500, "needs_review")])  # fmt: skip
@pytest.mark.usefixtures("take")
def test_a_key_is_not_used_again_once_it_may_be_forgotten(
    ledger: Ledger, clock: Clock, hours: float, state: str
) -> None:
    sender = Scripted(listed=False)
    clock.turn(hours=hours)
    assert [told[0] for told in settle(ledger, sender)] == [state]
    assert len(sender.seen) == (state == "sent")


@pytest.mark.usefixtures("take")
def test_a_key_whose_age_nobody_knows_is_not_used_again(ledger: Ledger, clock: Clock) -> None:
    """The clock went back by more than a small step since the take last moved."""
    sender = Scripted(listed=False)
    clock.turn(hours=-1)
    assert settle(ledger, sender) == [("needs_review", "")]
    assert not sender.seen


def test_a_key_is_not_used_again_where_another_take_moved_on_a_later_day(
    ledger: Ledger, take: Take, clock: Clock
) -> None:
    """Thirty hours passed, in which the service forgot the key; then the clock was set back."""
    sender = Scripted(listed=False)
    clock.turn(hours=30)
    plan = planned(2)
    other = intended(ledger, intent(plan, approved(ledger, plan), 1))
    assert ledger.advance(other, "sent", remote_id="v9")
    clock.turn(hours=-30, minutes=GRACE_MINUTES)
    assert take.state == "ambiguous"
    assert settle(ledger, sender) == [("needs_review", "")]
    assert not sender.seen


@pytest.mark.parametrize("finds", [True, False])
def test_a_sender_that_vouches_for_no_replays_never_sends_again(
    ledger: Ledger,
    take: Take,
    clock: Clock,
    finds: bool,  # noqa: FBT001
) -> None:
    sender = Scripted().unable(replays_keys=None, finds_by_tag=finds)
    clock.turn(minutes=GRACE_MINUTES)
    assert settle(ledger, sender) == [("needs_review", "")]
    assert not sender.seen
    now = ledger.take(take.id)
    assert now
    assert now.reason == "lost; it was not found, and cannot be sent again safely"


def test_two_jobs_of_one_take_are_for_a_person(ledger: Ledger, take: Take) -> None:
    sender = Scripted().unable(replays_keys=None)
    for _ in range(2):
        sender.make(job_of(take))
    assert settle(ledger, sender) == [("needs_review", "")]
    now = ledger.take(take.id)
    assert now
    assert now.reason == "2 jobs have its tag: v1, v2"


def test_what_a_person_has_to_review_is_adopted_when_it_turns_up(
    ledger: Ledger, take: Take, clock: Clock
) -> None:
    sender = Scripted(listed=False).unable(replays_keys=None)
    sender.make(job_of(take))
    clock.turn(minutes=GRACE_MINUTES)
    assert settle(ledger, sender) == [("needs_review", "")]
    assert settle(ledger, sender) == []
    sender.listed = True
    assert settle(ledger, sender) == [("sent", "v1")]


@pytest.mark.parametrize(
    ("act", "state"),
    [
        (lambda _: Lost("again"), "ambiguous"),
        (lambda _: Refused("429", "wait"), "ambiguous"),
        (lambda _: Refused("400", "take"), "needs_review"),
    ],
)
def test_sent_again_without_success_it_stays_unknown_what_became_of_the_first_try(
    ledger: Ledger, take: Take, clock: Clock, act: Act, state: str
) -> None:
    sender = Scripted(listed=False, acts=[act])
    clock.turn(minutes=GRACE_MINUTES)
    assert [told[0] for told in settle(ledger, sender)] == [state]
    now = ledger.take(take.id)
    assert now
    assert now.held == take.reserved, "its money stays reserved"


def test_a_key_that_is_not_accepted_stops_and_decides_nothing(
    ledger: Ledger, take: Take, clock: Clock
) -> None:
    sender = Scripted(listed=False, acts=[lambda _: Refused("401", "run")])
    clock.turn(minutes=GRACE_MINUTES)
    with pytest.raises(ServiceError, match="401"):
        settle(ledger, sender)
    now = ledger.take(take.id)
    assert now
    assert (now.state, now.reason) == ("ambiguous", "lost")


def test_a_service_that_does_not_answer_decides_nothing(
    ledger: Ledger, take: Take, clock: Clock
) -> None:
    class Silent(Scripted):
        def find(self, tag: str) -> tuple[str, ...]:
            raise ServiceError(f"no list for {tag}")

    clock.turn(days=3)
    with pytest.raises(ServiceError, match="no list"):
        settle(ledger, Silent())
    assert ledger.take(take.id) == take


def test_of_two_that_reconcile_one_sends_again(
    ledger: Ledger, other: Ledger, take: Take, clock: Clock
) -> None:
    sender = Scripted(listed=False)

    def meanwhile(job: Job) -> Outcome:
        assert settle(other, sender) == []
        return Accepted(sender.make(job))

    sender.acts.append(meanwhile)
    clock.turn(minutes=GRACE_MINUTES)
    assert settle(ledger, sender) == [("sent", "v1")]
    assert len(sender.seen) == 1
    assert take.tag in sender.jobs["v1"]


def test_takes_of_others_are_left_alone(ledger: Ledger, take: Take, clock: Clock) -> None:
    clock.turn(days=3)
    assert list(reconcile(ledger, Scripted(), account="another")) == []
    assert settle(ledger, Scripted(name="another")) == []
    assert ledger.take(take.id) == take


def test_a_worker_that_died_is_noticed(ledger: Ledger, other: Ledger, clock: Clock) -> None:
    plan, sender = planned(1), Scripted()
    dead = intended(ledger, intent(plan, approved(ledger, plan)))
    sender.make(job_of(dead))
    assert settle(other, sender) == []
    clock.turn(seconds=181)
    assert settle(other, sender) == [("sent", "v1")]


def test_the_grace_time_may_be_chosen(ledger: Ledger, take: Take, clock: Clock) -> None:
    sender = Scripted()
    clock.turn(seconds=1)
    moved = list(reconcile(ledger, sender, account="acme", grace=timedelta(0)))
    assert [(found.id, found.state) for found in moved] == [(take.id, "sent")]
