"""People on a server, and one stretch of their writing."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from . import machine
from .generator import Generator, Seat, Way
from .served import Served

#: how long is waited for what did not arrive: until the next rate, and where nothing follows
PATIENCE_S, SHORT_PATIENCE_S = 20.0, 6.0
#: a stretch is noisy if others had so many cores beside what ours needed, or if the disk needed so
#: many times its best
MOST_CORES_OF_OTHERS, MOST_OF_DISK = 0.5, 4.0
#: how often noisy stretches may be repeated, in a whole run of the bench
REPEATS = 12
#: numbers of the generator's runs, part of every id it makes
runs = itertools.count(1)
_repeats = itertools.count(1)
_best_disk = {"ms": float("inf")}


@dataclass
class Crowd:
    """The same people through several stretches; they come again when some were sent away."""

    server: Served
    seats: Sequence[Seat]
    way: Way
    seed: int
    #: the generator's runs: number → (acknowledged, sent), notes that were set up included
    runs: dict[int, tuple[int, int]] = field(default_factory=dict)
    _generator: Generator | None = None

    def stretch(
        self, rate: float, warm_s: float, window_s: float, drain_s: float = PATIENCE_S
    ) -> dict[str, Any]:
        """Writing at one rate, with what else the machine did meanwhile."""
        generator = self.enter()
        with machine.watched([*self.server.pids, generator.pid]) as noise:
            found = generator.write(rate, warm_s, window_s, drain_s)
        if found["closed"] or found["all_acks"] != found["all_operations"]:
            self.leave()
        return found | {"noise": noise.as_data()}

    def quiet_stretch(self, rate: float, warm_s: float, window_s: float) -> dict[str, Any]:
        """As `stretch`, once more (twice at most) while others disturb; the least disturbed."""
        tries = [self.stretch(rate, warm_s, window_s, SHORT_PATIENCE_S)]
        while noisy(tries[-1]) and len(tries) < 3 and next(_repeats) <= REPEATS:
            tries.append(self.stretch(rate, warm_s, window_s, SHORT_PATIENCE_S))
        return min(tries, key=disturbance) | {"tries": len(tries)}

    def enter(self, *, idle: bool = False) -> Generator:
        """Everybody comes, if they are not there; who is `idle` makes no note to write in."""
        if self._generator is None:
            run = next(runs)
            self._generator = Generator(
                self.way, self.server.port, self.seats, self.server.pids, run, self.seed
            ).__enter__()
            self.runs[run] = (0, 0)
            self._generator.enter(len(self.seats), idle=idle)
        return self._generator

    def leave(self) -> None:
        """Everybody goes."""
        generator, self._generator = self._generator, None
        if generator:
            last = generator.ask("close")
            known, sent = (last[name] + last["set_up"] for name in ("acks_ever", "sent_ever"))
            self.runs[generator.run_number] = known, sent
            self.server.runs.update(self.runs)
            generator.__exit__(None, None, None)


@contextmanager
def crowd(
    server: Served, people: int, seed: int, form: str = "", rooms: int = 1
) -> Iterator[Crowd]:
    """So many people in each of so many rooms."""
    seats = [seat for room in range(rooms) for seat in server.seats(people, room)]
    gathered = Crowd(server, seats, server.way(form), seed)
    try:
        yield gathered
    finally:
        gathered.leave()


def complete(found: dict[str, Any]) -> bool:
    """Did everything arrive once, in order, and was everything confirmed?"""
    nothing = ("twice", "missing", "out_of_order", "refused", "closed", "misread", "foreign")
    return (
        found["deliveries"] == found["wanted"]
        and found["acks"] == found["operations"]
        and not any(found[name] for name in nothing)
    )


def noisy(found: dict[str, Any]) -> bool:
    """Did others use so much of cores or disk that the figures may be theirs?"""
    return disturbance(found) > 1.0


def disturbance(found: dict[str, Any]) -> float:
    """How much others disturbed; above 1 it is noise."""
    noise = found["noise"]
    best = _best_disk["ms"] = min(_best_disk["ms"], noise["disk_ms"])
    disk = noise["disk_ms"] / best / MOST_OF_DISK
    return max(noise["other_cores"] / MOST_CORES_OF_OTHERS, float(disk))


def summary(found: dict[str, Any]) -> dict[str, Any]:
    """What is kept of a stretch."""
    return {
        "rate": round(found["rate"], 1),
        "operations_per_s": round(found["operations"] / found["seconds"], 1),
        "delivered_per_s": round(found["deliveries"] / found["seconds"]),
        "delivery_ratio": round(found["deliveries"] / max(1, found["wanted"]), 4),
        "complete": complete(found),
        **_milliseconds("", found["latency"]),
        **_milliseconds("ack_", found["ack"]),
        "late_p99_ms": round(found["late"]["p99"], 3),
        "server_cores": round(found["server_cpu_s"] / found["seconds"], 3),
        "server_rss_mb": round(found["server_rss"] / 1e6, 1),
        "cpu_s_per_10k_deliveries": _per_10k(found, "interval_deliveries"),
        "cpu_s_per_10k_operations": _per_10k(found, "interval_acks"),
        "bytes_per_delivery": round(found["bytes"] / max(1, found["all_deliveries"])),
        "generator_cores": found["generator_cores"],
        "generator_waited": found["generator_waited"],
        "tries": found.get("tries", 1),
        "complaint": found["complaint"],
        **found["noise"],
    }


def _milliseconds(name: str, times: dict[str, Any]) -> dict[str, float]:
    return {f"{name}{part}_ms": round(times[part], 2) for part in ("p50", "p95", "p99", "max")}


def _per_10k(found: dict[str, Any], what: str) -> float:
    return round(found["server_cpu_s"] / max(1, found[what]) * 10_000, 5)


def line(step: dict[str, Any] | None) -> str:
    """A stretch as people read it."""
    if step is None:
        return "none"
    return (
        f"{step['rate']:>7.0f} ops/s {step['delivered_per_s']:>9,} delivered/s"
        f" ratio {step['delivery_ratio']:.3f} p50 {step['p50_ms']:.1f} p99 {step['p99_ms']:.1f} ms,"
        f" cores: server {step['server_cores']:.2f} generator {step['generator_cores']:.2f}"
        f" others {step['other_cores']:.2f}, load {step['load']:.1f}, disk"
        f" {step['disk_ms']:.2f} ms, {step['cpu_s_per_10k_deliveries']:.4f} CPU s/10k"
        f"{'' if step['complete'] else '  INCOMPLETE ' + step['complaint']}"
    )
