"""The ledger looked over: reckoned again from what happened, written out, copied."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from shotwright.errors import InputError, Place
from shotwright.ledger.database import Postgres, Row, Sqlite, Transaction
from shotwright.ledger.intent import key_of, tag_of
from shotwright.ledger.ledger import Ledger
from shotwright.ledger.rows import scope_of
from shotwright.ledger.states import ENDED, FOLLOWS
from shotwright.model.plan import Plan
from shotwright.request import fingerprint

TABLES = (
    "plan", "approval", "withdrawal", "quote", "ceiling", "take", "event", "entry", "current",
    "slot", "asset", "balance", "notice", "clock",
)  # fmt: skip
"""Every table, each after those that it refers to."""


def verify(ledger: Ledger) -> tuple[str, ...]:
    """Reckon states, slots and money again from takes, events and entries.

    Returns:
        What does not agree, one line each; empty where all is well.
    """
    held = _held(ledger)
    takes = {row["id"]: row for row in held["take"]}
    return (
        *_plans(held["plan"]),
        *_takes(takes, held["quote"]),
        *_lost(takes, held),
        *_states(takes, held["event"], held["current"]),
        *_money(takes, held["entry"], held["current"], held["ceiling"]),
        *_slots(takes, held["current"], held["slot"]),
    )


def _plans(plans: list[Row]) -> Iterator[str]:
    for row in plans:
        try:
            plan = Plan.model_validate_json(row["document"])
        except ValueError:
            yield f"plan {row['hash'][:12]} cannot be read"
            continue
        if plan.hash != row["hash"]:
            yield f"plan {row['hash'][:12]} holds another plan"
        for made in plan.generations:
            if fingerprint(made.request) != made.fingerprint:
                yield f"plan {row['hash'][:12]} has another request of {made.id} than was approved"


def _takes(takes: dict[str, Row], quotes: list[Row]) -> Iterator[str]:
    quoted = {(row["approval"], row["generation"]): row for row in quotes}
    for key, take in takes.items():
        parts = ("account", "board", "fingerprint", "occurrence", "number")
        if key != key_of(*(take[part] for part in parts)) or take["tag"] != tag_of(key):
            yield f"{_name(take)} has another take's key"
        if take["digest"] != hashlib.sha256(take["body"].encode()).hexdigest():
            yield f"{_name(take)} has another body than was written down"
        quote = quoted.get((take["approval"], take["generation"]))
        if quote is None:
            yield f"{_name(take)} has no quote"
        elif (quote["purse"], quote["listed"], quote["highest"]) != (
            take["purse"], take["listed"], take["reserved"],
        ):  # fmt: skip
            yield f"{_name(take)} has another price than was approved"


def _name(take: Row) -> str:
    return f"{take['generation']} take {take['number']}"


def _lost(takes: dict[str, Row], held: dict[str, list[Row]]) -> Iterator[str]:
    """Find rows whose take is not there; foreign keys are off in many database clients."""
    for table in ("event", "entry", "current"):
        for key in sorted({row["take"] for row in held[table]} - takes.keys()):
            yield f"a row of {table} belongs to {tag_of(key)}, which is not there"


def _states(takes: dict[str, Row], events: list[Row], current: list[Row]) -> Iterator[str]:
    told: dict[str, list[Row]] = defaultdict(list)
    for event in sorted(events, key=lambda row: row["seq"]):
        told[event["take"]].append(event)
    last = {row["take"]: row for row in current}
    for key, take in takes.items():
        if key not in last or key not in told:
            yield f"{_name(take)} has no events"
        else:
            yield from (f"{_name(take)} {wrong}" for wrong in _story(told[key], last[key]))


def _story(events: list[Row], last: Row) -> Iterator[str]:
    """Hold the events of one take against each other, and against where it stands."""
    if [event["seq"] for event in events] != list(range(1, len(events) + 1)):
        yield "lacks an event"
    if events[0]["state"] != "intended":
        yield f"begins as {events[0]['state']}"
    for before, after in pairwise(events):
        if after["state"] not in FOLLOWS[before["state"]] | {before["state"]}:
            yield f"went from {before['state']} to {after['state']}"
    for column in ("seq", "state", "remote_id", "file"):
        if events[-1][column] != last[column]:
            yield f"has {column} {last[column]!r}, its events say {events[-1][column]!r}"


def _money(
    takes: dict[str, Row], entries: list[Row], current: list[Row], ceilings: list[Row]
) -> Iterator[str]:
    of: dict[str, list[Row]] = defaultdict(list)
    for entry in entries:
        of[entry["take"]].append(entry)
    holds = {key: sum(entry["micro"] for entry in of[key]) for key in takes}
    used: dict[tuple[str, str], int] = defaultdict(int)
    for key, take in takes.items():
        yield from (f"{_name(take)} {wrong}" for wrong in _entries(take, of[key]))
        for scope in (scope_of(take["approval"]), f"month {take['month']}"):
            used[scope, take["purse"]] += holds[key]
    for row in ceilings:
        reckoned = used[row["scope"], row["purse"]]
        if row["used"] != reckoned:
            yield (
                f"the ceiling of {row['scope']} has {row['used']} millionths {row['purse']} used, "
                f"its takes hold {reckoned}"
            )
    for row in current:
        take = takes.get(row["take"], {})
        known = {None: None, "computed": take.get("listed"), "confirmed": holds.get(row["take"])}
        if take and row["charged"] != known[row["charge"]]:
            yield f"{_name(take)} was charged otherwise than it says"


def _entries(take: Row, entries: list[Row]) -> Iterator[str]:
    if [e["micro"] for e in entries if e["kind"] == "reserve"] != [take["reserved"]]:
        yield "has not reserved what it says"
    if {entry["purse"] for entry in entries} - {take["purse"]}:
        yield "has an entry in another purse"


def _slots(takes: dict[str, Row], current: list[Row], slots: list[Row]) -> Iterator[str]:
    used: dict[str, int] = defaultdict(int)
    for row in current:
        if take := takes.get(row["take"]):
            used[take["account"]] += row["slot"]
            if row["slot"] and row["state"] in ENDED:
                yield f"{_name(take)} has ended and keeps its slot"
    counted = {row["account"]: row["used"] for row in slots}
    for account in sorted(counted.keys() | used.keys()):
        if counted.get(account, 0) != used[account]:
            yield f"{account} has {counted.get(account, 0)} slots, its takes {used[account]}"


def export(ledger: Ledger) -> Iterator[str]:
    """Write every row of every table as a line of JSON: `{"table", "row"}`."""
    for table, rows in _held(ledger).items():
        for line in sorted(json.dumps(dict(row), ensure_ascii=False) for row in rows):
            yield f'{{"table": "{table}", "row": {line}}}'


def backup(ledger: Ledger, to: Path) -> None:
    """Write a whole copy as a SQLite ledger, from either database, also while others write.

    Raises:
        InputError: Something is there already.
        ServiceError: It cannot be written; nothing is left of it then.
    """
    place = Place(to.as_posix())
    if to.exists():
        raise InputError.of(f"{to} is there already", "name another file", place)
    part = to.with_name(f"{to.name}.part")
    part.unlink(missing_ok=True)
    try:
        if isinstance(ledger.database, Sqlite):
            ledger.database.backup(part)
        else:
            _copy(_held(ledger), part)
        part.rename(to)
    finally:
        for rest in ("", "-wal", "-shm"):
            part.with_name(part.name + rest).unlink(missing_ok=True)


def _held(ledger: Ledger) -> dict[str, list[Row]]:
    """Read every row of every table, as they stand at one moment."""

    def work(on: Transaction) -> dict[str, list[Row]]:
        if isinstance(ledger.database, Postgres):  # a transaction in SQLite always sees one moment
            on.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return {table: on.rows(f"SELECT * FROM {table}") for table in TABLES}  # noqa: S608 - our own names

    return ledger.database.within(work)


def _copy(held: dict[str, list[Row]], to: Path) -> None:
    """Write rows into a new SQLite ledger, all of them in one transaction."""
    copy = Sqlite(to)

    def work(on: Transaction) -> None:
        on.run("DELETE FROM clock")
        for table, rows in held.items():
            for row in rows:
                names, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
                on.run(f"INSERT INTO {table} ({names}) VALUES ({marks})", **row)  # noqa: S608 - our own names

    try:
        copy.within(work)
    finally:
        copy.close()
