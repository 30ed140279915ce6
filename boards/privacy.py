"""What boards hold about a person, for whoever answers her questions or erases her (design §6)."""

from __future__ import annotations

from typing import Any

from accounts.models import Person
from contributions.door import SERVER
from contributions.privacy import Level

from . import actions, flags
from .erasure import erase_on_board
from .models import Attachment, Board, BoardItem, BoardMember, Flag
from .store import decode_item


def collect(person: Person) -> dict[str, Any]:
    """Everything of hers on boards: memberships, items she wrote with their text, and files."""
    members = BoardMember.objects.in_lab(person.lab).filter(person=person)
    return {
        "boards": [
            {"board": m.board_id.hex, "role": m.role, "since": m.since, "ended_at": m.ended_at}
            for m in members
        ],
        "items": _items([m.board_id.hex for m in members], person.hex),
        "files": list(
            Attachment.objects.in_lab(person.lab)
            .filter(uploader=person.hex)
            .values("id", "board", "item", "width", "height", "size", "digest", "uploaded_at")
        ),
        "flags": list(
            Flag.objects.in_lab(person.lab)
            .filter(person=person.hex)
            .values("board", "item", "reason", "flagged_at", "settled_at")
        ),
    }


def erase(person: Person, level: Level, by: str = SERVER) -> int:
    """Erase what she wrote on the boards of her lab: how many entries lost their words.

    Unlink: nothing, her name is not here. Blank: her words, on the boards and in her private notes.
    Remove: and the items in which nobody else wrote, her flags and her memberships. Each board is a
    transaction of its own; what was done stays done, and doing it again changes nothing more.
    """
    if level == "unlink":
        return 0
    erased = 0
    for board in Board.objects.in_lab(person.lab).select_related("lab").order_by("id"):
        erased += erase_on_board(board=board, person=person.hex, by=by, remove=level == "remove")
        if level == "remove":
            flags.erase(board, person.hex)
    if level == "remove":
        _end_memberships(person)
    return erased


def _end_memberships(person: Person) -> None:
    here = BoardMember.objects.in_lab(person.lab).filter(person=person, ended_at=None)
    for member in here.select_related("board__lab"):
        actions.end_membership(board=member.board, person=person, by=person)


def _items(boards: list[str], person: str) -> list[dict[str, Any]]:
    rows = BoardItem.objects.filter(board__in=boards).values_list("board", "data")
    items = [(board, decode_item(bytes(data))) for board, data in rows]
    return [
        {"board": board, "id": item.id, "created": item.created, "text": item.text}
        for board, item in items
        if item.author == person
    ]
