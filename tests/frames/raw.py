"""A TCP connection that speaks as much WebSocket as it is told to, and as badly."""

from __future__ import annotations

import asyncio
import base64
import os
import socket
from dataclasses import dataclass, field

HOST = "127.0.0.1"
CONTINUED, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10
NO_MASK = b"\0\0\0\0"
ANSWERS_WITHIN_S = 30.0
GONE = (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError)


def frame(
    opcode: int,
    payload: bytes = b"",
    *,
    fin: bool = True,
    reserved: int = 0,
    mask: bytes | None = NO_MASK,
    claims: int | None = None,
    width: int | None = None,
) -> bytes:
    """One frame (RFC 6455 §5.2), wrong where the arguments are wrong.

    `claims` is the length it says it has, `width` (0, 2 or 8) in how many bytes it says so.
    """
    length = len(payload) if claims is None else claims
    if width is None:
        width = 0 if length < 126 else 2 if length < 65_536 else 8
    short = {0: length & 0x7F, 2: 126, 8: 127}[width]
    head = bytes([fin << 7 | reserved << 4 | opcode, (mask is not None) << 7 | short])
    head += length.to_bytes(width, "big") if width else b""
    return head + (mask or b"") + masked(payload, mask or NO_MASK)


def masked(payload: bytes, mask: bytes) -> bytes:
    """The payload under a mask of four bytes."""
    if mask == NO_MASK:
        return payload
    size = len(payload)
    stream = (mask * (size // 4 + 1))[:size]
    both = int.from_bytes(payload, "big") ^ int.from_bytes(stream, "big")
    return both.to_bytes(size, "big")


def text(said: str | bytes, mask: bytes = NO_MASK) -> bytes:
    """A proper text frame."""
    return frame(TEXT, said.encode() if isinstance(said, str) else said, mask=mask)


def request(path: str, port: int, cookie: str = "", **changed: str | None) -> bytes:
    """The opening handshake of a browser; `changed` replaces headers, or leaves them out (None)."""
    headers: dict[str, str | None] = {
        "Host": f"{HOST}:{port}",
        "Origin": f"http://{HOST}:{port}",
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
        "Sec-WebSocket-Version": "13",
        "Cookie": cookie or None,
    }
    headers |= {name.replace("_", "-"): value for name, value in changed.items()}
    lines = [f"{name}: {value}" for name, value in headers.items() if value is not None]
    return "\r\n".join([f"GET {path} HTTP/1.1", *lines, "", ""]).encode("latin-1")


@dataclass
class End:
    """How a connection ended: `status` of its handshake, `code` of the server's close frame."""

    status: int = 0
    code: int = 0
    reset: bool = False


class _KeepsLastWords(asyncio.StreamReaderProtocol):
    """What came before a reset is still to be read."""

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(None)


@dataclass
class Raw:
    """One connection."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    end: End = field(default_factory=End)
    answers_goodbyes: bool = True

    @classmethod
    async def dial(cls, port: int, source: str = HOST, receive_buffer: int = 0) -> Raw:
        """Connect from an address of this machine (on Linux all of 127/8 are)."""
        plain = socket.socket()
        plain.setblocking(False)
        if receive_buffer:
            plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        plain.bind((source, 0))
        await asyncio.get_running_loop().sock_connect(plain, (HOST, port))
        loop, reader = asyncio.get_running_loop(), asyncio.StreamReader(limit=2**24)
        transport, protocol = await loop.create_connection(
            lambda: _KeepsLastWords(reader), sock=plain
        )
        return cls(reader, asyncio.StreamWriter(transport, protocol, reader, loop))

    async def write(self, data: bytes) -> bool:
        """Send bytes; is anybody there to take them?"""
        try:
            self.writer.write(data)
            await self.writer.drain()
        except OSError:
            self.end.reset = True
            return False
        return True

    async def shake(self, handshake: bytes) -> int:
        """Send an opening handshake; the status of the answer, 0 where there is none."""
        if not await self.write(handshake):
            return 0
        try:
            async with asyncio.timeout(ANSWERS_WITHIN_S):
                head = await self.reader.readuntil(b"\r\n\r\n")
        except GONE:
            return 0
        self.end.status = int(head.split(b" ", 2)[1])
        return self.end.status

    async def hear(self, within: float = ANSWERS_WITHIN_S) -> tuple[int, bytes] | None:
        """The server's next frame as (opcode, payload); None when it has hung up."""
        try:
            async with asyncio.timeout(within):
                return await self._frame()
        except asyncio.IncompleteReadError:
            return None
        except OSError as error:
            if isinstance(error, TimeoutError):
                raise
            self.end.reset = True
            return None

    async def _frame(self) -> tuple[int, bytes]:
        first, second = await self.reader.readexactly(2)
        length = second & 0x7F
        if length > 125:
            wide = await self.reader.readexactly(2 if length == 126 else 8)
            length = int.from_bytes(wide, "big")
        payload = await self.reader.readexactly(length)
        if first & 0x0F == CLOSE:
            self.end.code = int.from_bytes(payload[:2], "big")
            if self.answers_goodbyes:
                self.writer.write(frame(CLOSE, payload[:2]))
        return first & 0x0F, payload

    async def rest(self, within: float = ANSWERS_WITHIN_S) -> End:
        """Hear everything up to the end, and how that was."""
        while await self.hear(within):
            pass
        return self.end

    def drop(self) -> None:
        """Be gone at once."""
        self.writer.transport.abort()
