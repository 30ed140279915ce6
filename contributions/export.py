"""The log as a file of JSON lines that anybody can verify with `contributions/independent.py`.

For the administrator's audit only: it names actors, operations and words as they stand. A line
is a stream (`kind` in it) or an entry (`seq` in it), each stream before its entries. `context`
and `facts` are the exact texts that were hashed; hashes are hexadecimal, words base64.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from common.wire import encode, pack

from . import scan
from .walk import EntryRow, Identity


def lines() -> Iterator[bytes]:
    """The whole log, line by line, each with its end."""
    for stream, entries in scan.streams():
        yield encode(_stream(stream)) + b"\n"
        for entry in entries:
            yield encode(_entry(stream.name, entry)) + b"\n"


def _stream(stream: Identity) -> dict[str, Any]:
    return {
        "stream": stream.name,
        "lab": stream.lab.decode(),
        "kind": stream.kind.decode(),
        "object_id": stream.object_id.decode(),
        "disposable": stream.disposable,
        "head_seq": stream.head_seq,
        "head_hash": stream.head_hash.hex(),
    }


def _entry(stream: str, entry: EntryRow) -> dict[str, Any]:
    texts = {name: getattr(entry, name).decode() for name in _TEXTS}
    return {
        "stream": stream,
        "seq": entry.seq,
        **texts,
        "commitment": entry.commitment.hex(),
        "hash": entry.hash.hex(),
        "words": None if entry.words is None else pack(entry.words),
        "salt": None if entry.salt is None else entry.salt.hex(),
        "erased": bool(entry.erased),
    }


_TEXTS = ("op_id", "at", "actor", "verb", "context", "facts")
