"""Verify finds what was tampered with; export and backup hold everything."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from tests.ledgers import Clock, approved, intended, intent, planned, usd

from shotwright.errors import InputError, ServiceError
from shotwright.ledger import Ledger, backup, export, verify


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    """A ledger with a take in many states, and something in every table."""
    plan = planned(5)
    approval = approved(ledger, plan, usd("35"), takes=2)
    ledger.allow_month("2026-11", {"usd": usd("35")})
    one, two, three, _ = (intended(ledger, intent(plan, approval, n), 9) for n in range(4))
    sent = ledger.advance(one, "sent", remote_id="v1")
    assert sent
    done = ledger.advance(sent, "completed")
    assert done
    assert ledger.settle(done, usd("6.25"))
    assert ledger.advance(two, "failed", reason="refused", release=True)
    sent = ledger.advance(three, "sent", remote_id="v3")
    assert sent
    assert ledger.advance(sent, "completed")
    ledger.keep_asset("acme", "ab", "a1")
    ledger.notice("e1", "v1", '{"a": 1}')
    return ledger


def tamper(where: str, *statements: str) -> None:
    """Change rows as somebody does who first removes what guards them."""
    if where.startswith("postgres"):
        with psycopg.connect(where) as server:
            server.execute("SET session_replication_role = replica")  # triggers and keys are off
            for statement in statements:
                server.execute(statement.encode())
        return
    with closing(sqlite3.connect(where)) as on:
        guards = on.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for (guard,) in guards:
            on.execute(f"DROP TRIGGER {guard}")
        for statement in statements:
            on.execute(statement)
        on.commit()


def test_a_ledger_that_nobody_touched_is_well(full: Ledger) -> None:
    assert verify(full) == ()


def of_take(number: int) -> str:
    return f"take IN (SELECT id FROM take WHERE generation = 's.{number}')"  # noqa: S608 - ours


# What was done, and what is told of it.
TAMPERING = {
    "take SET account = 'other'": "s.1 take 1 has another take's key",
    "take SET number = 7 + number WHERE generation = 's.1'": "has another take's key",
    "take SET fingerprint = 'f' || id": "has another take's key",
    "take SET tag = 'sw:' || id": "has another take's key",
    "take SET body = '{}' WHERE generation = 's.1'": "s.1 take 1 has another body",
    "take SET reserved = 1": "s.1 take 1 has another price than was approved",
    "take SET listed = 1": "s.1 take 1 has another price than was approved",
    "quote SET highest = 99": "s.1 take 1 has another price than was approved",
    "current SET state = 'sent' WHERE state = 'failed'": "its events say 'failed'",
    "current SET remote_id = 'v9' WHERE remote_id = 'v1'": "has remote_id 'v9'",
    "current SET charged = 1 WHERE charge = 'confirmed'": "s.1 take 1 was charged otherwise",
    "current SET charged = 1 WHERE charge = 'computed'": "s.3 take 1 was charged otherwise",
    "current SET slot = 1 WHERE state = 'failed'": "has ended and keeps its slot",
    f"event SET state = 'keeper' WHERE seq = 2 AND {of_take(2)}": "from intended to keeper",
    "event SET state = 'sent' WHERE seq = 1": "s.1 take 1 begins as sent",
    "entry SET micro = 1 WHERE kind = 'reserve'": "s.1 take 1 has not reserved what it says",
    "entry SET micro = 1 WHERE kind = 'charge'": "s.1 take 1 was charged otherwise",
    "entry SET purse = 'credits' WHERE kind = 'charge'": "s.1 take 1 has an entry in another purse",
    "ceiling SET used = 0": "the ceiling of month 2026-11 has 0",
    "slot SET used = 0": "acme has 0 slots, its takes 1",
    "plan SET document = replace(document, 'waves 0', 'waves 7')": "another request of s.1",
    'plan SET document = replace(document, \'"hash": "\', \'"hash": "0\')': "holds another plan",
    "plan SET document = '{'": "cannot be read",
    "FROM quote WHERE generation = 's.1'": "s.1 take 1 has no quote",
    "FROM take WHERE generation = 's.2'": "a row of event belongs to sw:",
    "FROM event WHERE seq = 2": "s.1 take 1 lacks an event",
    f"FROM event WHERE {of_take(2)}": "s.2 take 1 has no events",
    f"FROM event WHERE seq = 2 AND {of_take(2)}": "s.2 take 1 has seq 2",
    f"FROM current WHERE {of_take(2)}": "s.2 take 1 has no events",
    "FROM entry WHERE kind = 'reserve'": "s.1 take 1 has not reserved what it says",
    f"FROM entry WHERE {of_take(4)} AND kind <> 'reserve' OR kind = 'release'": "the ceiling of",
    "FROM slot": "acme has 0 slots, its takes 1",
}


@pytest.mark.parametrize("what", TAMPERING)
def test_what_was_tampered_with_is_found(full: Ledger, where: str, what: str) -> None:
    tamper(where, f"{'DELETE' if what.startswith('FROM') else 'UPDATE'} {what}")
    told = verify(full)
    assert any(TAMPERING[what] in line for line in told), told


def test_everything_is_exported(full: Ledger) -> None:
    rows = [json.loads(line) for line in export(full)]
    by_table: dict[str, list[dict[str, object]]] = {}
    for line in rows:
        by_table.setdefault(line["table"], []).append(line["row"])
    counted = {table: len(held) for table, held in by_table.items()}
    assert counted == {
        "plan": 1, "approval": 1, "quote": 5, "ceiling": 2, "take": 4, "event": 10,
        "entry": 7, "current": 4, "slot": 1, "asset": 1, "notice": 1, "clock": 1,
    }  # fmt: skip
    assert by_table["asset"] == [
        {"account": "acme", "sha256": "ab", "asset_id": "a1", "at": "2026-11-21T12:00:00.000000Z"}
    ]
    assert list(export(full)) == list(export(full))


def test_a_backup_is_a_ledger_with_the_same_rows(full: Ledger, tmp_path: Path) -> None:
    to = tmp_path / "copy.sqlite"
    backup(full, to)
    copy = Ledger.at(to.as_posix(), "one", Clock())
    assert list(export(copy)) == list(export(full))
    assert verify(copy) == ()
    copy.close()
    assert [entry.name for entry in tmp_path.iterdir() if "copy" in entry.name] == ["copy.sqlite"]


def test_a_backup_replaces_nothing(full: Ledger, tmp_path: Path) -> None:
    to = tmp_path / "copy.sqlite"
    to.write_text("precious")
    with pytest.raises(InputError, match="is there already"):
        backup(full, to)
    assert to.read_text() == "precious"


def test_a_backup_that_cannot_be_written_leaves_nothing(full: Ledger, tmp_path: Path) -> None:
    with pytest.raises(ServiceError, match="unable to open"):
        backup(full, tmp_path / "missing" / "copy.sqlite")
    assert "missing" not in [entry.name for entry in tmp_path.iterdir()]
