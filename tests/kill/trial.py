"""A board under traffic whose servers are killed again and again, and what is believed then."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from tests.support import crowd
from tests.support.belief import Returns
from tests.support.client import Client
from tests.support.crowd import Crowd

from .server import Place, Server, way_to

#: a kill comes so many seconds after everybody writes again
KILL_AFTER_S = (0.05, 1.5)
#: beside a second server people think this long between two operations: both go on at once
PAUSE_S = 0.2


@dataclass
class Result(Returns):
    """What a run of kills came to."""

    kills: int = 0
    servers: int = 0
    #: operations confirmed by the other server while one was gone
    went_on: list[int] = field(default_factory=list)

    @property
    def summary(self) -> str:
        """One line for people."""
        back = sorted(self.seconds_until_back) or [0.0]
        beside = f", meanwhile at least {min(self.went_on)} beside" if self.went_on else ""
        return (
            f"seed {self.seed}: {self.kills} kills, {self.clients} clients, "
            f"{self.confirmed} acknowledged, {self.sent_again} sent again, "
            f"back after {back[len(back) // 2]:.1f} s (at most {back[-1]:.1f} s){beside}"
        )


class Trial:
    """One lab's servers and the clients on one board."""

    def __init__(self, servers: Sequence[Server], people: Crowd, seed: int) -> None:
        self.servers = servers
        self.people = people
        self.result = Result(seed, servers=len(servers))
        self.chance = random.Random(f"kill {seed}")

    async def kill_once(self) -> None:
        """Kill a server at a random moment of full traffic, start it again."""
        await self.people.writes()
        await self._a_moment()
        victim = self.chance.choice(self.servers)
        await victim.kill()
        began = time.monotonic()
        confirmed = self.people.confirmed
        await victim.start()
        if len(self.servers) > 1:
            self.result.went_on.append(self.people.confirmed - confirmed)
        await self.people.writes()
        self.result.kills += 1
        self.result.seconds_until_back.append(round(time.monotonic() - began, 2))

    async def _a_moment(self) -> None:
        struck = asyncio.Event()
        loop = asyncio.get_running_loop()
        loop.call_later(self.chance.uniform(*KILL_AFTER_S), struck.set)
        await struck.wait()

    async def evidence(self) -> Result:
        """End in order; compare what the clients believe with what the database holds."""
        await self.people.rests()
        for server in self.servers:
            await server.terminate()
        found = await self.servers[0].place.run("tests.kill.evidence")
        self.result.compare(self.people.clients, found)
        return self.result


@asynccontextmanager
async def trial(place: Place, people: int, seed: int) -> AsyncIterator[Trial]:
    """A board with its people writing; on PostgreSQL two servers, and people come to either."""
    servers = [Server(place) for _ in range(2 if place.redis else 1)]
    made = await place.run("tests.kill.people", str(people))
    clients = [
        Client(
            way_to(servers, made["board"], random.Random(f"{seed} way {n}")),
            cookie,
            f"{seed} {n}",
            PAUSE_S if place.redis else 0.0,
        )
        for n, cookie in enumerate(made["cookies"])
    ]
    async with AsyncExitStack() as stack:
        for server in servers:
            stack.push_async_callback(server.stop)
        await asyncio.gather(*(server.start() for server in servers))
        yield Trial(servers, await stack.enter_async_context(crowd.running(clients)), seed)


async def kills(
    place: Place,
    count: int,
    people: int,
    seed: int,
    progress: Callable[[str], None] = lambda line: None,
) -> Result:
    """Kill so many times; what it came to."""
    async with trial(place, people, seed) as under_way:
        for n in range(1, count + 1):
            await under_way.kill_once()
            if n % 10 == 0:
                progress(f"{n} kills, {under_way.people.confirmed} acknowledged")
        return await under_way.evidence()
