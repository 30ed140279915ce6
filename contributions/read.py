"""Reading the log."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from . import driver, lookup
from .append import Head, Stored
from .errors import UnknownStream
from .streams import StreamKey

__all__ = [
    "MOST_ENTRIES",
    "Head",
    "Stored",
    "accepted",
    "entries",
    "hash_at",
    "head",
    "heads",
    "naming",
    "tail",
]

#: How many entries one call of `entries` gives at most.
MOST_ENTRIES = 1000

#: How many rows the driver hands over at a time.
_ROWS = 500

#: op_id, at, actor, verb, context, facts, words, seq, hash: as `Stored` wants them.
Row = tuple[str, str, str, str, str, bytes, bytes | None, int, bytes]


def head(stream: StreamKey | str) -> Head:
    """Where a stream ends. A key whose stream is not made yet gives (0, genesis).

    An id that nobody made raises UnknownStream.
    """
    name = stream.id if isinstance(stream, StreamKey) else stream
    found = heads([name]).get(name)
    if found is not None:
        return found
    if isinstance(stream, StreamKey):
        return Head(name, 0, stream.genesis)
    raise UnknownStream(name)


def heads(streams: Iterable[str]) -> dict[str, Head]:
    """The heads of those streams that exist, in one query."""
    ids = list(streams)
    if not ids:
        return {}
    sql = "SELECT id, head_seq, head_hash FROM contributions_stream WHERE id IN "
    with driver.cursor() as cursor:
        cursor.execute(f"{sql}({driver.marks(len(ids))})", ids)
        return {row[0]: Head(*row) for row in cursor.fetchall()}


def entries(stream: str, since: int, limit: int = MOST_ENTRIES) -> list[Stored]:
    """The entries after number `since`, in order, at most `limit` (and MOST_ENTRIES) of them."""
    return [Stored(stream, *row) for row in _rows(stream, since, min(limit, MOST_ENTRIES))]


def tail(stream: str, after: int) -> Iterator[Stored]:
    """Every entry after that number, in order, as the driver hands them over."""
    for row in _rows(stream, after, None):
        yield Stored(stream, *row)


def naming(stream: str, name: str, numbers: range, limit: int) -> list[Stored]:
    """The last entries among these numbers whose facts name an id, the newest first.

    Every entry of `numbers` is looked at: nothing but (stream, seq) leads into the log.
    """
    mark = driver.mark()
    sql = (
        f"SELECT op_id, at, actor, verb, context, {driver.as_bytes('facts')}, bytes, c.seq, hash"
        " FROM contributions_contribution c"
        " LEFT JOIN contributions_words w ON w.stream = c.stream AND w.seq = c.seq"
        f" WHERE c.stream = {mark} AND c.seq >= {mark} AND c.seq < {mark} AND facts LIKE {mark}"
        f" ORDER BY c.seq DESC LIMIT {int(limit)}"
    )
    with driver.cursor() as cursor:
        cursor.execute(sql, (stream, numbers.start, numbers.stop, f"%{name}%"))
        return [Stored(stream, *row) for row in cursor.fetchall()]


def hash_at(stream: str, seq: int) -> bytes | None:
    """The chain hash at a number (0: the genesis), or None where the stream has no such entry."""
    if seq == 0:
        return _genesis(stream)
    sql = "SELECT hash FROM contributions_contribution WHERE stream = {0} AND seq = {0}"
    with driver.cursor() as cursor:
        cursor.execute(sql.format(driver.mark()), (stream, seq))
        row = cursor.fetchone()
    return row[0] if row else None


def accepted(
    streams: Iterable[str], actor: str, op_ids: Sequence[str]
) -> dict[str, tuple[str, int]]:
    """Which of her operations are in these streams already: op_id → (stream, seq)."""
    asked = [(stream, actor, op_id) for stream in streams for op_id in op_ids]
    return {op_id: place for (_, op_id), place in lookup.accepted(asked).items()}


def actors(stream: str, numbers: Collection[int]) -> set[str]:
    """Who made these entries of a stream."""
    if not numbers:
        return set()
    sql = (
        "SELECT DISTINCT actor FROM contributions_contribution WHERE stream = {0} AND seq IN ({1})"
    )
    with driver.cursor() as cursor:
        cursor.execute(sql.format(driver.mark(), driver.marks(len(numbers))), (stream, *numbers))
        return {actor for (actor,) in cursor.fetchall()}


def _rows(stream: str, since: int, limit: int | None) -> Iterator[Row]:
    sql = (
        f"SELECT op_id, at, actor, verb, context, {driver.as_bytes('facts')}, bytes, c.seq, hash"
        " FROM contributions_contribution c"
        " LEFT JOIN contributions_words w ON w.stream = c.stream AND w.seq = c.seq"
        f" WHERE c.stream = {driver.mark()} AND c.seq > {driver.mark()} ORDER BY c.seq"
    )
    if limit is not None:
        sql += f" LIMIT {int(limit)}"
    with driver.cursor() as cursor:
        cursor.execute(sql, (stream, since))
        while rows := cursor.fetchmany(_ROWS):
            yield from rows


def _genesis(stream: str) -> bytes | None:
    sql = "SELECT lab, kind, object_id, disposable FROM contributions_stream WHERE id = "
    with driver.cursor() as cursor:
        cursor.execute(sql + driver.mark(), (stream,))
        row = cursor.fetchone()
    return StreamKey(row[0], row[1], row[2], bool(row[3])).genesis if row else None
