"""Opening a ledger, and what stands in its way."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from tests.ledgers import (
    Clock,
    Postgres,
    approved,
    held,
    intended,
    intent,
    lock,
    planned,
    usd,
    used,
)

from shotwright.errors import InputError, ServiceError
from shotwright.ledger import Ledger
from shotwright.ledger.database import Postgres as Postgres_
from shotwright.ledger.database import Row, Transaction, connect

SHORT = 0.2
"""Seconds of patience, where running out of it is the point."""


def everything(place: str) -> dict[str, list[Row]]:
    with closing(connect(place)) as database:
        return database.within(lambda on: {"clock": on.rows("SELECT * FROM clock")})


def test_what_was_written_is_there_when_opened_again(
    ledger: Ledger, where: str, clock: Clock
) -> None:
    plan = planned(1)
    approval = approved(ledger, plan, usd("9.5"))
    take = intended(ledger, intent(plan, approval))
    ledger.close()
    again = Ledger.at(where, "later", clock)
    assert again.takes() == (take,)
    assert again.approvals() == (approval,)
    assert used(again) == {("approval", "usd"): ("7", "9.5")}
    again.close()


def test_many_workers_may_open_a_new_ledger_at_once(where: str) -> None:
    program = (
        "import os, sys, traceback\n"
        "from shotwright.ledger.database import connect\n"
        "children = []\n"
        "for _ in range(8):\n"
        "    child = os.fork()\n"
        "    if not child:\n"
        "        try:\n"
        "            connect(sys.argv[1]).close()\n"
        "        except BaseException:\n"
        "            traceback.print_exc()\n"
        "            os._exit(1)\n"
        "        os._exit(0)\n"
        "    children.append(child)\n"
        "sys.exit(sum(os.waitpid(child, 0)[1] != 0 for child in children))\n"
    )
    subprocess.run([sys.executable, "-c", program, where], check=True, timeout=60)


# Files of SQLite


def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path: Path) -> None:
    file = tmp_path / "board.yaml"
    file.write_text("shotwright: 1\n" * 100)
    with pytest.raises(InputError, match="not a ledger") as told:
        connect(file.as_posix())
    assert told.value.problems[0].where
    assert told.value.problems[0].where.file == file.as_posix()
    assert file.read_text() == "shotwright: 1\n" * 100


@pytest.mark.parametrize("version", [0, 1, 7])
def test_a_database_of_something_else_is_refused_and_not_touched(
    tmp_path: Path, version: int
) -> None:
    file = tmp_path / "photos.sqlite"
    with closing(sqlite3.connect(file)) as on:
        on.execute("CREATE TABLE photo (name TEXT)")
        on.execute(f"PRAGMA user_version = {version}")
        on.commit()
    before = file.read_bytes()
    with pytest.raises(InputError, match="a database, but not a ledger"):
        connect(file.as_posix())
    assert file.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["photos.sqlite"]


def test_a_damaged_ledger_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "l.sqlite"
    with closing(connect(file.as_posix())):
        pass
    whole = file.read_bytes()
    size = 4096
    file.write_bytes(whole[:size] + b"\xff" * (len(whole) - size))
    with pytest.raises(InputError, match=r"damaged|not a ledger"):
        connect(file.as_posix())


def test_a_ledger_cut_short_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "l.sqlite"
    with closing(connect(file.as_posix())):
        pass
    file.write_bytes(file.read_bytes()[: 3 * 4096 + 100])
    with pytest.raises(InputError, match=r"damaged|not a ledger"):
        connect(file.as_posix())


def test_damage_that_shows_while_it_is_used_is_told_as_such(ledger: Ledger, where: str) -> None:
    if where.startswith("postgres"):
        pytest.skip("a server looks after its own files")
    plan = planned(1)
    approval = approved(ledger, plan)
    with closing(sqlite3.connect(where)) as on:
        on.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file = Path(where)
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(ServiceError, match="cannot be used"):
        ledger.intend(intent(plan, approval), None)


def test_a_ledger_of_a_newer_version_is_refused(where: str) -> None:
    connect(where).close()
    if where.startswith("postgres"):
        with psycopg.connect(where) as server:
            server.execute("INSERT INTO shotwright_schema VALUES (99)")
    else:
        with closing(sqlite3.connect(where)) as on:
            on.execute("PRAGMA user_version = 99")
    with pytest.raises(InputError, match=r"schema 99.*newer shotwright"):
        connect(where)


@pytest.mark.parametrize("name", ["/proc/board.ledger.sqlite", "missing/board.ledger.sqlite", ""])
def test_a_folder_that_takes_no_file_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(ServiceError, match="unable to open database file"):
        connect((tmp_path / name).as_posix())


def test_a_ledger_that_may_only_be_read_is_told(tmp_path: Path, clock: Clock) -> None:
    """Root may write anything, so SQLite itself is told that it may not."""
    place = (tmp_path / "l.sqlite").as_posix()
    connect(place).close()
    real = sqlite3.connect

    def connecting(path: Path, **options: Any) -> sqlite3.Connection:  # noqa: ANN401
        found: sqlite3.Connection = real(f"file:{path}?mode=ro", uri=True, **options)
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("shotwright.ledger.database.sqlite3.connect", connecting)
        ledger = Ledger.at(place, "one", clock)
    assert ledger.takes() == ()
    with pytest.raises(ServiceError, match="readonly"):
        approved(ledger, planned(1))
    ledger.close()


# Locks, patience, disks


def test_a_ledger_locked_for_longer_than_patience_is_told(where: str, clock: Clock) -> None:
    ledger = Ledger.at(where, "one", clock, patience=SHORT)
    plan = planned(1)
    with closing(lock(where)), pytest.raises(ServiceError, match=r"cannot be used|not answer"):
        approved(ledger, plan)
    approved(ledger, plan)  # it goes on when it is free again
    ledger.close()


def test_who_only_reads_waits_for_nobody(where: str, clock: Clock) -> None:
    ledger = Ledger.at(where, "one", clock, patience=SHORT)
    plan = planned(1)
    approval = approved(ledger, plan)
    take = intended(ledger, intent(plan, approval))
    with closing(lock(where)):
        assert ledger.takes() == (take,)
        assert ledger.body(take)
    ledger.close()


def test_a_lock_that_ends_in_time_is_waited_for(where: str, clock: Clock) -> None:
    ledger = Ledger.at(where, "one", clock)
    held_by = lock(where)
    timer = threading.Timer(0.3, held_by.close)
    timer.start()
    approved(ledger, planned(1))
    timer.join()
    ledger.close()


def test_a_full_disk_writes_nothing_and_is_told(tmp_path: Path, clock: Clock) -> None:
    opened: list[sqlite3.Connection] = []
    real = sqlite3.connect

    def connecting(path: Path, **options: Any) -> sqlite3.Connection:  # noqa: ANN401
        opened.append(real(path, **options))
        return opened[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("shotwright.ledger.database.sqlite3.connect", connecting)
        ledger = Ledger.at((tmp_path / "l.sqlite").as_posix(), "one", clock)
    plan = planned(40)
    approval = approved(ledger, plan)
    pages = opened[0].execute("PRAGMA page_count").fetchone()[0]
    opened[0].execute(f"PRAGMA max_page_count = {pages + 3}")
    written = 0
    told = None
    while told is None:
        try:
            intended(ledger, intent(plan, approval, written), 99)
            written += 1
        except ServiceError as error:
            told = str(error)
    assert "disk is full; see that the disk has room" in told
    assert len(ledger.takes()) == written
    assert used(ledger)["approval", "usd"][0] == str(7 * written)
    opened[0].execute("PRAGMA max_page_count = 100000")
    intended(ledger, intent(plan, approval, written), 99)
    ledger.close()


def test_a_disk_too_full_for_a_new_ledger_is_told(tmp_path: Path) -> None:
    program = (
        "import resource, signal, sys\n"
        "from shotwright.ledger.database import connect\n"
        "from shotwright.errors import ServiceError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))\n"
        "try:\n    connect(sys.argv[1])\n"
        "except ServiceError as error:\n    print(error)\n"
    )
    place = (tmp_path / "l.sqlite").as_posix()
    run = subprocess.run(
        [sys.executable, "-c", program, place], check=True, capture_output=True, text=True
    )
    assert "cannot be used" in run.stdout, run.stderr
    assert not run.stderr


# Servers of PostgreSQL


def test_a_server_that_restarts_is_waited_for(postgres: Postgres, clock: Clock) -> None:
    ledger = Ledger.at(postgres.url(), "one", clock)
    plan = planned(2)
    approval = approved(ledger, plan)
    first = intended(ledger, intent(plan, approval))
    postgres.restart()
    second = intended(ledger, intent(plan, approval, 1))
    assert ledger.takes() == (first, second) or ledger.takes() == (second, first)
    ledger.close()


def test_a_commit_whose_answer_was_lost_is_found_again(postgres: Postgres, clock: Clock) -> None:
    """The connection breaks after the commit: the take is ours, and is intended once."""
    ledger = Ledger.at(postgres.url(), "one", clock)
    plan = planned(1)
    approval = approved(ledger, plan)
    breaking = _BreaksAfterCommit(ledger.database)
    fragile = Ledger(breaking, "one", clock)
    take = intended(fragile, intent(plan, approval))
    assert breaking.broken == 1
    sent = fragile.advance(take, "sent", remote_id="v1")
    assert sent
    assert (sent.state, sent.seq, breaking.broken) == ("sent", 2, 2)
    settled = fragile.settle(sent, usd("6"))
    assert settled
    assert (settled.charged, breaking.broken) == (usd("6"), 3)
    assert fragile.notice("event", "v1", "{}")
    assert not ledger.notice("event", "v1", "{}")
    assert used(ledger) == {("approval", "usd"): ("6", "10000")}
    ledger.close()


class _BreaksAfterCommit:
    """Runs each piece of work, and then runs it again, as after a lost answer to COMMIT."""

    def __init__(self, inner: Any) -> None:  # noqa: ANN401
        self.inner, self.where, self.broken = inner, inner.where, 0

    def within(self, work: Any) -> Any:  # noqa: ANN401
        self.broken += 1
        self.inner.within(work)
        return self.inner.within(work)

    def rows(self, statement: str, **values: object) -> list[Row]:
        found: list[Row] = self.inner.rows(statement, **values)
        return found

    def close(self) -> None:
        self.inner.close()


def test_a_server_that_is_not_there_is_told_without_the_password() -> None:
    url = "postgresql://me:s3cret@127.0.0.1:1/ledger"
    with pytest.raises(ServiceError, match=r"127.0.0.1/ledger does not answer") as told:
        connect(url, patience=SHORT)
    assert "s3cret" not in str(told.value)
    assert told.value.__cause__ is None


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://me:s3cret@127.0.0.1:port/ledger",
        "postgresql://me:s3cret@[127.0.0.1/ledger",
        "postgresql://me:half/s3cret@127.0.0.1:1/ledger",
        "postgress://me:s3cret@127.0.0.1:1/ledger",
    ],
)
def test_an_address_that_is_none_is_told_without_the_password(url: str) -> None:
    with pytest.raises((InputError, ServiceError)) as told:
        connect(url, patience=SHORT)
    assert "s3cret" not in str(told.value)


def test_a_postgres_database_of_something_else_is_refused(postgres: Postgres) -> None:
    url = postgres.url()
    with psycopg.connect(url) as server:
        server.execute("CREATE TABLE plan (name TEXT)")
    with pytest.raises(InputError, match=r"cannot hold a ledger.*database of its own"):
        connect(url)
    with psycopg.connect(url) as server:
        tables = server.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        assert tables.fetchall() == [("plan",)]


def test_a_worker_that_sleeps_inside_a_transaction_does_not_stop_the_others(
    postgres: Postgres,
) -> None:
    url = postgres.url()
    with closing(connect(url)) as database:
        found = database.within(lambda on: on.rows("SHOW idle_in_transaction_session_timeout"))
    assert found == [{"idle_in_transaction_session_timeout": "30s"}]


def test_a_machine_that_vanished_is_not_waited_for_any_longer_than_a_lock(
    postgres: Postgres,
) -> None:
    with closing(Postgres_(postgres.url())) as database:
        told = database.within(lambda _: database._connection.info.get_parameters())  # noqa: SLF001
    assert (told["connect_timeout"], told["tcp_user_timeout"]) == ("5", "30000")


# Transactions


def test_work_that_fails_leaves_nothing(where: str) -> None:
    def work(on: Transaction) -> None:
        on.run("UPDATE clock SET at = 'broken'")
        raise KeyError

    with closing(connect(where)) as database, pytest.raises(KeyError):
        database.within(work)
    assert everything(where)["clock"][0]["at"] == ""


def test_work_of_many_threads_is_each_kept_or_undone_alone(where: str) -> None:
    """Threads may share a commit; whose work fails shares nothing of it."""
    database = connect(where)
    outcomes: dict[int, str] = {}

    def keep(n: int) -> None:
        def work(on: Transaction) -> int:
            on.run("INSERT INTO notice VALUES (:id, '', '', '')", id=f"e{n}")
            if n % 3 == 0:
                raise KeyError(n)
            return n

        try:
            outcomes[n] = str(database.within(work))
        except KeyError:
            outcomes[n] = "failed"

    blocked = lock(where)
    threads = [threading.Thread(target=keep, args=(n,)) for n in range(12)]
    for thread in threads:
        thread.start()
    blocked.close()
    for thread in threads:
        thread.join()
    assert outcomes == {n: "failed" if n % 3 == 0 else str(n) for n in range(12)}
    kept = database.within(lambda on: on.rows("SELECT id FROM notice"))
    assert {row["id"] for row in kept} == {f"e{n}" for n in range(12) if n % 3}
    database.close()


@pytest.mark.parametrize("table", ["take", "event", "entry"])
@pytest.mark.parametrize("change", ["UPDATE {} SET at = ''", "DELETE FROM {}"])
def test_what_happened_is_only_added_to(ledger: Ledger, table: str, change: str) -> None:
    plan = planned(1)
    intended(ledger, intent(plan, approved(ledger, plan)))
    with pytest.raises((sqlite3.IntegrityError, psycopg.Error), match="only added"):
        ledger.database.within(lambda on: on.run(change.format(table)))
    assert len(ledger.takes()) == 1


def test_a_ceiling_holds_between_workers_that_race(
    ledger: Ledger, where: str, clock: Clock
) -> None:
    plan = planned(12)
    approval = approved(ledger, plan, usd("84"))
    ledger.allow_month("2026-11", {"usd": usd("35")})
    workers = [Ledger.at(where, f"w{n}", clock) for n in range(4)]

    def race(worker: Ledger) -> None:
        for n in range(12):
            worker.intend(intent(plan, approval, n), None)

    threads = [threading.Thread(target=race, args=(worker,)) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert used(ledger) == {("approval", "usd"): ("35", "84"), ("month", "usd"): ("35", "35")}
    assert len(ledger.takes()) == 5
    assert held(ledger, intent(plan, approval, 11)).why == "ceiling"
    for worker in workers:
        worker.close()
