"""The board's own tables as the transaction reads and writes them, in plain SQL."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

import msgspec
from django.db.models import F

from contributions import driver

from .models import Board, TextClient
from .rules import BoardRow
from .state import Kept, TextDoc
from .wire import Item

decode_item = msgspec.json.Decoder[Item](Item).decode

#: board, item, stream, owner, deleted, data
ItemRow = tuple[str, str, str, str, bool, bytes]

#: more numbers than a board lends between a backup and its restore
SKIPPED = 1_000_000
#: hexadecimal digits of a process's id that say how far its numbers are from those before
APART = 4

LOCK_BOARDS = (
    "SELECT b.id, b.lab_id, b.challenge_id, b.title, b.mode, b.epoch, b.access_version, "
    "l.disposable, b.archived_at IS NOT NULL FROM boards_board b "
    "JOIN accounts_lab l ON l.id = b.lab_id WHERE b.id IN ({}) ORDER BY b.id {}"
)
#: board, item, epoch, state
TextRow = tuple[str, str, int, bytes]

INSERT_ITEM = (
    "INSERT INTO boards_boarditem (board, item, stream, owner, deleted, data) "
    "VALUES (%s, %s, %s, %s, %s, %s)"
)
UPSERT_ITEM = (
    f"{INSERT_ITEM} ON CONFLICT (board, item) DO UPDATE SET "
    "stream = excluded.stream, owner = excluded.owner, "
    "deleted = excluded.deleted, data = excluded.data"
)
UPSERT_TEXT = (
    "INSERT INTO boards_boardtext (board, item, epoch, state) VALUES (%s, %s, %s, %s) "
    "ON CONFLICT (board, item) DO UPDATE SET epoch = excluded.epoch, state = excluded.state"
)


def lock_boards(boards: Iterable[str]) -> dict[str, BoardRow]:
    """Lock the boards' rows, in id order; boards that do not exist are left out."""
    ids = sorted(set(boards))
    rows = _rows(LOCK_BOARDS.format(driver.marks(len(ids)), _for_update()), ids)
    found = [_board_row(row) for row in rows]
    return {row.id: row for row in found}


def lab_of(board: str) -> str:
    """The lab a board belongs to (its id in wire form), or ""."""
    sql = "SELECT lab_id FROM boards_board WHERE id = {}"
    rows = _rows(sql.format(driver.mark()), (board,))
    return driver.hex_id(rows[0][0]) if rows else ""


def access_versions(boards: Collection[str]) -> dict[str, int]:
    """The present access version of each of these boards that exists."""
    sql = "SELECT id, access_version FROM boards_board WHERE id IN ({})"
    rows = _rows(sql.format(driver.marks(len(boards))), list(boards))
    return {driver.hex_id(board): version for board, version in rows}


def members(board: str) -> list[tuple[str, str, str]]:
    """Everybody who is or was on the board, in the order they came: person, label, role."""
    sql = (
        "SELECT m.person_id, p.label, m.role FROM boards_boardmember m "
        "JOIN accounts_person p ON p.id = m.person_id WHERE m.board_id = {} ORDER BY m.id"
    )
    rows = _rows(sql.format(driver.mark()), (board,))
    return [(driver.hex_id(person), label, role) for person, label, role in rows]


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


def _board_row(row: Sequence[Any]) -> BoardRow:
    board, lab, challenge, title, mode, epoch, access_version, disposable, archived = row
    return BoardRow(
        id=driver.hex_id(board),
        lab=driver.hex_id(lab),
        challenge=driver.hex_id(challenge),
        title=title,
        mode=mode,
        epoch=epoch,
        access_version=access_version,
        disposable=bool(disposable),
        archived=bool(archived),
    )


def _for_update() -> str:
    return "FOR UPDATE OF b" if driver.is_postgresql() else ""


def load_items(board: str, stream: str) -> dict[str, Kept]:
    """A stream's items from the projection, in the order of their ids."""
    sql = "SELECT item, data FROM boards_boarditem WHERE board = {0} AND stream = {0} ORDER BY item"
    rows = _rows(sql.format(driver.mark()), (board, stream))
    return {item: Kept(decode_item(bytes(data)), bytes(data)) for item, data in rows}


def owners(board: str) -> list[str]:
    """The people whose private streams hold items of this board."""
    sql = "SELECT DISTINCT owner FROM boards_boarditem WHERE board = {} AND owner <> ''"
    return sorted(owner for (owner,) in _rows(sql.format(driver.mark()), (board,)))


def taken(board: str, items: Collection[str]) -> set[str]:
    """Which of these item ids exist on the board, in whichever stream."""
    if not items:
        return set()
    sql = "SELECT item FROM boards_boarditem WHERE board = {} AND item IN ({})"
    asked = sql.format(driver.mark(), driver.marks(len(items)))
    return {item for (item,) in _rows(asked, (board, *items))}


def load_text(board: str, item: str) -> TextDoc | None:
    """A text's merge document, or None when it was never edited."""
    sql = "SELECT epoch, state FROM boards_boardtext WHERE board = {0} AND item = {0}"
    rows = _rows(sql.format(driver.mark()), (board, item))
    return TextDoc(rows[0][0], bytes(rows[0][1])) if rows else None


def load_opened(board: str, item: str) -> tuple[Item, str, TextDoc | None] | None:
    """An item, whose private stream holds it ("": nobody's), and its text's merge document.

    All of one moment: an item of before an erasure must not be taken for the text of today.
    """
    sql = (
        "SELECT i.data, i.owner, t.epoch, t.state FROM boards_boarditem i "
        "LEFT JOIN boards_boardtext t ON t.board = i.board AND t.item = i.item "
        "WHERE i.board = {0} AND i.item = {0}"
    )
    for data, owner, epoch, state in _rows(sql.format(driver.mark()), (board, item)):
        document = None if state is None else TextDoc(epoch, bytes(state))
        return decode_item(bytes(data)), owner, document
    return None


def add_items(rows: Sequence[ItemRow]) -> None:
    """Write new items into the projection; IntegrityError where there is one of that id."""
    _many(INSERT_ITEM, rows)


def save_items(rows: Sequence[ItemRow]) -> None:
    """Write items into the projection."""
    _many(UPSERT_ITEM, rows)


def save_texts(rows: Sequence[TextRow]) -> None:
    """Write merge documents: (board, item, epoch, state)."""
    _many(UPSERT_TEXT, rows)


def drop_texts(board: str, items: Sequence[str]) -> None:
    """Forget merge documents: these texts begin anew from what their items say."""
    sql = "DELETE FROM boards_boardtext WHERE board = %s AND item = %s"
    _many(sql, [(board, item) for item in items])


def projection(board: str) -> tuple[list[ItemRow], list[TextRow]]:
    """Every row of the board's items and texts, sorted by item."""
    items = (
        "SELECT board, item, stream, owner, deleted, data FROM boards_boarditem WHERE board = {}"
    )
    said = "SELECT board, item, epoch, state FROM boards_boardtext WHERE board = {}"
    return (
        sorted(
            (*row[:4], bool(row[4]), bytes(row[5]))
            for row in _rows(items.format(driver.mark()), (board,))
        ),
        sorted((*row[:3], bytes(row[3])) for row in _rows(said.format(driver.mark()), (board,))),
    )


def replace_projection(board: str, items: Sequence[ItemRow], said: Sequence[TextRow]) -> None:
    """Throw the board's items and texts away and write these."""
    _many("DELETE FROM boards_boarditem WHERE board = %s", [(board,)])
    _many("DELETE FROM boards_boardtext WHERE board = %s", [(board,)])
    save_items(items)
    save_texts(said)


def text_client(board: str, number: int) -> str:
    """The person to whom a number of the text merge was lent, or ""."""
    row = TextClient.objects.filter(board=board, number=number).first()
    return row.person if row else ""


def text_clients(board: str) -> dict[int, str]:
    """Number of the text merge → the person to whom it was lent."""
    return dict(TextClient.objects.filter(board=board).values_list("number", "person"))


def keeps_text_client(board: str, person: str, number: int, process: str) -> bool:
    """Was the number lent to this person, and is no other process looking after it?"""
    known = TextClient.objects.filter(board=board, number=number, person=person, process=process)
    return known.exists()


def lend_text_client(board: str, person: str, first: int, process: str) -> int:
    """Lend the next free number to a person. The caller holds the board's row."""
    number = _free_text_client(board, first)
    if not TextClient.objects.filter(board=board, process=process).exists():
        number += _apart(process)
    TextClient.objects.create(board=board, number=number, person=person, process=process)
    return number


def _apart(process: str) -> int:
    """How many numbers a process leaves out before its first one on a board.

    Its database may be an older copy that somebody laid there: what was lent since then is not
    known, and an edit that only deletes does not show whose letters were meant.
    """
    return int(process[:APART], 16)


def skip_text_clients(board: str, first: int) -> None:
    """Never lend the numbers which a lost database may have lent. The caller holds the row."""
    number = _free_text_client(board, first) + SKIPPED
    TextClient.objects.create(board=board, number=number, person="", process="")


def _free_text_client(board: str, first: int) -> int:
    last = TextClient.objects.filter(board=board).order_by("-number").first()
    return last.number + 1 if last else first


def _rows(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with driver.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def _many(sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """`executemany` on the driver's own cursor: Django's wrapper costs more than the statement."""
    if rows:
        with driver.cursor() as cursor:
            cursor.executemany(sql if driver.is_postgresql() else sql.replace("%s", "?"), rows)
