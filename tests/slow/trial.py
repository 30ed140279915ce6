"""A board on which some people stop reading, and what that costs the others: calm and stalled
stretches in turn, so that both are of one run.
"""

from __future__ import annotations

import asyncio
import statistics
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.frames.storm import Lab, lab
from tests.kill.server import Place, Server

from .news import News, Stretch
from .reader import Reader, Slow
from .watch import Watch, watching
from .writers import Writers

KIB, MIB = 1024, 1024 * 1024
#: half of those who stop have buffers so small that the server keeps what is sent to them; for the
#: others the kernel takes it
SMALL_BUFFER = 4 * KIB
#: how fast two people with a bad line read, and what lies in their kernel. The first hardly sees a
#: mark in time and may be sent away; the second is never
SLOWEST, SLOW = 20 * KIB, 40 * KIB
SLOW_BUFFER = 16 * KIB
DIALLING = 20
LOOK_EVERY_S = 0.05
EVERYTHING_WITHIN_S = 30.0
#: nobody stands still for longer than that before this run is given up
STALLS_AT_MOST_S = 20.0

#: what is kept for somebody who does not read
MAY_HOLD = MIB
#: from her last byte read to the end of her connection
CLOSED_WITHIN_S = 10.0
#: the server's memory at the end, compared with that before anybody stopped
MAY_KEEP = 24 * MIB


@dataclass(frozen=True)
class Plan:
    """Who does what for how long."""

    readers: int = 180
    silent: int = 20
    writers: int = 40
    operations_per_s: float = 40.0
    warm_s: float = 5.0
    calm_s: float = 10.0
    #: those who were closed come back and stop again until so long after the first stopped
    stalled_s: float = 10.0
    stalls: int = 3


@dataclass
class Silence:
    """Somebody read nothing from then on."""

    seconds: float
    #: the most that was sent and unread, as far as the kernel holds it
    unread: int
    code: int


@dataclass
class Line:
    """A bad one: the codes that it was closed with, and how often what was left out was pulled."""

    closed: list[int] = field(default_factory=list)
    pulls: int = 0


@dataclass
class Stall:
    """A stalled stretch: the server's memory before and at most, and its silences."""

    before: int
    most: int = 0
    silences: list[Silence] = field(default_factory=list)


class Trial:
    """One run on one server."""

    def __init__(self, place: Lab, watch: Watch, plan: Plan, say: Callable[[str], None]) -> None:
        self.place, self.watch, self.plan, self.tell = place, watch, plan, say
        self.news = News()
        self.readers: list[Reader] = []
        self.silent: list[Reader] = []
        self.calm: list[Stretch] = []
        self.stalled: list[Stretch] = []
        self.stalls: list[Stall] = []
        self.slow = {rate: Line() for rate in (SLOWEST, SLOW)}
        self.wrong: list[str] = []
        self.memory_at_the_end = 0

    async def run(self) -> None:
        """Everybody comes; calm and stalled stretches in turn; everybody has everything."""
        await self._gather()
        writers = Writers(self.readers[: self.plan.writers], self.news, self.plan.operations_per_s)
        await writers.make_notes()
        async with asyncio.TaskGroup() as beside:
            writing = beside.create_task(writers.write())
            slow = [beside.create_task(self._slow(rate)) for rate in self.slow]
            await asyncio.sleep(self.plan.warm_s)
            for number in range(1, self.plan.stalls + 1):
                await self._calm(number)
                await self._stall(number)
            await self._calm(self.plan.stalls + 1)
            writers.writing = False
            await writing
            await self._everything()
            for line in slow:
                line.cancel()
        await self._everything()
        self._goodbye()
        self.memory_at_the_end = self.watch.memory()[-1]

    # -- people

    async def _gather(self) -> None:
        here = self.place.boards[0]
        seats = [self.place.seat(here, who) for who in range(self.plan.readers)]
        for at in range(0, len(seats), DIALLING):
            coming = (Reader.come(seat, self.news) for seat in seats[at : at + DIALLING])
            self.readers += await asyncio.gather(*coming)
        self.silent = [await self._comes(who) for who in range(self.plan.silent)]

    async def _comes(self, who: int) -> Reader:
        """One of those who stop reading; her delays are not looked at."""
        seat = self.place.seat(self.place.boards[0], self.plan.readers + who)
        return await Reader.come(seat, None, SMALL_BUFFER if who % 2 else 0)

    async def _slow(self, rate: int) -> None:
        """Somebody with a bad line: sent away she comes again.

        Cancelled when the others have everything; from then on she reads as fast as she can.
        """
        who = self.plan.readers + self.plan.silent + list(self.slow).index(rate)
        line = self.slow[rate]
        while True:
            slow = await Slow.come(self.place.seat(self.place.boards[0], who), None, SLOW_BUFFER)
            slow.rate = rate
            try:
                await slow.lost.wait()
                line.closed.append(slow.code)
            except asyncio.CancelledError:
                slow.rate = 0
                self.readers.append(slow)
                raise
            finally:
                line.pulls += slow.pulls

    # -- stretches

    async def _calm(self, number: int) -> None:
        self.calm.append(self.news.begin(f"calm {number}"))
        await asyncio.sleep(self.plan.calm_s)
        self._report(self.calm[-1])

    async def _stall(self, number: int) -> None:
        """All of them stop; whoever was closed comes back and stops again, for a while."""
        stall = Stall(self.watch.memory()[-1])
        self.stalls.append(stall)
        self.stalled.append(self.news.begin(f"stalled {number}"))
        began = time.monotonic()
        async with asyncio.TaskGroup() as everybody:
            for who in range(self.plan.silent):
                everybody.create_task(self._stops(who, began + self.plan.stalled_s, stall))
        stall.most = max(self.watch.memory(since=began))
        self._report(self.stalled[-1])

    async def _stops(self, who: int, until: float, stall: Stall) -> None:
        while True:
            stall.silences.append(await self._silence(self.silent[who]))
            if time.monotonic() > until and self.news.stretch is self.stalled[-1]:
                # the load is one less from now on: what is said now is not looked at
                self.news.begin("between")
            self.silent[who] = await self._comes(who)
            if time.monotonic() > until:
                return

    async def _silence(self, reader: Reader) -> Silence:
        """Read nothing until the server ends it."""
        port, began = reader.port, time.monotonic()
        reader.stop()
        while not reader.is_over():
            if time.monotonic() - began > STALLS_AT_MOST_S:
                self.wrong.append(f"not closed within {STALLS_AT_MOST_S} s")
                reader.leave()
                break
            await asyncio.sleep(LOOK_EVERY_S)
        seconds = time.monotonic() - began
        code = await reader.last_words()
        self.wrong += reader.wrong
        return Silence(seconds, self.watch.unread.pop(port, 0), code)

    # -- the end

    async def _everything(self) -> None:
        """Everybody is where the board is, without a gap."""
        everybody = [*self.readers, *self.silent]
        late, limit = everybody, time.monotonic() + EVERYTHING_WITHIN_S
        while late and time.monotonic() < limit:
            await asyncio.sleep(LOOK_EVERY_S)
            head = max(max(reader.head, reader.wanted) for reader in everybody)
            late = [reader for reader in everybody if reader.head < head]
        self.wrong += [f"{one.seat.source} has {one.head} of {head} entries" for one in late]

    def _goodbye(self) -> None:
        """All of those who read were there all the time."""
        for reader in self.readers:
            self.wrong += reader.wrong
            if reader.lost.is_set():
                self.wrong.append(f"{reader.seat.source} read and yet was closed: {reader.code}")
        for reader in [*self.readers, *self.silent]:
            reader.leave()

    def _report(self, stretch: Stretch) -> None:
        rss = self.watch.memory()[-1] / MIB
        self.tell(
            f"{stretch.name}: {stretch.said} operations, {len(stretch.took)} arrivals,"
            f" p50 {stretch.p(50)} p95 {stretch.p(95)} p99 {stretch.p(99)} ms, {rss:.0f} MiB"
        )


@dataclass
class Result:
    """What a run came to."""

    trial: Trial

    @property
    def wrong(self) -> list[str]:
        """What must not be, whatever the machine; speed is judged elsewhere."""
        run = self.trial
        found = list(run.wrong)
        for stall in run.stalls:
            if self._grown(stall) > MAY_HOLD:
                found.append(f"{self._grown(stall)} bytes more for each who did not read")
            for silence in stall.silences:
                found += _wrong(silence)
        if run.slow[SLOW].closed:
            found.append(f"a slow reader was closed: {run.slow[SLOW].closed}")
        if self._kept() > MAY_KEEP:
            found.append(f"{self._kept() // MIB} MiB were not given back")
        return found

    def _grown(self, stall: Stall) -> int:
        """The server's memory, per person who did not read."""
        return (stall.most - stall.before) // self.trial.plan.silent

    def _kept(self) -> int:
        """What the server has more at the end than before anybody stopped."""
        return self.trial.memory_at_the_end - self.trial.stalls[0].before

    @property
    def silences(self) -> list[Silence]:
        """All of them."""
        return [silence for stall in self.trial.stalls for silence in stall.silences]

    @property
    def ratio(self) -> float:
        """The others' p95 while some stall, in parts of that while all read; the median of the
        stretches each, so that one that others disturbed does not count."""
        calm, stalled = (_median_p95(part) for part in (self.trial.calm, self.trial.stalled))
        return round(stalled / calm, 3)

    @property
    def summary(self) -> str:
        """For people."""
        run, silences = self.trial, self.silences
        return (
            f"{run.plan.readers} read, {run.plan.silent} do not ({len(silences)} silences):"
            f" p95 {self.ratio} times; at most {max(one.unread for one in silences) // KIB} KiB"
            f" unread, {max(map(self._grown, run.stalls)) // KIB} KiB of memory each; closed after"
            f" {max(one.seconds for one in silences):.1f} s at most; {self._kept() // MIB} MiB more"
            f" at the end"
        )

    def as_data(self) -> dict[str, Any]:
        """For the record."""
        run, silences = self.trial, self.silences
        return {
            "readers": run.plan.readers,
            "silent": run.plan.silent,
            "writers": run.plan.writers,
            "operations_per_s": run.plan.operations_per_s,
            "calm": list(map(_figures, run.calm)),
            "stalled": list(map(_figures, run.stalled)),
            "p95_ratio": self.ratio,
            "silences": len(silences),
            "closed_with": dict(Counter(str(one.code or "dropped") for one in silences)),
            "closed_after_s": {
                "least": round(min(one.seconds for one in silences), 2),
                "most": round(max(one.seconds for one in silences), 2),
            },
            "unread_in_the_kernel_kib": round(max(one.unread for one in silences) / KIB),
            "memory_per_silent_kib": [round(self._grown(stall) / KIB) for stall in run.stalls],
            "memory_mib": {
                "before": round(run.stalls[0].before / MIB, 1),
                "most": round(max(run.watch.memory()) / MIB, 1),
                "at_the_end": round(run.memory_at_the_end / MIB, 1),
            },
            "slow_readers": [
                {"bytes_per_s": rate, "closed": len(line.closed), "pulls": line.pulls}
                for rate, line in run.slow.items()
            ],
        }


def _wrong(silence: Silence) -> list[str]:
    found = []
    if silence.unread > MAY_HOLD:
        found.append(f"{silence.unread} bytes were sent to somebody who read nothing")
    if silence.seconds > CLOSED_WITHIN_S:
        found.append(f"closed after {silence.seconds:.1f} s")
    if silence.code not in (0, 4008):
        found.append(f"closed with {silence.code}")
    return found


def _median_p95(stretches: list[Stretch]) -> float:
    return statistics.median(stretch.p(95) for stretch in stretches)


def _figures(stretch: Stretch) -> dict[str, float]:
    parts = {f"p{part}_ms": stretch.p(part) for part in (50, 95, 99)}
    return parts | {"operations": stretch.said, "arrivals": len(stretch.took)}


async def stalls(
    home: Path, plan: Plan, say: Callable[[str], None] = lambda line: None, **server: Any
) -> Result:
    """Start a server and let some of its people stop reading."""
    started = Server(Place(home, **server))
    async with (
        lab(started, boards=1, people=plan.readers + plan.silent + 2) as place,
        watching(started) as watch,
    ):
        trial = Trial(place, watch, plan, say)
        await trial.run()
    return Result(trial)
