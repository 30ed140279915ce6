"""What boards hold about a person, for whoever answers her questions or erases her (design §6)."""

from __future__ import annotations

from typing import Any

from accounts.models import Person

from .models import BoardItem, BoardMember
from .store import decode_item


def collect(person: Person) -> dict[str, Any]:
    """Everything of hers on boards: memberships, and the items she wrote that still have text."""
    members = BoardMember.objects.in_lab(person.lab).filter(person=person)
    return {
        "boards": [
            {"board": m.board_id.hex, "role": m.role, "since": m.since, "ended_at": m.ended_at}
            for m in members
        ],
        "items": _items([m.board_id.hex for m in members], person.hex),
    }


def _items(boards: list[str], person: str) -> list[dict[str, Any]]:
    rows = BoardItem.objects.filter(board__in=boards).values_list("board", "data")
    items = [(board, decode_item(bytes(data))) for board, data in rows]
    return [
        {"board": board, "id": item.id, "created": item.created, "text": item.text}
        for board, item in items
        if item.author == person
    ]
