"""Bugs planted into a copy of the server's sources, to see whether a short run finds them."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.frames.planted import plant
from tests.simulation.planted import Bug

from .trial import Plan, stalls

#: a run so short must find each of them
SHORT = Plan(readers=12, silent=4, writers=6, warm_s=0.5, calm_s=1.0, stalled_s=1.0, stalls=1)

BUGS = (
    Bug(
        "as much goes out as there is, seen or not",
        (),
        "boards/outlet.py",
        "WINDOW = 768 * KIB",
        "WINDOW = 768_000 * KIB",
    ),
    Bug(
        "a reader who sees nothing is waited for",
        (),
        "boards/outlet.py",
        "PATIENCE_S = 8.0",
        "PATIENCE_S = 800.0",
    ),
    Bug(
        "what was left out cannot be had later",
        (),
        "boards/room.py",
        "        for frame in frames.entries(stream, found):\n"
        "            member.outlet.offer(frame)",
        "        member.outlet.seen(0)",
    ),
)


def found(bug: Bug) -> list[str]:
    """What a short run finds in a server with this bug."""
    with tempfile.TemporaryDirectory(prefix="livelab-planted-") as folder:
        tree, home = Path(folder) / "sources", Path(folder) / "home"
        plant(bug, tree)
        home.mkdir()
        return asyncio.run(stalls(home, SHORT, sources=tree)).wrong


def hunt(progress: Callable[[str], None]) -> dict[str, str]:
    """Every bug, and what gave it away; empty where nothing did."""
    given_away = {}
    for bug in BUGS:
        given_away[bug.name] = next(iter(found(bug)), "")
        progress(f"planted: {bug.name}: {given_away[bug.name] or 'NOT FOUND'}")
    return given_away
