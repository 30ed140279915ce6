"""Every row of the log, stream by stream, as one moment of the database and as exact bytes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import connection, transaction

from . import driver
from .walk import EntryRow, Identity

#: The columns of `EntryRow` (NULL where the stream has no entries), then the id of the stream.
Row = tuple[Any, ...]

_ROWS = 2000
_ENTRY = len(EntryRow._fields)

#: SQLite reads the file through memory while it is gone through: a page holds entries of many
#: streams and is needed again for each of them.
_MAPPED = "PRAGMA mmap_size = 2147418112"
_NOT_MAPPED = "PRAGMA mmap_size = 0"

#: PostgreSQL sorts and merges the tables whole, rather than looking each entry's words up.
_SORTED = (
    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",
    "SET LOCAL work_mem = '64MB'",
    "SET LOCAL cursor_tuple_fraction = 1",
)


def streams() -> Iterator[tuple[Identity, Iterator[EntryRow]]]:
    """Each stream with its entries, by id and number. Use one's up before taking the next."""
    with _moment():
        known = {stream.id: stream for stream in _identities()}
        for stream, rows in groupby(_rows(), key=itemgetter(_ENTRY)):
            yield known[stream], _entries(rows)


def _entries(rows: Iterator[Row]) -> Iterator[EntryRow]:
    for row in rows:
        if row[0] is not None:
            yield EntryRow._make(row[:_ENTRY])


def _identities() -> list[Identity]:
    text, blob = driver.as_bytes, driver.as_blob
    columns = [text(name) for name in ("id", "lab", "kind", "object_id")]
    columns += ["disposable", "head_seq", blob("head_hash")]
    with driver.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)} FROM contributions_stream")
        rows = [Identity._make(row) for row in cursor.fetchall()]
    return [stream._replace(disposable=bool(stream.disposable)) for stream in rows]


def _rows() -> Iterator[Row]:
    with _cursor() as cursor:
        _execute(cursor, _statement())
        while rows := cursor.fetchmany(_ROWS):
            yield from rows


def _statement() -> str:
    text, blob = driver.as_bytes, driver.as_blob
    entry = [text(f"c.{n}") for n in ("op_id", "at", "actor", "verb", "context", "facts")]
    return (
        f"SELECT c.seq, {', '.join(entry)}, {blob('c.commitment')}, {blob('c.hash')},"
        f" {blob('w.bytes')}, {blob('w.salt')}, e.seq IS NOT NULL, {text('s.id')}"
        " FROM contributions_stream s"
        " LEFT JOIN contributions_contribution c ON c.stream = s.id"
        " LEFT JOIN contributions_words w ON w.stream = c.stream AND w.seq = c.seq"
        " LEFT JOIN contributions_erasure e ON e.stream = c.stream AND e.seq = c.seq"
        " ORDER BY s.id, c.seq"
    )


@contextmanager
def _moment() -> Iterator[None]:
    """What is read inside belongs together, and nobody who writes has to wait for it."""
    if connection.in_atomic_block:
        yield
    elif driver.is_postgresql():
        with transaction.atomic():
            _say(*_SORTED)
            yield
    else:
        _say(_MAPPED, "BEGIN DEFERRED")
        try:
            yield
        finally:
            _say("ROLLBACK", _NOT_MAPPED)


def _say(*statements: str) -> None:
    with driver.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@contextmanager
def _cursor() -> Iterator[Any]:
    """PostgreSQL hands rows over piece by piece only by a cursor of its own."""
    if not driver.is_postgresql():
        with driver.cursor() as bare:
            yield bare
        return
    import psycopg

    with psycopg.ServerCursor(connection.connection, "verify_log") as named:
        yield named


def _execute(cursor: Any, sql: str) -> None:
    if driver.is_postgresql():
        cursor.itersize = _ROWS
        cursor.execute(sql, binary=True)
    else:
        cursor.execute(sql)
