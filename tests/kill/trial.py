"""A board under traffic whose server is killed again and again; and what is believed afterwards."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tests.support.client import Client

from .server import Server

#: a kill comes so many seconds after everybody writes again
KILL_AFTER_S = (0.05, 1.5)
BACK_WITHIN_S = 60.0


@dataclass
class Result:
    """What a run of kills came to."""

    seed: int
    kills: int = 0
    clients: int = 0
    confirmed: int = 0
    sent_again: int = 0
    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    integrity: str = ""
    seconds_until_back: list[float] = field(default_factory=list)

    @property
    def summary(self) -> str:
        """One line for people."""
        back = sorted(self.seconds_until_back) or [0.0]
        return (
            f"seed {self.seed}: {self.kills} kills, {self.clients} clients, "
            f"{self.confirmed} acknowledged, {self.sent_again} sent again, "
            f"back after {back[len(back) // 2]:.1f} s (at most {back[-1]:.1f} s)"
        )

    @property
    def whole(self) -> bool:
        """Is nothing lost, nothing twice, nothing told that is not so?"""
        wrong = (self.lost, self.twice, self.elsewhere, self.refused, self.gaps, self.findings)
        return not any(wrong) and self.integrity == "ok"

    def as_data(self) -> dict[str, Any]:
        """For the record."""
        return asdict(self)


class Trial:
    """One server and its clients."""

    def __init__(self, server: Server, clients: list[Client], seed: int) -> None:
        self.server = server
        self.clients = clients
        self.result = Result(seed, clients=len(clients))
        self.chance = random.Random(f"kill {seed}")

    async def kill_once(self) -> None:
        """Kill the server at a random moment of full traffic, start it again."""
        await self.everybody_writes()
        loop = asyncio.get_running_loop()
        struck = asyncio.Event()
        loop.call_later(self.chance.uniform(*KILL_AFTER_S), struck.set)
        await struck.wait()
        await self.server.kill()
        began = time.monotonic()
        await self.server.start()
        await self.everybody_writes()
        self.result.kills += 1
        self.result.seconds_until_back.append(time.monotonic() - began)

    async def everybody_writes(self) -> None:
        """Until every client is in, and each had something confirmed since."""
        async with asyncio.timeout(BACK_WITHIN_S):
            for client in self.clients:
                await client.joined.wait()
            before = [len(client.confirmed) for client in self.clients]
            for client, confirmed in zip(self.clients, before, strict=True):
                await client.more_than(confirmed)

    async def settle(self) -> None:
        """Nobody begins anything new; wait until everything begun is answered."""
        async with asyncio.timeout(BACK_WITHIN_S):
            for client in self.clients:
                client.writing = False
            for client in self.clients:
                await client.settled.wait()

    async def evidence(self) -> Result:
        """Compare what the clients believe with what the database holds."""
        found = await self.server.run("tests.kill.evidence")
        self.result.integrity = found["integrity"]
        self.result.findings = found["findings"]
        self._compare([tuple(entry) for entry in found["entries"]])
        return self.result

    def _compare(self, entries: list[tuple[str, int, str, str]]) -> None:
        result, places = self.result, {(stream, seq): op for stream, seq, _, op in entries}
        times = Counter((actor, op) for _, _, actor, op in entries)
        result.twice = [op for (_, op), count in times.items() if count > 1]
        result.gaps = _gaps(entries)
        for client in self.clients:
            result.confirmed += len(client.confirmed)
            result.sent_again += client.counted["sent again"]
            result.lost += [op for op in client.confirmed if times[client.person, op] == 0]
            result.refused += client.refused.values()
            told = [(place, op) for op, place in client.confirmed.items()]
            told += list(client.shown.items())
            result.elsewhere += [op for place, op in told if places.get(place) != op]


def _gaps(entries: list[tuple[str, int, str, str]]) -> list[str]:
    heads: Counter[str] = Counter()
    for stream, _, _, _ in entries:
        heads[stream] += 1
    last = {stream: seq for stream, seq, _, _ in entries}
    return [
        f"{stream}: {heads[stream]} of {seq}"
        for stream, seq in last.items()
        if heads[stream] != seq
    ]


@asynccontextmanager
async def trial(home: Path, people: int, seed: int, database: str = "") -> AsyncIterator[Trial]:
    """A server with a board, and its people writing on it."""
    server = Server(home, database)
    made = await server.run("tests.kill.people", str(people))
    await server.start()
    clients = [
        Client(server.board(made["board"]), cookie, f"{seed} {n}", server.answers)
        for n, cookie in enumerate(made["cookies"])
    ]
    running = [asyncio.create_task(client.run()) for client in clients]
    try:
        yield Trial(server, clients, seed)
    finally:
        for task in running:
            task.cancel()
        ends = await asyncio.gather(*running, return_exceptions=True)
        await server.stop()
        wrong = [end for end in ends if isinstance(end, Exception)]
        if wrong:
            raise ExceptionGroup("clients broke", wrong)


async def kills(
    home: Path,
    count: int,
    people: int,
    seed: int,
    database: str = "",
    progress: Callable[[str], None] = lambda line: None,
) -> Result:
    """Kill the server so many times; what it came to."""
    async with trial(home, people, seed, database) as under_way:
        for n in range(1, count + 1):
            await under_way.kill_once()
            if n % 10 == 0:
                progress(f"{n} kills")
        await under_way.settle()
        await under_way.server.terminate()
        return await under_way.evidence()
