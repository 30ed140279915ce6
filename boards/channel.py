"""Telling other processes that a board moved on. A courtesy: the log is the truth, polling the net.

One subscription per process and board, one message per batch, nothing in it but the board's id; who
hears it asks the log (`Hub.nudge`). A lost one costs half a second (`service.POLL_SECONDS`). Redis
may be away, frozen or not there yet: nothing here waits for it long, and nobody waits for this.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable
from typing import Any

from channels.layers import InMemoryChannelLayer, get_channel_layer

from .hub import Hub

log = logging.getLogger("livelab.boards")

#: how long one message or subscription may take
PATIENCE_S = 2.0
#: how often we look which boards are open; how long we leave a layer alone that is away
LOOK_S, AWAY_S = 0.2, 1.0
#: a layer that is not there at the start is tried again at least this often
LONGEST_PAUSE_S = 10.0


class Neighbours:
    """The other processes that have boards open."""

    def __init__(self, hub: Hub, layer: Any) -> None:
        self.hub = hub
        self.layer = layer
        self.name = ""
        self.subscribed: set[str] = set()
        self.away = False
        self._moved: set[str] = set()
        self._news = asyncio.Event()

    def announce(self, board: str) -> None:
        """Say that a board moved on, once for however many batches until it can be said."""
        self._moved.add(board)
        self._news.set()

    async def speak(self) -> None:
        """Send what is announced, for ever."""
        while True:
            await self._news.wait()
            self._news.clear()
            boards, self._moved = self._moved, set()
            for board in boards:
                await self._try(self.layer.group_send(_group(board), _message(board, self.name)))

    async def listen(self) -> None:
        """Follow the boards that are open here, for ever."""
        await self._arrive()
        while True:
            try:
                message = await self.layer.receive(self.name)
            except Exception as error:
                self._is_away(error)
                await asyncio.sleep(AWAY_S)
                continue
            board = _moved_by_another(message, self.name)
            if board:
                self.hub.nudge(board)

    async def follow(self) -> None:
        """Subscribe to boards as rooms open and close, for ever."""
        while True:
            await asyncio.sleep(AWAY_S if self.away else LOOK_S)
            open_now = set(self.hub.rooms) if self.name else set()
            for board in open_now - self.subscribed:
                if await self._try(self.layer.group_add(_group(board), self.name)):
                    self.subscribed.add(board)
            for board in self.subscribed - open_now:
                await self._try(self.layer.group_discard(_group(board), self.name))
                self.subscribed.discard(board)

    async def _arrive(self) -> None:
        """Get a name from the layer, however long it takes to be there."""
        pause = AWAY_S
        while not self.name:
            try:
                async with asyncio.timeout(PATIENCE_S):
                    self.name = await self.layer.new_channel()
            except Exception as error:
                self._is_away(error)
                await asyncio.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE_S)

    async def _try(self, sending: Awaitable[None]) -> bool:
        try:
            async with asyncio.timeout(PATIENCE_S):
                await sending
        except Exception as error:
            self._is_away(error)
            return False
        if self.away:
            self.away = False
            log.warning("the channel layer is back")
        return True

    def _is_away(self, error: Exception) -> None:
        """Say so once, not for every message, and why."""
        if not self.away:
            self.away = True
            log.warning("the channel layer is away (%r); boards are followed by polling", error)


def _group(board: str) -> str:
    return f"board.{board}"


def _moved_by_another(message: object, name: str) -> str:
    """The board of which somebody else speaks; "" where it is nothing that we say."""
    said = message if isinstance(message, dict) else {}
    board = said.get("board")
    return board if isinstance(board, str) and said.get("from") != name else ""


def _message(board: str, name: str) -> dict[str, str]:
    return {"type": "board.moved", "board": board, "from": name}


def start(hub: Hub) -> list[asyncio.Task[None]]:
    """Connect a hub with its neighbours, where the channel layer reaches any."""
    layer = get_channel_layer()
    if layer is None or isinstance(layer, InMemoryChannelLayer):
        return []
    neighbours = Neighbours(hub, layer)
    hub.announce = neighbours.announce
    loop = asyncio.get_running_loop()
    return [
        loop.create_task(task)
        for task in (neighbours.listen(), neighbours.speak(), neighbours.follow())
    ]
