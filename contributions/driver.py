"""The two databases' own drivers, for the paths where Django's cursor costs too much."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any
from uuid import UUID

from django.db import connection


def is_postgresql() -> bool:
    """Do we speak to PostgreSQL (else: SQLite)?"""
    return connection.vendor == "postgresql"


@contextmanager
def cursor() -> Iterator[Any]:
    """A cursor of the driver itself; its errors come as Django's."""
    connection.ensure_connection()
    with connection.wrap_database_errors, closing(_bare_cursor()) as bare:
        yield bare


def _bare_cursor() -> Any:
    if not is_postgresql():
        return connection.connection.cursor()
    import psycopg

    return psycopg.Cursor(connection.connection)


def as_bytes(column: str) -> str:
    """SQL for the exact bytes of a text column, also where somebody broke its encoding."""
    if is_postgresql():
        return f"convert_to({column}, 'UTF8')"
    return f"CAST({column} AS BLOB)"


def as_blob(column: str) -> str:
    """SQL for a binary column, as bytes also where somebody put text there (SQLite lets one)."""
    return column if is_postgresql() else f"CAST({column} AS BLOB)"


def hex_id(value: UUID | str | None) -> str:
    """An id column's value in wire form (SQLite keeps it so); no id as ""."""
    return value.hex if isinstance(value, UUID) else value or ""


def marks(count: int) -> str:
    """Placeholders of the driver for that many values."""
    return ", ".join(["%s" if is_postgresql() else "?"] * count)


def mark() -> str:
    """The driver's placeholder."""
    return "%s" if is_postgresql() else "?"
