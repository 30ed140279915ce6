"""[B10] Pages of the simulation, heard once more: `replay.test.ts` makes the same of each.

`pages.json` is made by `python -m tests.simulation.hunt --traces tests/cases/boards/pages.json
--seeds 45 --browsers 3 --operations 12`.
"""

from __future__ import annotations

from pathlib import Path

from .replica import Replica
from .traces import read
from .wire import kind_of

PAGES = Path(__file__).parents[1] / "cases" / "boards" / "pages.json"


def test_every_page_becomes_what_it_became() -> None:
    """Its streams come to the same numbers and the same state hashes."""
    traces = list(read(PAGES))
    assert len(traces) >= 150
    for trace in traces:
        page = Replica(trace["person"], trace["access"])
        for number, wire in enumerate(trace["wires"]):
            for text in wire:
                page.hear(number, kind_of(text), text)
        assert page.trace()["streams"] == trace["streams"], f"seed {trace['seed']}"
