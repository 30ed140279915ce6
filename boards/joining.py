"""What the database thread looks up for a joining person, and when a room must catch up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import transaction
from msgspec import UNSET

from accounts import queries as accounts
from accounts.models import Person
from common import clock
from common.wire import pack
from contributions import read
from contributions.door import write_lock
from contributions.streams import StreamKey

from . import rules as rules_
from . import store
from .batch import bring_up_to_date
from .ledger import wire_entry
from .models import own_stream
from .ops import Refused
from .rules import BoardRow, Rules
from .state import BoardState, Overlay, TextDoc, WireEntry
from .texts import FIRST_CLIENT, base
from .wire import Cursor, Join, PersonView, TextState

#: a client further behind than this gets the snapshot: it is smaller
TAIL_LIMIT = 200
TAIL_BYTES = 256 * 1024


class Visitor(NamedTuple):
    """Somebody at the door of a board, as her cookies made her known."""

    person: str
    language: str
    proof: str = ""


class Lender(NamedTuple):
    """The process that lends numbers of the text merge, and those of this board in use there."""

    process: str
    in_use: Collection[int]


@dataclass(slots=True)
class Joined:
    """What the welcome needs. `tails` is None where the client must take the snapshot (B1.3)."""

    overlay: Overlay
    rules: Rules
    y_client: int
    people: dict[str, PersonView]
    tails: dict[str, list[WireEntry]] | None


@dataclass(slots=True)
class Refreshed:
    """What changed on a board while other processes wrote to it."""

    overlay: Overlay
    rules: Rules
    people: dict[str, PersonView] = field(default_factory=dict)
    #: what proves nothing any more of what those here came in by (B12)
    spent: set[str] = field(default_factory=set)


@contextmanager
def _locked(board: str) -> Iterator[BoardRow]:
    """The board's row, locked: what is read inside belongs together."""
    with write_lock, transaction.atomic():
        row = store.lock_boards([board]).get(board)
        if row is None:
            raise Refused("unknown_board")
        yield row


def _demand_open(row: BoardRow) -> None:
    if row.archived:
        raise Refused("unknown_board")


def join(
    state: BoardState | None, board: str, visitor: Visitor, asked: Join, lender: Lender
) -> Joined:
    """Let a member in. Raises Refused("not_member" or "unknown_board")."""
    person, _, proof = visitor
    with _locked(board) as row:
        rules = rules_.load(row, [person], clock.now())
        if person not in rules.roles or (proof and accounts.spent_proofs({proof})):
            raise Refused("not_member")  # also who left between being known and this lock (B12)
        _demand_open(row)  # only who was on it learns that it was put away
        if rules.bars(person):
            raise Refused("terms_first")
        overlay = _overlay(state, row)
        keys = {"": board_stream(row), person: _own(row, person)}
        _catch_up(overlay, keys)
        tails = _tails(row, overlay, keys, asked)
        y_client = _text_client(row, person, asked, lender)
        overlay.text_clients[y_client] = person
        return Joined(overlay, rules, y_client, people(board, [person]), tails)


def refresh(state: BoardState, visitors: Iterable[Visitor]) -> Refreshed:
    """Catch up with what other processes wrote, and with who may still be here."""
    with _locked(state.row.id) as row:
        _demand_open(row)
        overlay = Overlay(state, row)
        visitors = list(visitors)
        persons = [visitor.person for visitor in visitors]
        keys = {"": board_stream(row)} | {person: _own(row, person) for person in persons}
        _catch_up(overlay, {owner: key for owner, key in keys.items() if overlay.knows(key.id)})
        rules = rules_.load(row, persons, clock.now())
        spent = accounts.spent_proofs({visitor.proof for visitor in visitors} - {""})
        return Refreshed(overlay, rules, people(state.row.id, persons), spent)


def entries_since(stream: str, since: int, limit: int = 500) -> list[WireEntry]:
    """Entries after `since`, as frames carry them."""
    return [wire_entry(entry) for entry in read.entries(stream, since, limit)]


def opened(board: str, person: str, item_id: str) -> TextState | None:
    """The document of a text for a browser that is about to edit it; None: not for her to see."""
    found = store.load_opened(board, item_id)
    if found is None or found[1] not in ("", person):
        return None
    item, _owner, document = found
    known = document or TextDoc(item.epoch, base(item.text))
    return TextState(item.id, known.epoch, pack(known.state))


def people(board: str, persons: Iterable[str] = ()) -> dict[str, PersonView]:
    """Everybody who is or was on the board, and these persons besides."""
    found = {
        person: PersonView(person, label, role, here=False)
        for person, label, role in store.members(board)
    }
    others = [person for person in persons if person not in found]
    asked = Person.objects.across_labs().filter(id__in=others) if others else []
    for person in asked:
        found[person.hex] = PersonView(person.hex, person.label, "facilitator", here=False)
    return found


def board_stream(row: BoardRow) -> StreamKey:
    """The stream everybody on the board reads."""
    return StreamKey(row.lab, "board", row.id, row.disposable)


def _own(row: BoardRow, person: str) -> StreamKey:
    return own_stream(row.lab, row.id, person, disposable=row.disposable)


def _overlay(state: BoardState | None, row: BoardRow) -> Overlay:
    return Overlay(state or BoardState(row, board_stream(row).id), row)


def _catch_up(overlay: Overlay, keys: dict[str, StreamKey]) -> None:
    for owner, key in keys.items():
        bring_up_to_date(overlay, owner, key.id, read.head(key))


def _tails(
    row: BoardRow, overlay: Overlay, keys: dict[str, StreamKey], asked: Join
) -> dict[str, list[WireEntry]] | None:
    """Entries after the client's cursors, if it may continue from all of them."""
    if asked.epoch != row.epoch:
        return None
    cursors = {cursor.stream: cursor for cursor in asked.cursors}
    tails = {}
    for key in keys.values():
        cursor, head = cursors.get(key.id), overlay.layer(key.id).head
        if cursor is None or not _continues(cursor, key, head):
            return None
        tails[key.id] = entries_since(key.id, cursor.seq)
    return tails if _weight(tails.values()) <= TAIL_BYTES else None


def _weight(tails: Iterable[list[WireEntry]]) -> int:
    return sum(len(entry.data) for tail in tails for entry in tail)


def _continues(cursor: Cursor, key: StreamKey, head: read.Head) -> bool:
    if not head.seq - TAIL_LIMIT <= cursor.seq <= head.seq:
        return False
    known = key.genesis if cursor.seq == 0 else read.hash_at(key.id, cursor.seq)
    return known is not None and bytes(known).hex() == cursor.hash


def _text_client(row: BoardRow, person: str, asked: Join, lender: Lender) -> int:
    """The number this browser already has, unless another socket uses it; or a new one (T2).

    After a restore always a new one (B14.3).
    """
    offered, same_epoch = asked.y_client, asked.epoch == row.epoch
    if (
        same_epoch
        and offered is not UNSET
        and offered not in lender.in_use
        and store.keeps_text_client(row.id, person, offered, lender.process)
    ):
        return offered
    return store.lend_text_client(row.id, person, FIRST_CLIENT, lender.process)
