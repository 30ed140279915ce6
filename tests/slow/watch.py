"""What is kept for people who do not read: the server's own memory, and what the kernel holds."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.kill.server import Server

EVERY_S = 0.2
CONNECTIONS = Path("/proc/net/tcp")


@dataclass
class Watch:
    """What was seen so far."""

    server: Server
    #: (when, bytes of the server's memory)
    rss: list[tuple[float, int]] = field(default_factory=list)
    #: a client's port → the most that was sent to it and not read, as far as the kernel holds it
    unread: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    def look(self) -> None:
        """Look once."""
        self.rss.append((time.monotonic(), self.server.memory()))
        for port, waiting in queues(self.server.port).items():
            self.unread[port] = max(self.unread[port], waiting)

    def memory(self, since: float = 0.0, until: float = float("inf")) -> list[int]:
        """The server's memory in that time."""
        return [rss for when, rss in self.rss if since <= when <= until]


@asynccontextmanager
async def watching(server: Server) -> AsyncIterator[Watch]:
    """Looks again and again meanwhile."""
    watch = Watch(server)
    task = asyncio.create_task(_look(watch))
    try:
        yield watch
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _look(watch: Watch) -> None:
    while True:
        watch.look()
        await asyncio.sleep(EVERY_S)


def queues(port: int) -> dict[int, int]:
    """Bytes between the server on this port and each client: in its send queue, in her receive
    queue. By her port."""
    waiting: dict[int, int] = defaultdict(int)
    for line in CONNECTIONS.read_text().splitlines()[1:]:
        fields = line.split()
        here, there = (int(fields[n].split(":")[1], 16) for n in (1, 2))
        sends, receives = (int(part, 16) for part in fields[4].split(":"))
        if here == port and there:
            waiting[there] += sends
        elif there == port:
            waiting[here] += receives
    return dict(waiting)
