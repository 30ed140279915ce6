"""A page whose line is away goes on writing; the line comes back while a colleague works beside."""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tests.kill.server import ROOT, Place, Server, way_to
from tests.simulation.node import bundle
from tests.support import crowd
from tests.support.client import Client

from . import browsers
from .browsers import Pages

#: the colleague thinks this long between two operations
PAUSE_S = 0.05
#: her round trips are compared, so many at least on each side
TRIPS = 60
#: slower than so many times her usual, and than this, is slowed down
WORSE, UNFELT_S = 3.0, 0.1


@dataclass
class Result:
    """What it came to."""

    seed: int
    queued: int
    seconds_away: float = 0.0
    seconds_until_all_in: float = 0.0
    #: the colleague's round trips in seconds: their medians and the slowest of twenty
    median_before: float = 0.0
    median_meanwhile: float = 0.0
    p95_before: float = 0.0
    p95_meanwhile: float = 0.0
    trips_meanwhile: int = 0
    missing: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    out_of_order: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)

    @property
    def wrong(self) -> list[str]:
        """What does not hold, in words; empty where all is well."""
        slowed = self.p95_meanwhile > max(UNFELT_S, WORSE * self.p95_before)
        said = {
            f"{len(self.missing)} are missing": bool(self.missing),
            f"{len(self.twice)} are there twice": bool(self.twice),
            f"{len(self.out_of_order)} are out of order": bool(self.out_of_order),
            f"findings: {self.findings[:3]}": bool(self.findings),
            f"the colleague waited {self.p95_meanwhile:.3f} s": slowed,
            f"only {self.trips_meanwhile} round trips": self.trips_meanwhile < TRIPS // 2,
        }
        return [words for words, is_so in said.items() if is_so]

    @property
    def summary(self) -> str:
        """One line for people."""
        return (
            f"seed {self.seed}: {self.queued:,} operations queued, {self.seconds_away:.0f} s away,"
            f" all in after {self.seconds_until_all_in:.1f} s; the colleague's round trip"
            f" {1000 * self.median_before:.0f} ms before, {1000 * self.median_meanwhile:.0f} ms"
            f" meanwhile (p95 {1000 * self.p95_before:.0f}, {1000 * self.p95_meanwhile:.0f})"
        )

    def as_data(self) -> dict[str, Any]:
        """For the record."""
        return asdict(self)


async def away(
    place: Place,
    folder: Path,
    queued: int,
    seed: int,
    at_least_s: float = 0.0,
    progress: Callable[[str], None] = lambda line: None,
) -> Result:
    """Cut one page's line, let so many operations queue, mend it; how everybody fared."""
    made = await place.run("tests.kill.people", "2")
    script = bundle(ROOT, folder / "offline.mjs", "backup/pages.ts")
    server, result = Server(place), Result(seed, queued)
    way = way_to([server], made["board"], random.Random(seed))
    colleague = Client(way, made["cookies"][1], f"offline {seed}", PAUSE_S)
    try:
        await server.start()
        async with browsers.opened(script, seed) as pages, crowd.running([colleague]) as beside:
            about = {"url": server.board(made["board"]), "origin": server.origin}
            mine = {"person": made["people"][0], "cookie": made["cookies"][0]}
            await pages.come("a", about | mine | {"board": made["board"]})
            await pages.comes_to("a", "live")
            await beside.is_in()
            await _trial(pages, colleague, result, at_least_s)
            progress(result.summary)
            await beside.rests()
    finally:
        await server.stop()
    found = await place.run("tests.backup.happenings", "look", made["board"])
    order = await place.run("tests.backup.happenings", "order", made["board"])
    _judge(result, pages, found, [text for who, text in order if who == made["people"][0]])
    result.findings += colleague.refused.values()
    return result


async def _trial(pages: Pages, colleague: Client, result: Result, at_least_s: float) -> None:
    began = time.monotonic()
    await pages.tell("a", "cut")
    await pages.comes_to("a", "dead")
    await pages.add_all("a", result.queued)
    await asyncio.sleep(max(0.0, began + at_least_s - time.monotonic()))
    await colleague.more_than(len(colleague.confirmed) + TRIPS)
    result.seconds_away = round(time.monotonic() - began, 1)
    mended = time.monotonic()
    before = _trips(colleague, began, mended)
    await pages.tell("a", "mend")
    await pages.comes_to("a", "live")
    saved = time.monotonic()
    meanwhile = _trips(colleague, mended, saved)
    result.seconds_until_all_in = round(saved - mended, 1)
    result.trips_meanwhile = len(meanwhile)
    result.median_before, result.p95_before = _middle_and_slow(before)
    result.median_meanwhile, result.p95_meanwhile = _middle_and_slow(meanwhile)


def _trips(client: Client, since: float, until: float) -> list[float]:
    """How long each operation took that she sent in this time, from sending to its echo."""
    return [
        client.shown_at[client.confirmed[op]] - sent
        for op, sent in client.sent_at.items()
        if since <= sent < until and client.confirmed.get(op) in client.shown_at
    ]


def _middle_and_slow(trips: list[float]) -> tuple[float, float]:
    slow = statistics.quantiles(trips, n=20)[-1]
    return round(statistics.median(trips), 4), round(slow, 4)


def _judge(result: Result, pages: Pages, found: dict[str, Any], came: list[str]) -> None:
    """Is every word on the board, once, and did the log take them in the order of writing?"""
    meant, stood = list(pages.words), Counter(found["texts"])
    result.missing = [word for word in meant if not stood[word]]
    result.twice = [word for word in meant if stood[word] > 1 or came.count(word) > 1]
    result.out_of_order = [a for a, b in zip(came, meant, strict=False) if a != b]
    result.findings += found["findings"]
