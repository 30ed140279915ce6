"""What was written is read back exactly, by number."""

import pytest

from common.ids import new_id
from contributions import lookup, read
from contributions.append import Head
from contributions.errors import UnknownStream
from contributions.streams import StreamKey
from tests.contributions.cast import (
    BOARD,
    FEMKE,
    LAB,
    OTHER_BOARD,
    ROSA,
    log_of,
    move_note,
    write_note,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_stream_without_entries_stands_at_its_genesis() -> None:
    assert read.head(BOARD) == Head(BOARD.id, 0, BOARD.genesis)
    assert read.heads([BOARD.id]) == {}
    assert read.entries(BOARD.id, 0) == []
    assert read.hash_at(BOARD.id, 0) is None
    with pytest.raises(UnknownStream):
        read.head(BOARD.id)


def test_the_head_is_the_last_entry() -> None:
    write_note("one")
    write_note("two")
    last = log_of()[-1]
    assert read.head(BOARD) == read.head(BOARD.id) == Head(BOARD.id, 2, last.hash)
    assert read.heads([BOARD.id, OTHER_BOARD.id]) == {BOARD.id: read.head(BOARD)}


def test_entries_come_in_order_after_a_number_and_no_more_than_asked_for() -> None:
    for x in range(6):
        move_note(x)
    assert [entry.seq for entry in read.entries(BOARD.id, 2, 3)] == [3, 4, 5]
    assert [entry.seq for entry in read.entries(BOARD.id, 6)] == []
    assert [entry.seq for entry in read.tail(BOARD.id, 4)] == [5, 6]


def test_nobody_gets_more_than_a_thousand_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read.MOST_ENTRIES == 1000
    monkeypatch.setattr(read, "MOST_ENTRIES", 2)
    for x in range(3):
        move_note(x)
    assert len(read.entries(BOARD.id, 0, 5000)) == 2


def test_the_hash_at_a_number_is_that_of_its_entry() -> None:
    write_note("one")
    write_note("two")
    first, second = log_of()
    assert read.hash_at(BOARD.id, 0) == BOARD.genesis
    assert read.hash_at(BOARD.id, 1) == first.hash
    assert read.hash_at(BOARD.id, 2) == second.hash
    assert read.hash_at(BOARD.id, 3) is None


def test_an_operation_is_known_by_whom_and_which_wherever_it_fell() -> None:
    one, two, three = new_id(), new_id(), new_id()
    write_note("on the board", op_id=one)
    write_note("on the other", key=OTHER_BOARD, op_id=two)
    write_note("hers", by=FEMKE, op_id=three)
    both = [BOARD.id, OTHER_BOARD.id]
    known = read.accepted(both, ROSA, [one, two, three, new_id()])
    assert known == {one: (BOARD.id, 1), two: (OTHER_BOARD.id, 1)}
    assert read.accepted([BOARD.id], ROSA, [two]) == {}
    assert read.accepted(both, ROSA, []) == {}
    asked = [(BOARD.id, FEMKE, three), (BOARD.id, ROSA, three), (BOARD.id, ROSA, one)]
    assert lookup.accepted(asked) == {
        (FEMKE, three): (BOARD.id, 2),
        (ROSA, one): (BOARD.id, 1),
    }


def test_two_streams_never_share_an_id() -> None:
    keys = [
        StreamKey(lab, kind, object_id)
        for lab in (LAB, "2" * 32)
        for kind in ("board", "own")
        for object_id in ("3" * 32, "4" * 32)
    ]
    assert len({key.id for key in keys}) == len(keys)
    assert {len(key.id) for key in keys} == {32}
