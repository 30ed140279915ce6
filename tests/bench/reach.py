"""What we reach for, beside what was measured: held, or missed by how much."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Results = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Reach:
    """One line: what is wanted of a figure. `least`: it must be so much, else at most so much."""

    what: str
    limit: float
    unit: str
    find: Callable[[Results], float]
    least: bool = False

    def look(self, results: Results) -> Verdict:
        """What was found; nothing where it was not measured."""
        try:
            found = self.find(results)
        except (KeyError, TypeError, ValueError, ZeroDivisionError):
            return Verdict(self, None)
        return Verdict(self, found)


@dataclass(frozen=True)
class Verdict:
    """A line with what was found."""

    reach: Reach
    found: float | None

    @property
    def held(self) -> bool:
        """Is it reached?"""
        if self.found is None:
            return False
        limit = self.reach.limit
        return self.found >= limit if self.reach.least else self.found <= limit

    @property
    def wanted(self) -> str:
        """As people read it."""
        return f"{'≥' if self.reach.least else '≤'} {_short(self.reach.limit)}{self.reach.unit}"

    @property
    def said(self) -> str:
        """Held, or missed by how much."""
        if self.found is None:
            return "not measured"
        if self.held:
            return "held"
        return f"missed by {abs(self.found - self.reach.limit) / self.reach.limit:.0%}"

    @property
    def figure(self) -> str:
        """What was found, as people read it."""
        return "–" if self.found is None else f"{_short(self.found)}{self.reach.unit}"


def _short(value: float) -> str:
    return f"{value:.3g}" if abs(value) < 1000 else f"{value:,.0f}"


def _crowd(name: str, size: int, figure: str) -> Callable[[Results], float]:
    return lambda found: float(found["crowds"]["targets"][name][str(size)][figure])


def _saturated(results: Results, name: str) -> float:
    return float(results["saturation"]["targets"][name]["knee"]["delivered_per_s"])


def _times(name: str, peer: str) -> Callable[[Results], float]:
    return lambda found: _saturated(found, name) / _saturated(found, peer)


def _cpu_beside_hocuspocus(results: Results) -> float:
    cpu = [
        _crowd(name, 200, "cpu_s_per_10k_deliveries")(results) for name in ("livelab", "hocuspocus")
    ]
    return cpu[0] / cpu[1]


def _million(*names: str) -> Callable[[Results], float]:
    return lambda found: max(found["million"]["figures"][name]["ratio"] for name in names)


_DATABASES = ("sqlite", "postgresql")
_SIZES = ("500", "2000", "5000")
_LOOKING = ("pan", "pan_half", "pan_whole", "zoom")
_MOVING = ("drag", "remote")


def _frames(sizes: Sequence[str], scenes: Sequence[str], figure: str) -> Callable[[Results], float]:
    """The worst of ours in the canvas bench."""
    return lambda found: max(
        float(found["canvas"]["targets"]["livelab"][size][scene][figure])
        for size in sizes
        for scene in scenes
    )


def _beside_canvases(scenes: Sequence[str]) -> Callable[[Results], float]:
    """Our processor time for a frame to that of the better peer, where that is worst for us."""
    return lambda found: max(
        float(found["canvas"]["targets"]["livelab"][size][scene]["cpu_ms"])
        / min(
            float(peer[size][scene]["cpu_ms"])
            for name, peer in found["canvas"]["targets"].items()
            if name != "livelab" and scene in peer[size]
        )
        for size in _SIZES
        for scene in scenes
    )


def _throttled(results: Results) -> float:
    scenes = results["canvas"]["throttled"]["livelab"]["2000"]
    return max(float(scenes[scene]["p95_ms"]) for scene in (*_LOOKING, *_MOVING))


REACHES = (
    Reach("p99 at 100 people", 50, " ms", _crowd("livelab", 100, "p99_ms")),
    Reach(
        "saturated deliveries, Daphne : hocuspocus",
        1.5,
        " ×",
        _times("livelab", "hocuspocus"),
        least=True,
    ),
    Reach(
        "saturated deliveries, Daphne : tldraw with its SQLite storage",
        20,
        " ×",
        _times("livelab", "tldraw-sqlite"),
        least=True,
    ),
    Reach(
        "saturated deliveries, uvicorn : hocuspocus",
        2,
        " ×",
        _times("livelab-uvicorn", "hocuspocus"),
        least=True,
    ),
    Reach(
        "the same, aimed beyond",
        3,
        " ×",
        _times("livelab-uvicorn", "hocuspocus"),
        least=True,
    ),
    Reach("CPU for a delivery at 200 people : hocuspocus", 1, " ×", _cpu_beside_hocuspocus),
    Reach(
        "join of 5,000 items",
        20,
        " ms",
        lambda found: float(found["joins"]["targets"]["livelab"]["5000"]["ms"]),
    ),
    Reach(
        "memory of an idle socket",
        30,
        " KB",
        lambda found: float(found["idle"]["targets"]["livelab"]["kb_per_socket"]),
    ),
    Reach("a million entries more: join", 1.1, " ×", _million("join_ms")),
    Reach(
        "verification, the slower database",
        50_000,
        " entries/s",
        lambda found: float(min(found["verify"][n]["entries_per_second"] for n in _DATABASES)),
        least=True,
    ),
    Reach(
        "a million entries more: operation",
        1.1,
        " ×",
        _million("single_ack_ms", "batched_cpu_us"),
    ),
    Reach(
        "canvas: p50 of frames, everywhere",
        17.5,
        " ms",
        _frames(_SIZES, (*_LOOKING, *_MOVING), "p50_ms"),
    ),
    Reach(
        "canvas: p95 at 2,000 notes, pan, drag, moved by others",
        22,
        " ms",
        _frames(("2000",), ("pan", "pan_half", "pan_whole", *_MOVING), "p95_ms"),
    ),
    Reach(
        "canvas: CPU of a frame, pan and zoom : the better peer",
        1,
        " ×",
        _beside_canvases(_LOOKING),
    ),
    Reach(
        "canvas: CPU of a frame, notes moved : the better peer",
        1.3,
        " ×",
        _beside_canvases(_MOVING),
    ),
    Reach("canvas: p95 at 2,000 notes, processor 4× slower", 60, " ms", _throttled),
)


def verdicts(results: Results) -> list[Verdict]:
    """Every line beside what was found."""
    return [reach.look(results) for reach in REACHES]
