"""A board at two workers while their Redis is killed, frozen, and its subscribers are cut off."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from tests.support.belief import Comparison
from tests.support.client import Client
from tests.support.crowd import Crowd, running

from .faults import FAULTS, Fault, subscribers
from .stage import Stage, Table

PAUSE_S = 0.2
QUIET_PAUSE_S = 0.1
#: so long after Redis is back all must have read as far as whoever read most
AGREED_AFTER_S = 5.0
#: what the poll brings (twice a second) must be there after so many seconds
POLLED_AFTER_S = 2.0
#: and each process must follow the board through Redis again
FOLLOWED_AFTER_S = 30.0


@dataclass
class Lags:
    """Seconds from an author's acknowledgement until another client was shown it."""

    same_worker: list[float] = field(default_factory=list)
    other_worker: list[float] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Medians, 99th percentiles and maxima, in milliseconds."""
        return {
            f"{name}_{what}_ms": round(1000 * at(sorted(values)), 1)
            for name, values in vars(self).items()
            if values
            for what, at in QUANTILES.items()
        }


QUANTILES: dict[str, Callable[[list[float]], float]] = {
    "p50": lambda values: values[len(values) // 2],
    "p99": lambda values: values[len(values) * 99 // 100],
    "max": lambda values: values[-1],
}


@dataclass
class Result(Comparison):
    """What a run came to."""

    faults: dict[str, int] = field(default_factory=dict)
    #: operations confirmed while Redis was away; in each of those times
    confirmed_while_away: list[int] = field(default_factory=list)
    seconds_away: list[float] = field(default_factory=list)
    seconds_until_agreed: list[float] = field(default_factory=list)
    seconds_until_followed: list[float] = field(default_factory=list)
    connections_lost: int = 0
    lags_while_away: dict[str, float] = field(default_factory=dict)
    lags_otherwise: dict[str, float] = field(default_factory=dict)
    #: a board with one writer at one worker and one onlooker at the other: nothing but the poll
    quiet_while_away: dict[str, float] = field(default_factory=dict)
    quiet_otherwise: dict[str, float] = field(default_factory=dict)

    @property
    def summary(self) -> str:
        """One line for people."""
        lags, quiet = self.lags_while_away, self.quiet_while_away
        return (
            f"seed {self.seed}: Redis {dict(self.faults)}, {self.clients} clients, "
            f"{self.confirmed} acknowledged, {sum(self.confirmed_while_away)} of them while it was "
            f"away {sum(self.seconds_away):.0f} s, all heads equal within "
            f"{max(self.seconds_until_agreed):.1f} s, followed again within "
            f"{max(self.seconds_until_followed):.1f} s; shown while away after p50/max "
            f"{lags['same_worker_p50_ms']:.0f}/{lags['same_worker_max_ms']:.0f} ms at the same "
            f"worker, {lags['other_worker_p50_ms']:.0f}/{lags['other_worker_max_ms']:.0f} ms at "
            f"the other, {quiet['other_worker_p50_ms']:.0f}/{quiet['other_worker_max_ms']:.0f} ms "
            "where only the poll brings it"
        )

    @property
    def wrong(self) -> list[str]:
        """What does not hold."""
        found = super().wrong
        if self.connections_lost:
            found.append(f"{self.connections_lost} connections were lost")
        if not all(self.confirmed_while_away):
            found.append("nothing was accepted while Redis was away")
        if not self.quiet_while_away.get("other_worker_max_ms"):
            found.append("the poll brought nothing")
        return found

    @property
    def late(self) -> list[float]:
        """How often the poll, or the agreement of all heads, took too long."""
        polled = self.quiet_while_away.get("other_worker_max_ms", 0.0) / 1000
        late = [seconds for seconds in self.seconds_until_agreed if seconds > AGREED_AFTER_S]
        return late + [polled] * (polled >= POLLED_AFTER_S)


async def away(
    stage: Stage,
    seed: int,
    count: int,
    longest_s: float,
    people: int = 20,
    progress: Callable[[str], None] = lambda line: None,
) -> Result:
    """Let so many faults befall Redis, each at most so long; what came of it."""
    result, chance = Result(seed), random.Random(f"redis {seed}")
    table = await stage.table(people)
    spans: list[tuple[float, float]] = []
    quiet = await stage.table(2)
    alone = [stage.client(quiet, quiet.cookies[n], f"{seed} quiet {n}", at=n) for n in (0, 1)]
    alone[0].pause, alone[1].writing = QUIET_PAUSE_S, False
    async with (
        stage.crowd(table, seed, PAUSE_S, stay=True) as crowd,
        running(alone) as pair,
    ):
        await _followed(stage, table)
        for n in range(count):
            fault = FAULTS[n % len(FAULTS)]
            spans.append(await _befall(stage, result, crowd, table, fault, chance, longest_s))
            progress(f"{n + 1} faults: {fault.name}, {crowd.confirmed} acknowledged")
        for group, stream in ((crowd, table.stream), (pair, quiet.stream)):
            await group.rests()
            await group.agrees(stream)
        result.connections_lost = sum(len(client.closes) for client in [*crowd.clients, *alone])
        result.compare([*crowd.clients, *alone], await stage.hand.do("evidence"))
    result.lags_while_away, result.lags_otherwise = _lags(crowd.clients, table.stream, spans)
    result.quiet_while_away, result.quiet_otherwise = _lags(alone, quiet.stream, spans)
    return result


async def _befall(
    stage: Stage,
    result: Result,
    crowd: Crowd,
    table: Table,
    fault: Fault,
    chance: random.Random,
    longest_s: float,
) -> tuple[float, float]:
    """One fault; from when to when Redis was away."""
    await crowd.writes()
    before = crowd.confirmed
    async with _struck(stage, fault) as began:
        if fault.lasts:
            await asyncio.sleep(chance.uniform(0.2, longest_s))
            await crowd.writes()
            result.confirmed_while_away.append(crowd.confirmed - before)
            result.seconds_away.append(round(time.monotonic() - began, 2))
    back = time.monotonic()
    await crowd.rests()
    await crowd.agrees(table.stream)
    result.seconds_until_agreed.append(round(time.monotonic() - back, 2))
    await crowd.goes_on()
    await _followed(stage, table)
    result.seconds_until_followed.append(round(time.monotonic() - back, 2))
    result.faults = dict(Counter(result.faults) + Counter([fault.name]))
    return began, back if fault.lasts else began


@asynccontextmanager
async def _struck(stage: Stage, fault: Fault):
    began = time.monotonic()
    await fault.strike(stage.redis)
    try:
        yield began
    finally:
        await fault.end(stage.redis)


async def _followed(stage: Stage, table: Table) -> None:
    """Until both workers hear of this board through Redis."""
    async with asyncio.timeout(FOLLOWED_AFTER_S):
        while await subscribers(stage.redis, table.board) < len(stage.servers):
            await asyncio.sleep(0.05)


def _lags(
    clients: list[Client], stream: str, spans: list[tuple[float, float]]
) -> tuple[dict[str, float], dict[str, float]]:
    """How long others waited for what was acknowledged, while Redis was away and otherwise."""
    down, up = Lags(), Lags()
    for author in clients:
        for place in author.confirmed.values():
            if place[0] != stream or place not in author.shown_at:
                continue
            known = author.shown_at[place]
            lags = down if any(start < known < end for start, end in spans) else up
            for other in clients:
                if other is author or place not in other.shown_at:  # it was in her snapshot
                    continue
                same = other.address == author.address
                waited = other.shown_at[place] - known
                (lags.same_worker if same else lags.other_worker).append(waited)
    return down.figures(), up.figures()
