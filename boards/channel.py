"""Telling other processes that a board moved on. A courtesy: the log is the truth, polling the net.

One subscription per process and board, one message per batch, nothing in it but the board's id; who
hears it asks the log (`Hub.nudge`). A lost one costs half a second (`service.POLL_SECONDS`).
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import Any

from channels.layers import InMemoryChannelLayer, get_channel_layer

from .hub import Hub

log = logging.getLogger("livelab.boards")


class Neighbours:
    """The other processes that have boards open."""

    def __init__(self, hub: Hub, layer: Any) -> None:
        self.hub = hub
        self.layer = layer
        self.name = ""
        self.subscribed: set[str] = set()
        self.told: asyncio.Queue[str] = asyncio.Queue(maxsize=1_000)

    def announce(self, board: str) -> None:
        """Say that a board moved on; when too much waits the poll will find it."""
        with contextlib.suppress(asyncio.QueueFull):
            self.told.put_nowait(board)

    async def speak(self) -> None:
        """Send what is announced, for ever."""
        while True:
            board = await self.told.get()
            await self._try(self.layer.group_send(_group(board), _message(board, self.name)))

    async def listen(self) -> None:
        """Follow the boards that are open here, for ever."""
        self.name = await self.layer.new_channel()
        while True:
            try:
                message = await self.layer.receive(self.name)
            except Exception:
                log.warning("the channel layer is away; boards are followed by polling")
                await asyncio.sleep(1)
                continue
            if message.get("from") != self.name:
                self.hub.nudge(message["board"])

    async def follow(self) -> None:
        """Subscribe to boards as rooms open and close, for ever."""
        while True:
            await asyncio.sleep(0.2)
            open_now = set(self.hub.rooms) if self.name else set()
            for board in open_now - self.subscribed:
                if await self._try(self.layer.group_add(_group(board), self.name)):
                    self.subscribed.add(board)
            for board in self.subscribed - open_now:
                await self._try(self.layer.group_discard(_group(board), self.name))
                self.subscribed.discard(board)

    async def _try(self, sending: Any) -> bool:
        try:
            await sending
        except Exception:
            log.warning("the channel layer did not take a message; polling heals it")
            return False
        return True


def _group(board: str) -> str:
    return f"board.{board}"


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
