"""Who sits on which board of a lab, for whoever places people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from accounts import access as labs
from accounts.models import Person
from challenges import queries as challenges

from .models import Board, BoardMember


def teams(person: Person, language: str) -> dict[str, Any]:
    """Every board with its people, newest first, and who is on none; raises RoleMissing."""
    labs.demand_role(person, person.lab, labs.FACILITATORS)
    found = Board.objects.in_lab(person.lab).filter(archived_at=None)
    boards = list(found.select_related("challenge").order_by("-opened_at"))
    seats = _seats(boards)
    placed = {member.person_id for members in seats.values() for member in members}
    everybody = Person.objects.in_lab(person.lab).filter(left_at=None, alias_of=None)
    left = everybody.exclude(pk__in=placed).order_by("label", "created_at")
    return {
        "boards": [_board(board, seats[board.hex], language) for board in boards],
        "unplaced": [_person(one) for one in left],
    }


def _seats(boards: Iterable[Board]) -> dict[str, list[BoardMember]]:
    """Board → who is on it, by label."""
    seats: dict[str, list[BoardMember]] = {board.hex: [] for board in boards}
    members = BoardMember.objects.across_labs().filter(
        board__in=[*boards], ended_at=None, person__left_at=None
    )
    for member in members.select_related("person").order_by("person__label", "since"):
        seats[member.board_id.hex].append(member)
    return seats


def _board(board: Board, members: list[BoardMember], language: str) -> dict[str, Any]:
    about = board.challenge
    people = [member.person_id for member in members if member.role != BoardMember.OBSERVER]
    asked = challenges.unbound(about.pk, people).people if about else frozenset()
    return {
        "id": board.hex,
        "title": board.title,
        "challenge": about.hex if about else None,
        "about": challenges.brief(about, language).title if about else "",
        "policy": about.ip_policy if about else "",
        "people": [
            _person(member.person) | {"role": member.role, "bound": member.person_id not in asked}
            for member in members
        ],
    }


def _person(person: Person) -> dict[str, Any]:
    return {"id": person.hex, "label": person.label, "discipline": person.discipline}
