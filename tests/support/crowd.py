"""Many clients on one board, run together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager

from .client import Client

PATIENCE_S = 60.0


class Crowd:
    """Clients that are running."""

    def __init__(self, clients: Sequence[Client]) -> None:
        self.clients = list(clients)

    async def is_in(self) -> None:
        """Until every client has joined."""
        async with asyncio.timeout(PATIENCE_S):
            for client in self.clients:
                await client.joined.wait()

    async def writes(self, only: Iterable[Client] | None = None) -> None:
        """Until every client (or these) is in, and had something confirmed since."""
        await self.is_in()
        clients = self.clients if only is None else list(only)
        async with asyncio.timeout(PATIENCE_S):
            before = [len(client.confirmed) for client in clients]
            for client, confirmed in zip(clients, before, strict=True):
                await client.more_than(confirmed)

    async def rests(self) -> None:
        """Nobody begins anything new; until everything begun is answered."""
        async with asyncio.timeout(PATIENCE_S):
            for client in self.clients:
                await client.write(False)
            for client in self.clients:
                await client.settled()

    async def goes_on(self) -> None:
        """Everybody writes again."""
        for client in self.clients:
            await client.write()

    async def agrees(self, stream: str) -> int:
        """Until all have read this stream as far as whoever read most; how far that is."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                head = max(client.head(stream) for client in self.clients)
                for client in self.clients:
                    await client.reads(stream, head)
                if head == max(client.head(stream) for client in self.clients):
                    return head

    def at(self, address: str) -> list[Client]:
        """Those connected there."""
        return [client for client in self.clients if client.address.startswith(address)]

    @property
    def confirmed(self) -> int:
        """How many operations were confirmed to all of them."""
        return sum(len(client.confirmed) for client in self.clients)


@asynccontextmanager
async def running(clients: Sequence[Client]) -> AsyncIterator[Crowd]:
    """Let them live; raises what broke one of them."""
    tasks = [asyncio.create_task(client.run()) for client in clients]
    try:
        yield Crowd(clients)
    finally:
        for task in tasks:
            task.cancel()
        ends = await asyncio.gather(*tasks, return_exceptions=True)
        wrong = [end for end in ends if isinstance(end, Exception)]
        if wrong:
            raise ExceptionGroup("clients broke", wrong)
