"""Statements in two dialects: their values are named `:name` in both."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

_NAMED = re.compile(r"(?<!:):([a-z_][a-z0-9_]*)")


class SqliteTransaction:
    """A transaction of SQLite that is open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Keep the connection that it is open on."""
        self._connection = connection

    def rows(self, statement: str, **values: object) -> list[Mapping[str, Any]]:
        """Run a statement and fetch what it returns."""
        found = self._connection.execute(statement, values)
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found]

    def run(self, statement: str, **values: object) -> int:
        """Run a statement, and tell how many rows it changed."""
        return self._connection.execute(statement, values).rowcount


class PostgresTransaction:
    """A transaction of PostgreSQL that is open."""

    def __init__(self, connection: Any) -> None:  # noqa: ANN401 - psycopg is optional
        """Keep the connection that it is open on."""
        self._connection = connection

    def rows(self, statement: str, **values: object) -> list[Mapping[str, Any]]:
        """Run a statement and fetch what it returns."""
        return list(self._connection.execute(_percent(statement), values).fetchall())

    def run(self, statement: str, **values: object) -> int:
        """Run a statement, and tell how many rows it changed."""
        return int(self._connection.execute(_percent(statement), values or None).rowcount)


@lru_cache(maxsize=256)
def _percent(statement: str) -> str:
    return _NAMED.sub(r"%(\1)s", statement)
