"""Pictures on boards, from upload to removal (docs/decisions/0008).

An upload gives a file that is its uploader's alone; an operation binds it to an item (`ledger`);
one that nothing binds goes after a day. Who may see the item may read its file, nobody else.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from itertools import groupby
from typing import Final, Literal
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q, Sum

from accounts.models import Lab, Person
from challenges.errors import TermsFirst
from common import clock
from common.ids import random_id
from contributions import append
from contributions.door import SERVER, Act, action
from contributions.streams import StreamKey
from files import filestore, images, pace
from files.errors import NoSuchFile
from files.filestore import Part
from files.images import Picture

from . import facts, store
from . import rules as rules_
from .errors import FilesFull, NotMember, NotNow, UnknownBoard
from .models import Attachment, Board, BoardItem, own_stream
from .rules import BoardRow, Rules, row_of

Why = Literal["unbound", "erased"]

#: how long a file waits to be bound
UNBOUND_LASTS: Final = timedelta(days=1)
#: what one person may bring to one board
MOST_FILES: Final = 200
MOST_UNBOUND: Final = 20
MOST_BYTES: Final = 200 * 2**20
#: files removed in one transaction
AT_ONCE: Final = 200


# -- coming in


def receive(*, board: Board, by: Person, data: bytes) -> Attachment:
    """Take a picture from a member of the board: made anew, on disk, hers alone until it is bound.

    Raises NotMember, NotNow, TooMuch, FilesFull, NotAnImage, ImageTooLarge or FilesBusy.
    """
    pace.demand(by.hex)
    _rules(row_of(board), by.hex, clock.now())
    _demand_room(board, by.hex)
    picture, file = images.reencode(data), random_id()
    try:
        filestore.save(file, picture.data, picture.preview)
        return _upload(board=board, by=by, file=file, picture=picture)
    except BaseException:
        filestore.remove_traces(file)
        raise


@action
def _upload(act: Act, *, board: Board, by: Person, file: str, picture: Picture) -> Attachment:
    """The file is hers. Said in her own stream: nobody else learns that there is one (B9)."""
    row = store.lock_boards([board.hex]).get(board.hex)
    if row is None:
        raise UnknownBoard
    rules = _rules(row, by.hex, act.now)
    _demand_room(board, by.hex)
    size = len(picture.data) + len(picture.preview)
    act.append(
        own_stream(row.lab, row.id, by.hex, disposable=row.disposable),
        "file_uploaded",
        actor=by.actor,
        facts=facts.FileUploaded(file, picture.width, picture.height, size),
        words=facts.FileWords(picture.digest),
        context=rules.context,
    )
    return Attachment.objects.create(
        id=file,
        board=board,
        uploader=by.hex,
        digest=picture.digest,
        width=picture.width,
        height=picture.height,
        size=size,
        uploaded_at=act.now,
    )


def _rules(row: BoardRow, person: str, now: datetime) -> Rules:
    """The rules in force, if by them she may put pictures on the board."""
    rules = rules_.load(row, [person], now)
    if row.archived or person not in rules.roles:
        raise NotMember
    if person in rules.unbound:
        raise TermsFirst
    if "add_image" not in rules.may(person):
        raise NotNow
    return rules


def _demand_room(board: Board, person: str) -> None:
    mine = Attachment.objects.in_lab(board.lab_id).filter(board=board, uploader=person)
    sums = mine.aggregate(
        files=Count("id"), bytes=Sum("size"), unbound=Count("id", filter=Q(item=""))
    )
    if sums["files"] >= MOST_FILES or sums["unbound"] >= MOST_UNBOUND:
        raise FilesFull
    if (sums["bytes"] or 0) >= MOST_BYTES:
        raise FilesFull


# -- being read


def lab_of(file: str) -> str | None:
    """The lab a file belongs to (its id in wire form)."""
    found = Attachment.objects.across_labs().filter(id=file).values_list("board__lab", flat=True)
    lab: UUID | None = found.first()
    return lab.hex if lab else None


def read(file: str, part: Part, person: Person | None) -> bytes:
    """A file's bytes for who may see its item; NoSuchFile for all others, whatever the reason."""
    rows = Attachment.objects.across_labs().select_related("board__lab", "board__challenge")
    row = rows.filter(id=file).first()
    if row is None or person is None or not _may_read(row, person):
        raise NoSuchFile
    data = filestore.load(file, part)
    if data is None:
        raise NoSuchFile
    return data


def _may_read(row: Attachment, person: Person) -> bool:
    """A member of the board, and the item is hers or everybody's, and there."""
    board = row_of(row.board)
    rules = rules_.load(board, [person.hex], clock.now())
    if board.archived or person.hex not in rules.roles or rules.bars(person.hex):
        return False
    if not row.item:
        return row.uploader == person.hex
    items = BoardItem.objects.filter(board=board.id, item=row.item, deleted=False)
    return items.values_list("owner", flat=True).first() in ("", person.hex)


# -- going


def erase(*, board: Board, person: str, by: str) -> int:
    """Remove every file this person brought to the board; how many there were.

    To be called inside the action that erases her words there: the items stay, without their
    pictures; the bytes go when that is committed. `person` and `by` are actors.
    """
    return _remove_all(Q(board=board, uploader=person), "erased", by)


def sweep(now: datetime) -> int:
    """Remove what nothing bound for a day; how many there were. Safe to repeat."""
    return _remove_all(Q(item="", uploaded_at__lt=now - UNBOUND_LASTS), "unbound", SERVER)


def held(files: Collection[str] | None) -> set[str]:
    """Those of these files (None: of all there are) that a board has a row of."""
    rows = Attachment.objects.across_labs()
    known = rows if files is None else rows.filter(id__in=files)
    return set(known.values_list("id", flat=True))


def remove_files_of(lab: Lab) -> None:
    """The lab is about to go: its files go once that is certain."""
    files = list(Attachment.objects.in_lab(lab).values_list("id", flat=True))
    transaction.on_commit(lambda: filestore.remove(files))


def _remove_all(wanted: Q, why: Why, by: str) -> int:
    removed = 0
    while gone := _remove(wanted=wanted, why=why, by=by):
        removed += len(gone)
    return removed


@action
def _remove(act: Act, *, wanted: Q, why: Why, by: str) -> list[str]:
    """Remove some of the wanted rows, then their bytes: which; none when none are left.

    Boards and streams are locked before files, as whoever binds one does: nothing waits in a ring.
    What was bound meanwhile is not wanted any more.
    """
    asked = Attachment.objects.across_labs().filter(wanted).order_by("board", "uploader", "id")
    some = list(asked.values_list("id", "board", "uploader")[:AT_ONCE])
    if not some:
        return []
    boards = store.lock_boards(board.hex for _, board, _ in some)
    keys = {(board, person): _own(boards[board.hex], person) for _, board, person in some}
    append.lock(keys.values())
    files = asked.filter(id__in=[file for file, _, _ in some]).select_for_update(of=("self",))
    gone = list(files)
    for (board, person), hers in groupby(gone, lambda row: (row.board_id, row.uploader)):
        act.append(
            keys[board, person],
            "files_removed",
            actor=by,
            facts=facts.FilesRemoved([row.id for row in hers], why),
            context={"board": board.hex, "lab": boards[board.hex].lab},
        )
    names = [row.id for row in gone]
    Attachment.objects.across_labs().filter(id__in=names).delete()
    transaction.on_commit(lambda: filestore.remove(names))
    return names


def _own(row: BoardRow, person: str) -> StreamKey:
    return own_stream(row.lab, row.id, person, disposable=row.disposable)
