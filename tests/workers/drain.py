"""Rolling restarts: one worker after the other is told to end, under load."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.support.belief import Returns
from tests.support.client import Client
from tests.support.crowd import Crowd

from .stage import Stage

PAUSE_S = 0.2
GOODBYE_S = 10.0


@dataclass
class Result(Returns):
    """What a run came to."""

    restarts: int = 0
    goodbyes: int = 0
    #: connections that ended in another way, and exit codes that are not 0
    otherwise: list[str] = field(default_factory=list)
    seconds_until_ended: list[float] = field(default_factory=list)

    @property
    def summary(self) -> str:
        """One line for people."""
        return (
            f"seed {self.seed}: {self.restarts} rolling restarts, {self.clients} clients, "
            f"{self.confirmed} acknowledged, {self.goodbyes} connections closed 1012, ended within "
            f"{max(self.seconds_until_ended):.1f} s, all back within "
            f"{max(self.seconds_until_back):.1f} s"
        )

    @property
    def wrong(self) -> list[str]:
        """What does not hold."""
        said = f"{len(self.otherwise)} ends were not in order: {self.otherwise[:3]}"
        return super().wrong + ([said] if self.otherwise else [])


async def drain(
    stage: Stage,
    seed: int,
    restarts: int,
    people: int = 20,
    progress: Callable[[str], None] = lambda line: None,
) -> Result:
    """Restart the workers in turn, so many times; what came of it."""
    result = Result(seed)
    table = await stage.table(people)
    async with stage.crowd(table, seed, PAUSE_S) as crowd:
        for n in range(restarts):
            await _restart(stage, result, crowd, n % 2)
            if result.restarts % 10 == 0:
                progress(f"{result.restarts} restarts, {crowd.confirmed} acknowledged")
        await crowd.rests()
        result.compare(crowd.clients, await stage.hand.do("evidence"))
    return result


async def _restart(stage: Stage, result: Result, crowd: Crowd, which: int) -> None:
    server = stage.servers[which]
    await crowd.writes()
    there = [(client, len(client.closes)) for client in crowd.at(server.socket)]
    began = time.monotonic()
    await server.terminate()
    result.seconds_until_ended.append(round(time.monotonic() - began, 2))
    if server.exit_code:
        result.otherwise.append(f"exit code {server.exit_code}")
    for client, before in there:
        result.otherwise += await _otherwise(client, before)
    result.goodbyes += len(there)
    await server.start()
    await crowd.writes()
    result.seconds_until_back.append(round(time.monotonic() - began, 2))
    result.restarts += 1


async def _otherwise(client: Client, before: int) -> list[str]:
    """How this client's connection ended, where not with a word and 1012."""
    try:
        async with asyncio.timeout(GOODBYE_S):
            await client.until(lambda: len(client.closes) > before)
    except TimeoutError:
        return ["still open"]
    return [] if client.closes[before] == ("restart", 1012) else [str(client.closes[before])]
