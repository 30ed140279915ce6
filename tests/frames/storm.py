"""A server under malformed frames, and an innocent colleague on the same board."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from common.ids import new_id
from tests.kill.server import Place, Server

from .breaker import half_open, misframe, misjoin, unending
from .findings import Record
from .grammar import Spoiler, World, readable
from .jsonish import anything
from .talker import Closed, Seat, Talker
from .witness import innocent, percentile

#: so many frames go to one board, then everybody moves to a new one
A_BOARD_TAKES = 4_000
#: a socket says so much, then it is opened anew
A_SOCKET_SAYS = 500
TALKERS, BREAKERS, OPENERS = 12, 4, 4
#: the breakers show a cookie so often, of at least so many people: one a second is let in
A_COOKIE_SERVES, SHOWN = 70, 60
QUIET_S = 1.0
#: the server's memory grows by no more than this from the first board to the last
MAY_GROW = 64 * 2**20


@dataclass(frozen=True)
class Plan:
    """How many of what: 60 % spoilt messages, 20 % random JSON, 20 % broken framing, in all."""

    seed: int
    frames: int
    openings: int

    @property
    def shown(self) -> int:
        """So many people lend the breakers their cookies."""
        return max(SHOWN, round(self.frames * (0.2 + 0.02) / A_COOKIE_SERVES))

    @property
    def boards(self) -> int:
        """How many boards that takes."""
        return max(1, round(self.frames / A_BOARD_TAKES))

    def share(self, part: float) -> int:
        """So much of all frames on each board."""
        return round(self.frames * part / self.boards)


@dataclass
class Lab:
    """A server with boards and people."""

    server: Server
    boards: list[str]
    elsewhere: str
    facilitator: str
    cookies: list[str]

    def seat(self, board: str, who: int) -> Seat:
        """The place of a person; every person comes from an address of her own."""
        return Seat(self.server.port, board, self.cookies[who], f"127.0.{1 + who}.1")


@asynccontextmanager
async def lab(server: Server, boards: int, people: int) -> AsyncIterator[Lab]:
    """A running server with boards and people; stopped at the end."""
    made = await server.place.run("tests.frames.people", str(boards), str(people))
    await server.start()
    try:
        yield Lab(server, **made)
    finally:
        await server.stop()


class Storm:
    """One run."""

    def __init__(self, place: Lab, plan: Plan, progress: Callable[[str], None]) -> None:
        self.place, self.plan, self.progress = place, plan, progress
        self.record = Record(plan.seed)
        self.rng = random.Random(f"storm {plan.seed}")
        self.world = World()
        self.calm: list[float] = []
        self.stormy: list[float] = []
        self.rss: list[int] = []

    async def rage(self) -> None:
        """All boards, one after another."""
        await self._foreign_notes()
        async with asyncio.TaskGroup() as beside:
            beside.create_task(unending(self.place.seat(self.place.elsewhere, 0), self.record))
            await self._round(self.place.boards[0], False, self.calm)
            for board in self.place.boards:
                await self._round(board, True, self.stormy)
                self.rss.append(self.place.server.memory())
                self.progress(f"{self.record.counted['frames']} frames, {self.rss[-1] >> 20} MiB")
        if self.rss[-1] - self.rss[0] > MAY_GROW:
            self.record.find(f"the server's memory grew: {self.rss}")

    async def _round(self, board: str, storms: bool, took: list[float]) -> None:
        async with innocent(self.place.seat(board, 0)) as seen:
            if storms:
                await self._storm(board)
            else:
                await asyncio.sleep(QUIET_S)
        for wrong in seen.wrong:
            self.record.find(wrong)
        self.record.counted["innocent operations"] += len(seen.took)
        took += seen.took

    async def _storm(self, board: str) -> None:
        """Everybody at once on one board."""
        texts = self._texts()
        framing, openings = self.plan.share(0.2), round(self.plan.openings / self.plan.boards)
        async with asyncio.TaskGroup() as everybody:
            for who in range(1, 1 + TALKERS):
                everybody.create_task(self._talk(self.place.seat(board, who), texts))
            for act, times in ((misframe, framing), (misjoin, self.plan.share(0.02))):
                for _ in range(BREAKERS):
                    everybody.create_task(self._repeat(act, board, times // BREAKERS))
            for _ in range(OPENERS):
                everybody.create_task(self._repeat(half_open, board, openings // OPENERS))

    def _texts(self) -> Iterator[str]:
        spoiler = Spoiler(self.rng, self.world)
        for _ in range(self.plan.share(0.78)):
            made = spoiler.frame() if self.rng.random() < 0.75 else anything(self.rng)
            yield readable(made)

    async def _talk(self, seat: Seat, texts: Iterator[str]) -> None:
        talker = Talker(seat, self.record, self.rng)
        said = 0
        while batch := list(islice(texts, self.rng.randint(1, 15))):
            try:
                await talker.say(batch)
                said += len(batch)
                if said >= A_SOCKET_SAYS:
                    said = 0
                    await talker.go()
            except (Closed, TimeoutError, OSError) as error:
                self.record.find(f"a socket was lost: {error!r}", talker.lately or batch)
                talker.leave()
        await talker.go()

    async def _repeat(self, act: Any, board: str, times: int) -> None:
        for _ in range(times):
            try:
                await act(self._anybody(board), self.record, self.rng)
            except OSError as error:
                self.record.find(f"{act.__name__}: {error!r}")

    def _anybody(self, board: str) -> Seat:
        """One of many people, from one of many addresses."""
        seat = self.place.seat(board, 1 + TALKERS + self.rng.randrange(self.plan.shown))
        address = [str(self.rng.randrange(1, 255)) for _ in range(2)]
        return replace(seat, source=".".join(["127", "100", *address]))

    async def _foreign_notes(self) -> None:
        """Notes on a board where none of those who storm is a member."""
        self.world.foreign = [new_id() for _ in range(20)]
        seat = Seat(
            self.place.server.port, self.place.elsewhere, self.place.facilitator, "127.0.0.1"
        )
        talker = Talker(seat, self.record, self.rng)
        await talker.say([_note(one) for one in self.world.foreign[:15]])
        await talker.go()

    def summary(self) -> dict[str, Any]:
        """Figures for the record."""
        return self.record.as_data() | {
            "rss_mib": [round(rss / 2**20, 1) for rss in self.rss],
            "innocent_calm_ms": {
                "p50": percentile(self.calm, 50),
                "p95": percentile(self.calm, 95),
            },
            "innocent_ms": {"p50": percentile(self.stormy, 50), "p95": percentile(self.stormy, 95)},
        }


def _note(one: str) -> str:
    return (
        f'{{"t":"op","op_id":"{new_id()}","private":false,"op":{{"t":"add_note","id":"{one}",'
        '"x":0,"y":0,"z":"V","colour":"pink","text":"elsewhere"}}'
    )


async def storm(
    home: Path, plan: Plan, progress: Callable[[str], None] = lambda line: None, **server: Any
) -> Storm:
    """Let it storm; what it came to, the server's own words and the chain included."""
    people = 1 + TALKERS + plan.shown
    async with lab(Server(Place(home, **server)), plan.boards, people) as place:
        made = Storm(place, plan, progress)
        await made.rage()
        await place.server.terminate()
        await _afterwards(place.server, made.record)
        return made


async def _afterwards(server: Server, record: Record) -> None:
    """It ended in order, said nothing of a fault, and its log is whole."""
    if server.exit_code != 0:
        record.find(f"the server ended with {server.exit_code}")
    said = [line for line in server.log().splitlines() if "Traceback" in line or " ERROR " in line]
    for line in said[:20]:
        record.find(f"the server said: {line}")
    found = await server.place.run("tests.kill.evidence")
    for finding in found["findings"]:
        record.find(f"the chain: {finding}")
    if found["integrity"] != "ok":
        record.find(f"the database: {found['integrity']}")
    record.counted["entries"] = len(found["entries"])
