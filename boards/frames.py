"""Frames, encoded once for all who get them; entries and items are joined, never encoded twice."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from common.wire import Wire, encode

from .state import StreamState, WireEntry
from .wire import PROTOCOL, BoardView, PersonView, You

#: a frame of many parts is cut where it would grow over this many bytes; one part may be larger
PIECE = 96 * 1024

T = TypeVar("T")


class Frame:
    """A text frame as it goes to any number of sockets. `shared`: its bytes are kept elsewhere."""

    __slots__ = ("_text", "framed", "shared", "size")

    def __init__(self, payload: bytes, *, shared: bool = False) -> None:
        self.framed = _header(len(payload)) + payload
        self.size = len(self.framed)
        self.shared = shared
        self._text: str | None = None

    @property
    def text(self) -> str:
        """The payload, for servers that put the header on themselves."""
        if self._text is None:
            self._text = self.framed[_header_length(self.size) :].decode()
        return self._text


def message(said: Wire) -> Frame:
    """The frame of a message."""
    return Frame(encode(said))


def entries(stream: str, parts: Iterable[WireEntry]) -> list[Frame]:
    """`entries` frames; each names the chain hash of its last entry."""
    form = b'{"t":"entries","stream":"%b","hash":"%b","entries":[%b]}'
    return [
        Frame(form % (stream.encode(), piece[-1].hash.hex().encode(), _joined(piece)))
        for piece in pieces(parts, lambda entry: len(entry.data))
    ]


def snapshot(stream: StreamState) -> list[Frame]:
    """`items` frames of a stream as it is now: the same ones for all until it changes."""
    if stream.pieces is None:
        form = b'{"t":"items","stream":"%b","items":[%b]}'
        stream.pieces = [
            Frame(form % (stream.id.encode(), _joined(piece)), shared=True)
            for piece in pieces(stream.items.values(), lambda kept: len(kept.data))
        ]
    return stream.pieces


def welcome(
    *,
    epoch: str,
    now: str,
    you: You,
    board: BoardView,
    may: Iterable[str],
    people: Iterable[PersonView],
    streams: Iterable[StreamState],
    tails: Mapping[str, list[WireEntry]] | None,
) -> Frame:
    """A `welcome`, whose items follow it; or `caught_up` where there are tails to go on from."""
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
    return Frame(b"{" + b",".join(parts) + b"}")


def pieces(parts: Iterable[T], size: Callable[[T], int], limit: int = PIECE) -> Iterator[list[T]]:
    """The parts in order, in lists that hold at most `limit` bytes each (or one larger part)."""
    piece: list[T] = []
    held = 0
    for part in parts:
        more = size(part)
        if piece and held + more > limit:
            yield piece
            piece, held = [], 0
        piece.append(part)
        held += more
    if piece:
        yield piece


def _stream(stream: StreamState, tails: Mapping[str, list[WireEntry]] | None) -> bytes:
    rest = (
        b'"count":%d' % len(stream.items)
        if tails is None
        else b'"entries":[%b]' % _joined(tails[stream.id])
    )
    return b'{"id":"%b","kind":"%b","seq":%d,"hash":"%b",%b}' % (
        stream.id.encode(),
        stream.kind.encode(),
        stream.head.seq,
        stream.head.hash.hex().encode(),
        rest,
    )


def _joined(parts: Iterable[object]) -> bytes:
    return b",".join(part.data for part in parts)  # type: ignore[attr-defined]


#: the first byte of a whole text message, as RFC 6455 §5.2 lays frames out
_TEXT = 0x81


def _header(length: int) -> bytes:
    if length < 126:
        return bytes((_TEXT, length))
    if length < 65_536:
        return struct.pack("!BBH", _TEXT, 126, length)
    return struct.pack("!BBQ", _TEXT, 127, length)


def _header_length(size: int) -> int:
    """How many bytes of a frame of this size are its header."""
    return 2 if size < 128 else 4 if size < 65_540 else 10
