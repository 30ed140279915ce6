"""A small lab whose people write things down: Rosa, Femke and Jan, at the glass works."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from common.ids import Id
from common.wire import Wire
from contributions import read, testing, verbs
from contributions.append import Stored
from contributions.door import Act, action
from contributions.streams import StreamKey

ROSA, FEMKE, JAN = "a" * 31 + "1", "a" * 31 + "2", "a" * 31 + "3"
LAB, OTHER_LAB = "1" * 32, "2" * 32
NOTE = "c" * 32
MONDAY = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)

LAB_LOG = StreamKey(LAB, "lab", LAB)
BOARD = StreamKey(LAB, "wall", "b" * 32)
OTHER_BOARD = StreamKey(LAB, "wall", "d" * 32)
REHEARSAL = StreamKey(LAB, "wall", "e" * 32, disposable=True)


class Noted(Wire, frozen=True):
    """Which note."""

    id: Id
    x: int = 0


class Said(Wire, frozen=True):
    """What it says."""

    text: str


class Moved(Wire, frozen=True):
    """Which note went where."""

    id: Id
    x: int


@action
def write_note(
    act: Act, text: str, key: StreamKey = BOARD, by: str = ROSA, op_id: str = ""
) -> None:
    act.append(
        key,
        "test_noted",
        actor=by,
        facts={"id": NOTE, "x": 3},
        words={"text": text},
        context={"lab": key.lab, "board": key.object_id},
        op_id=op_id,
    )


@action
def move_note(act: Act, x: int, key: StreamKey = BOARD, by: str = FEMKE) -> None:
    act.append(key, "test_moved", actor=by, facts={"id": NOTE, "x": x})


def log_of(key: StreamKey = BOARD) -> list[Stored]:
    """All entries of a stream."""
    return read.entries(key.id, 0)


def texts_of(key: StreamKey = BOARD) -> list[bytes | None]:
    """The words of a stream, as they stand."""
    return [entry.words for entry in log_of(key)]


def sql(statement: str, *values: Any) -> list[tuple]:
    """Run a statement through Django's cursor, as code of ours would; rows if it gives any."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def tamper(statement: str, *values: Any) -> None:
    """What somebody can do who holds the whole database."""
    with testing.tampering():
        sql(statement, *values)


@contextmanager
def a_shelf() -> Iterator[None]:
    """A guarded table of no app, for planted actions to write to."""
    sql("CREATE TABLE test_shelf (thing varchar(20))")
    try:
        yield
    finally:
        sql("DROP TABLE test_shelf")


def put_on_shelf(thing: str) -> None:
    sql("INSERT INTO test_shelf (thing) VALUES (%s)", thing)


def on_shelf() -> list[str]:
    return [thing for (thing,) in sql("SELECT thing FROM test_shelf ORDER BY thing")]


def declare_verbs() -> None:
    """The two verbs of these tests."""
    verbs.register(verbs.Verb("test_noted", "note", "A note was written", Noted, Said, "x:noted"))
    verbs.register(verbs.Verb("test_moved", "note", "A note was moved", Moved, None, "x:moved"))
