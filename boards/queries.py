"""What may be read of boards over HTTP: the same projection as the socket's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from django.db.models import Count, Q

from accounts.models import Person
from challenges import queries as challenges
from challenges.errors import TermsFirst
from challenges.models import Challenge
from common import clock
from contributions import read

from . import access, history, joining, store
from . import rules as rules_
from .errors import NoSuchItem, NotMember, UnknownBoard
from .models import Board, BoardItem, own_stream
from .rules import row_of


class Seat(NamedTuple):
    """A board and what this person is on it."""

    board: Board
    person: Person
    role: str


def seat(person: Person, board_hex: str) -> Seat:
    """The board, if the person is on it and may see it; NotMember whether there is one or not.

    Raises UnknownBoard where it was put away: for who was on it that is no news; TermsFirst where
    it is confidential and she has not accepted its terms.
    """
    found = place(person, board_hex)
    rules = rules_.load(row_of(found.board), [person.hex], clock.now())
    if rules.bars(person.hex):
        raise TermsFirst
    return found


def place(person: Person, board_hex: str) -> Seat:
    """The same, whether she accepted its terms or not."""
    boards = Board.objects.in_lab(person.lab).select_related("lab", "challenge")
    board = boards.filter(id=UUID(board_hex)).first()
    role = access.roles(board_hex, person.lab.hex, [person.hex]).get(person.hex)
    if board is None or role is None:
        raise NotMember
    if board.archived_at is not None:
        raise UnknownBoard
    return Seat(board, person, role)


def lab_of(board_hex: str) -> str | None:
    """The lab a board belongs to (its id in wire form)."""
    return store.lab_of(board_hex) or None


def line(seat: Seat) -> dict[str, Any]:
    """A board as lists show it."""
    notes = _notes_on([seat.board.hex])
    return _line(seat.board, seat.role, notes.get(seat.board.hex, 0))


def boards_of(person: Person) -> list[dict[str, Any]]:
    """The boards this person may open, newest first, with public figures only."""
    boards = (
        Board.objects.in_lab(person.lab)
        .filter(archived_at=None)
        .annotate(people=Count("members", filter=Q(members__ended_at=None)))
        .select_related("lab", "challenge")
        .order_by("-opened_at")
    )
    roles = access.roles_of(person.hex, person.lab.hex, [board.hex for board in boards])
    notes = _notes_on(roles)
    mine = [board for board in boards if board.hex in roles]
    return [_line(board, roles[board.hex], notes.get(board.hex, 0)) for board in mine]


def _notes_on(boards: Iterable[str]) -> dict[str, int]:
    """How many notes everybody sees on these boards; where there are none the board is left out."""
    public = BoardItem.objects.filter(board__in=list(boards), owner="", deleted=False)
    counted = public.values("board").annotate(notes=Count("item"))
    return {row["board"]: row["notes"] for row in counted}


def _line(board: Board, role: str, notes: int) -> dict[str, Any]:
    return {
        "id": board.hex,
        "title": board.title,
        "mode": board.mode,
        "role": role,
        "people": _people(board),
        "notes": notes,
        "challenge": board.challenge.hex if board.challenge else None,
    }


def _people(board: Board) -> int:
    """How many are on it; lists bring the figure along."""
    known: int | None = getattr(board, "people", None)
    return board.members.filter(ended_at=None).count() if known is None else known


def detail(seat: Seat, language: str) -> dict[str, Any]:
    """One board with its brief in this language."""
    board = seat.board
    return {
        "id": board.hex,
        "title": board.title,
        "mode": board.mode,
        "role": seat.role,
        "lab": {"id": board.lab.hex, "name": board.lab.name},
        "challenge": _brief(seat.person, board.challenge, language) if board.challenge else None,
    }


def _brief(person: Person, challenge: Challenge, language: str) -> dict[str, Any] | None:
    brief = challenges.brief_for(person, challenge, language)
    if brief is None:
        return None
    said: dict[str, Any] = msgspec.to_builtins(brief)
    return {"id": challenge.hex} | said


def streams_of(seat: Seat) -> dict[str, str]:
    """The streams this person reads: id → kind."""
    row = row_of(seat.board)
    own = own_stream(row.lab, row.id, seat.person.hex, disposable=row.disposable)
    return {joining.board_stream(row).id: "board", own.id: "own"}


def entries(seat: Seat, stream: str, since: int, limit: int) -> tuple[list[bytes], int]:
    """Wire entries of a stream this person reads, and its head; UnknownBoard for any other."""
    if stream not in streams_of(seat):
        raise UnknownBoard
    found = joining.entries_since(stream, since, limit)
    head = read.heads([stream]).get(stream)
    return [entry.data for entry in found], head.seq if head else 0


def items(seat: Seat) -> list[bytes]:
    """The items this person sees, as JSON."""
    streams = streams_of(seat)
    return [
        kept.data
        for stream in streams
        for kept in store.load_items(seat.board.hex, stream).values()
    ]


def history_of(seat: Seat, item: str, before: int | None) -> history.Page:
    """What became of an item, read where it lies now; one she does not see is no item."""
    streams = streams_of(seat)
    kept = BoardItem.objects.filter(board=seat.board.hex, item=item, stream__in=streams).first()
    if kept is None:
        raise NoSuchItem
    return history.page(kept.stream, item, before)
