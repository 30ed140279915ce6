"""The database as it was: every seed begins with the same people, and may be set back meanwhile."""

from __future__ import annotations

import sqlite3
from typing import Any, Protocol

from django.db import connection, transaction

from contributions.testing import tampering


class Backup(Protocol):
    """A copy of everything, to be put back."""

    def put_back(self) -> None: ...


def take() -> Backup:
    """Copy the database of this process."""
    return FileCopy() if connection.vendor == "sqlite" else RowCopy()


class FileCopy:
    """SQLite's own backup, page by page, as an operator would take it online."""

    def __init__(self) -> None:
        self._file = sqlite3.connect(":memory:")
        _driver().backup(self._file)

    def put_back(self) -> None:
        """Lay the pages over the file."""
        self._file.backup(_driver())


class RowCopy:
    """Every row of every table, as a dump holds them."""

    def __init__(self) -> None:
        self.rows: dict[str, list[tuple[Any, ...]]] = {}
        with connection.cursor() as cursor:
            for table in sorted(connection.introspection.table_names(cursor)):
                cursor.execute(f'SELECT * FROM "{table}"')
                self.rows[table] = cursor.fetchall()

    def put_back(self) -> None:
        """Empty every table and fill it again; foreign keys are looked at when all is there."""
        names = ", ".join(f'"{table}"' for table in self.rows)
        with tampering(), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {names}")
            for table, rows in self.rows.items():
                if rows:
                    marks = ", ".join(["%s"] * len(rows[0]))
                    cursor.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)


def _driver() -> Any:
    connection.ensure_connection()
    return connection.connection
