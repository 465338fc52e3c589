"""The database under the ledger: one connection, whole transactions, two dialects of plain SQL.

Statements name their values `:name` in both dialects.  Every transaction is a function that may
be run again from its beginning when the connection broke, so it must see what it did already.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any, Generic, NoReturn, Protocol, TypeGuard, TypeVar
from urllib.parse import urlsplit

from shotwright.errors import InputError, Place, ServiceError
from shotwright.ledger.dialects import PostgresTransaction, SqliteTransaction

T = TypeVar("T")
Row = Mapping[str, Any]

SCHEMA = 2
"""The number of the newest migration."""

PATIENCE = 30.0
"""Seconds to wait for another worker's transaction, or for a server that is starting again."""

SERVERS = ("postgresql", "postgres")
"""What the address of a server begins with, before `://`."""

IDLE = "idle_in_transaction_session_timeout"

LEDGER = 0x73776C67
"""What tells a ledger from other SQLite files: `PRAGMA application_id`, the letters swlg."""


class Transaction(Protocol):
    """What a transaction can do."""

    def rows(self, statement: str, **values: object) -> list[Row]:
        """Run a statement and fetch what it returns."""
        ...

    def run(self, statement: str, **values: object) -> int:
        """Run a statement, and tell how many rows it changed."""
        ...


Look = Callable[[Transaction], None]


class Database(Protocol):
    """A place that keeps a ledger."""

    where: str

    def within(self, work: Callable[[Transaction], T]) -> T:
        """Run work in one transaction, all of it or nothing; again, where the connection broke."""
        ...

    def rows(self, statement: str, **values: object) -> list[Row]:
        """Read by one statement, without waiting for those who write."""
        ...

    def close(self) -> None:
        """Let go of the connection."""
        ...


def is_server(where: str) -> bool:
    """Tell whether a ledger lies on a server, or is a file.

    Raises:
        InputError: It is an address that cannot be read, or of another kind.  It may hold a
            password, and is not repeated.
    """
    scheme, mark, rest = where.partition("://")
    if not mark:
        return False
    # A `/` in a password ends the host for whoever splits it.
    readable = scheme in SERVERS and "@" not in rest.partition("/")[2].partition("?")[0]
    try:
        urlsplit(where)
    except ValueError:
        readable = False
    if not readable:
        hint = "write postgresql://user@host/database; in a password, `/` is %2F and `@` is %40"
        raise InputError.of("the address of the ledger cannot be read", hint)
    return True


def connect(where: str, *, patience: float = PATIENCE) -> Database:
    """Open a ledger's database, and bring its schema up to date.

    Args:
        where: A path, or a URL that begins with `postgresql://`.
        patience: Seconds to wait for other workers, or for a server that does not answer.

    Raises:
        InputError: The file is no ledger, is damaged, or was made by a newer version.
        ServiceError: It cannot be reached.
    """
    if is_server(where):
        return Postgres(where, patience)
    return Sqlite(Path(where), patience)


def _script(dialect: str, number: int) -> str:
    return files(__package__).joinpath(dialect, f"{number:03}.sql").read_text("utf-8")


class Sqlite:
    """A file: write-ahead log, synced at every commit, one writer at a time."""

    def __init__(self, path: Path, patience: float = PATIENCE) -> None:
        """Open or make the file, and look whether it is sound."""
        self.where = path.as_posix()
        self._lock = threading.Lock()
        self._reading = threading.Lock()
        self._waiting: deque[_Piece[Any]] = deque()
        self._place = Place(self.where)
        try:
            self._connection, self._reader = (
                sqlite3.connect(
                    path, timeout=patience, isolation_level=None, check_same_thread=False
                )
                for _ in range(2)
            )
        except sqlite3.DatabaseError as error:
            self._refuse(error)
        try:
            self._prepare()
        except InputError:
            self.close()
            raise
        except sqlite3.DatabaseError as error:
            self.close()
            if isinstance(error, sqlite3.OperationalError):
                self._refuse(error)
            told = f"not a ledger: {error}"
            raise InputError.of(told, "name another file", self._place) from None

    def _prepare(self) -> None:
        run = self._connection.execute
        # Looked at before anything is written: somebody else's file stays as it is.
        has_tables = run("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        if has_tables and run("PRAGMA application_id").fetchone()[0] != LEDGER:
            raise InputError.of("a database, but not a ledger", "name another file", self._place)
        run("PRAGMA journal_mode = WAL")
        run("PRAGMA synchronous = FULL")
        run("PRAGMA foreign_keys = ON")
        if (told := run("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
            hint = "restore the last `shotwright ledger backup`; nothing is sent from a damaged one"
            raise InputError.of(f"the ledger is damaged: {told}", hint, self._place)
        with self._transaction():
            version = run("PRAGMA user_version").fetchone()[0]
            refuse_newer(version, self._place)
            for number in range(version + 1, SCHEMA + 1):
                for statement in _statements(_script("sqlite", number)):
                    run(statement)
                run(f"PRAGMA user_version = {number}")
                run(f"PRAGMA application_id = {LEDGER}")

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
        """Run work in one transaction, perhaps together with the work of other threads.

        What waits while one transaction is synced to the disk shares the next one, so that eight
        threads do not pay for eight syncs.  Where a piece of it fails, each is run again alone.
        """
        mine: _Piece[T] = _Piece(work)
        self._waiting.append(mine)
        with self._lock:
            if not mine.done:
                pieces = [self._waiting.popleft() for _ in range(len(self._waiting))]
                # Whoever had it was perhaps interrupted, and kept nothing.
                self._together(pieces if mine in pieces else [*pieces, mine])
        if mine.error is None:
            return mine.found
        if _is_files(mine.error):
            self._refuse(mine.error)
        raise mine.error

    def _together(self, pieces: list[_Piece[Any]]) -> None:
        """Run pieces of work, and commit once; nothing is done before that."""
        try:
            with self._transaction():
                for piece in pieces:
                    piece.found = piece.work(SqliteTransaction(self._connection))
        except Exception as error:  # noqa: BLE001 - raised where the work is waited for
            if len(pieces) > 1 and not _is_files(error):
                for piece in pieces:
                    self._together([piece])
                return
            for piece in pieces:
                piece.error = error
        for piece in pieces:
            piece.done = True

    def rows(self, statement: str, **values: object) -> list[Row]:
        """Read by one statement what was committed, without waiting for those who write."""
        try:
            with self._reading:
                return SqliteTransaction(self._reader).rows(statement, **values)
        except sqlite3.DatabaseError as error:
            self._refuse(error)

    def _refuse(self, error: sqlite3.DatabaseError) -> NoReturn:
        hint = "see that the disk has room, its folder can be written, and nobody holds the file"
        if not isinstance(error, sqlite3.OperationalError):
            hint = "restore the last `shotwright ledger backup`"
        raise ServiceError(f"the ledger {self.where} cannot be used: {error}", hint) from None

    def backup(self, to: Path) -> None:
        """Write a whole copy, also while others write."""
        try:
            with self._lock, closing(sqlite3.connect(to)) as copy:
                self._connection.backup(copy)
        except sqlite3.DatabaseError as error:
            told = f"{to} cannot be written: {error}"
            raise ServiceError(told, "name another place") from None

    def close(self) -> None:
        """Let go of the file."""
        with self._lock, self._reading:
            self._connection.close()
            self._reader.close()


class _Piece(Generic[T]):
    """Work that waits for its transaction, and what came of it."""

    found: T

    def __init__(self, work: Callable[[Transaction], T]) -> None:
        self.work = work
        self.error: Exception | None = None
        self.done = False


def _is_files(error: Exception) -> TypeGuard[sqlite3.DatabaseError]:
    """Tell whether the file is wrong, and not the work."""
    works = isinstance(error, sqlite3.IntegrityError)
    return isinstance(error, sqlite3.DatabaseError) and not works


def _statements(script: str) -> Iterator[str]:
    """Split a script; triggers hold semicolons of their own."""
    held = ""
    for line in script.splitlines(keepends=True):
        held += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(held):
            yield held
            held = ""


def refuse_newer(version: int, place: Place | None) -> None:
    """See that a ledger was not made by a newer version."""
    if version > SCHEMA:
        message = f"the ledger has schema {version}, and this shotwright knows up to {SCHEMA}"
        raise InputError.of(message, "install a newer shotwright", place)


class Postgres:
    """A server that many machines share; broken connections are made again."""

    def __init__(self, url: str, patience: float = PATIENCE, look: Look | None = None) -> None:
        """Reach the server; make the tables where there are none, or only look at them."""
        try:
            self._driver = import_module("psycopg")
        except ImportError:
            hint = "install it with: pip install 'shotwright[postgres]'"
            raise InputError.of("a ledger in PostgreSQL needs psycopg", hint) from None
        parts = urlsplit(url)
        self.where = f"{parts.scheme}://{parts.hostname or ''}{parts.path}"  # without a password
        self._url = url
        self._patience = patience
        self._lock = threading.Lock()
        self._connection: Any = None
        try:
            self.within(look or _migrate)
        except InputError:
            self.close()
            raise
        except self._driver.ProgrammingError as error:
            self.close()
            told = "has no ledger that you may read" if look else "cannot hold a ledger"
            hint = "name another, or ask for it" if look else "name an empty database of its own"
            message = f"{self.where} {told} ({type(error).__name__})"
            raise InputError.of(message, hint) from None

    def within(self, work: Callable[[Transaction], T]) -> T:
        """Run work in one transaction; again, where the connection broke on the way."""

        def once(connection: Any) -> T:  # noqa: ANN401 - psycopg is optional
            with connection.transaction():
                return work(PostgresTransaction(connection))

        return self._patiently(once)

    def rows(self, statement: str, **values: object) -> list[Row]:
        """Read by one statement what was committed."""
        return self._patiently(lambda on: PostgresTransaction(on).rows(statement, **values))

    def _patiently(self, once: Callable[[Any], T]) -> T:
        with self._lock:
            deadline = time.monotonic() + self._patience
            pause = 0.05
            while True:
                try:
                    return once(self._connected())
                except self._driver.OperationalError as error:
                    self._drop()
                    if time.monotonic() > deadline:
                        told = type(error).__name__  # its text may hold what the URL holds
                        message = f"the ledger {self.where} does not answer ({told})"
                        hint = "see that the server runs, then go on with the same command"
                        raise ServiceError(message, hint) from None
                time.sleep(pause)
                pause = min(2 * pause, 2.0)

    def _connected(self) -> Any:  # noqa: ANN401 - psycopg is optional
        if self._connection is None:
            rows = import_module("psycopg.rows")
            self._connection = self._driver.connect(
                self._url, row_factory=rows.dict_row, autocommit=True, connect_timeout=5,
                keepalives_idle=10, keepalives_interval=5, keepalives_count=3,
                tcp_user_timeout=round(PATIENCE * 1000),  # for what was sent and nobody received
            )  # fmt: skip
            # Nobody waits for ever: neither for a lock, nor for a worker that stopped inside one.
            lock, idle = f"{self._patience:g}s", f"{PATIENCE:g}s"
            for name, value in (("lock_timeout", lock), (IDLE, idle)):
                self._connection.execute("SELECT set_config(%s, %s, false)", (name, value))
        return self._connection

    def _drop(self) -> None:
        if self._connection is not None:
            with suppress(self._driver.Error):
                self._connection.close()
        self._connection = None

    def close(self) -> None:
        """Let go of the connection."""
        with self._lock:
            self._drop()


def _migrate(on: Transaction) -> None:
    """Make the tables; two workers that start at once wait for each other."""
    on.rows("SELECT pg_advisory_xact_lock(7304)")
    on.run("CREATE TABLE IF NOT EXISTS shotwright_schema (version BIGINT NOT NULL)")
    version = on.rows("SELECT coalesce(max(version), 0) AS version FROM shotwright_schema")
    found = int(version[0]["version"])
    refuse_newer(found, None)
    for number in range(found + 1, SCHEMA + 1):
        on.run(_script("postgres", number))
        on.run("INSERT INTO shotwright_schema VALUES (:number)", number=number)
