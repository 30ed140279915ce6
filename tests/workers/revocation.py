"""Rights are taken from people whose browsers are open at both workers (B12)."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass, field
from typing import Any

from websockets.frames import CloseCode

from livelab.limits import CUT_OFF_GETS_S
from tests.support import crowd
from tests.support.belief import Comparison
from tests.support.client import Client
from tests.support.deaf import Deaf

from .faults import FROZEN, KILLED, Fault
from .stage import Stage, Table

#: the ways of losing rights (`withdrawals.WAYS`); after some of them she reads on
ENDED = ("membership ended", "removed from the lab", "device left")
READS_ON = ("demoted to observer", "role in the lab ended")
WAYS = (*ENDED, *READS_ON)
PAUSE_S = 0.2
#: an active person
BUSY_PAUSE_S = 0.02
#: no frame (or no right unsaid) later than this
AT_ONCE_S = 1.0
#: so long we go on listening for one
LISTENS_S = 1.5
LONGEST_S = 15.0
#: notes of the greatest length on the board: 800 kB wait before who reads nothing
PILE = 200
#: what somebody hears of who is not, or may not, any more
REFUSALS = frozenset({"not_member", "not_now", "not_allowed"})
#: her answer to the goodbye came later than `CUT_OFF_GETS_S`
ANSWERED_LATE = [("not_member", CloseCode.ABNORMAL_CLOSURE), ("", 4003)]
#: Redis while it happens
STATES: tuple[Fault | None, ...] = (None, KILLED, FROZEN)


@dataclass
class Result(Comparison):
    """What a run came to."""

    rounds: dict[str, int] = field(default_factory=dict)
    #: operations that were under way at the commit, or sent after it: all must be refused
    too_late: int = 0
    #: operations accepted with a number beyond the head of that commit
    accepted_after: list[str] = field(default_factory=list)
    #: from the commit until the last frame, or until she was told her rights: by socket
    seconds_until_cut: list[float] = field(default_factory=list)
    seconds_until_told: list[float] = field(default_factory=list)
    #: until the connection of one who reads nothing was dropped, with all that waited for her
    seconds_until_dropped: list[float] = field(default_factory=list)
    #: sockets dropped because their answer to the goodbye took too long: told why on coming back
    answered_late: list[str] = field(default_factory=list)
    #: sockets that did not end (or go on) as they should
    otherwise: list[str] = field(default_factory=list)

    @property
    def summary(self) -> str:
        """One line for people."""
        return (
            f"seed {self.seed}: {dict(self.rounds)}, {self.too_late} operations came too late and "
            f"none was accepted; last frame after at most {max(self.seconds_until_cut):.2f} s at "
            f"{len(self.seconds_until_cut)} sockets, {len(self.seconds_until_dropped)} that read "
            f"nothing dropped after at most {max(self.seconds_until_dropped):.2f} s, rights told "
            f"after at most {max(self.seconds_until_told, default=0):.2f} s at "
            f"{len(self.seconds_until_told)}"
        )

    @property
    def wrong(self) -> list[str]:
        """What does not hold."""
        found = super().wrong
        if self.accepted_after:
            found.append(f"{len(self.accepted_after)} accepted after: {self.accepted_after[:3]}")
        if self.otherwise:
            found.append(f"{len(self.otherwise)} ended otherwise: {self.otherwise[:3]}")
        return found

    @property
    def late(self) -> list[float]:
        """How often rights, or an answer to a goodbye, took longer than they may."""
        waited = self.seconds_until_cut + self.seconds_until_told + self.seconds_until_dropped
        waited = [seconds for seconds in waited if seconds > AT_ONCE_S]
        return waited + [CUT_OFF_GETS_S] * len(self.answered_late)


@dataclass
class Victim:
    """Somebody who loses her rights: two sockets that are concerned, and one more device."""

    what: str
    person: str
    cookie: str
    concerned: list[Client]
    beside: Client
    #: where a browser of hers with the same cookie reads nothing
    deaf_at: str
    heads: dict[str, int] = field(default_factory=dict)
    done: float = 0.0
    #: how the connections of those who lose something had ended when we stopped listening
    ends: list[list[tuple[str, int]]] = field(default_factory=list)

    @property
    def deaf(self) -> tuple[str, str]:
        """Address and cookie of the browser that reads nothing."""
        return self.deaf_at, self.cookie

    @property
    def all(self) -> list[Client]:
        """All her sockets."""
        return [*self.concerned, self.beside]

    @property
    def losers(self) -> list[Client]:
        """Those that lose something: her other device stays only where a device was left."""
        return self.concerned if self.what == "device left" else self.all


async def revocation(
    stage: Stage,
    seed: int,
    rounds: int,
    people: int = 20,
    progress: Callable[[str], None] = lambda line: None,
) -> Result:
    """Take rights from so many people, one by one, while others write; what came of it."""
    result, chance = Result(seed), random.Random(f"revocation {seed}")
    table = await stage.table(people + rounds)
    spare = list(zip(table.people[people:], table.cookies[people:], strict=True))
    table.cookies = table.cookies[:people]
    victims: list[Victim] = []
    await stage.hand.do("pile", table.board, table.people[0], PILE)
    async with stage.crowd(table, seed, PAUSE_S) as regulars:
        for n, (person, cookie) in enumerate(spare):
            what, state = WAYS[n % len(WAYS)], STATES[n // len(WAYS) % len(STATES)]
            victim = await _victim(stage, table, what, person, cookie, f"{seed} {n}")
            await _round(stage, result, table, victim, state, chance)
            victims.append(victim)
            progress(f"{n + 1} rounds: {what}, Redis {state.name if state else 'there'}")
        await regulars.rests()
        found = await stage.hand.do("evidence")
        result.compare(regulars.clients, found)
    for victim in victims:
        result.compare(victim.all, found, REFUSALS)
        _judge(result, victim, found)
    return result


async def _victim(
    stage: Stage, table: Table, what: str, person: str, cookie: str, seed: str
) -> Victim:
    """A person with a browser at each worker, and another device at one of them."""
    await stage.hand.do("prepare", what, table.board, person)
    other = await stage.hand.do("device", person)
    concerned = [
        stage.client(table, cookie, f"{seed} {at}", at=at, pause=BUSY_PAUSE_S) for at in (0, 1)
    ]
    beside = stage.client(table, other["cookie"], f"{seed} beside", pause=BUSY_PAUSE_S)
    server = stage.servers[int(seed.rpartition(" ")[2]) % 2]
    return Victim(what, person, cookie, concerned, beside, server.board(table.board))


async def _round(
    stage: Stage,
    result: Result,
    table: Table,
    victim: Victim,
    state: Fault | None,
    chance: random.Random,
) -> None:
    """She writes at both workers; at some moment her rights are taken."""
    async with AsyncExitStack() as stack:
        people = await stack.enter_async_context(crowd.running(victim.all))
        await people.is_in()
        deaf = stack.enter_context(closing(await asyncio.to_thread(Deaf, *victim.deaf)))
        await people.writes()
        if state:
            stack.push_async_callback(state.end, stage.redis)
            await state.strike(stage.redis)
        await asyncio.sleep(chance.uniform(0, 0.5))
        order = ("withdraw", victim.what, table.board, victim.person, victim.cookie)
        answer = await stage.hand.do(*order)
        victim.heads, victim.done = answer["heads"], answer["done"]
        await _consequences(result, victim, deaf)
    name = f"{victim.what}, Redis {state.name if state else 'there'}"
    result.rounds = dict(Counter(result.rounds) + Counter([name]))


async def _consequences(result: Result, victim: Victim, deaf: Deaf) -> None:
    """Wait for what must follow, and listen a little longer for what must not."""
    try:
        async with asyncio.timeout(LONGEST_S):
            for client in victim.losers:
                if victim.what in READS_ON:
                    await client.until(lambda client=client: client.rules_at > victim.done)
                else:
                    await client.closed.wait()
            if victim.what in ENDED:
                waited = await deaf.dropped() - victim.done
                result.seconds_until_dropped.append(round(waited, 3))
            if victim.beside not in victim.losers:
                await victim.beside.more_than(len(victim.beside.confirmed))
    except TimeoutError:
        result.otherwise.append(f"{victim.what}: nothing followed")
    await asyncio.sleep(max(0.0, victim.done + LISTENS_S - time.monotonic()))
    victim.ends = [list(client.closes) for client in victim.losers]


def _judge(result: Result, victim: Victim, found: dict[str, Any]) -> None:
    began = {op_id for client in victim.losers for op_id in client.sent_at}
    result.too_late += sum(len(client.refused) for client in victim.losers)
    result.accepted_after += [
        f"{victim.what}: {seq} > {victim.heads[stream]}"
        for stream, seq, _, op_id in found["entries"]
        if op_id in began and seq > victim.heads[stream]
    ]
    wanted = [] if victim.what in READS_ON else [("not_member", 4003)]
    for ends in victim.ends:
        if wanted and ends == ANSWERED_LATE:
            result.answered_late.append(victim.what)
        elif ends != wanted:
            result.otherwise.append(f"{victim.what}: {ends}")
    for client in victim.losers:
        if victim.what in READS_ON:
            result.seconds_until_told.append(round(client.rules_at - victim.done, 3))
        else:
            result.seconds_until_cut.append(round(client.heard_at - victim.done, 3))
