"""Flags: somebody asks the facilitator to look at an item, without saying so before everybody.

Whose item it is does not hear of it, nor do others: nothing of a flag goes over the board's socket
or into a stream that anybody on the board reads (B9). A facilitator sees how many flagged an item
and why, not who; the log's own stream for flags has it, for whoever audits the lab.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from contributions.door import Act, action

from . import store
from .errors import NoSuchItem, NotAllowed
from .models import Board, BoardItem, BoardMember, Flag
from .queries import Seat
from .store import decode_item
from .verbs import FlagsSettled, FlagWithdrawn, ItemFlagged

#: so much of an item's text is shown beside its flags
EXCERPT: Final = 200


def flag(seat: Seat, item: str, reason: str) -> None:
    """Flag an item of the board, or give another reason. Raises NoSuchItem for any other."""
    if not _shown(seat.board, [item]):
        raise NoSuchItem
    _flag(board=seat.board, item=item, person=seat.person.hex, reason=reason)


def withdraw(seat: Seat, item: str) -> None:
    """Take one's own flag back; where there is none nothing happens. Raises NoSuchItem."""
    _demand(seat.board, item)
    if _open(seat.board).filter(item=item, person=seat.person.hex).exists():
        _withdraw(board=seat.board, item=item, person=seat.person.hex)


def settle(seat: Seat, item: str) -> None:
    """The facilitator has looked: all flags of the item are down. Raises NotAllowed, NoSuchItem."""
    if seat.role != BoardMember.FACILITATOR:
        raise NotAllowed
    _demand(seat.board, item)
    if _open(seat.board).filter(item=item).exists():
        _settle(board=seat.board, item=item, by=seat.person.hex)


def told(seat: Seat) -> dict[str, Any]:
    """My own flags; for a facilitator every flagged item besides, the oldest first."""
    mine = _open(seat.board).filter(person=seat.person.hex).values("item", "reason")
    facilitates = seat.role == BoardMember.FACILITATOR
    return {"mine": list(mine), "flagged": _flagged(seat.board) if facilitates else []}


def erase(board: Board, person: str) -> None:
    """Forget what a person flagged (`privacy.erase`)."""
    for item in Flag.objects.in_lab(board.lab).filter(board=board, person=person):
        _forget(board=board, flag=item)


def _flagged(board: Board) -> list[dict[str, Any]]:
    rows = list(_open(board).order_by("flagged_at", "id"))
    shown = _shown(board, {row.item for row in rows})
    by_item: dict[str, list[Flag]] = {}
    for row in rows:
        by_item.setdefault(row.item, []).append(row)
    return [_line(item, flags, shown[item]) for item, flags in by_item.items() if item in shown]


def _line(item: str, flags: list[Flag], row: BoardItem) -> dict[str, Any]:
    kept = decode_item(bytes(row.data))
    return {
        "item": item,
        "kind": kept.__struct_config__.tag,
        "author": kept.author,
        "excerpt": kept.text[:EXCERPT],
        "people": len(flags),
        "reasons": [reason for reason, _ in Counter(flag.reason for flag in flags).most_common()],
        "since": flags[0].flagged_at,
    }


def _shown(board: Board, items: list[str] | set[str]) -> dict[str, BoardItem]:
    """Those of these items that lie on the board for everybody, and are not deleted."""
    rows = BoardItem.objects.filter(board=board.hex, item__in=items, owner="", deleted=False)
    return {row.item: row for row in rows}


def _demand(board: Board, item: str) -> None:
    """Raises NoSuchItem for what does not lie on the board, and never did."""
    if not BoardItem.objects.filter(board=board.hex, item=item, owner="").exists():
        raise NoSuchItem


def _open(board: Board) -> Any:
    return Flag.objects.in_lab(board.lab).filter(board=board, settled_at=None)


@action
def _flag(act: Act, *, board: Board, item: str, person: str, reason: str) -> None:
    store.lock_boards([board.hex])
    there = Flag.objects.in_lab(board.lab).filter(board=board, item=item, person=person).first()
    if there and there.settled_at is None and there.reason == reason:
        return
    made = there or Flag(board=board, item=item, person=person)
    made.reason, made.flagged_at, made.settled_at = reason, act.now, None
    made.save()
    _append(act, board, "item_flagged", person, ItemFlagged(board.hex, item, reason))


@action
def _withdraw(act: Act, *, board: Board, item: str, person: str) -> None:
    store.lock_boards([board.hex])
    if _open(board).filter(item=item, person=person).update(settled_at=act.now):
        _append(act, board, "flag_withdrawn", person, FlagWithdrawn(board.hex, item))


@action
def _settle(act: Act, *, board: Board, item: str, by: str) -> None:
    store.lock_boards([board.hex])
    if people := _open(board).filter(item=item).update(settled_at=act.now):
        _append(act, board, "flags_settled", by, FlagsSettled(board.hex, item, people))


@action
def _forget(act: Act, *, board: Board, flag: Flag) -> None:
    store.lock_boards([board.hex])
    flag.delete()
    _append(act, board, "flag_withdrawn", flag.person, FlagWithdrawn(board.hex, flag.item))


def _append(act: Act, board: Board, verb: str, actor: str, facts: Any) -> None:
    context = {"lab": board.lab.hex, "board": board.hex}
    act.append(board.flags_stream, verb, actor=actor, facts=facts, context=context)
