"""The ledger looked over: reckoned again from what happened, written out, copied."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from shotwright.errors import InputError, Place
from shotwright.ledger.database import Row, Sqlite
from shotwright.ledger.intent import tag_of
from shotwright.ledger.ledger import Ledger, scope_of
from shotwright.ledger.states import ENDED, FOLLOWS

TABLES = (
    "plan", "approval", "quote", "ceiling", "take", "event", "entry", "current", "slot", "asset",
    "notice", "clock",
)  # fmt: skip
"""Every table, each after those that it refers to."""


def verify(ledger: Ledger) -> tuple[str, ...]:
    """Reckon states, slots and money again from events and entries.

    Returns:
        What does not agree, one line each; empty where all is well.
    """
    held = ledger.database.within(lambda on: {t: on.rows(f"SELECT * FROM {t}") for t in TABLES})  # noqa: S608 - our own names
    takes = {row["id"]: row for row in held["take"]}
    return (
        *_states(takes, held["event"], held["current"]),
        *_money(takes, held["entry"], held["current"], held["ceiling"]),
        *_slots(takes, held["current"], held["slot"]),
    )


def _states(takes: dict[str, Row], events: list[Row], current: list[Row]) -> Iterator[str]:
    told: dict[str, list[Row]] = defaultdict(list)
    for event in sorted(events, key=lambda row: row["seq"]):
        told[event["take"]].append(event)
    last = {row["take"]: row for row in current}
    for key, take in takes.items():
        name = f"{take['generation']} take {take['number']}"
        if key not in last or key not in told:
            yield f"{name} has no events"
            continue
        if [event["seq"] for event in told[key]] != list(range(1, len(told[key]) + 1)):
            yield f"{name} lacks an event"
        for before, after in pairwise(told[key]):
            if after["state"] not in FOLLOWS[before["state"]] | {before["state"]}:
                yield f"{name} went from {before['state']} to {after['state']}"
        end = told[key][-1]
        for column in ("seq", "state", "remote_id", "file"):
            if end[column] != last[key][column]:
                yield f"{name} has {column} {last[key][column]!r}, its events say {end[column]!r}"
        if take["tag"] != tag_of(key):
            yield f"{name} has another take's tag"


def _money(
    takes: dict[str, Row], entries: list[Row], current: list[Row], ceilings: list[Row]
) -> Iterator[str]:
    holds: dict[str, int] = defaultdict(int)
    for entry in entries:
        holds[entry["take"]] += entry["micro"]
    used: dict[tuple[str, str], int] = defaultdict(int)
    for key, take in takes.items():
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
        if row["charge"] == "confirmed" and holds[row["take"]] != row["charged"]:
            take = takes[row["take"]]
            yield f"{take['generation']} take {take['number']} was charged otherwise than it holds"


def _slots(takes: dict[str, Row], current: list[Row], slots: list[Row]) -> Iterator[str]:
    used: dict[str, int] = defaultdict(int)
    for row in current:
        used[takes[row["take"]]["account"]] += row["slot"]
        if row["slot"] and row["state"] in ENDED:
            yield f"{takes[row['take']]['generation']} has ended and keeps its slot"
    for row in slots:
        if row["used"] != used[row["account"]]:
            yield f"{row['account']} has {row['used']} slots, its takes {used[row['account']]}"


def export(ledger: Ledger) -> Iterator[str]:
    """Write every row of every table as a line of JSON: `{"table", "row"}`."""
    for table in TABLES:
        rows = ledger.database.within(lambda on, t=table: on.rows(f"SELECT * FROM {t}"))  # type: ignore[misc]  # noqa: S608
        for row in sorted(rows, key=lambda row: json.dumps(dict(row), sort_keys=True)):
            yield json.dumps({"table": table, "row": dict(row)}, ensure_ascii=False)


def backup(ledger: Ledger, to: Path) -> None:
    """Write a whole copy as a SQLite ledger, from either database, also while others write.

    Raises:
        InputError: Something is there already.
    """
    if to.exists():
        message = f"{to} is there already"
        raise InputError.of(message, "name another file", Place(to.as_posix()))
    if isinstance(ledger.database, Sqlite):
        ledger.database.backup(to)
        return
    held = ledger.database.within(lambda on: {t: on.rows(f"SELECT * FROM {t}") for t in TABLES})  # noqa: S608
    copy = Sqlite(to)
    for table in TABLES[:-1]:
        for row in held[table]:
            names = ", ".join(row)
            marks = ", ".join(f":{name}" for name in row)
            copy.within(lambda on: on.run(f"INSERT INTO {table} ({names}) VALUES ({marks})", **row))  # noqa: B023, S608
    copy.close()
