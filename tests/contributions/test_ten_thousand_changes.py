"""Ten thousand changes of a thousand entries: the same walk as `verify_log`, in memory."""

from __future__ import annotations

import random
from typing import Any

import pytest

from contributions import scan
from contributions.walk import Anchored, EntryRow, Identity, Walk
from tests.contributions.cast import BOARD
from tests.contributions.test_concurrency import batch

pytestmark = pytest.mark.django_db(transaction=True)

Log = list[tuple[Identity, list[EntryRow]]]


@pytest.fixture
def a_thousand_entries() -> Log:
    keys = [BOARD._replace(object_id=f"{n:032x}") for n in range(40)]
    batch(keys, [f"glass {n}" for n in range(26)])
    return [(stream, list(rows)) for stream, rows in map(scan.split, scan.streams())]


def walk(stream: Identity, rows: list[EntryRow], anchored: Anchored) -> int:
    walking = Walk(stream, anchored)
    for row in rows:
        walking.see(row)
    walking.close()
    return len(walking.findings)


def flipped(value: Any, dice: random.Random) -> Any:
    """The value with one bit turned, or another number."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + dice.choice((-1, 1, 1000))
    at, bit = dice.randrange(len(value)), 1 << dice.randrange(8)
    return value[:at] + bytes([value[at] ^ bit]) + value[at + 1 :]


def one_row(rows: list[EntryRow], dice: random.Random) -> list[EntryRow]:
    """Some column of some entry, some bit of it."""
    at, name = dice.randrange(len(rows)), dice.choice(EntryRow._fields)
    changed = rows[at]._replace(**{name: flipped(getattr(rows[at], name), dice)})
    return [*rows[:at], changed, *rows[at + 1 :]]


def moved_rows(rows: list[EntryRow], dice: random.Random) -> list[EntryRow]:
    """An entry taken out, doubled, or put elsewhere; or the end cut."""
    at, to = dice.sample(range(len(rows)), 2)
    less = rows[:at] + rows[at + 1 :]
    return dice.choice(
        [less, rows[: at + 1] + rows[at:], [*less[:to], rows[at], *less[to:]], rows[:at]]
    )


def test_ten_thousand_changes_are_all_found(a_thousand_entries: Log) -> None:
    dice = random.Random(13)
    missed = []
    for turn in range(10_000):
        stream, rows = dice.choice(a_thousand_entries)
        anchored = Anchored(stream.head_seq, stream.head_hash)
        change = dice.choice((one_row, one_row, one_row, moved_rows))
        changed = change(rows, dice)
        if not walk(stream, changed, anchored):
            missed.append((turn, change.__name__))
    assert missed == []


def test_a_thousand_honest_logs_are_all_left_alone(a_thousand_entries: Log) -> None:
    dice = random.Random(13)
    for _ in range(1_000):
        stream, rows = dice.choice(a_thousand_entries)
        gone = set(dice.sample(range(len(rows)), 5))
        erased = [
            row._replace(words=None, salt=None, erased=True) if at in gone else row
            for at, row in enumerate(rows)
        ]
        cut = dice.randrange(1, len(rows))
        anchored = Anchored(rows[cut].seq, rows[cut].hash)
        assert walk(stream, erased, anchored) == 0


def test_every_single_byte_of_fifty_entries_is_guarded(a_thousand_entries: Log) -> None:
    dice = random.Random(13)
    missed, tried = [], 0
    for _ in range(50):
        stream, rows = dice.choice(a_thousand_entries)
        at = dice.randrange(len(rows))
        for name, position in every_byte(rows[at]):
            value = getattr(rows[at], name)
            turned = value[:position] + bytes([value[position] ^ 1]) + value[position + 1 :]
            tried += 1
            if not see_one(stream, rows, at, rows[at]._replace(**{name: turned})):
                missed.append((name, position))
    assert missed == []
    assert tried > 5_000


def every_byte(row: EntryRow) -> list[tuple[str, int]]:
    """Each byte of each column."""
    columns = {name: value for name, value in row._asdict().items() if isinstance(value, bytes)}
    return [(name, at) for name, value in columns.items() for at in range(len(value))]


def see_one(stream: Identity, rows: list[EntryRow], at: int, changed: EntryRow) -> bool:
    """Is something found when the walk comes to this entry?"""
    walking = Walk(stream)
    if at:
        walking.seq, walking.hash = rows[at - 1].seq, rows[at - 1].hash
    walking.see(changed)
    return bool(walking.findings)
