"""A ledger that is only read: by a role that may do no more, from a file that nobody may write."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn, TypeVar

from shotwright.errors import InputError, Place, ServiceError
from shotwright.ledger.audit import TABLES
from shotwright.ledger.database import (
    LEDGER,
    PATIENCE,
    SCHEMA,
    Database,
    Postgres,
    Row,
    Transaction,
    connect,
    is_server,
    refuse_newer,
)
from shotwright.ledger.dialects import SqliteTransaction

T = TypeVar("T")


def connect_to_read(where: str, *, patience: float = PATIENCE) -> Database:
    """Open a ledger's database to read it; a file that may be written is opened as ever.

    Args:
        where: A path, or a URL that begins with `postgresql://`.
        patience: As of `connect`.

    Raises:
        InputError: It is no ledger, is damaged, or has another version's schema.
        ServiceError: It cannot be reached, or cannot be read as it lies there.
    """
    if is_server(where):
        return Postgres(where, patience, _look)
    path = Path(where)
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return connect(where, patience=patience)
    return ReadOnlySqlite(path, patience)


class ReadOnlySqlite:
    """A file that may not be written, or beside which nothing can be.

    SQLite reads a write-ahead log only where its index is there, or can be made.  Where there is
    none, nobody has the file open to write, and it is read as one that never changes; whether it
    did is looked at after each transaction.  Source: https://www.sqlite.org/wal.html, "Read-Only
    Databases", seen 2026-11-21.
    """

    def __init__(self, path: Path, patience: float = PATIENCE) -> None:
        """Open the file, and look whether it is sound."""
        self.where = path.as_posix()
        self._path = path
        self._lock = threading.Lock()
        self._found = self._state()
        self._alone = not any(self._found[1:])
        uri = f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if self._alone else ''}"
        try:
            self._connection = sqlite3.connect(
                uri, uri=True, timeout=patience, isolation_level=None, check_same_thread=False
            )
            self._connection.row_factory = sqlite3.Row
            self._look()
        except sqlite3.DatabaseError as error:
            self._refuse(error)

    def _state(self) -> tuple[int, int, bool]:
        """Tell when the file was written, how long its log is, and whether that has an index."""
        log = self._path.with_name(f"{self._path.name}-wal")
        index = self._path.with_name(f"{self._path.name}-shm")
        return (
            self._path.stat().st_mtime_ns,
            log.stat().st_size if log.is_file() else 0,
            index.is_file(),
        )

    def _look(self) -> None:
        run, place = self._connection.execute, Place(self.where)
        if run("PRAGMA application_id").fetchone()[0] != LEDGER:
            raise InputError.of("a database, but not a ledger", "name another file", place)
        if (told := run("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
            hint = "restore the last `shotwright ledger backup`"
            raise InputError.of(f"the ledger is damaged: {told}", hint, place)
        _refuse_other(run("PRAGMA user_version").fetchone()[0], place)

    def within(self, work: Callable[[Transaction], T]) -> T:
        """Run work that reads, all of it as the ledger was at one moment."""
        with self._lock:
            try:
                self._connection.execute("BEGIN")
                try:
                    found = work(SqliteTransaction(self._connection))
                finally:
                    self._connection.execute("ROLLBACK")
            except sqlite3.DatabaseError as error:
                self._refuse(error)
            if self._alone and self._state() != self._found:
                message = f"the ledger {self.where} was written while it was read"
                raise ServiceError(message, "run the same command again")
            return found

    def rows(self, statement: str, **values: object) -> list[Row]:
        """Read by one statement."""
        return self.within(lambda on: on.rows(statement, **values))

    def _refuse(self, error: sqlite3.DatabaseError) -> NoReturn:
        if not isinstance(error, sqlite3.OperationalError):
            place = Place(self.where)
            raise InputError.of(f"not a ledger: {error}", "name another file", place) from None
        hint = "copy it, with the -wal file beside it, to where you may write, and name the copy"
        raise ServiceError(f"the ledger {self.where} cannot be read: {error}", hint) from None

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()


def _look(on: Transaction) -> None:
    """See that a server has the tables, by reading alone."""
    found = on.rows("SELECT coalesce(max(version), 0) AS version FROM shotwright_schema")
    _refuse_other(int(found[0]["version"]), None)
    for table in TABLES:
        on.rows(f"SELECT 1 FROM {table} LIMIT 0")  # noqa: S608 - our own names


def _refuse_other(version: int, place: Place | None) -> None:
    refuse_newer(version, place)
    if version < SCHEMA:
        message = f"the ledger has schema {version}, and this shotwright reads {SCHEMA}"
        raise InputError.of(message, "open it once as somebody who may write in it", place)
