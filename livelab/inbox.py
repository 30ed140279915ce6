"""What came for one application: a queue for its one reader, small while it is empty."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any


class Inbox:
    """As much of `asyncio.Queue` as ASGI needs.

    That one holds four deques, 3 KB of a socket that only stays; this one none while nothing waits.
    """

    __slots__ = ("_came", "_reader")

    def __init__(self) -> None:
        self._came: deque[Any] | None = None
        self._reader: asyncio.Future[None] | None = None

    def put_nowait(self, message: Any) -> None:
        """Something came."""
        self._came = self._came or deque()
        self._came.append(message)
        if self._reader is not None and not self._reader.done():
            self._reader.set_result(None)

    async def get(self) -> Any:
        """What came first; waits for it. Whoever stops waiting takes nothing with her."""
        while not self._came:
            self._reader = asyncio.get_running_loop().create_future()
            await self._reader
        message = self._came.popleft()
        self._came = self._came or None
        return message
