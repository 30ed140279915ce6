"""Runs the simulation outside pytest, in a database of its own: for long runs and planted bugs.

Prints one JSON line: how far it came, what was counted, and the first failure if there was one.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
import tempfile
import time
from pathlib import Path

import django


def main() -> None:
    """Run seeds until the last, or until one fails."""
    asked = _arguments()
    django.setup()
    _prepare_database()
    for loud in ("asyncio", "psycopg"):  # they tell of the faults that happen on purpose
        logging.getLogger(loud).setLevel(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        sys.stdout.write(json.dumps(_hunt(asked, Path(folder))) + "\n")


def _prepare_database() -> None:
    from django.core.management import call_command
    from django.db import connection

    if not connection.introspection.table_names():
        call_command("migrate", verbosity=0)


def _hunt(asked: argparse.Namespace, folder: Path) -> dict[str, object]:
    from .node import ROOT, Clients, bundle
    from .simulate import Failed, commit, simulation
    from .traces import Traces

    clients = Clients(asked.clients or bundle(ROOT, folder / "clients.mjs"))
    began = time.monotonic()
    failures = []
    traces = Traces()
    try:
        with simulation(clients, asked.browsers, asked.operations) as running:
            running.traces = traces.add if asked.traces else running.traces
            for seed in range(asked.first, asked.first + asked.seeds):
                try:
                    running.run(seed)
                except Failed as failed:
                    failures.append({"seed": seed, "why": str(failed)})
                    sys.stderr.write(f"{failed}\n"[:1_500] if asked.progress else "")
                    if len(failures) >= asked.failures:
                        break
                _say(asked, seed, time.monotonic() - began, len(failures))
    finally:
        clients.close()
    if asked.traces:
        traces.write(asked.traces)
    return {
        "commit": commit(),
        "first": asked.first,
        "seeds": running.counted["seeds"],
        "browsers": asked.browsers,
        "operations": asked.operations,
        "failures": failures,
        "seconds": round(time.monotonic() - began, 1),
        "never_happened": running.missing(),
        "counted": dict(sorted(running.counted.items())),
    }


def _say(asked: argparse.Namespace, seed: int, seconds: float, failures: int) -> None:
    done = seed - asked.first + 1
    if asked.progress and done % 50 == 0:
        sys.stderr.write(f"{done} seeds, {failures} failures, {seconds:.0f} s\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--seeds", type=int, default=200)
    parser.add_argument("--browsers", type=int, default=4)
    parser.add_argument("--operations", type=int, default=60)
    parser.add_argument("--failures", type=int, default=1, help="stop at so many")
    parser.add_argument("--clients", type=Path, help="the browsers' bundle, if it is made already")
    parser.add_argument("--traces", type=Path, help="write what every page heard and became")
    parser.add_argument("--progress", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
