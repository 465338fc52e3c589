"""Ledgers that are only read: by a role that may do no more, from files that nobody may write."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from tests.ledgers import (
    Clock,
    Postgres,
    approved,
    intended,
    intent,
    planned,
)

from shotwright.errors import InputError, ServiceError
from shotwright.ledger import Ledger, connect_to_read, export, verify


def made(where: str, clock: Clock) -> tuple[str, ...]:
    """Make a ledger with a take in it; give what stands in it."""
    ledger = Ledger.at(where, "one", clock)
    plan = planned()
    intended(ledger, intent(plan, approved(ledger, plan)))
    told = tuple(export(ledger))
    ledger.close()
    return told


def reading(where: str, clock: Clock) -> Ledger:
    return Ledger(connect_to_read(where), "reader", clock)


@pytest.fixture
def closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place whose files count as closed to writing."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    return tmp_path / "board.ledger.sqlite"


def test_a_file_that_may_not_be_written_is_read_and_left_as_it_is(
    closed: Path, clock: Clock
) -> None:
    told = made(closed.as_posix(), clock)
    before = closed.read_bytes()
    ledger = reading(closed.as_posix(), clock)
    assert [take.state for take in ledger.takes()] == ["intended"]
    assert verify(ledger) == ()
    assert tuple(export(ledger)) == told
    with pytest.raises(ServiceError, match="readonly"):
        ledger.allow_month("2026-11", {})
    assert list(closed.parent.iterdir()) == [closed]
    ledger.close()
    assert list(closed.parent.iterdir()) == [closed]
    assert closed.read_bytes() == before


def test_what_a_writer_has_in_its_log_is_read_too(closed: Path, clock: Clock) -> None:
    writer = Ledger.at(closed.as_posix(), "one", clock)
    plan = planned()
    approval = approved(writer, plan)
    ledger = reading(closed.as_posix(), clock)
    assert not ledger.takes()
    intended(writer, intent(plan, approval))
    assert len(ledger.takes()) == 1
    writer.close()
    assert len(ledger.takes()) == 1
    ledger.close()


def test_a_file_that_is_written_while_it_is_read_is_not_believed(
    closed: Path, clock: Clock
) -> None:
    made(closed.as_posix(), clock)
    ledger = reading(closed.as_posix(), clock)
    writer = Ledger.at(closed.as_posix(), "two", clock)
    with pytest.raises(ServiceError, match="written while it was read"):
        ledger.takes()
    writer.close()
    ledger.close()


def test_a_log_without_an_index_is_not_passed_over(closed: Path, clock: Clock) -> None:
    writer = Ledger.at((closed.parent / "other.sqlite").as_posix(), "one", clock)
    plan = planned()
    approved(writer, plan)
    for suffix in ("", "-wal"):
        shutil.copy(f"{writer.database.where}{suffix}", f"{closed}{suffix}")
    writer.close()
    # Where the folder may be written, the index is made, and what the log holds is found.
    ledger = reading(closed.as_posix(), clock)
    assert len(ledger.approvals()) == 1
    ledger.close()


def test_what_is_no_ledger_is_told_so(closed: Path, clock: Clock) -> None:
    closed.write_text("Not a database, but a text that is long enough to be one." * 9)
    with pytest.raises(InputError, match="not a ledger"):
        reading(closed.as_posix(), clock)
    closed.unlink()
    with sqlite3.connect(closed) as on:
        on.execute("CREATE TABLE t (x)")
    with pytest.raises(InputError, match="a database, but not a ledger"):
        reading(closed.as_posix(), clock)


@pytest.mark.parametrize(
    ("number", "told"), [(0, "this shotwright reads"), (99, "install a newer")]
)
def test_another_versions_ledger_is_refused(
    closed: Path, clock: Clock, number: int, told: str
) -> None:
    made(closed.as_posix(), clock)
    with sqlite3.connect(closed) as on:
        on.execute(f"PRAGMA user_version = {number}")
    on.close()
    with pytest.raises(InputError, match=told):
        reading(closed.as_posix(), clock)


@pytest.fixture
def reader(postgres: Postgres, clock: Clock) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A ledger on a server, and the address by which a role may only read it."""
    url = postgres.url()
    told = made(url, clock)
    role = f"reader_{urlsplit(url).path[1:]}"
    with psycopg.connect(url, autocommit=True) as on:
        on.execute(f"CREATE ROLE {role} LOGIN".encode())
        on.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}".encode())
        yield url.replace("//postgres:", f"//{role}:"), told
        on.execute(f"DROP OWNED BY {role}".encode())
        on.execute(f"DROP ROLE {role}".encode())


def test_a_role_that_may_only_read_reads_all(
    reader: tuple[str, tuple[str, ...]], clock: Clock
) -> None:
    url, told = reader
    ledger = reading(url, clock)
    assert verify(ledger) == ()
    assert tuple(export(ledger)) == told
    assert [take.state for take in ledger.takes()] == ["intended"]
    ledger.close()


def test_a_server_without_a_ledger_is_not_made_one(postgres: Postgres, clock: Clock) -> None:
    url = postgres.url()
    with pytest.raises(InputError, match="has no ledger that you may read"):
        reading(url, clock)
    with psycopg.connect(url) as on:
        assert on.execute("SELECT to_regclass('shotwright_schema')").fetchone() == (None,)


def test_a_role_that_may_not_read_all_is_told_so(
    reader: tuple[str, tuple[str, ...]], clock: Clock
) -> None:
    url, _ = reader
    role = urlsplit(url).username or ""
    with psycopg.connect(url.replace(f"//{role}:", "//postgres:"), autocommit=True) as on:
        on.execute(f"REVOKE SELECT ON entry FROM {role}".encode())  # noqa: S608 - a name of ours
    with pytest.raises(InputError, match="InsufficientPrivilege"):
        reading(url, clock)


# The real thing: another user, a folder that is closed to them


SEEN = """
import os, sys
from shotwright.ledger import connect_to_read
os.setgid(65534); os.setuid(65534)  # nobody
on = connect_to_read(sys.argv[1])
print(len(on.within(lambda t: t.rows("SELECT id FROM take"))))
"""


@pytest.fixture
def foreign() -> Iterator[Path]:
    """A folder of somebody else; pytest's own cannot even be entered."""
    folder = Path(tempfile.mkdtemp(prefix="read-only-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may become somebody else")
@pytest.mark.parametrize("log", ["none", "of a writer", "left behind"])
def test_a_folder_of_somebody_else_is_read_with_what_its_log_holds(
    foreign: Path, clock: Clock, log: str
) -> None:
    where = foreign / "board.ledger.sqlite"
    writer = Ledger.at(where.as_posix(), "one", clock)
    plan = planned()
    intended(writer, intent(plan, approved(writer, plan)))
    if log == "left behind":
        for suffix in ("", "-wal"):
            shutil.copy(f"{where}{suffix}", f"{foreign / 'copy.sqlite'}{suffix}")
        where = foreign / "copy.sqlite"
    if log != "of a writer":
        writer.close()
    done = subprocess.run(
        [sys.executable, "-c", SEEN, where], capture_output=True, text=True, check=False
    )
    if log == "left behind":
        assert "cannot be read: unable to open database file; copy it, with the -wal" in done.stderr
    else:
        assert done.stdout == "1\n", done.stderr
    if log == "none":
        assert list(foreign.iterdir()) == [where]
    writer.close()
