"""The canvas in a browser, beside Excalidraw and React Flow on the same notes.

Every page is opened in a browser of its own, three times in turns; medians count (docs/bench.md).
"""

from __future__ import annotations

import asyncio
import statistics
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from playwright.async_api import async_playwright

from tests.bench import machine
from tests.bench.plan import Plan

from . import browser
from .browser import Watched, opened, served
from .field import field
from .scenes import SCENES, NotDone

CANVASES = ("livelab", "excalidraw", "flow")
SIZES = (500, 2000, 5000)
#: on a processor slowed down; Excalidraw would take minutes there
THROTTLED, SLOWER, ON_THROTTLED = 2000, 4, ("livelab", "flow")

Figures = dict[str, float]
#: canvas → size → scene → one figure of each run
Runs = dict[str, dict[str, dict[str, list[Figures]]]]


def measure(plan: Plan) -> dict[str, Any]:
    """All canvases in all sizes; at 2,000 notes also on a processor slowed down."""
    return asyncio.run(_measure(plan))


async def _measure(plan: Plan) -> dict[str, Any]:
    folder = machine.scratch() / "pages"
    browser.build(folder)
    sizes = SIZES[:1] if plan.short else SIZES
    usual: Runs = _nothing()
    slow: Runs = _nothing()
    failed: list[str] = []
    with machine.watched([]) as noise, served(folder) as address:
        async with async_playwright() as playwright:
            for _round in range(plan.rounds):
                for size, slower in [*((size, 1) for size in sizes), (THROTTLED, SLOWER)]:
                    for canvas in CANVASES if slower == 1 else ON_THROTTLED:
                        runs = (usual if slower == 1 else slow)[canvas][str(size)]
                        given = field(size, plan.seed)
                        page = opened(playwright, f"{address}/{canvas}.html", given, slower)
                        await _visit(plan, page, (canvas, size, slower), runs, failed)
    return {
        "runs": plan.rounds,
        "window": [browser.WIDTH, browser.HEIGHT],
        "slower": SLOWER,
        "targets": _medians(usual, plan.rounds),
        "throttled": _medians(slow, plan.rounds),
        "failed": failed,
        "noise": {"load": round(noise.load, 2)},
        "browser": browser.versions(),
    }


async def _visit(
    plan: Plan,
    page: Any,
    what: tuple[str, int, int],
    runs: dict[str, list[Figures]],
    failed: list[str],
) -> None:
    """One page through all scenes. A scene that did not come off is noted, and has no figures."""
    canvas, size, slower = what
    said = f"{canvas}, {size} notes{f', {slower}× slower' if slower > 1 else ''}"
    async with page as one:
        runs["first"].append({"ms": one.first_ms})
        told = [f"first {one.first_ms:.0f} ms"]
        for name, scene in SCENES.items():
            try:
                figures = summary(await scene(one))
            except NotDone as error:
                failed.append(f"{said}: {name}: {error}")
                plan.say(failed[-1])
                continue
            runs[name].append(figures)
            told.append(
                f"{name} {figures['p50_ms']:.0f}/{figures['p95_ms']:.0f}·{figures['cpu_ms']:.1f}"
            )
        plan.say(f"{said}: {', '.join(told)}")


def summary(watched: Watched) -> Figures:
    """Frame intervals and processor time for a frame."""
    frames = sorted(watched.frames)
    return {
        "p50_ms": statistics.median(frames),
        "p95_ms": frames[min(len(frames) - 1, int(len(frames) * 0.95))],
        "cpu_ms": watched.cpu_ms / len(frames),
        "frames": len(frames),
    }


def _nothing() -> Runs:
    return defaultdict(lambda: defaultdict(lambda: defaultdict(list)))


def _medians(runs: Runs, rounds: int) -> dict[str, Any]:
    """The median of each figure over the runs; a scene that once did not come off has none."""
    return {
        canvas: {
            size: {
                scene: _median(figures)
                for scene, figures in scenes.items()
                if len(figures) == rounds
            }
            for size, scenes in sizes.items()
        }
        for canvas, sizes in runs.items()
    }


def _median(figures: Sequence[Figures]) -> Figures:
    return {
        name: round(statistics.median(each[name] for each in figures), 2) for name in figures[0]
    }
