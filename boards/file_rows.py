"""The files an operation may bind, as the transaction reads and writes them."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from contributions import driver


class FileRow(NamedTuple):
    """Whose file it is, the item it is bound to ("" for none yet), and its digest."""

    uploader: str
    item: str
    digest: str


Files = dict[str, FileRow]


def lock(board: str, files: Collection[str]) -> Files:
    """Those of these files that lie on the board, locked: none is swept until the commit."""
    if not files:
        return {}
    ids = sorted(files)
    sql = (
        "SELECT id, uploader, item, digest FROM boards_attachment"  # noqa: S608  # placeholders only
        f" WHERE board_id = {driver.mark()} AND id IN ({driver.marks(len(ids))}) ORDER BY id"
    )
    with driver.cursor() as cursor:
        cursor.execute(sql + (" FOR UPDATE" if driver.is_postgresql() else ""), (board, *ids))
        return {file: FileRow(*row) for file, *row in cursor.fetchall()}


def bind(files: Files) -> None:
    """Write down which item each file is bound to."""
    rows = [(row.item, file) for file, row in files.items() if row.item]
    if rows:
        sql = f"UPDATE boards_attachment SET item = {driver.mark()} WHERE id = {driver.mark()}"  # noqa: S608
        with driver.cursor() as cursor:
            cursor.executemany(sql, rows)
