"""Whatever people, browsers, networks and processes do, afterwards everybody agrees."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from .node import Clients
from .shapes import table
from .simulate import simulation

#: a commit costs more on PostgreSQL, and what is tried is the same
USUAL = "60" if os.environ.get("LIVELAB_DATABASE", "").startswith("postgres") else "80"
SEEDS = int(os.environ.get("LIVELAB_SEEDS", USUAL))
FIRST = int(os.environ.get("LIVELAB_SEED", "1"))
BROWSERS = int(os.environ.get("LIVELAB_BROWSERS", "4"))
OPERATIONS = int(os.environ.get("LIVELAB_OPERATIONS", "60"))
PINNED = Path(__file__).with_name("pinned.txt")


class Run(NamedTuple):
    """A seed, and how many take part and how long it goes on."""

    seed: int
    browsers: int = BROWSERS
    operations: int = OPERATIONS


def pinned() -> list[Run]:
    """What failed once."""
    lines = [line.split("#")[0].split() for line in PINNED.read_text("utf-8").splitlines()]
    return [Run(*map(int, line)) for line in lines if line]


@pytest.mark.django_db(transaction=True)
def test_everybody_agrees(clients: Clients, capsys: pytest.CaptureFixture[str]) -> None:
    """[B10.5] [B2.2] [B3.1] [B4.1] [B5.2] [B9] How to see a failing seed again: `pinned.txt`."""
    runs = [Run(seed) for seed in range(FIRST, FIRST + SEEDS)] + (pinned() if SEEDS > 1 else [])
    began = time.monotonic()
    with simulation(clients, BROWSERS, OPERATIONS) as running:
        for run in runs:
            running.browsers, running.operations = run.browsers, run.operations
            running.run(run.seed)
        with capsys.disabled():
            print(f"\n{len(runs)} seeds in {time.monotonic() - began:.1f} s")
            for shape, count in table(running.counted):
                print(f"  {count:8,} shape {shape}")
            for name, count in sorted(running.counted.items()):
                print(f"  {count:8,} {name}")
        if SEEDS >= 60:
            assert not running.missing(), f"never happened: {running.missing()}"
