"""Events in the ledger, on both databases: once each, heard of by every follower, in order."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

from tests.ledgers import Clock
from tests.sender.followed import Clock as Waited
from tests.sender.followed import Fake, done_at, ledger_at, plan_of, send_all

from shotwright.ledger import Ledger
from shotwright.sender import follow, place_in


def test_an_event_is_noted_once_whoever_hears_it(
    ledger: Ledger, other: Ledger, clock: Clock
) -> None:
    assert ledger.notice("a", "vid-1", "said")
    clock.turn(seconds=1)
    assert not other.notice("a", "vid-2", "else")
    assert not other.notice("b", "vid-1", "said")  # ids are not signed, what is said is
    assert other.notice("b", "vid-1", "else")
    assert [(n.id, n.remote_id) for n in ledger.noticed("")] == [("a", "vid-1"), ("b", "vid-1")]
    last = ledger.noticed("")[-1].at
    assert [n.id for n in ledger.noticed(last)] == ["b"]


def test_events_at_once_are_all_heard_of_by_whoever_asks_from_the_last_one(
    ledger: Ledger, other: Ledger
) -> None:
    def note(into: Ledger, name: str) -> None:
        for n in range(25):
            into.notice(f"{name}-{n}", f"vid-{n}", name)

    threads = [Thread(target=note, args=pair) for pair in ((ledger, "one"), (other, "two"))]
    for thread in threads:
        thread.start()
    heard: set[str] = set()
    since = ""
    while any(thread.is_alive() for thread in threads) or len(heard) < 50:
        notices = ledger.noticed(since)
        heard |= {notice.id for notice in notices}
        since = notices[-1].at if notices else since
    assert len(heard) == 50


def test_events_wake_a_follower_on_either_database(where: str, tmp_path: Path) -> None:
    clock = Waited()
    ledger = ledger_at(where, clock)
    send_all(ledger, plan_of(3))

    def meanwhile(now: float) -> None:
        if now >= 402:
            ledger.notice("evt-1", "vid-2", "{}")

    clock.meanwhile = meanwhile
    fake = Fake(clock, lambda one, now: done_at(402 if one == "vid-2" else 900)(one, now))
    moved = list(follow(ledger, fake, account="acme", pause=clock.pause, place=place_in(tmp_path)))
    assert len([take for take in moved if take.state == "downloaded"]) == 3
    first = next((at, ids) for at, ids in fake.looks if at >= 402)
    assert first[0] <= 407
    assert first[1] == ("vid-2",)
    assert len(set(ledger.files().values())) == 3
    ledger.close()
