"""Numbers and writes entries. The fast path for whoever writes many: `lock`, `append_many`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from common.ids import new_id

from . import act as acts
from . import chain, driver, streams
from .act import Act, Draft, context_text
from .errors import StaleHead, StreamMismatch, UnknownStream
from .streams import StreamKey

__all__ = ["Draft", "Head", "Stored", "append_many", "context_text", "lock", "write_pending"]

COLUMNS = "stream, seq, op_id, at, actor, verb, context, facts, commitment, hash"


class Head(NamedTuple):
    """The last entry of a stream; `seq` 0 with the genesis hash where there is none yet."""

    stream: str
    seq: int
    hash: bytes


class Stored(Draft, gc=False):
    """An entry with its number and chain hash. `words` is None where there are none (any more)."""

    seq: int
    hash: bytes


EntryRow = tuple[str, int, str, str, str, str, str, str, bytes, bytes]
WordsRow = tuple[str, int, bytes, bytes]
#: A head's new number and hash, its stream, and the number it must have had.
Move = tuple[int, bytes, str, int]


class _Batch(NamedTuple):
    stored: list[Stored]
    entries: list[EntryRow]
    words: list[WordsRow]
    heads: dict[str, Head]


def lock(wanted: Iterable[str | StreamKey]) -> dict[str, Head]:
    """Lock streams until the commit, in the order of their ids, and give their heads by id.

    A stream named by its key is made if need be; an unknown id raises UnknownStream.
    Needs an open action: on SQLite holding the writer's turn is the lock.
    """
    acts.current()
    names = list(wanted)
    keys = {name.id: name for name in names if isinstance(name, StreamKey)}
    ids = sorted({*keys, *(name for name in names if not isinstance(name, StreamKey))})
    heads = _locked(ids, keys)
    if len(heads) < len(ids):
        missing = [name for name in ids if name not in heads]
        streams.ensure([_key(keys, name) for name in missing])
        heads |= _locked(missing, keys)
    return heads


def append_many(heads: dict[str, Head], drafts: Sequence[Draft]) -> list[Stored]:
    """Write entries in the order given onto locked streams; `heads` moves on with them.

    Needs an open action, which it tells. Nothing is checked again: facts and words are what
    the caller's verbs declare. A repeated (stream, actor, op_id) raises IntegrityError.
    """
    act = acts.current()
    if not drafts:
        return []
    batch = _chained(heads, drafts)
    write = _write_postgresql if driver.is_postgresql() else _write_sqlite
    write(batch, _moves(heads, batch.heads))
    act.appended += len(drafts)
    heads.update(batch.heads)
    return batch.stored


def write_pending(act: Act) -> None:
    """Write what an action appended, at its end (`door` alone does)."""
    if not act.pending:
        return
    heads = lock({key for key, _ in act.pending})
    already = act.appended
    append_many(heads, [draft for _, draft in act.pending])
    act.appended = already
    act.pending.clear()


def _chained(heads: dict[str, Head], drafts: Sequence[Draft]) -> _Batch:
    """Give numbers and hashes; one call to the system for all salts."""
    batch = _Batch([], [], [], {})
    salts = os.urandom(chain.SALT_LENGTH * len(drafts))
    for index, d in enumerate(drafts):
        _, seq, previous = batch.heads.get(d.stream) or heads[d.stream]
        seq += 1
        op_id = d.op_id or new_id()
        commitment = chain.NO_WORDS
        if d.words is not None:
            salt = salts[index * chain.SALT_LENGTH : (index + 1) * chain.SALT_LENGTH]
            commitment = chain.commitment(salt, d.words)
            batch.words.append((d.stream, seq, d.words, salt))
        digest = chain.link(
            previous, d.stream, seq, d.at, d.actor, op_id, d.verb, d.context, d.facts, commitment
        )
        batch.heads[d.stream] = Head(d.stream, seq, digest)
        batch.entries.append(
            (
                d.stream,
                seq,
                op_id,
                d.at,
                d.actor,
                d.verb,
                d.context,
                d.facts.decode(),
                commitment,
                digest,
            )
        )
        batch.stored.append(
            Stored(d.stream, op_id, d.at, d.actor, d.verb, d.context, d.facts, d.words, seq, digest)
        )
    return batch


_INSERT_ENTRY = f"INSERT INTO contributions_contribution ({COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?)"
_INSERT_WORDS = "INSERT INTO contributions_words (stream, seq, bytes, salt) VALUES (?,?,?,?)"
_MOVE_HEAD = (
    "UPDATE contributions_stream SET head_seq = ?, head_hash = ? WHERE id = ? AND head_seq = ?"
)


def _write_sqlite(batch: _Batch, moves: list[Move]) -> None:
    with driver.cursor() as cursor:
        cursor.executemany(_INSERT_ENTRY, batch.entries)
        if batch.words:
            cursor.executemany(_INSERT_WORDS, batch.words)
        cursor.executemany(_MOVE_HEAD, moves)
        _all_moved(cursor.rowcount, moves)


#: One statement each, whatever the number of entries: the columns travel as arrays.
_UNNEST_ENTRIES = (
    f"INSERT INTO contributions_contribution ({COLUMNS}) SELECT * FROM unnest("
    "%b::text[], %b::bigint[], %b::text[], %b::text[], %b::text[], %b::text[], %b::text[],"
    " %b::text[], %b::bytea[], %b::bytea[])"
)
_UNNEST_WORDS = (
    "INSERT INTO contributions_words (stream, seq, bytes, salt) SELECT * FROM unnest("
    "%b::text[], %b::bigint[], %b::bytea[], %b::bytea[])"
)
_UNNEST_HEADS = (
    "UPDATE contributions_stream SET head_seq = new.seq, head_hash = new.hash FROM unnest("
    "%b::bigint[], %b::bytea[], %b::text[], %b::bigint[]) AS new(seq, hash, stream, was)"
    " WHERE id = new.stream AND head_seq = new.was"
)


def _write_postgresql(batch: _Batch, moves: list[Move]) -> None:
    """All three statements go in one round trip."""
    with driver.cursor() as cursor, driver.cursor() as heads:
        with cursor.connection.pipeline():
            cursor.execute(_UNNEST_ENTRIES, _columns(batch.entries))
            if batch.words:
                cursor.execute(_UNNEST_WORDS, _columns(batch.words))
            heads.execute(_UNNEST_HEADS, _columns(moves))
        _all_moved(heads.rowcount, moves)


def _columns(rows: Iterable[tuple[object, ...]]) -> list[list[object]]:
    return [list(column) for column in zip(*rows, strict=True)]


def _moves(before: Mapping[str, Head], after: Mapping[str, Head]) -> list[Move]:
    return [(new.seq, new.hash, name, before[name].seq) for name, new in after.items()]


def _all_moved(moved: int, moves: list[Move]) -> None:
    if moved != len(moves):
        raise StaleHead("a head was not where this transaction saw it")


def _key(keys: Mapping[str, StreamKey], stream: str) -> StreamKey:
    if stream not in keys:
        raise UnknownStream(stream)
    return keys[stream]


def _locked(ids: list[str], keys: Mapping[str, StreamKey]) -> dict[str, Head]:
    if not ids:
        return {}
    sql = "SELECT id, head_seq, head_hash, disposable FROM contributions_stream WHERE id "
    with driver.cursor() as cursor:
        if driver.is_postgresql():
            cursor.execute(sql + "= ANY(%s) ORDER BY id FOR UPDATE", (ids,))
        else:
            cursor.execute(f"{sql}IN ({driver.marks(len(ids))}) ORDER BY id", ids)
        rows = cursor.fetchall()
    for stream, _, _, disposable in rows:
        if stream in keys and keys[stream].disposable is not bool(disposable):
            raise StreamMismatch(keys[stream])
    return {stream: Head(stream, seq, digest) for stream, seq, digest, _ in rows}
