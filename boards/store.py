"""The board's own tables as the transaction reads and writes them: plain SQL, alike on both databases."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection
from django.db.models import F

from .models import Board, TextClient
from .rules import BoardRow, row_of
from .state import Kept, TextDoc
from .wire import Item

decode_item = msgspec.json.Decoder(Item).decode

#: board, item, stream, owner, deleted, data
ItemRow = tuple[str, str, str, str, bool, bytes]

UPSERT_ITEM = (
    "INSERT INTO boards_boarditem (board, item, stream, owner, deleted, data) "
    "VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (board, item) DO UPDATE SET "
    "stream = excluded.stream, owner = excluded.owner, "
    "deleted = excluded.deleted, data = excluded.data"
)
UPSERT_TEXT = (
    "INSERT INTO boards_boardtext (board, item, epoch, state) VALUES (%s, %s, %s, %s) "
    "ON CONFLICT (board, item) DO UPDATE SET epoch = excluded.epoch, state = excluded.state"
)


def lock_boards(boards: Iterable[str]) -> dict[str, BoardRow]:
    """Lock the boards' rows, in id order; boards that do not exist are left out."""
    found = (
        Board.objects.across_labs()
        .select_related("lab", "challenge")
        .select_for_update(of=("self",))
        .filter(id__in=[UUID(board) for board in boards])
        .order_by("id")
    )
    return {board.hex: row_of(board) for board in found}


def lab_of(board: str) -> str:
    """The lab a board belongs to (its id in wire form), or ""."""
    found = Board.objects.across_labs().filter(id=UUID(board)).values_list("lab", flat=True).first()
    return found.hex if found else ""


def set_mode(board: str, mode: str) -> int:
    """Change the mode; returns the board's new access version."""
    row = Board.objects.across_labs().get(id=UUID(board))
    row.mode, row.access_version = mode, row.access_version + 1
    row.save(update_fields=["mode", "access_version"])
    return row.access_version


def bump_access(board: str) -> None:
    """Tell every process that somebody's rights on the board changed."""
    this = Board.objects.across_labs().filter(id=UUID(board))
    this.update(access_version=F("access_version") + 1)


def load_items(board: str, stream: str) -> dict[str, Kept]:
    """A stream's items from the projection, in the order of their ids."""
    rows = _rows(
        "SELECT item, data FROM boards_boarditem WHERE board = %s AND stream = %s ORDER BY item",
        (board, stream),
    )
    return {item: Kept(decode_item(bytes(data)), bytes(data)) for item, data in rows}


def owners(board: str) -> list[str]:
    """The people whose private streams hold items of this board."""
    sql = "SELECT DISTINCT owner FROM boards_boarditem WHERE board = %s AND owner <> '' ORDER BY owner"
    return [owner for (owner,) in _rows(sql, (board,))]


def taken(board: str, items: Collection[str]) -> set[str]:
    """Which of these item ids exist on the board, in whichever stream."""
    if not items:
        return set()
    marks = ", ".join(["%s"] * len(items))
    sql = f"SELECT item FROM boards_boarditem WHERE board = %s AND item IN ({marks})"  # noqa: S608 only placeholders
    return {item for (item,) in _rows(sql, (board, *items))}


def load_text(board: str, item: str) -> TextDoc | None:
    """A text's merge document, or None when it was never edited."""
    rows = _rows(
        "SELECT epoch, state FROM boards_boardtext WHERE board = %s AND item = %s", (board, item)
    )
    return TextDoc(rows[0][0], bytes(rows[0][1])) if rows else None


def save_items(rows: Sequence[ItemRow]) -> None:
    """Write items into the projection."""
    _many(UPSERT_ITEM, rows)


def save_texts(rows: Sequence[tuple[str, str, int, bytes]]) -> None:
    """Write merge documents: (board, item, epoch, state)."""
    _many(UPSERT_TEXT, rows)


def text_client(board: str, number: int) -> str:
    """The person to whom a number of the text merge was lent, or ""."""
    row = TextClient.objects.filter(board=board, number=number).first()
    return row.person if row else ""


def lend_text_client(board: str, person: str, first: int) -> int:
    """Lend the next free number to a person. The caller holds the board's row."""
    last = TextClient.objects.filter(board=board).order_by("-number").first()
    number = last.number + 1 if last else first
    TextClient.objects.create(board=board, number=number, person=person)
    return number


def _rows(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def _many(sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """`executemany` on the driver's own cursor: Django's wrapper costs more than the statement."""
    if not rows:
        return
    sqlite = connection.vendor == "sqlite"
    cursor = connection.connection.cursor()
    try:
        cursor.executemany(sql.replace("%s", "?") if sqlite else sql, rows)
    finally:
        cursor.close()
