"""A board whose log has a million entries beside one whose log is short; both have 200 notes.

The two are asked in turns, and of each figure the least of all turns counts: what else the machine
does only adds to it. Figures of the large one over those of the small one: 1.0 means that the
length of the log costs nothing.
"""

from __future__ import annotations

import contextlib
import statistics
from collections.abc import Iterator
from typing import Any

from .crowd import Crowd, crowd
from .generator import Seat
from .plan import Plan
from .served import Served
from .targets import Target

ITEMS, ENTRIES, SHORT_ENTRIES = 200, 1_000_000, 100_000
TURNS, SHORT_TURNS = 7, 3
JOINS = 5
ALONE_PER_S, ALONE_S = 40.0, 1.5
TOGETHER, TOGETHER_PER_S, TOGETHER_S = 50, 1000.0, 1.0

Sample = dict[str, float]


def measure(plan: Plan) -> dict[str, Any]:
    """Our first server."""
    target = next(iter(plan.chosen(ours_only=True)), None)
    if target is None:
        return {}
    entries = SHORT_ENTRIES if plan.short else ENTRIES
    with _serving(plan, target, 0) as small, _serving(plan, target, entries) as large:
        turns = SHORT_TURNS if plan.short else TURNS
        samples = [_turn(plan, target, small, large, number) for number in range(turns)]
    figures = {name: _compare(samples, name) for name in samples[0][0]}
    for name, found in figures.items():
        plan.say(f"{name}: {found['small']:.3f} → {found['large']:.3f}, {found['ratio']:.3f} times")
    return {"entries": entries, "items": ITEMS, "target": target.name, "figures": figures}


@contextlib.contextmanager
def _serving(plan: Plan, target: Target, entries: int) -> Iterator[Served]:
    boards = [{"mode": "open", "items": ITEMS, "history": entries}]
    plan.say(f"a board with {entries:,} entries more than its notes")
    with plan.serving(target, boards) as server:
        yield server


def _turn(
    plan: Plan, target: Target, small: Served, large: Served, number: int
) -> tuple[Sample, Sample]:
    """Both, each first in every second turn."""
    if number % 2:
        later = _sample(plan, target, large)
        return _sample(plan, target, small), later
    return _sample(plan, target, small), _sample(plan, target, large)


def _sample(plan: Plan, target: Target, server: Served) -> Sample:
    """One turn: who joins, who writes alone, and fifty who write together."""
    guest, joiner = server.seats(2)
    alone = Crowd(server, [guest], server.way(target.form), plan.seed)
    found = _join(alone, joiner) | _alone(alone)
    with crowd(server, TOGETHER, plan.seed, target.form) as people:
        batched = people.stretch(TOGETHER_PER_S, 0.5, TOGETHER_S)
    return found | {
        "batched_cpu_us": batched["server_cpu_s"] / max(1, batched["interval_acks"]) * 1e6,
        "batched_ack_ms": batched["ack"]["p50"],
    }


def _join(alone: Crowd, joiner: Seat) -> Sample:
    joins = alone.enter().join(JOINS, joiner)["joins"]
    return {
        "join_ms": statistics.median(join["ms"] for join in joins),
        "join_cpu_ms": statistics.median(join["server_cpu_ms"] for join in joins),
    }


def _alone(alone: Crowd) -> Sample:
    wrote = alone.stretch(ALONE_PER_S, 0.3, ALONE_S)
    alone.leave()
    return {
        "single_ack_ms": wrote["ack"]["p50"],
        "single_cpu_us": wrote["server_cpu_s"] / max(1, wrote["interval_acks"]) * 1e6,
    }


def _compare(samples: list[tuple[Sample, Sample]], name: str) -> dict[str, float]:
    small = min(one[name] for one, _ in samples)
    large = min(other[name] for _, other in samples)
    return {"small": round(small, 4), "large": round(large, 4), "ratio": round(large / small, 4)}
