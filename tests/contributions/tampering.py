"""What somebody might do to a log who holds the database: every kind of change, by chance.

A log is a list of streams, each with its entries, as the database gives them. A change takes the
log and a die and gives the streams that are now otherwise: the new ones, and which are meant.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any, NamedTuple

from contributions import chain
from contributions.walk import EntryRow, Identity


class Kept(NamedTuple):
    """A stream and its entries."""

    stream: Identity
    rows: list[EntryRow]


Log = list[Kept]
#: Places of the log → what stands there now (None: the stream is gone).
Changed = dict[int, Kept | None]
Change = Callable[[Log, random.Random], Changed]


def flipped(value: Any, dice: random.Random) -> Any:
    """The value with one bit turned, or another number."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + dice.choice((-1, 1, 1000))
    if not value:
        return bytes([dice.randrange(256)])
    at, bit = dice.randrange(len(value)), 1 << dice.randrange(8)
    return value[:at] + bytes([value[at] ^ bit]) + value[at + 1 :]


def remade(kept: Kept, since: int = 0) -> Kept:
    """Every hash from there on computed anew, and the head: as a forger would."""
    rows = list(kept.rows)
    previous = rows[since - 1].hash if since else kept.stream.genesis
    for at in range(since, len(rows)):
        row = rows[at]._replace(seq=at + 1)
        fields = (row.at, row.actor, row.op_id, row.verb, row.context, row.facts, row.commitment)
        previous = chain.link_bytes(previous, kept.stream.id, row.seq, *fields)
        rows[at] = row._replace(hash=previous)
    return with_head(kept._replace(rows=rows))


def with_head(kept: Kept) -> Kept:
    """The head where the entries end."""
    last = kept.rows[-1] if kept.rows else None
    head = (last.seq, last.hash) if last else (0, kept.stream.genesis)
    return kept._replace(stream=kept.stream._replace(head_seq=head[0], head_hash=head[1]))


def _somewhere(log: Log, dice: random.Random, least: int = 2) -> tuple[int, Kept, int]:
    """A stream with so many entries, and one of them."""
    place = dice.choice([n for n, kept in enumerate(log) if len(kept.rows) >= least])
    return place, log[place], dice.randrange(len(log[place].rows))


def _with(kept: Kept, place: int, values: dict[str, Any]) -> Kept:
    """The stream with other values in some columns of an entry."""
    rows = list(kept.rows)
    rows[place] = rows[place]._replace(**values)
    return kept._replace(rows=rows)


# One entry, or the row of a stream


def change_a_column(log: Log, dice: random.Random) -> Changed:
    """Some column of some entry, some bit of it."""
    place, kept, at = _somewhere(log, dice)
    name = dice.choice(EntryRow._fields)
    value = getattr(kept.rows[at], name)
    if value is None:  # words where there never were any, or are none any more
        return {place: _with(kept, at, _words(b"{}", dice))}
    return {place: _with(kept, at, {name: flipped(value, dice)})}


def change_an_identity(log: Log, dice: random.Random) -> Changed:
    """What stream it is, or where it ends."""
    place, kept, _ = _somewhere(log, dice)
    name = dice.choice(Identity._fields[1:])
    value = flipped(getattr(kept.stream, name), dice)
    return {place: kept._replace(stream=kept.stream._replace(**{name: value}))}


def take_one_out(log: Log, dice: random.Random) -> Changed:
    """An entry gone; the ones after it move up, or not."""
    place, kept, at = _somewhere(log, dice)
    rows = kept.rows[:at] + kept.rows[at + 1 :]
    if dice.random() < 0.5:
        rows = [row._replace(seq=n) for n, row in enumerate(rows, 1)]
    return {place: kept._replace(rows=rows)}


def put_one_in(log: Log, dice: random.Random) -> Changed:
    """An entry doubled, or one of another stream; the ones after it move down, or not."""
    place, kept, at = _somewhere(log, dice)
    _, other, from_there = _somewhere(log, dice)
    rows = [*kept.rows[:at], other.rows[from_there], *kept.rows[at:]]
    if dice.random() < 0.5:
        rows = [row._replace(seq=n) for n, row in enumerate(rows, 1)]
    return {place: with_head(kept._replace(rows=rows))}


def swap_two(log: Log, dice: random.Random) -> Changed:
    """Two entries in each other's place, with their numbers or without."""
    place, kept, _ = _somewhere(log, dice)
    one, two = dice.sample(range(len(kept.rows)), 2)
    rows = list(kept.rows)
    rows[one], rows[two] = rows[two], rows[one]
    if dice.random() < 0.5:
        rows = [row._replace(seq=n) for n, row in enumerate(rows, 1)]
    return {place: kept._replace(rows=rows)}


# Words


def _written(log: Log, dice: random.Random) -> tuple[int, Kept, int]:
    places = [
        (place, at)
        for place, kept in enumerate(log)
        for at, row in enumerate(kept.rows)
        if row.words is not None
    ]
    place, at = dice.choice(places)
    return place, log[place], at


def _words(words: bytes, dice: random.Random) -> dict[str, Any]:
    return {"words": words, "salt": dice.randbytes(chain.SALT_LENGTH)}


def lose_words(log: Log, dice: random.Random) -> Changed:
    """Words gone; an erasure that nobody made stands in their place, or nothing."""
    place, kept, at = _written(log, dice)
    gone = {"words": None, "salt": None, "erased": dice.random() < 0.5}
    return {place: _with(kept, at, gone)}


def write_other_words(log: Log, dice: random.Random) -> Changed:
    """Other words, with a commitment to them or without, hashed anew or not."""
    place, kept, at = _written(log, dice)
    values = _words(b'{"text":"I never said so"}', dice)
    if dice.random() < 0.7:
        values["commitment"] = chain.commitment(values["salt"], values["words"])
    changed = _with(kept, at, values)
    return {place: remade(changed, at) if dice.random() < 0.5 else changed}


def bring_words_back(log: Log, dice: random.Random) -> Changed:
    """Words where erased ones stood; the erasure stays, or goes."""
    places = [(p, n) for p, kept in enumerate(log) for n, r in enumerate(kept.rows) if r.erased]
    place, at = dice.choice(places)
    values = _words(b'{"text":"back"}', dice) | {"erased": dice.random() < 0.5}
    return {place: _with(log[place], at, values)}


# What a chain alone cannot tell: only the anchor does


def rehash_the_rest(log: Log, dice: random.Random) -> Changed:
    """An entry changed, taken out, doubled or moved, and the chain made anew from there."""
    place, kept, at = _somewhere(log, dice)
    to = dice.randrange(len(kept.rows))
    row, less = kept.rows[at], kept.rows[:at] + kept.rows[at + 1 :]
    name = dice.choice(("op_id", "at", "actor", "verb", "context", "facts"))
    other = row._replace(**{name: flipped(getattr(row, name), dice)})
    again = row._replace(op_id=dice.randbytes(16).hex().encode())
    rows = dice.choice(
        [
            [*kept.rows[:at], other, *kept.rows[at + 1 :]],
            [*kept.rows[:at], again, *kept.rows[at:]],
            [*less[:to], row, *less[to:]] if to != at else less,
            less,
        ]
    )
    return {place: remade(kept._replace(rows=rows), min(at, to, len(rows)))}


def cut_the_tail(log: Log, dice: random.Random) -> Changed:
    """The last entries gone; the head follows, or not."""
    place, kept, at = _somewhere(log, dice)
    cut = kept._replace(rows=kept.rows[:at])
    return {place: with_head(cut) if dice.random() < 0.8 else cut}


def roll_a_stream_back(log: Log, dice: random.Random) -> Changed:
    """A stream as it was once, and something else written since, in good order."""
    place, kept, at = _somewhere(log, dice)
    _, other, _ = _somewhere(log, dice)
    later = [row for row in other.rows if row not in kept.rows][: len(kept.rows) - at]
    return {place: remade(kept._replace(rows=kept.rows[:at] + later), at)}


def roll_everything_back(log: Log, dice: random.Random) -> Changed:
    """The whole database as it was once."""
    share = dice.random()
    cut = {n: kept.rows[: int(share * len(kept.rows))] for n, kept in enumerate(log)}
    return {n: with_head(log[n]._replace(rows=rows)) for n, rows in cut.items()}


def lose_a_stream(log: Log, dice: random.Random) -> Changed:
    """A board gone as if it had never been."""
    return {_somewhere(log, dice)[0]: None}


def swap_two_streams(log: Log, dice: random.Random) -> Changed:
    """Everything of one board under the other's name, heads too; the chains made anew, or not."""
    places = [n for n, kept in enumerate(log) if kept.rows]
    one, two = dice.sample(places, 2)
    anew = dice.random() < 0.5
    changed: Changed = {}
    for here, there in ((one, two), (two, one)):
        moved = with_head(Kept(log[here].stream, log[there].rows))
        changed[here] = remade(moved) if anew else moved
    return changed


KINDS: tuple[Change, ...] = (
    change_a_column,
    change_an_identity,
    take_one_out,
    put_one_in,
    swap_two,
    lose_words,
    write_other_words,
    bring_words_back,
    rehash_the_rest,
    cut_the_tail,
    roll_a_stream_back,
    roll_everything_back,
    lose_a_stream,
    swap_two_streams,
)
