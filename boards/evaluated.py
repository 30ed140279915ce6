"""What evaluators read of boards: where ideas came from, under pseudonyms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from accounts import access as people
from accounts import queries as accounts
from accounts.models import Person
from challenges import queries as challenges

from . import access, store
from .errors import NoSuchItem, UnknownBoard
from .lineage import Descent, Lineage, disciplines
from .models import Board
from .wire import Item


def evaluated(person: Person) -> list[Board]:
    """The boards of her lab that she may evaluate, the oldest first; raises RoleMissing.

    What is confidential is evaluated by who reads its challenge.
    """
    people.demand_role(person, person.lab, access.EVALUATING)
    found = Board.objects.in_lab(person.lab).select_related("lab", "challenge")
    boards = found.filter(archived_at=None).order_by("opened_at", "id")
    return [board for board in boards if _may_be_evaluated(board, person)]


def evaluated_one(person: Person, board_hex: str) -> Board:
    """One of these; raises RoleMissing, or UnknownBoard for any other."""
    people.demand_role(person, person.lab, access.EVALUATING)
    found = Board.objects.in_lab(person.lab).select_related("lab", "challenge")
    board = found.filter(pk=UUID(board_hex), archived_at=None).first()
    if board is None or not _may_be_evaluated(board, person):
        raise UnknownBoard
    return board


def _may_be_evaluated(board: Board, person: Person) -> bool:
    about = board.challenge
    if about is None or not about.is_confidential:
        return True
    return challenges.reads(person, about) and not challenges.unbound(about.pk, [person.pk]).people


def lineages(board: Board) -> list[dict[str, Any]]:
    """How far every idea on the board came; what is still hidden is not there."""
    found = _descent(board).all()
    known = _disciplines(board, found)
    return [_reach(one, known) for one in found]


def lineage_of(board: Board, item: str) -> dict[str, Any]:
    """Where one idea came from; raises NoSuchItem."""
    found = _descent(board).of(item)
    if found is None:
        raise NoSuchItem
    known = _disciplines(board, [found])
    return {
        "idea": _idea(found.idea, known),
        "ancestors": [_idea(one, known) for one in found.ancestors],
        "authors": found.authors,
        "disciplines": disciplines(found, known),
        "edges": [edge._asdict() for edge in found.edges],
    }


def _descent(board: Board) -> Descent:
    kept = store.load_items(board.hex, board.stream.id)
    return Descent(one.item for one in kept.values())


def _disciplines(board: Board, found: Iterable[Lineage]) -> dict[str, str]:
    authors = {author for lineage in found for author in lineage.authors}
    return accounts.disciplines(board.lab, authors)


def _reach(lineage: Lineage, known: dict[str, str]) -> dict[str, Any]:
    return _idea(lineage.idea, known) | {
        "ancestors": len(lineage.ancestors),
        "authors": len(lineage.authors),
        "disciplines": len(disciplines(lineage, known)),
    }


def _idea(item: Item, known: dict[str, str]) -> dict[str, Any]:
    said = {"id": item.id, "created": item.created, "author": item.author}
    return said | {"kind": item.__struct_config__.tag, "discipline": known.get(item.author, "")}
