"""May she? One answer for socket, REST and screen, from the board's mode and her role on it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from accounts.models import Role
from contributions import driver

from .models import BoardMember
from .wire import OpName

Operations = frozenset[OpName]

WRITING: Final[Operations] = frozenset(
    {
        "add_note", "add_image", "add_text", "add_zone", "add_cluster", "add_stroke",
        "add_connector", "add_comment", "move_items", "resize_items", "colour_items",
        "group_items", "lock_items", "relate_items", "resolve_comments", "delete_items",
        "restore_items", "react", "edit_text",
    }
)  # fmt: skip
REVEALING: Final[Operations] = frozenset({"reveal"})
NOTHING: Final[Operations] = frozenset()

#: mode → role → operations
ALLOWED: Final = {
    "open": {"participant": WRITING, "facilitator": WRITING, "observer": NOTHING},
    "silent": {
        "participant": WRITING,
        "facilitator": WRITING | REVEALING,
        "observer": NOTHING,
    },
}

#: roles in the lab that make a facilitator on each of its boards
LAB_WIDE: Final = ("administrator", "facilitator")

#: roles in the lab that read what was thought on its boards, under pseudonyms
EVALUATING: Final = frozenset({"administrator", "evaluator", "facilitator"})


def operations(mode: str, role: str | None) -> Operations:
    """What somebody with this role may send while the board is in this mode."""
    return ALLOWED[mode][role] if role else NOTHING


#: asked at each join and for each transaction whose people are not known: one plain statement
_ROLES = """
SELECT r.person_id, 'facilitator' FROM accounts_role r
JOIN accounts_person p ON p.id = r.person_id AND p.left_at IS NULL
WHERE p.lab_id = {0} AND r.person_id IN ({1}) AND r.role IN ({2}) AND r.ended_at IS NULL
UNION ALL
SELECT m.person_id, m.role FROM boards_boardmember m
JOIN accounts_person p ON p.id = m.person_id AND p.left_at IS NULL
WHERE m.board_id = {0} AND m.person_id IN ({1}) AND m.ended_at IS NULL
"""


def roles(board: str, lab: str, persons: Iterable[str]) -> dict[str, str]:
    """The role of each of these people on the board, from rows; who has none is left out."""
    ids = list(persons)
    if not ids:
        return {}
    marks = driver.mark(), driver.marks(len(ids)), driver.marks(len(LAB_WIDE))
    with driver.cursor() as cursor:
        cursor.execute(_ROLES.format(*marks), (lab, *ids, *LAB_WIDE, board, *ids))
        found = [(driver.hex_id(person), role) for person, role in cursor.fetchall()]
    facilitators = {person: role for person, role in found if role == BoardMember.FACILITATOR}
    return dict(found) | facilitators


def roles_of(person: str, lab: str, boards: Iterable[str]) -> dict[str, str]:
    """Her role on each of these boards of her lab, in two queries however many they are."""
    ids = [UUID(board) for board in boards]
    if _lab_wide(lab, [UUID(person)]):
        return {board.hex: "facilitator" for board in ids}
    members = BoardMember.objects.across_labs().filter(
        board__in=ids, person=UUID(person), person__left_at=None, ended_at=None
    )
    return {board.hex: role for board, role in members.values_list("board", "role")}


def _lab_wide(lab: str, persons: Iterable[UUID]) -> list[str]:
    """Those of these people whose role in the lab makes them facilitators everywhere."""
    held = Role.objects.across_labs().filter(
        person__in=persons,
        person__lab=UUID(lab),
        person__left_at=None,
        role__in=LAB_WIDE,
        ended_at=None,
    )
    return [person.hex for person in held.values_list("person", flat=True)]
