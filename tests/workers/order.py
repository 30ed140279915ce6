"""Many writers on one board through two processes: is there one order, and is it that of time?"""

from __future__ import annotations

import asyncio
import time
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.support.belief import Comparison
from tests.support.client import Client

from .stage import Stage

#: those who only look on, half of them at each worker
ONLOOKERS = 4
LONGEST_S = 900.0


@dataclass
class Result(Comparison):
    """What a run came to."""

    writers: int = 0
    operations: int = 0
    entries: int = 0
    seconds: float = 0.0
    #: entries that somebody at either worker was shown in other bytes, or not at all
    different: list[str] = field(default_factory=list)
    #: pairs of operations of which one was sent when the other was known to be accepted
    ordered_pairs: int = 0
    #: such pairs whose numbers say the contrary
    inversions: list[str] = field(default_factory=list)

    @property
    def summary(self) -> str:
        """One line for people."""
        return (
            f"seed {self.seed}: {self.writers} writers and {ONLOOKERS} onlookers at 2 workers, "
            f"{self.entries} entries in {self.seconds:.0f} s, the same bytes for all, "
            f"{self.ordered_pairs} pairs in the order of time"
        )

    @property
    def wrong(self) -> list[str]:
        """What does not hold."""
        found = super().wrong
        if self.entries != self.operations:
            found.append(f"{self.entries} entries of {self.operations} operations")
        found += [f"{len(self.different)} differ: {self.different[:3]}"] if self.different else []
        found += [f"{len(self.inversions)} inverted"] if self.inversions else []
        return found


async def order(stage: Stage, seed: int, writers: int, operations: int) -> Result:
    """Let so many writers perform so many operations together; what everybody saw."""
    each = operations // writers
    result = Result(seed, writers=writers, operations=each * writers)
    table = await stage.table(writers + ONLOOKERS)
    async with stage.crowd(table, seed, stay=True, writing=False) as people:
        for n, client in enumerate(people.clients):
            client.bytes = {}
            client.quota = each if n < writers else 0
        began = time.monotonic()
        await people.goes_on()
        async with asyncio.timeout(LONGEST_S):
            for client in people.clients[:writers]:
                await client.more_than(each - 1)
        await people.agrees(table.stream)
        result.seconds = round(time.monotonic() - began, 1)
        log = await stage.hand.do("log", table.stream)
        result.compare(people.clients, await stage.hand.do("evidence"))
        judge(result, people.clients, table.stream, log["entries"])
    return result


def judge(result: Result, clients: Sequence[Client], stream: str, log: Sequence[str]) -> None:
    """Compare every observer's bytes with the log's, and numbers with instants."""
    result.entries = len(log)
    for client in clients:
        seen = client.bytes or {}
        for seq, entry in enumerate(log, 1):
            if seen.get((stream, seq)) != entry.encode():
                result.different.append(f"{client.person} {seq}")
    sent, known = _instants(clients, stream, len(log))
    result.ordered_pairs = _ordered_pairs(sent, known)
    result.inversions = _inversions(sent, known)


def _instants(
    clients: Sequence[Client], stream: str, entries: int
) -> tuple[list[float], list[float]]:
    """By number: when it was sent, and when anybody first knew it accepted."""
    sent: dict[str, float] = {}
    known: dict[int, float] = {}
    operations: dict[int, str] = {}
    for client in clients:
        sent |= client.sent_at
        for (of, seq), at in client.shown_at.items():
            if of == stream:
                known[seq] = min(at, known.get(seq, at))
                operations[seq] = client.shown[of, seq]
    numbers = range(1, entries + 1)
    return [sent[operations[seq]] for seq in numbers], [known[seq] for seq in numbers]


def _ordered_pairs(sent: Sequence[float], known: Sequence[float]) -> int:
    """How many pairs time itself puts in an order."""
    instants = sorted(known)
    return sum(bisect_left(instants, at) for at in sent)


def _inversions(sent: Sequence[float], known: Sequence[float]) -> list[str]:
    """Operations sent when one with a greater number was known already."""
    found: list[str] = []
    earliest_above: float = float("inf")
    for seq in range(len(sent), 0, -1):
        if earliest_above < sent[seq - 1]:
            found.append(f"number {seq} was sent after a later one was known")
        earliest_above = min(earliest_above, known[seq - 1])
    return found
