"""Frames whose parts are already encoded: entries and snapshots are joined, never encoded twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from common.wire import encode

from .state import StreamState
from .wire import PROTOCOL, BoardView, PersonView, You


def entries(stream: str, head_hash: bytes, parts: Iterable[bytes]) -> str:
    """An `entries` frame."""
    body = b'{"t":"entries","stream":"%b","hash":"%b","entries":[%b]}' % (
        stream.encode(),
        head_hash.hex().encode(),
        b",".join(parts),
    )
    return body.decode()


def welcome(
    *,
    epoch: str,
    now: str,
    you: You,
    board: BoardView,
    may: Iterable[str],
    people: Iterable[PersonView],
    streams: Iterable[StreamState],
    tails: Mapping[str, list[bytes]] | None,
) -> str:
    """A `welcome` frame, or `caught_up` where there are tails to go on from."""
    parts = [
        b'"t":"%b"' % (b"welcome" if tails is None else b"caught_up"),
        b'"protocol":%d' % PROTOCOL,
        b'"epoch":' + encode(epoch),
        b'"now":' + encode(now),
        b'"you":' + encode(you),
        b'"board":' + encode(board),
        b'"may":' + encode(sorted(may)),
        b'"people":' + encode(list(people)),
        b'"streams":[%b]' % b",".join(_stream(stream, tails) for stream in streams),
    ]
    return (b"{" + b",".join(parts) + b"}").decode()


def _stream(stream: StreamState, tails: Mapping[str, list[bytes]] | None) -> bytes:
    name = b"items" if tails is None else b"entries"
    parts = [kept.data for kept in stream.items.values()] if tails is None else tails[stream.id]
    return b'{"id":"%b","kind":"%b","seq":%d,"hash":"%b","%b":[%b]}' % (
        stream.id.encode(),
        stream.kind.encode(),
        stream.head.seq,
        stream.head.hash.hex().encode(),
        name,
        b",".join(parts),
    )
