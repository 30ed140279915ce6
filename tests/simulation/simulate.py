"""Runs seeds, counts faults, and says how to see a failure again."""

from __future__ import annotations

import logging
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from boards import frames, outlet, service
from boards.ledger import Ledger
from common import clock
from contributions import append

from .faults import Faults
from .ground import START
from .healing import heal
from .node import ROOT, Clients
from .oracles import check
from .plan import plan
from .replica import Replica
from .shapes import missing
from .stage import Stage
from .steps import Steps
from .witness import Violation
from .worker import hub_of_this_process
from .world import World

#: snapshots of a few notes come in several pieces; a few entries fill a slow reader's credit
SMALL_PIECE = 1_500
CREDIT = {"MARK_EVERY": 2_000, "WINDOW": 8_000, "WAITING": 3_000}


class Failed(AssertionError):
    """A seed that does not hold."""

    def __init__(self, seed: int, why: BaseException) -> None:
        super().__init__(f"seed {seed} at commit {commit()}: {why}")
        self.seed = seed


class Errors(logging.Handler):
    """Collects what the shipped code logs as wrong."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it."""
        cause = record.exc_info[1] if record.exc_info else None
        if "simulated" not in str(cause):
            self.seen.append(f"{record.getMessage()}: {cause!r}")


class Simulation:
    """Runs one seed after another over one database and one process of browsers."""

    def __init__(self, clients: Clients, faults: Faults, browsers: int, operations: int) -> None:
        self.clients = clients
        self.faults = faults
        self.browsers = browsers
        self.operations = operations
        self.counted: Counter[str] = Counter()
        self._credit = {name: getattr(outlet, name) for name in CREDIT}
        self.errors = Errors()
        #: where traces are written, if anywhere
        self.traces: Callable[[int, dict[str, Any]], None] = lambda seed, trace: None
        Stage.set_clock(lambda: START)
        self.stage = Stage()

    def run(self, seed: int) -> None:
        """One seed, from beginning to end. Raises `Failed`."""
        planned = plan(seed, self.browsers)
        for name, usual in self._credit.items():
            setattr(outlet, name, CREDIT[name] if planned.narrow else usual)
        self.counted["person with two tabs"] += planned.people < self.browsers
        world = World(planned, self.stage, self.clients, self.counted, self.faults)
        self.errors.seen.clear()
        try:
            steps = Steps(world, self.operations)
            steps.run()
            heal(world, steps.office)
            self._replay(seed, check(world))
            if self.errors.seen:
                raise Violation(f"the server logged: {self.errors.seen}")
        except Exception as why:
            raise Failed(seed, why) from why
        finally:
            world.end()
        self.counted["seeds"] += 1

    def _replay(self, seed: int, pages: list[Replica]) -> None:
        """The shipped TypeScript makes of what each page heard what Python makes of it."""
        for page in pages:
            if not page.wires:
                continue
            trace = page.trace()
            (event,) = self.clients.ask([("replay", trace)])
            if event[1] != trace["streams"]:
                raise Violation(f"TypeScript makes another state of a trace: {event} {trace}")
            self.counted[f"trace of a {page.access or 'former member'} replayed"] += 1
            self.traces(seed, trace)

    def missing(self) -> list[str]:
        """What never happened and has to, or the run proves nothing."""
        return missing(self.counted)


@contextmanager
def simulation(clients: Clients, browsers: int, operations: int) -> Iterator[Simulation]:
    """A simulation in the present database; the clock and the commit are ours meanwhile."""
    with pytest.MonkeyPatch.context() as ours:
        faults = Faults()
        ours.setattr(clock, "now", clock.now)
        ours.setattr(append, "write_pending", faults.write_pending)
        ours.setattr(Ledger, "take", lambda ledger, request: faults.take(ledger, request))
        ours.setattr(service, "hub", hub_of_this_process)
        for name in CREDIT:
            ours.setattr(outlet, name, getattr(outlet, name))
        ours.setattr(frames.pieces, "__defaults__", (SMALL_PIECE,))
        if connection.vendor == "sqlite":  # that commits outlive the power is tried elsewhere
            connection.cursor().execute("PRAGMA synchronous=OFF")
        made = Simulation(clients, faults, browsers, operations)
        said = logging.getLogger("livelab.boards")
        ours.setattr(said, "propagate", False)
        said.addHandler(made.errors)
        try:
            yield made
        finally:
            said.removeHandler(made.errors)
            connection.close()


def commit() -> str:
    """Which state of the sources this is."""
    said = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True
    )
    return said.stdout.strip() or "unknown"
