"""Long runs of real servers: killed, traced, two of them, their Redis away, told to end."""

from __future__ import annotations

import argparse
import asyncio
import os
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Protocol

from .record import place, record


class Result(Protocol):
    """What a run came to."""

    @property
    def summary(self) -> str: ...

    @property
    def wrong(self) -> list[str]: ...

    def as_data(self) -> dict[str, Any]: ...


def kill(asked: argparse.Namespace, name: str, address: str) -> bool:
    """Servers that are killed again and again; on PostgreSQL one of two."""
    from tests.kill.server import Place
    from tests.kill.trial import kills

    with place(address) as (home, database):
        redis = os.environ.get("LIVELAB_TEST_REDIS", "") if database else ""
        where = Place(home, database, redis)
        run = kills(where, asked.kills, asked.people, asked.seed, say)
        return _judged("kill", name, home, database, run)


def offline(asked: argparse.Namespace, name: str, address: str) -> bool:
    """A minute without a line, a thousand operations in the queue, and a colleague beside."""
    from tests.backup.offline import away
    from tests.kill.server import Place

    with place(address) as (home, database):
        run = away(Place(home, database), home, asked.queued, asked.seed, asked.away)
        return _judged("offline", name, home, database, run)


def backup(asked: argparse.Namespace, name: str, address: str) -> bool:
    """Backups of a lab at work, each restored elsewhere."""
    from tests.backup.drill import drill
    from tests.kill.server import Place

    with place(address) as (folder, database):
        home = folder / "home"
        home.mkdir()
        where = Place(home, database)
        run = drill(where, folder, asked.backups, asked.people, asked.seed, say)
        return _judged("backup", name, home, database, run)


def fsync(asked: argparse.Namespace, name: str, address: str) -> bool:
    """Single operations of a traced server: each on the disk before it is acknowledged."""
    from tests.fsync.trial import on_disk
    from tests.kill.server import Place

    with place(address) as (home, database):
        run = on_disk(Place(home), asked.seed, asked.traced, asked.traced // 10, say)
        return _judged("fsync", name, home, database, run)


def order(asked: argparse.Namespace, name: str, address: str) -> bool:
    """Many writers through two workers."""
    from tests.workers import order
    from tests.workers.stage import Stage

    async def run(stage: Stage) -> Result:
        return await order.order(stage, asked.seed, asked.writers, asked.ordered)

    return _on_stage("order", name, address, run)


def redis(asked: argparse.Namespace, name: str, address: str) -> bool:
    """Faults of the Redis between two workers."""
    from tests.workers import redis_away
    from tests.workers.stage import Stage

    async def run(stage: Stage) -> Result:
        return await redis_away.away(
            stage, asked.seed, asked.faults, 5.0, people=asked.people, progress=say
        )

    return _on_stage("redis", name, address, run)


def revocation(asked: argparse.Namespace, name: str, address: str) -> bool:
    """Rights withdrawn while sockets are open at both workers."""
    from tests.workers import revocation
    from tests.workers.stage import Stage

    async def run(stage: Stage) -> Result:
        return await revocation.revocation(
            stage, asked.seed, asked.rounds, people=asked.people, progress=say
        )

    return _on_stage("revocation", name, address, run)


def drain(asked: argparse.Namespace, name: str, address: str) -> bool:
    """Rolling restarts of two workers."""
    from tests.workers import drain
    from tests.workers.stage import Stage

    async def run(stage: Stage) -> Result:
        return await drain.drain(
            stage, asked.seed, asked.restarts, people=asked.people, progress=say
        )

    return _on_stage("drain", name, address, run)


def _on_stage(what: str, name: str, address: str, run: Callable[[Any], Awaitable[Result]]) -> bool:
    """Run on two workers with a database of their own."""
    from tests.workers.stage import two_workers

    async def on_stage(home: Path) -> Result:
        async with two_workers(home, address) as stage:
            return await run(stage)

    with place("") as (home, _):
        return _judged(what, name, home, address, on_stage(home))


def _judged(what: str, name: str, home: Path, address: str, run: Awaitable[Result]) -> bool:
    """Let it run, keep and print what it came to; whether all held, in time too."""

    async def timed() -> Result:
        return await run

    began = time.monotonic()
    result = asyncio.run(timed())
    late = list(getattr(result, "late", []))
    wrong = result.wrong + ([f"too late: {late}"] if late else [])
    taken = {"run_seconds": round(time.monotonic() - began), "wrong": wrong}
    record(f"soak-{what}-{name}", result.as_data() | taken, home, address)
    say(result.summary)
    for line in wrong:
        say(f"FAILED {line[:2000]}")
    return not wrong


def say(line: str) -> None:
    """Tell whoever waits."""
    print(line, flush=True)
