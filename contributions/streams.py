"""What a stream is called, and how it comes into being and (rehearsals only) goes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from django.db import IntegrityError, connection

from common.clock import stamp

from . import act, chain
from .errors import AppendOnly, StreamMismatch


class StreamKey(NamedTuple):
    """Which stream: `lab` and `object_id` are ids in wire form, `kind` is a short word.

    Streams of rehearsals are `disposable`: they alone may be discarded.
    """

    lab: str
    kind: str
    object_id: str
    disposable: bool = False

    @property
    def id(self) -> str:
        """The stream's id, 32 hex digits derived from lab, kind and object: never looked up."""
        return _id(self.lab, self.kind, self.object_id)

    @property
    def genesis(self) -> bytes:
        """The hash of the stream before its first entry."""
        return chain.genesis(self.id, self.lab, self.kind, self.object_id, self.disposable)


@lru_cache(maxsize=65_536)
def _id(lab: str, kind: str, object_id: str) -> str:
    name = "\x1f".join(("livelab-stream", lab, kind, object_id))
    return hashlib.sha256(name.encode()).hexdigest()[:32]


def ensure(keys: Iterable[StreamKey]) -> dict[StreamKey, str]:
    """Make the streams that do not exist yet; whoever else makes them meanwhile is no matter.

    Needs an open action. Raises StreamMismatch where a stream is disposable and its key says
    not or the other way round, or where the object has a stream of this kind in another lab.
    """
    wanted = {key.id: key for key in keys}
    made_at = stamp(act.current().now)
    known = _disposable(wanted)
    missing = sorted(wanted.keys() - known.keys())
    if missing:
        try:
            _make([wanted[stream] for stream in missing], made_at)
        except IntegrityError as taken:
            raise StreamMismatch(*missing) from taken
        known |= _disposable(missing)
    for stream, key in wanted.items():
        if known.get(stream) is not key.disposable:
            raise StreamMismatch(key)
    return {key: stream for stream, key in wanted.items()}


def discard(streams: Iterable[str]) -> None:
    """Remove disposable streams with all they hold. Needs an open action, which logs it."""
    doomed = sorted(streams)
    act.current()
    if not all(_disposable(doomed).values()):
        raise AppendOnly("only disposable streams may be discarded")
    with connection.cursor() as cursor:
        for stream in doomed:
            for table in ("words", "erasure", "contribution"):
                cursor.execute(f"DELETE FROM contributions_{table} WHERE stream = %s", (stream,))
            cursor.execute("DELETE FROM contributions_stream WHERE id = %s", (stream,))


def _disposable(streams: Iterable[str]) -> dict[str, bool]:
    """Of those streams that exist: may they be discarded?"""
    wanted = list(streams)
    if not wanted:
        return {}
    marks = ", ".join(["%s"] * len(wanted))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, disposable FROM contributions_stream WHERE id IN ({marks})", wanted
        )
        return {stream: bool(disposable) for stream, disposable in cursor.fetchall()}


def _make(keys: list[StreamKey], made_at: str) -> None:
    rows = [(k.id, k.lab, k.kind, k.object_id, k.disposable, 0, k.genesis, made_at) for k in keys]
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO contributions_stream"
            " (id, lab, kind, object_id, disposable, head_seq, head_hash, created_at)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
            rows,
        )
