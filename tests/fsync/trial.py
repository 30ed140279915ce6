"""A traced server and one client whose operations come one by one."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from tests.kill.server import Place, Server, way_to
from tests.support.client import Client
from tests.support.crowd import running

from . import trace
from .verdict import Judge, Verdict

#: for one operation, the server being traced
EACH_GETS_S = 5.0


@dataclass
class Table:
    """A board and the cookie of somebody on it."""

    board: str
    cookie: str


async def lay(place: Place) -> Table:
    """Make a lab with a board and one person on it."""
    made = await place.run("tests.kill.people", "1")
    return Table(made["board"], made["cookies"][0])


async def single_operations(place: Place, table: Table, count: int, seed: int) -> Verdict:
    """Perform so many operations, each after the answer to the one before; judge the trace."""
    output = place.home / f"trace-{seed}-{count}"
    server = Server(replace(place, under=trace.command(output)))
    way = way_to([server], table.board, random.Random(seed))
    client = Client(way, table.cookie, f"fsync {seed}")
    client.window, client.quota = 1, count
    await server.start()
    try:
        async with running([client]), asyncio.timeout(60 + EACH_GETS_S * count):
            await client.more_than(count - 1)
        await server.terminate()
    finally:
        await server.stop()
    return await asyncio.to_thread(_judge, output, list(client.confirmed))


def _judge(output: Path, operations: list[str]) -> Verdict:
    with output.open(encoding="latin-1") as lines:
        return Judge(operations).hear(trace.calls(lines))


@dataclass
class Result:
    """What both runs came to: the server as it is, and with the planted bug."""

    seed: int
    sound: Verdict
    planted: Verdict

    @property
    def summary(self) -> str:
        """One line for people."""
        return (
            f"seed {self.seed}: {self.sound.preceded} of {self.sound.operations} operations were "
            f"on the disk before they were acknowledged ({self.sound.syncs} syncs); with "
            f"synchronous=OFF planted {len(self.planted.violations)} of {self.planted.operations} "
            "were found not to be"
        )

    @property
    def wrong(self) -> list[str]:
        """What does not hold, in words."""
        found = list(self.sound.violations)
        if len(self.planted.violations) < self.planted.operations:
            found.append("the planted bug was not found in each operation")
        return found

    def as_data(self) -> dict[str, Any]:
        """For the record; of what was planted only how often each thing was said."""
        said = Counter(line.partition(": ")[2] for line in self.planted.violations)
        planted = asdict(self.planted) | {"violations": dict(said)}
        return asdict(self) | {"planted": planted, "wrong": self.wrong}


async def on_disk(
    place: Place,
    seed: int,
    count: int,
    planted: int,
    progress: Callable[[str], None] = lambda line: None,
) -> Result:
    """Trace the server as it is, then with the bug that the trace must find."""
    table = await lay(place)
    sound = await single_operations(place, table, count, seed)
    progress(f"{sound.preceded} of {sound.operations} preceded by a sync")
    unsafe = replace(place, settings="tests.fsync.unsafe")
    return Result(seed, sound, await single_operations(unsafe, table, planted, seed + 1))
