"""`make soak`: the long forms of the simulation and of the killed server, on each database, and of
the malformed frames.

Prints how far it is; results go to docs/measurements/ as JSON. Exit code 1 where something failed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import SystemRandom
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "livelab.settings")


def main() -> int:
    """Run everything that was asked for; 0 where nothing failed."""
    asked = arguments()
    whole = True
    for name, address in databases():
        if "simulation" in asked.what:
            whole &= simulate(asked, name, address)
        if "kill" in asked.what:
            whole &= kill(asked, name, address)
        if "tamper" in asked.what:
            whole &= tamper(asked, name, address)
    if "frames" in asked.what:
        whole &= frames(asked)
    return 0 if whole else 1


def arguments() -> argparse.Namespace:
    """What is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    everything = ["simulation", "kill", "tamper", "frames"]
    parser.add_argument("what", nargs="*", default=everything)
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(1, 10**6))
    parser.add_argument("--seeds", type=int, default=2_000)
    parser.add_argument("--browsers", type=int, default=6)
    parser.add_argument("--operations", type=int, default=100)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--changes", type=int, default=100_000)
    parser.add_argument("--honest-logs", type=int, default=2_000)
    parser.add_argument("--frames", type=int, default=100_000)
    parser.add_argument("--openings", type=int, default=6_000)
    return parser.parse_args()


def databases() -> list[tuple[str, str]]:
    """The embedded one, and PostgreSQL where one was started for us."""
    server = os.environ.get("LIVELAB_TEST_DATABASE", "")
    return [("sqlite", ""), *([("postgresql", server)] if server else [])]


def simulate(asked: argparse.Namespace, name: str, address: str) -> bool:
    """The simulation, many seeds."""
    print(f"simulation on {name}: seeds from {asked.seed}", flush=True)
    with place(address) as (home, database):
        environment = os.environ | {"LIVELAB_HOME": str(home), "LIVELAB_DATABASE": database}
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "tests.simulation.hunt",
                "--progress",
                "--first",
                str(asked.seed),
                "--seeds",
                str(asked.seeds),
                "--browsers",
                str(asked.browsers),
                "--operations",
                str(asked.operations),
                "--failures",
                "20",
            ],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        result = json.loads(done.stdout.splitlines()[-1])
        record(f"simulation-{name}", result, home)
    for failure in result["failures"]:
        print(f"FAILED {failure['why']}")
    print(f"{result['seeds']} seeds hold, {len(result['failures'])} do not, {result['seconds']} s")
    return not result["failures"] and not result["never_happened"]


def kill(asked: argparse.Namespace, name: str, address: str) -> bool:
    """A server that is killed again and again."""
    from tests.kill.trial import kills

    print(f"{asked.kills} kills on {name}: seed {asked.seed}", flush=True)
    with place(address) as (home, database):
        result = asyncio.run(
            kills(home, asked.kills, asked.people, asked.seed, database, progress=print)
        )
        record(f"kill-{name}", result.as_data(), home)
    print(result.summary)
    return result.whole


def tamper(asked: argparse.Namespace, name: str, address: str) -> bool:
    """Changes of a log that must be found, and honest logs that must be left alone."""
    print(f"tampering on {name}: seed {asked.seed}", flush=True)
    with place(address) as (home, database):
        environment = os.environ | {"LIVELAB_HOME": str(home), "LIVELAB_DATABASE": database}
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "tests.contributions.tamper_trial",
                str(asked.seed),
                str(asked.changes),
                str(asked.honest_logs),
            ],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        result = json.loads(done.stdout.splitlines()[-1])
        keep("tamper" if name == "sqlite" else f"tamper-{name}", result, home)
    return bool(result["whole"])


def frames(asked: argparse.Namespace) -> bool:
    """Malformed frames over real sockets, on each server; and planted bugs that they must find."""
    from tests.frames import soak

    whole = True
    for name in ("daphne", "uvicorn"):
        with place("") as (home, _):
            result = soak.storm(home, name, asked.seed, asked.frames, asked.openings)
            record(f"frames-{name}", result, home)
            whole &= not result["findings"]
    planted = soak.planted(asked.seed)
    with place("") as (home, _):
        record("frames-planted", planted, home)
    return whole and not planted["missed"]


@contextmanager
def place(address: str) -> Iterator[tuple[Path, str]]:
    """A home and a database for one run."""
    from tests.kill.database import own_database

    with tempfile.TemporaryDirectory(prefix="livelab-soak-") as home, own_database(address) as own:
        yield Path(home), own


def record(name: str, result: dict[str, Any], home: Path) -> None:
    """Keep the result of a soak, with what it depends on."""
    keep(f"soak-{name}", result, home)


def keep(name: str, result: dict[str, Any], home: Path) -> None:
    """Keep a result, with what it depends on."""
    from tests.bench.record import circumstances, save

    save(name, result | circumstances(home))


if __name__ == "__main__":
    sys.exit(main())
