"""The lasting cast of our tests. People have role labels, never names.

The lab works on window glass. The *facilitator* opens boards. The *technologist* and the *artist*
sit on them. The *visitor* is in the lab but on no board. The *stranger* belongs to another lab.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accounts import actions as accounts
from accounts.models import DeviceToken, Lab, Person
from boards import actions as boards
from boards.models import Board
from common.ids import token, token_hash
from contributions.door import Act, action
from contributions.streams import StreamKey


@dataclass
class Cast:
    """Everybody, and the board they share."""

    lab: Lab
    other_lab: Lab
    facilitator: Person
    technologist: Person
    artist: Person
    visitor: Person
    stranger: Person
    board: Board


def assemble(mode: str = "open") -> Cast:
    """Call everybody onto the stage."""
    lab = accounts.start_lab(name="Glass lab", languages=["en", "nl"])
    other = accounts.start_lab(name="Bicycle lab", languages=["nl"])
    facilitator = person(lab, "Facilitator", "facilitator")
    technologist = person(lab, "Glass technologist", "participant")
    artist = person(lab, "Glass artist", "participant", language="nl")
    visitor = person(lab, "Visiting maker", "participant")
    stranger = person(other, "Frame engineer", "participant")
    board = open_board(lab, facilitator, [technologist, artist], mode)
    return Cast(lab, other, facilitator, technologist, artist, visitor, stranger, board)


def open_board(lab: Lab, by: Person, members: Sequence[Person], mode: str = "open") -> Board:
    """A board with these members."""
    board = boards.open_board(lab=lab, title="Whole panes", by=by, mode=mode)
    for member in members:
        boards.admit_member(board=board, person=member, role="participant", by=by)
    return board


@action
def person(act: Act, lab: Lab, label: str, role: str, language: str = "en") -> Person:
    """Somebody in a lab."""
    made = Person.objects.create(lab=lab, label=label, language=language, created_at=act.now)
    accounts.give_role(person=made, role=role, by=None)
    return made


def cookie(of: Person) -> str:
    """A device cookie of this person, as her browser would send it."""
    secret = token()
    at = of.created_at
    DeviceToken.objects.create(
        person=of, token_hash=token_hash(secret), created_at=at, last_seen_at=at.date()
    )
    return f"livelab_device={secret}"


def board_stream(board: Board) -> StreamKey:
    """The stream of a board, from any thread."""
    return Board.objects.across_labs().select_related("lab").get(pk=board.pk).stream
