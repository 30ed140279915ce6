"""Every row of the log, stream by stream, as one moment of the database and as exact bytes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from itertools import chain, groupby
from operator import itemgetter
from typing import Any

from django.db import connection, transaction

from . import driver
from .walk import EntryRow, Identity

#: The columns of `Identity`, then those of `EntryRow` (NULL where the stream has no entries).
Row = tuple[Any, ...]

_ROWS = 2000
_IDENTITY = len(Identity._fields)


def streams() -> Iterator[Iterator[Row]]:
    """The rows of each stream, by id and number. Use one before taking the next."""
    for _, rows in groupby(_rows(), key=itemgetter(0)):
        yield rows


def split(rows: Iterator[Row]) -> tuple[Identity, Iterator[EntryRow]]:
    """A stream's row, and its entries."""
    first = next(rows)
    stream = Identity._make(first[:_IDENTITY])
    return stream._replace(disposable=bool(stream.disposable)), _entries(chain([first], rows))


def _entries(rows: Iterator[Row]) -> Iterator[EntryRow]:
    for row in rows:
        if row[_IDENTITY] is not None:
            yield EntryRow._make(row[_IDENTITY:])


def _rows() -> Iterator[tuple[Any, ...]]:
    with _snapshot(), _cursor() as cursor:
        _execute(cursor, _statement())
        while rows := cursor.fetchmany(_ROWS):
            yield from rows


def _statement() -> str:
    text, blob = driver.as_bytes, driver.as_blob
    stream = [text(f"s.{name}") for name in ("id", "lab", "kind", "object_id")]
    entry = [text(f"c.{n}") for n in ("op_id", "at", "actor", "verb", "context", "facts")]
    return (
        f"SELECT {', '.join(stream)}, s.disposable, s.head_seq, {blob('s.head_hash')},"
        f" c.seq, {', '.join(entry)}, {blob('c.commitment')}, {blob('c.hash')},"
        f" {blob('w.bytes')}, {blob('w.salt')}, e.seq IS NOT NULL"
        " FROM contributions_stream s"
        " LEFT JOIN contributions_contribution c ON c.stream = s.id"
        " LEFT JOIN contributions_words w ON w.stream = c.stream AND w.seq = c.seq"
        " LEFT JOIN contributions_erasure e ON e.stream = c.stream AND e.seq = c.seq"
        " ORDER BY s.id, c.seq"
    )


def _snapshot() -> AbstractContextManager[object]:
    """PostgreSQL hands rows over piece by piece only inside a transaction."""
    return transaction.atomic() if driver.is_postgresql() else nullcontext()


def _cursor() -> AbstractContextManager[Any]:
    if not driver.is_postgresql():
        return driver.cursor()
    import psycopg

    connection.ensure_connection()
    return psycopg.ServerCursor(connection.connection, "verify_log")


def _execute(cursor: Any, sql: str) -> None:
    if driver.is_postgresql():
        cursor.itersize = _ROWS
        cursor.execute(sql, binary=True)
    else:
        cursor.execute(sql)
