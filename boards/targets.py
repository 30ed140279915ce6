"""What a join code of kind "board" leads to, and what a change of a person means for boards."""

from __future__ import annotations

from uuid import UUID

from accounts import channel, targets
from accounts.models import JoinCode, Person
from challenges import channel as about_challenges
from challenges import queries as challenges
from challenges.models import Challenge
from contributions.door import Act

from . import actions, store
from .errors import UnknownBoard
from .models import Board, BoardMember

KIND = "board"


def board_of(code: JoinCode) -> Board:
    """The board a code leads to; raises UnknownBoard where it is gone."""
    boards = Board.objects.in_lab(code.lab).select_related("lab", "challenge")
    board = boards.filter(id=UUID(code.target), archived_at=None).first()
    if board is None:
        raise UnknownBoard
    return board


def describe(code: JoinCode, language: str) -> targets.TargetView:
    """What somebody sees before she joins: the board and the problem it is about."""
    board = board_of(code)
    about = board.challenge
    brief = challenges.told_before_joining(about, language) if about else ""
    return targets.TargetView(board.title, brief, board.mode)


def admit(act: Act, person: Person, code: JoinCode) -> str:
    """Let her onto the board and say where it is."""
    board = board_of(code)
    actions.admit_member(board=board, person=person, role=ROLES_HERE[code.role], by=person)
    return f"/boards/{board.hex}"


#: role in the lab that a code gives → what one is on the board it leads to
ROLES_HERE = {
    "participant": BoardMember.PARTICIPANT,
    "facilitator": BoardMember.FACILITATOR,
    "owner": BoardMember.PARTICIPANT,
    "observer": BoardMember.OBSERVER,
    "evaluator": BoardMember.OBSERVER,
    "administrator": BoardMember.FACILITATOR,
}


def person_changed(act: Act, person: Person, what: channel.What) -> None:
    """Her rights or name changed: every process asks anew for the boards she is on (B12)."""
    for board in (
        Board.objects.in_lab(person.lab).filter(archived_at=None).only("id").order_by("id")
    ):
        store.bump_access(board.hex)


def terms_changed(act: Act, challenge: Challenge) -> None:
    """Others' terms, or somebody accepted them: every process asks anew who may write (B12)."""
    boards = Board.objects.in_lab(challenge.lab).filter(challenge=challenge, archived_at=None)
    for board in boards.only("id").order_by("id"):
        store.bump_access(board.hex)


def declare() -> None:
    """Register all of it (called once, in `AppConfig.ready`)."""
    targets.register(KIND, targets.Target(describe=describe, admit=admit))
    channel.when_person_changes(person_changed)
    about_challenges.when_terms_change(terms_changed)
