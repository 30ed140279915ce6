"""The ways of losing rights on a board (B12), each an action as a page or command calls it."""

from __future__ import annotations

from collections.abc import Callable

from accounts import actions as accounts
from accounts.models import Person
from boards import actions as boards
from boards.models import Board, BoardMember, own_stream
from common.ids import token_hash
from contributions import read
from contributions.door import Act, action

Way = Callable[[Board, Person, str], None]


def _membership_ended(board: Board, person: Person, cookie: str) -> None:
    boards.end_membership(board=board, person=person, by=person)


def _demoted(board: Board, person: Person, cookie: str) -> None:
    boards.change_role(board=board, person=person, role=BoardMember.OBSERVER, by=person)


def _lab_role_ended(board: Board, person: Person, cookie: str) -> None:
    accounts.end_role(person=person, role="facilitator", by=None)


def _removed(board: Board, person: Person, cookie: str) -> None:
    accounts.remove_person(person=person, by=person)


def _device_left(board: Board, person: Person, cookie: str) -> None:
    secret = cookie.partition("=")[2]
    accounts.leave_device(person=person, token_hashes=[token_hash(secret)])


WAYS: dict[str, Way] = {
    "membership ended": _membership_ended,
    "demoted to observer": _demoted,
    "role in the lab ended": _lab_role_ended,
    "removed from the lab": _removed,
    "device left": _device_left,
}


def prepare(*, what: str, board: Board, person: Person) -> None:
    """Who is to lose the lab's role holds it first, and is an observer on the board besides."""
    if what == "role in the lab ended":
        accounts.give_role(person=person, role="facilitator", by=None)
        boards.change_role(board=board, person=person, role=BoardMember.OBSERVER, by=person)


@action
def withdraw(act: Act, *, what: str, board: Board, person: Person, cookie: str) -> dict[str, int]:
    """Take the rights; the heads of the streams she may write to, as they are at this commit.

    The board's row is locked by now, so nothing is accepted between this look and the commit.
    """
    WAYS[what](board, person, cookie)
    own = own_stream(board.lab.hex, board.hex, person.hex, disposable=False)
    return {key.id: read.head(key).seq for key in (board.stream, own)}
