"""The database under the ledger: one connection, whole transactions, two dialects of plain SQL.

Statements name their values `:name` in both dialects.  Every transaction is a function that may
be run again from its beginning when the connection broke, so it must see what it did already.
"""

from __future__ import annotations

import re
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import lru_cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any, NoReturn, Protocol, TypeVar
from urllib.parse import urlsplit

from shotwright.errors import InputError, Place, ServiceError

T = TypeVar("T")
Row = Mapping[str, Any]

SCHEMA = 1
"""The number of the newest migration."""

PATIENCE = 30.0
"""Seconds to wait for another worker's transaction, or for a server that is starting again."""

_NAMED = re.compile(r"(?<!:):([a-z_]+)")


class Transaction(Protocol):
    """What a transaction can do."""

    def rows(self, statement: str, **values: object) -> list[Row]:
        """Run a statement and fetch what it returns."""
        ...

    def run(self, statement: str, **values: object) -> int:
        """Run a statement, and tell how many rows it changed."""
        ...


class Database(Protocol):
    """A place that keeps a ledger."""

    where: str

    def within(self, work: Callable[[Transaction], T]) -> T:
        """Run work in one transaction, all of it or nothing; again, where the connection broke."""
        ...

    def close(self) -> None:
        """Let go of the connection."""
        ...


def connect(where: str) -> Database:
    """Open a ledger's database, and bring its schema up to date.

    Args:
        where: A path, or a URL that begins with `postgresql://`.

    Raises:
        InputError: The file is no ledger, is damaged, or was made by a newer version.
        ServiceError: It cannot be reached.
    """
    if where.startswith(("postgresql://", "postgres://")):
        return Postgres(where)
    return Sqlite(Path(where))


def _script(dialect: str, number: int) -> str:
    return files(__package__).joinpath(dialect, f"{number:03}.sql").read_text("utf-8")


class Sqlite:
    """A file: write-ahead log, synced at every commit, one writer at a time."""

    def __init__(self, path: Path) -> None:
        """Open or make the file, and look whether it is sound."""
        self.where = path.as_posix()
        self._lock = threading.Lock()
        self._place = Place(self.where)
        try:
            self._connection = sqlite3.connect(
                path, timeout=PATIENCE, isolation_level=None, check_same_thread=False
            )
            self._connection.row_factory = sqlite3.Row
            self._prepare()
        except sqlite3.DatabaseError as error:
            self._refuse(error)

    def _prepare(self) -> None:
        run = self._connection.execute
        run("PRAGMA journal_mode = WAL")
        run("PRAGMA synchronous = FULL")
        run("PRAGMA foreign_keys = ON")
        if (told := run("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
            hint = "restore the last `shotwright ledger backup`; nothing is sent from a damaged one"
            raise InputError.of(f"the ledger is damaged: {told}", hint, self._place)
        with self._transaction():
            version = run("PRAGMA user_version").fetchone()[0]
            if version == 0 and run("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
                raise InputError.of(
                    "a database, but not a ledger", "name another file", self._place
                )
            _refuse_newer(version, self._place)
            for number in range(version + 1, SCHEMA + 1):
                for statement in _statements(_script("sqlite", number)):
                    run(statement)
                run(f"PRAGMA user_version = {number}")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def within(self, work: Callable[[Transaction], T]) -> T:
        """Run work in one transaction."""
        with self._lock:
            try:
                with self._transaction():
                    return work(_SqliteTransaction(self._connection))
            except sqlite3.OperationalError as error:
                self._refuse(error)

    def _refuse(self, error: sqlite3.DatabaseError) -> NoReturn:
        if isinstance(error, sqlite3.OperationalError):
            hint = "see that the disk has room, and that nobody holds the file"
            raise ServiceError(f"the ledger {self.where} cannot be used: {error}", hint) from None
        raise InputError.of(f"not a ledger: {error}", "name another file", self._place) from None

    def backup(self, to: Path) -> None:
        """Write a whole copy, also while others write."""
        with self._lock, sqlite3.connect(to) as copy:
            self._connection.backup(copy)
        copy.close()

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()


class _SqliteTransaction:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, statement: str, **values: object) -> list[Row]:
        return [dict(row) for row in self._connection.execute(statement, values)]

    def run(self, statement: str, **values: object) -> int:
        return self._connection.execute(statement, values).rowcount


def _statements(script: str) -> Iterator[str]:
    """Split a script; triggers hold semicolons of their own."""
    held = ""
    for line in script.splitlines(keepends=True):
        held += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(held):
            yield held
            held = ""


def _refuse_newer(version: int, place: Place | None) -> None:
    if version > SCHEMA:
        message = f"the ledger has schema {version}, and this shotwright knows up to {SCHEMA}"
        raise InputError.of(message, "install a newer shotwright", place)


class Postgres:
    """A server that many machines share; broken connections are made again."""

    def __init__(self, url: str) -> None:
        """Reach the server, and make the tables where there are none."""
        try:
            self._driver = import_module("psycopg")
        except ImportError:
            hint = "install it with: pip install 'shotwright[postgres]'"
            raise InputError.of("a ledger in PostgreSQL needs psycopg", hint) from None
        parts = urlsplit(url)
        self.where = f"{parts.scheme}://{parts.hostname or ''}{parts.path}"  # without a password
        self._url = url
        self._lock = threading.Lock()
        self._connection: Any = None
        self.within(_migrate)

    def within(self, work: Callable[[Transaction], T]) -> T:
        """Run work in one transaction; again, where the connection broke on the way."""
        with self._lock:
            deadline = time.monotonic() + PATIENCE
            pause = 0.05
            while True:
                try:
                    return self._once(work)
                except self._driver.OperationalError as error:
                    self._drop()
                    if time.monotonic() > deadline:
                        told = type(error).__name__  # its text may hold what the URL holds
                        message = f"the ledger {self.where} does not answer ({told})"
                        hint = "see that the server runs, then go on with the same command"
                        raise ServiceError(message, hint) from None
                time.sleep(pause)
                pause = min(2 * pause, 2.0)

    def _once(self, work: Callable[[Transaction], T]) -> T:
        if self._connection is None:
            rows = import_module("psycopg.rows")
            self._connection = self._driver.connect(
                self._url, row_factory=rows.dict_row, connect_timeout=5, autocommit=True
            )
        with self._connection.transaction():
            return work(_PostgresTransaction(self._connection))

    def _drop(self) -> None:
        if self._connection is not None:
            with suppress(self._driver.Error):
                self._connection.close()
        self._connection = None

    def close(self) -> None:
        """Let go of the connection."""
        with self._lock:
            self._drop()


class _PostgresTransaction:
    def __init__(self, connection: Any) -> None:  # noqa: ANN401 - psycopg is optional
        self._connection = connection

    def rows(self, statement: str, **values: object) -> list[Row]:
        return list(self._connection.execute(_percent(statement), values).fetchall())

    def run(self, statement: str, **values: object) -> int:
        return int(self._connection.execute(_percent(statement), values or None).rowcount)


@lru_cache(maxsize=256)
def _percent(statement: str) -> str:
    return _NAMED.sub(r"%(\1)s", statement)


def _migrate(on: Transaction) -> None:
    """Make the tables; two workers that start at once wait for each other."""
    on.rows("SELECT pg_advisory_xact_lock(7304)")
    on.run("CREATE TABLE IF NOT EXISTS shotwright_schema (version BIGINT NOT NULL)")
    version = on.rows("SELECT coalesce(max(version), 0) AS version FROM shotwright_schema")
    found = int(version[0]["version"])
    _refuse_newer(found, None)
    for number in range(found + 1, SCHEMA + 1):
        on.run(_script("postgres", number))
        on.run("INSERT INTO shotwright_schema VALUES (:number)", number=number)
