"""Two real servers of one lab: one PostgreSQL, a Redis that may be taken away, a hand beside."""

from __future__ import annotations

import asyncio
import json
import random
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from scripts.devlib.services import PrivateRedis
from tests.kill.database import own_database
from tests.kill.server import ROOT, Place, Server, way_to
from tests.support import crowd
from tests.support.client import Client
from tests.support.crowd import Crowd

#: both servers that we offer keep the same promises
KINDS = ("daphne", "uvicorn")


class Hand:
    """A process that acts in the lab from outside its workers (see `tests.workers.hand`)."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def do(self, *order: Any) -> Any:
        """Give an order; its answer."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        line = await self._process.stdout.readline()
        assert line, f"{order[0]} failed (see the hand's log)"
        return json.loads(line)


@dataclass
class Table:
    """A board, who is on it, and the cookies of those whose browsers are not open yet."""

    board: str
    stream: str
    people: list[str]
    cookies: list[str]


@dataclass
class Stage:
    """The lab at work."""

    place: Place
    servers: Sequence[Server]
    redis: PrivateRedis
    hand: Hand

    async def table(self, people: int) -> Table:
        """A new board with so many people."""
        made = await self.hand.do("board", people)
        return Table(made["board"], made["stream"], made["people"], made["cookies"])

    def client(
        self, table: Table, cookie: str, seed: str, *, at: int | None = None, pause: float = 0.0
    ) -> Client:
        """A browser on this board: at one of the servers, or coming to either by chance."""
        servers = self.servers if at is None else [self.servers[at]]
        way = way_to(servers, table.board, random.Random(f"way {seed}"))
        return Client(way, cookie, seed, pause)

    @asynccontextmanager
    async def crowd(
        self,
        table: Table,
        seed: object,
        pause: float = 0.0,
        *,
        stay: bool = False,
        writing: bool = True,
    ) -> AsyncIterator[Crowd]:
        """A browser for each cookie of the table, all in; who stays stays at every other server."""
        clients = [
            self.client(table, cookie, f"{seed} {n}", at=n % 2 if stay else None, pause=pause)
            for n, cookie in enumerate(table.cookies)
        ]
        for client in clients:
            client.writing = writing
        async with crowd.running(clients) as people:
            await people.is_in()
            yield people


@asynccontextmanager
async def two_workers(home: Path, address: str) -> AsyncIterator[Stage]:
    """Start everything, on a database of its own on the PostgreSQL at `address`."""
    async with AsyncExitStack() as stack:
        redis = stack.enter_context(PrivateRedis())
        own = stack.enter_context(own_database(address))
        place = Place(home, own, redis.url)
        hand = await stack.enter_async_context(_hand(place))
        await hand.do("board", 1)  # it has migrated when it answers
        servers = [Server(replace(place, server=kind)) for kind in KINDS]
        for server in servers:
            stack.push_async_callback(server.stop)
        await asyncio.gather(*(server.start() for server in servers))
        yield Stage(place, servers, redis, hand)


@asynccontextmanager
async def _hand(place: Place) -> AsyncIterator[Hand]:
    with (place.home / "hand.log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.workers.hand",
            cwd=ROOT,
            env=place.environment(),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=log,
            limit=2**26,
        )
    try:
        yield Hand(process)
    finally:
        assert process.stdin
        process.stdin.close()
        await process.wait()
