"""However many write at once, a stream's numbers are 1, 2, 3… and its chain is whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import IntegrityError, connection

from common.clock import stamp
from common.ids import new_id
from contributions import verify
from contributions.append import Draft, append_many, lock
from contributions.door import Act, action
from contributions.streams import StreamKey
from tests.contributions.cast import BOARD, FEMKE, LAB, OTHER_BOARD, ROSA, log_of, write_note

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS, TIMES = 8, 12


def all_at_once(jobs: Sequence[Callable[[], object]]) -> list[BaseException | None]:
    """Run each in a thread of its own; what each raised."""

    def run(job: Callable[[], object]) -> BaseException | None:
        try:
            job()
        except Exception as error:
            return error
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def one_by_one(writer: int) -> None:
    for turn in range(TIMES):
        write_note(f"{writer}.{turn}")


@action
def batch(act: Act, keys: list[StreamKey], texts: list[str]) -> None:
    heads = lock(keys)
    drafts = [
        Draft(key.id, new_id(), stamp(act.now), ROSA, "test_noted", "{}", b"{}", text.encode())
        for text in texts
        for key in keys
    ]
    append_many(heads, drafts)


def numbers(key: StreamKey) -> list[int]:
    return [entry.seq for entry in log_of(key)]


def test_writers_at_once_get_numbers_without_a_gap() -> None:
    faults = all_at_once([partial(one_by_one, writer) for writer in range(WRITERS)])
    assert faults == [None] * WRITERS
    assert numbers(BOARD) == list(range(1, WRITERS * TIMES + 1))
    assert verify.verify().findings == []


def test_batches_over_two_boards_in_either_order_do_not_lock_each_other_out() -> None:
    for key in (BOARD, OTHER_BOARD):
        write_note("first", key=key)
    one_way, other_way = [BOARD, OTHER_BOARD], [OTHER_BOARD, BOARD]
    jobs = [
        partial(batch, keys, [f"{turn}" for turn in range(TIMES)])
        for keys in [one_way, other_way] * (WRITERS // 2)
    ]
    assert all_at_once(jobs) == [None] * WRITERS
    for key in (BOARD, OTHER_BOARD):
        assert numbers(key) == list(range(1, WRITERS * TIMES + 2))
    assert verify.verify().findings == []


def test_a_stream_that_all_make_at_once_is_made_once() -> None:
    keys = [StreamKey(LAB, "own", f"{n:032x}") for n in range(4)]
    for key in keys:
        assert all_at_once([partial(write_note, "hello", key)] * WRITERS) == [None] * WRITERS
        assert numbers(key) == list(range(1, WRITERS + 1))


def test_the_same_operation_sent_twice_at_once_is_accepted_once() -> None:
    write_note("first")
    again = partial(write_note, "twice", by=FEMKE, op_id=new_id())
    faults = all_at_once([again] * WRITERS)
    assert faults.count(None) == 1
    assert all(fault is None or isinstance(fault, IntegrityError) for fault in faults)
    assert numbers(BOARD) == [1, 2]
    assert verify.verify().findings == []


def test_a_failing_writer_leaves_no_gap() -> None:
    @action
    def fails(act: Act) -> None:
        batch([BOARD], ["lost"])
        raise LookupError

    write_note("first")
    jobs: list[Callable[[], object]] = [fails, partial(one_by_one, 1)] * (WRITERS // 2)
    faults = all_at_once(jobs)
    assert {type(fault) for fault in faults} == {LookupError, type(None)}
    assert numbers(BOARD) == list(range(1, WRITERS // 2 * TIMES + 2))
