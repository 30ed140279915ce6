"""The list of boards costs the same however many there are, and shows what everybody sees."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards import actions, queries
from tests.support import cast as stage


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("who", ["facilitator", "technologist"])
def test_ten_boards_cost_as_many_queries_as_one(who: str) -> None:
    """Roles and notes are asked for all boards at once."""
    cast = stage.assemble()
    person = getattr(cast, who)
    note = actions.NewNote(x=0, y=0, colour="yellow", text="Whole panes")
    actions.add_notes(board=cast.board, by=cast.technologist, notes=[note, note])
    one, cost_of_one = _listed(person)
    for _ in range(9):
        stage.open_board(cast.lab, cast.facilitator, [cast.technologist])
    ten, cost_of_ten = _listed(person)
    assert (len(one), len(ten)) == (1, 10)
    assert cost_of_ten == cost_of_one
    assert [line["notes"] for line in ten] == [0] * 9 + [2]
    assert {line["role"] for line in ten} == {
        "facilitator" if who == "facilitator" else "participant"
    }


@pytest.mark.django_db(transaction=True)
def test_who_is_on_no_board_finds_none() -> None:
    """Being in the lab is not being on its boards."""
    cast = stage.assemble()
    assert queries.boards_of(cast.visitor) == []


def _listed(person: Any) -> tuple[list[dict[str, Any]], int]:
    with CaptureQueriesContext(connection) as asked:
        lines = queries.boards_of(person)
    return lines, len(asked)
