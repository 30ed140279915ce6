"""A browser that joins a board and never reads again: what is sent to it piles up before it."""

from __future__ import annotations

import asyncio
import json
import os
import select
import socket
import struct
import time
from itertools import cycle
from urllib.parse import urlsplit

#: as little as the kernels on both sides may hold
RECEIVES, SEGMENT = 4096, 536
UPGRADE = (
    "GET {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nCookie: {cookie}\r\n"
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
)
JOIN = json.dumps({"t": "join", "protocol": 1, "cursors": []}).encode()


class Deaf:
    """One connection, opened when made."""

    def __init__(self, address: str, cookie: str) -> None:
        self._socket = socket.socket()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVES)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, SEGMENT)
        parts = urlsplit(address)
        self._socket.connect((parts.hostname, parts.port))
        asked = UPGRADE.format(path=parts.path, host=parts.netloc, cookie=cookie)
        self._socket.sendall(asked.encode())
        answer = self._socket.recv(1)
        while not answer.endswith(b"\r\n\r\n"):
            answer += self._socket.recv(1)
        assert b" 101 " in answer, answer
        self._socket.sendall(_masked(JOIN))

    async def dropped(self) -> float:
        """Until the server has dropped the connection with all that waited in it; when that was."""
        return await asyncio.to_thread(self._dropped)

    def _dropped(self) -> float:
        poll = select.poll()
        poll.register(self._socket, 0)  # errors and the end are told anyway
        assert poll.poll(20_000), "the connection still stands"
        return time.monotonic()

    def close(self) -> None:
        """Done with it."""
        self._socket.close()


def _masked(payload: bytes) -> bytes:
    """A text frame as a browser sends it."""
    assert len(payload) < 126
    mask = os.urandom(4)
    hidden = bytes(byte ^ key for byte, key in zip(payload, cycle(mask), strict=False))
    return struct.pack("!BB", 0x81, 0x80 | len(payload)) + mask + hidden
