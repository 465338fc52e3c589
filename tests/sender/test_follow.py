"""Following: nothing is asked for too often, nothing ends it early, and nothing is lost."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from tests.sender.followed import (
    ABLE,
    NOON,
    Clock,
    Fake,
    done_at,
    failing,
    ledger_at,
    plan_of,
    send_all,
)

from shotwright.cli.commands.following import _sender_in
from shotwright.errors import ServiceError
from shotwright.ledger import Ledger
from shotwright.model.take import Take
from shotwright.sender import Status, fetch, follow, place_in, poll
from shotwright.sender.downloads import alone


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ledger(tmp_path: Path, clock: Clock) -> Iterator[Ledger]:
    opened = ledger_at(str(tmp_path / "l.sqlite"), clock)
    yield opened
    opened.close()


def followed(ledger: Ledger, fake: Fake, **options: object) -> list[Take]:
    return list(follow(ledger, fake, account="acme", pause=fake.clock.pause, **options))  # type: ignore[arg-type]


def test_all_takes_are_followed_to_their_end(ledger: Ledger, clock: Clock) -> None:
    send_all(ledger, plan_of(3))
    states = [take.state for take in followed(ledger, Fake(clock, done_at(40)))]
    assert states == ["running"] * 3 + ["completed"] * 3
    assert {take.state for take in ledger.takes()} == {"completed"}


def test_what_is_made_by_hand_is_not_waited_for(
    ledger: Ledger, clock: Clock, tmp_path: Path
) -> None:
    (take,) = send_all(ledger, plan_of(1))
    assert ledger.advance(take, "completed")
    fake = Fake(clock, done_at(0), abilities=replace(ABLE, follows=False))
    assert followed(ledger, fake, place=place_in(tmp_path)) == []
    assert (fake.looks, fake.fetched, clock.now) == ([], [], 0)
    by_hand = replace(take, state="completed", route="web", sender="hand-off")
    told = _sender_in([by_hand, take], tmp_path, downloading=True)
    assert told == "fake", "it is not one of several senders"


def test_many_jobs_are_asked_for_in_hundreds_and_never_twice_in_five_seconds(
    ledger: Ledger, clock: Clock
) -> None:
    send_all(ledger, plan_of(210))
    fake = Fake(clock, done_at(300))
    followed(ledger, fake)
    assert {take.state for take in ledger.takes()} == {"completed"}
    assert max(len(ids) for _, ids in fake.looks) <= 100
    times = [at for at, _ in fake.looks]
    assert min(later - earlier for earlier, later in pairwise(times)) >= 5
    each: dict[str, list[float]] = defaultdict(list)
    for at, ids in fake.looks:
        for one in ids:
            each[one].append(at)
    gaps = [b - a for times in each.values() for a, b in pairwise(times)]
    assert min(gaps) >= 5
    assert max(gaps) <= 80  # a minute at most, and its turn among the others


def test_pauses_grow_to_a_minute_while_nothing_changes(ledger: Ledger, clock: Clock) -> None:
    send_all(ledger, plan_of(1))
    fake = Fake(clock, done_at(400))
    followed(ledger, fake)
    gaps = [b - a for (a, _), (b, _) in pairwise(fake.looks)]
    assert gaps[:4] == pytest.approx([5, 7.5, 11.25, 16.875])
    assert max(gaps) == pytest.approx(60)


def test_a_service_that_fails_for_a_while_does_not_end_it(ledger: Ledger, clock: Clock) -> None:
    send_all(ledger, plan_of(2))
    fake = Fake(clock, lambda one, now: failing() if now < 300 else done_at(300)(one, now))
    assert [take.state for take in followed(ledger, fake)] == ["completed"] * 2
    gaps = [b - a for (a, _), (b, _) in pairwise(fake.looks)]
    assert gaps[:3] == pytest.approx([10, 20, 40])


def test_after_ten_minutes_of_nothing_it_gives_up_and_says_so(ledger: Ledger, clock: Clock) -> None:
    send_all(ledger, plan_of(1))
    with pytest.raises(ServiceError, match=r"10 minutes.*answers 503.*follow again"):
        followed(ledger, Fake(clock, failing))
    assert 600 <= clock.now <= 665
    assert ledger.takes()[0].state == "sent"


def test_time_that_calls_take_counts_where_there_is_a_clock(ledger: Ledger, clock: Clock) -> None:
    send_all(ledger, plan_of(1))

    def hanging(*_: object) -> Status:
        clock.now += 120
        return failing()

    with pytest.raises(ServiceError, match="10 minutes"):
        followed(ledger, Fake(clock, hanging), clock=lambda: clock.now)
    assert 600 <= clock.now <= 900


def test_much_to_download_does_not_keep_it_from_asking(
    ledger: Ledger, clock: Clock, tmp_path: Path
) -> None:
    send_all(ledger, plan_of(12))
    fake = Fake(clock, lambda one, now: done_at(300 if one == "vid-1" else 0)(one, now))
    whole = fake.fetching

    def slow(url: str, to: Path) -> None:
        clock.now += 40
        whole(url, to)

    fake.fetching = slow
    followed(ledger, fake, place=place_in(tmp_path), clock=lambda: clock.now)
    looks = [at for at, ids in fake.looks if ids == ("vid-1",)]
    assert max(b - a for a, b in pairwise([0.0, *looks])) < 60 + 2 * 40 + 5
    assert {take.state for take in ledger.takes()} == {"downloaded"}


def test_what_cannot_be_learnt_of_one_is_logged_once_and_taken_as_on_its_way(
    ledger: Ledger, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    send_all(ledger, plan_of(2))

    def tell(one: str, now: float) -> Status:
        if one == "vid-1" and now < 900:
            return Status("unknown", reason="status 'archived'")
        return done_at(1000)(one, now)

    with caplog.at_level(logging.WARNING):
        followed(ledger, Fake(clock, tell))
    assert [record.message for record in caplog.records] == ["b0001: status 'archived'"]
    assert {take.state for take in ledger.takes()} == {"completed"}


def test_who_waits_for_an_answer_is_told_once(
    ledger: Ledger, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    send_all(ledger, plan_of(2))

    def tell(one: str, now: float) -> Status:
        if one == "vid-1" and now < 900:
            return Status("waiting", reason="the agent waits for you: Which kettle?")
        return done_at(1000)(one, now)

    with caplog.at_level(logging.WARNING):
        followed(ledger, Fake(clock, tell))
    assert [record.message for record in caplog.records] == [
        "b0001: the agent waits for you: Which kettle?"
    ]
    assert {take.state for take in ledger.takes()} == {"completed"}


def test_answers_that_tell_nothing_of_any_job_are_no_answers(ledger: Ledger, clock: Clock) -> None:
    send_all(ledger, plan_of(2))
    with pytest.raises(ServiceError, match="nothing of it"):
        followed(ledger, Fake(clock, lambda *_: Status("unknown")))


def test_failed_and_gone_jobs_say_why(ledger: Ledger, clock: Clock) -> None:
    send_all(ledger, plan_of(2))
    told = {"vid-1": Status("failed", reason="content_policy_violation"), "vid-2": Status("gone")}
    moved = followed(ledger, Fake(clock, lambda one, _: told[one]))
    assert {t.remote_id: (t.state, t.reason) for t in moved} == {
        "vid-1": ("failed", "content_policy_violation"),
        "vid-2": ("needs_review", "the service does not know it"),
    }


def test_only_the_senders_own_takes_of_the_account_are_asked_for(
    ledger: Ledger, clock: Clock
) -> None:
    send_all(ledger, plan_of(1, "One"))
    send_all(ledger, plan_of(1, "Other"), sender="agent", prefix="session")
    fake = Fake(clock, done_at(0))
    followed(ledger, fake)
    assert fake.looks == [(0, ("vid-1",))]
    assert list(follow(ledger, fake, account="another", pause=clock.pause)) == []


def test_only_the_plan_that_is_named_is_followed(ledger: Ledger, clock: Clock) -> None:
    one = plan_of(1, "One")
    send_all(ledger, one, prefix="one")
    send_all(ledger, plan_of(1, "Other"), prefix="other")
    fake = Fake(clock, done_at(0))
    followed(ledger, fake, plan=one)
    assert {ids for _, ids in fake.looks} == {("one-1",)}


def test_it_stops_within_a_second_where_it_is_told_to(ledger: Ledger, clock: Clock) -> None:
    send_all(ledger, plan_of(1))
    clock.stop_at = 200.5
    followed(ledger, Fake(clock, done_at(1e9)))
    assert clock.now <= 201.5


# Webhooks


def test_an_event_wakes_it_and_only_the_job_that_was_named_is_asked_for(
    ledger: Ledger, clock: Clock
) -> None:
    send_all(ledger, plan_of(20))
    told: list[float] = []

    def meanwhile(now: float) -> None:
        if now >= 402 and not told:
            told.append(now)
            ledger.notice("evt-1", "vid-7", "{}")

    clock.meanwhile = meanwhile
    clock.stop_at = 420
    fake = Fake(clock, lambda one, now: done_at(402 if one == "vid-7" else 1e9)(one, now))
    moved = followed(ledger, fake)
    assert moved[-1].remote_id == "vid-7"
    assert moved[-1].state == "completed"
    ((at, ids),) = [(at, ids) for at, ids in fake.looks if "vid-7" in ids and at > 402]
    assert at <= 402 + 5
    assert ids == ("vid-7",)


def test_events_never_make_it_look_more_often_than_every_five_seconds(
    ledger: Ledger, clock: Clock
) -> None:
    send_all(ledger, plan_of(2))
    clock.meanwhile = lambda now: ledger.notice(f"evt-{now}", "vid-1", f"{now}")
    clock.stop_at = 120
    fake = Fake(clock, done_at(1e9))
    followed(ledger, fake)
    gaps = [b - a for (a, _), (b, _) in pairwise(fake.looks)]
    assert gaps == pytest.approx([5] * len(gaps))


@pytest.mark.parametrize("job", ["vid-99", ""])
def test_events_of_other_jobs_wake_nobody(ledger: Ledger, clock: Clock, job: str) -> None:
    send_all(ledger, plan_of(1))
    quiet, loud = Clock(), clock
    fakes = [Fake(quiet, done_at(200)), Fake(loud, done_at(200))]
    loud.meanwhile = lambda now: ledger.notice(f"e{now}", job, f"{now}")
    followed(ledger, fakes[1])
    other = ledger_at(ledger.database.where.replace("l.sqlite", "m.sqlite"), quiet)
    send_all(other, plan_of(1))
    followed(other, fakes[0])
    other.close()
    assert fakes[0].looks == fakes[1].looks


def test_an_event_that_came_before_the_ledger_knew_the_job_harms_nothing(
    ledger: Ledger, clock: Clock
) -> None:
    ledger.notice("evt-1", "vid-1", "{}")
    send_all(ledger, plan_of(1))
    moved = followed(ledger, Fake(clock, done_at(0)))
    assert [take.state for take in moved] == ["completed"]


def test_noticed_events_are_heard_of_once_also_when_the_clock_stands_still(
    tmp_path: Path,
) -> None:
    still = Ledger.at(str(tmp_path / "s.sqlite"), "tests", lambda: NOON)
    assert still.notice("a", "vid-1", "1")
    first = still.noticed("")
    assert still.notice("b", "vid-1", "2")
    again = still.noticed(first[-1].at)
    assert [n.id for n in first] == ["a"]
    assert [n.id for n in again] == ["a", "b"]  # the caller knows `a`, and must not miss `b`
    still.close()


def test_the_same_event_under_another_id_is_the_same(ledger: Ledger) -> None:
    assert ledger.notice("a", "vid-1", "said")
    assert not ledger.notice("a", "vid-1", "said")
    assert not ledger.notice("a", "vid-2", "else")
    assert not ledger.notice("b", "vid-1", "said")  # ids are not signed
    assert ledger.notice("b", "vid-1", "else")


# Downloads


def test_finished_takes_are_downloaded_and_the_ledger_says_where(
    ledger: Ledger, clock: Clock, tmp_path: Path
) -> None:
    send_all(ledger, plan_of(2))
    moved = followed(ledger, Fake(clock, done_at(6)), place=place_in(tmp_path / "out"))
    assert [take.state for take in moved[-2:]] == ["downloaded"] * 2
    for take in ledger.takes():
        assert Path(take.file).is_file()
    assert sorted(p.name for p in (tmp_path / "out" / "Launch").iterdir()) == [
        "b0001.take1.mp4", "b0002.take1.mp4",
    ]  # fmt: skip


def test_a_finished_job_without_an_address_is_asked_for_it_again(
    ledger: Ledger, clock: Clock, tmp_path: Path
) -> None:
    send_all(ledger, plan_of(1))
    fake = Fake(clock, lambda one, now: done_at(0)(one, now) if now > 60 else Status("completed"))
    followed(ledger, fake, place=place_in(tmp_path))
    assert ledger.takes()[0].state == "downloaded"
    assert 60 < clock.now < 130


def test_without_an_address_for_ten_minutes_it_gives_up(
    ledger: Ledger, clock: Clock, tmp_path: Path
) -> None:
    send_all(ledger, plan_of(1))
    with pytest.raises(ServiceError, match="no address"):
        followed(ledger, Fake(clock, lambda *_: Status("completed")), place=place_in(tmp_path))
    assert ledger.takes()[0].state == "completed"


def test_a_download_that_fails_is_tried_again_and_stops_no_other(
    ledger: Ledger, clock: Clock, tmp_path: Path
) -> None:
    send_all(ledger, plan_of(2))
    fake = Fake(clock, done_at(0))
    whole = fake.fetching

    def fetching(url: str, to: Path) -> None:
        if "vid-1" in url and clock.now < 100:
            raise ServiceError("it broke off", "again")
        whole(url, to)

    fake.fetching = fetching
    moved = followed(ledger, fake, place=place_in(tmp_path))
    assert [(t.generation, t.state) for t in moved[2:]] == [
        ("b0002", "downloaded"), ("b0001", "downloaded"),
    ]  # fmt: skip


def test_what_was_finished_before_is_downloaded_too(
    ledger: Ledger, clock: Clock, tmp_path: Path
) -> None:
    takes = send_all(ledger, plan_of(1))
    fake = Fake(clock, done_at(0))
    poll(ledger, fake, takes)
    moved = followed(ledger, fake, place=place_in(tmp_path))
    assert [take.state for take in moved] == ["downloaded"]


def test_two_followers_never_download_the_same_take(
    ledger: Ledger, clock: Clock, tmp_path: Path
) -> None:
    takes = send_all(ledger, plan_of(1))
    fake = Fake(clock, done_at(0))
    done = poll(ledger, fake, takes)
    place = place_in(tmp_path)
    with alone(place(done[0]).parent) as other:
        assert other
        assert list(fetch(ledger, fake, done, place)) == []
    (fetched,) = fetch(ledger, fake, done, place)
    assert fetched.state == "downloaded"
    assert list(fetch(ledger, fake, done, place)) == []  # what it saw is not so any more
    assert len(fake.fetched) == 1
