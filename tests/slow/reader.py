"""Somebody on a board who reads quickly, slowly or not at all; cheap, for there are two hundred."""

from __future__ import annotations

import asyncio
import json
import select
import socket
import time
from typing import Any, Self, cast

from tests.frames.raw import CLOSE, HOST, PING, PONG, TEXT, frame, request, text
from tests.frames.talker import JOIN, Seat

from .news import Entries, News

ENTRIES, MARK = b'{"t":"entries"', b'{"t":"mark"'
#: frames that only tell who is there and where
SMALL_TALK = tuple(
    b'{"t":"%s"' % kind
    for kind in (b"people", b"presence", b"followed", b"look", b"pong", b"rules")
)
JOINS_WITHIN_S = 30.0
#: a pull that brought nothing is said again after so long
PULL_AGAIN_S = 1.0
#: a slow one that was kept from reading makes up for so much
BEHIND_S = 1.0
#: as on a network; this machine's own would be so long that a small buffer never holds one
SEGMENT = 1_400


class Reader(asyncio.Protocol):
    """One socket, from the handshake to its end."""

    def __init__(self, seat: Seat, news: News | None) -> None:
        self.seat = seat
        #: where the delay of what arrives is kept, if it counts
        self.news = news
        self.frames_of = news or News()
        self.joined = asyncio.Event()
        self.lost = asyncio.Event()
        self.stream = ""
        #: the last entry that is here, and the last one heard of
        self.head = self.wanted = 0
        self.bytes = self.pulls = 0
        self.code = 0
        self.wrong: list[str] = []
        self._shaken = False
        self._data = b""
        self._pulled_at = 0.0

    @classmethod
    async def come(cls, seat: Seat, news: News | None, receive_buffer: int = 0) -> Self:
        """Connect from the person's own address and join."""
        plain = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        plain.setblocking(False)
        if receive_buffer:
            plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, SEGMENT)
        plain.bind((seat.source, 0))
        loop = asyncio.get_running_loop()
        await loop.sock_connect(plain, (HOST, seat.port))
        _, made = await loop.create_connection(lambda: cls(seat, news), sock=plain)
        async with asyncio.timeout(JOINS_WITHIN_S):
            await made.joined.wait()
        return made

    # -- the connection

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask to be let in."""
        self.transport = cast("asyncio.Transport", transport)
        self.plain = transport.get_extra_info("socket")
        self.transport.write(request(self.seat.path, self.seat.port, self.seat.cookie))

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over."""
        self.lost.set()

    @property
    def port(self) -> int:
        """Our end's number, as the kernel lists it."""
        return int(self.plain.getsockname()[1])

    def say(self, what: str) -> None:
        """Send a message."""
        self.transport.write(text(what))

    def stop(self) -> None:
        """Read nothing more."""
        self.transport.pause_reading()

    def is_over(self) -> bool:
        """Has the server ended it? Seen without reading anything."""
        poll = select.poll()
        poll.register(self.plain, select.POLLRDHUP)
        return bool(poll.poll(0))

    async def last_words(self) -> int:
        """Read what there still is; the code it was closed with, 0 where it was just dropped."""
        self.transport.resume_reading()
        async with asyncio.timeout(JOINS_WITHIN_S):
            await self.lost.wait()
        return self.code

    def leave(self) -> None:
        """Be gone at once."""
        self.transport.abort()

    # -- what comes

    def data_received(self, data: bytes) -> None:
        """Whole frames are heard, the rest waits."""
        self.bytes += len(data)
        data = self._data + data if self._data else data
        at, now = 0 if self._shaken else self._shake(data), time.monotonic()
        while (found := _frame(data, at)) is not None:
            opcode, begin, at = found
            if opcode == TEXT:
                self._hear(data[begin:at], now)
            elif opcode == PING:
                self.transport.write(frame(PONG, data[begin:at]))
            elif opcode == CLOSE:
                self.code = int.from_bytes(data[begin : begin + 2], "big")
                self.transport.write(frame(CLOSE, data[begin : begin + 2]))
        self._data = data[at:]

    def _shake(self, data: bytes) -> int:
        end = data.find(b"\r\n\r\n")
        if end < 0:
            return 0
        if b" 101 " not in data[:20]:
            self.wrong.append(f"not let in: {data[:80]!r}")
        self._shaken = True
        self.say(JOIN)
        return end + 4

    def _hear(self, payload: bytes, now: float) -> None:
        if payload.startswith(ENTRIES):
            self._entries(self.frames_of.read(payload), now)
        elif payload.startswith(MARK):
            self.say(f'{{"t":"seen","n":{json.loads(payload)["n"]}}}')
        elif not payload.startswith(SMALL_TALK):
            self._other(json.loads(payload), now)

    def _entries(self, entries: Entries, now: float) -> None:
        if entries.stream != self.stream or entries.last <= self.head:
            return
        if entries.first <= self.head + 1:
            self.head = entries.last
            if self.news is not None:
                self.news.heard(entries, now)
        self._want(entries.last, now)

    def _want(self, head: int, now: float) -> None:
        """There are entries up to here: those that are missing are asked for, now and then."""
        self.wanted = max(self.wanted, head)
        if self.head < self.wanted and now - self._pulled_at > PULL_AGAIN_S:
            self._pulled_at = now
            self.pulls += 1
            self.say(f'{{"t":"pull","stream":"{self.stream}","since":{self.head}}}')

    def _other(self, said: dict[str, Any], now: float) -> None:
        kind = said["t"]
        if kind == "welcome":
            board = next(one for one in said["streams"] if one["kind"] == "board")
            self.stream, self.head = board["id"], board["seq"]
            self.joined.set()
        elif kind == "beat":
            self._pulled_at = 0.0
            self._want(said["heads"].get(self.stream, 0), now)
        elif kind not in ("items", "accepted"):
            self.wrong.append(f"{self.seat.source}: {str(said)[:300]}")


class Slow(Reader):
    """Takes so many bytes a second, as long as she has a rate."""

    rate = 0
    _due = 0.0

    def data_received(self, data: bytes) -> None:
        """As a reader, then rests until as much would have come at her rate."""
        super().data_received(data)
        if self.rate and not self.transport.is_closing():
            self.transport.pause_reading()
            now = time.monotonic()
            self._due = max(self._due, now - BEHIND_S) + len(data) / self.rate
            asyncio.get_running_loop().call_later(self._due - now, self._go_on)

    def _go_on(self) -> None:
        if not self.transport.is_closing():
            self.transport.resume_reading()


def _frame(data: bytes, at: int) -> tuple[int, int, int] | None:
    """The frame that begins there, if it is whole: opcode, begin and end of its payload."""
    if len(data) < at + 2:
        return None
    length, begin = data[at + 1], at + 2
    if length > 125:
        begin += 2 if length == 126 else 8
        length = int.from_bytes(data[at + 2 : begin], "big")
    end = begin + length
    return (data[at] & 0x0F, begin, end) if end <= len(data) else None
