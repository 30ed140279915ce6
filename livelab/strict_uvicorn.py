"""What Uvicorn, h11 and websockets let pass, and this server does not (as `strict_daphne`).

Without these rules a connection may wait for ever with half a request, keep the loop busy with
thousands of fragments or pings, and stay when it was closed but reads nothing.
"""

from __future__ import annotations

import asyncio
import socket
import struct
import time
from collections.abc import Generator
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.exceptions import ProtocolError
from websockets.protocol import State
from websockets.streams import StreamReader

from boards.wire import Close
from common.bucket import Bucket

from .limits import (
    BODY_S,
    CLOSING_S,
    CONTROL_FRAMES,
    CONTROL_SECONDS,
    FRAGMENTS,
    HEAD_S,
    Openings,
)

#: so much is parsed before it is asked again whether anybody still listens
PIECE = 4_096
RESERVED_BITS = 0x70


class StrictOpening(H11Protocol):
    """Requests that come in time, or the connection is given up."""

    late: asyncio.TimerHandle | None = None
    awaited: Any = None
    opening: str | None = None

    def connection_made(self, transport: Any) -> None:
        """As Uvicorn, so many of an address."""
        super().connection_made(transport)
        self.opening = openings.come(self.client[0] if self.client else "")
        if self.opening is None:
            transport.abort()
        self._await(h11.IDLE)

    def connection_lost(self, exc: Exception | None) -> None:
        """As Uvicorn."""
        self._await(None)
        super().connection_lost(exc)

    def handle_events(self) -> None:
        """As Uvicorn. A connection that became a socket awaits nothing here any more: a timer would
        keep all of it for two minutes."""
        super().handle_events()
        is_ours = self.transport.get_protocol() is self
        self._await(self.conn.their_state if is_ours else None)

    def on_response_complete(self) -> None:
        """As Uvicorn, whose own time for the next request begins; what has begun of it counts."""
        super().on_response_complete()
        self.awaited = None

    def _await(self, state: Any) -> None:
        """Give what is due in this state its time, once."""
        if state is self.awaited:
            return
        self.awaited = state
        if state is not h11.IDLE and self.opening is not None:
            openings.over(self.opening)
            self.opening = None
        if self.late:
            self.late.cancel()
        seconds = {h11.IDLE: HEAD_S, h11.SEND_BODY: BODY_S}.get(state)
        self.late = self.loop.call_later(seconds, self._too_late) if seconds else None

    def _too_late(self) -> None:
        if self.transport.get_protocol() is self:
            self.transport.abort()


openings = Openings()


class HeaderReader(StreamReader):
    """Reads no further than a header with reserved bits, which no frame has without an extension.

    websockets would wait for all of such a frame, or find fault with its length first.
    """

    at_header = True

    def at_eof(self) -> Generator[None, None, bool]:
        """As websockets, which asks this before each frame."""
        self.at_header = True
        return (yield from super().at_eof())

    def read_exact(self, n: int) -> Generator[None, None, bytearray]:
        """As websockets."""
        data = yield from super().read_exact(n)
        if self.at_header and data[0] & RESERVED_BITS:
            raise ProtocolError("reserved bits must be 0")
        self.at_header = False
        return data


class StrictSocket(WebSocketsSansIOProtocol):
    """A socket that reads nothing after it has closed, bears no flood of frames, and does go."""

    deaf = False
    fragments = 0

    def connection_made(self, transport: Any) -> None:
        """As Uvicorn."""
        super().connection_made(transport)
        self.conn.reader = HeaderReader()
        self.conn.parser = self.conn.parse()
        next(self.conn.parser)
        self.control_frames = Bucket(CONTROL_FRAMES, CONTROL_SECONDS, time.monotonic())

    def connection_lost(self, exc: Exception | None) -> None:
        """As Uvicorn; an unfinished message is let go at once, not with the garbage."""
        super().connection_lost(exc)
        self.frames.clear()
        self.conn.reader.discard()

    def data_received(self, data: bytes) -> None:
        """As Uvicorn, in pieces, as long as anybody listens."""
        for at in range(0, len(data), PIECE):
            if self.deaf:
                return
            super().data_received(data[at : at + PIECE])

    def handle_text(self, event: Any) -> None:
        """As Uvicorn."""
        self.fragments = 0
        super().handle_text(event)

    def handle_bytes(self, event: Any) -> None:
        """As Uvicorn."""
        self.fragments = 0
        super().handle_bytes(event)

    def handle_cont(self, event: Any) -> None:
        """As Uvicorn, but a message comes in so many fragments at most."""
        self.fragments += 1
        if self.fragments > FRAGMENTS:
            self.hang_up(Close.TOO_MUCH)
        if not self.deaf:
            super().handle_cont(event)

    def handle_ping(self) -> None:
        """As Uvicorn, so many a second."""
        if self._bears_control_frame():
            super().handle_ping()

    def handle_pong(self, event: Any) -> None:
        """As Uvicorn, so many a second."""
        if self._bears_control_frame():
            super().handle_pong(event)

    def handle_close(self, event: Any) -> None:
        """As Uvicorn."""
        super().handle_close(event)
        self._go()

    def handle_parser_exception(self) -> None:
        """As Uvicorn, but the other side has time to read why."""
        self.queue.put_nowait({"type": "websocket.disconnect", "code": 1006})
        self._say_last_words()

    def keepalive_timeout(self) -> None:
        """Nobody is there: no use in saying so."""
        self.transport.abort()

    async def send(self, message: Any) -> None:
        """As Uvicorn; closing waits for nobody, and who was sent away is not listened to."""
        closes = message["type"] == "websocket.close" and self.handshake_complete
        if closes:
            self.writable.set()
        await super().send(message)
        if closes and message.get("code") in (Close.TOO_MUCH, Close.NOT_UNDERSTOOD):
            self._say_last_words()
        elif closes:
            self._go()

    def hang_up(self, code: int) -> None:
        """Close with this code. What still comes in is not read."""
        if self.conn.state is State.OPEN:
            self.conn.send_close(code)
            self.queue.put_nowait({"type": "websocket.disconnect", "code": code})
            self._say_last_words()

    def _say_last_words(self) -> None:
        self.deaf = self.close_sent = True
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.transport.write_eof()
        self._go()

    def _go(self) -> None:
        """Whatever is still unsent, the connection is gone in a while; not before."""
        if self.close_timer:
            self.close_timer.cancel()
        self.close_timer = self.loop.call_later(CLOSING_S, self.drop)

    def drop(self) -> None:
        """End the connection with what waits in it, in the kernel too: whoever reads nothing would
        have it kept there for minutes."""
        plain = self.transport.get_extra_info("socket")
        if plain.fileno() >= 0:
            plain.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.transport.abort()

    def _bears_control_frame(self) -> bool:
        if not self.deaf and not self.control_frames.take(time.monotonic()):
            self.hang_up(Close.TOO_MUCH)
        return not self.deaf
