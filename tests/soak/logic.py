"""Long runs of what needs no second server: the simulation, tampering, malformed frames, people
who read nothing."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from typing import Any

from .record import place, record

ROOT = Path(__file__).resolve().parents[2]


def simulation(asked: argparse.Namespace, name: str, address: str) -> bool:
    """The simulation, many seeds: a share of them on each processor, in a database of its own."""
    shares = _shares(asked.seed, asked.seeds, os.cpu_count() or 1)
    with ExitStack() as stack:
        places = [stack.enter_context(place(address)) for _ in shares]
        pool = stack.enter_context(ThreadPoolExecutor(len(shares)))
        runs = [
            pool.submit(_simulate, asked, *share, *where)
            for share, where in zip(shares, places, strict=True)
        ]
        result = _together([run.result() for run in runs])
        record(f"soak-simulation-{name}", result, *places[0])
    for failure in result["failures"]:
        print(f"FAILED {failure['why']}")
    print(f"{result['seeds']} seeds hold, {len(result['failures'])} do not, {result['seconds']} s")
    return not result["failures"] and not result["never_happened"]


def _shares(first: int, seeds: int, parts: int) -> list[tuple[int, int]]:
    """The first seed and the number of seeds of each part."""
    ends = [first + seeds * part // parts for part in range(parts + 1)]
    return [(start, end - start) for start, end in pairwise(ends) if end > start]


def _simulate(
    asked: argparse.Namespace, first: int, seeds: int, home: Path, database: str
) -> dict[str, Any]:
    return _run(
        "tests.simulation.hunt",
        "--progress",
        *("--first", first, "--seeds", seeds, "--browsers", asked.browsers),
        *("--operations", asked.operations, "--failures", 20),
        home=home,
        database=database,
    )


def _together(results: list[dict[str, Any]]) -> dict[str, Any]:
    """One result of several shares: all counts added up, the longest time."""
    from tests.simulation.shapes import missing, table

    counted = sum((Counter(one["counted"]) for one in results), Counter[str]())
    return results[0] | {
        "seeds": sum(one["seeds"] for one in results),
        "failures": [failure for one in results for failure in one["failures"]],
        "seconds": max(one["seconds"] for one in results),
        "never_happened": missing(counted),
        "shapes": dict(table(counted)),
        "counted": dict(sorted(counted.items())),
    }


def tamper(asked: argparse.Namespace, name: str, address: str) -> bool:
    """Changes of a log that must be found, and honest logs that must be left alone."""
    with place(address) as (home, database):
        result = _run(
            "tests.contributions.tamper_trial",
            *(asked.seed, asked.changes, asked.honest_logs),
            home=home,
            database=database,
        )
        record("tamper" if name == "sqlite" else f"tamper-{name}", result, home, database)
    return bool(result["whole"])


def frames(asked: argparse.Namespace, name: str, address: str) -> bool:
    """Malformed frames over real sockets, on each server; and planted bugs that they must find."""
    from tests.frames import soak

    whole = True
    for server in ("daphne", "uvicorn"):
        with place("") as (home, _):
            result = soak.storm(home, server, asked.seed, asked.frames, asked.openings)
            record(f"soak-frames-{server}", result, home)
            whole &= not result["findings"]
    planted = soak.planted(asked.seed)
    with place("") as (home, _):
        record("soak-frames-planted", planted, home)
    return whole and not planted["missed"]


def slow(asked: argparse.Namespace, name: str, address: str) -> bool:
    """Twenty of two hundred never read, on each server; and planted bugs that this must find."""
    from tests.slow import soak

    whole = True
    for server in ("daphne", "uvicorn"):
        with place("") as (home, _):
            result = soak.stalled(home, server, asked.stalls)
            record(f"soak-slow-{server}", result, home)
            whole &= not result["wrong"]
    planted = soak.planted()
    with place("") as (home, _):
        record("soak-slow-planted", planted, home)
    return whole and not planted["missed"]


def room(asked: argparse.Namespace, name: str, address: str) -> bool:
    """Sixty phones come in beside ten thousand guesses from their own address."""
    from tests.accounts.room import room

    with place("") as (home, _):
        found = room(home, asked.guesses)
        record("soak-room", found.as_data(), home)
    print("\n".join([found.summary, *found.wrong]))
    return not found.wrong


def _run(module: str, *arguments: object, home: Path, database: str) -> dict[str, Any]:
    """Run one of our programs there; its last line as JSON."""
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"LIVELAB_HOME": str(home), "LIVELAB_DATABASE": database},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result
