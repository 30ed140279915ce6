"""Runs seeds, counts faults, and says how to see a failure again."""

from __future__ import annotations

import logging
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import pytest

from boards import service
from common import clock
from contributions import append
from contributions.verify import verify

from .healing import heal
from .node import ROOT, Clients
from .oracles import check
from .stage import Stage
from .steps import Steps
from .witness import Violation
from .worker import Faults, hub_of_this_process
from .world import START, Plan, World

#: faults that have to have happened in a run of many seeds, or it proves nothing
FAULTS = (
    "socket lost",
    "socket lost without a word",
    "frame lost on a living socket",
    "connection refused",
    "acknowledgement lost after the commit",
    "operation sent again",
    "late frames of an old socket",
    "late frames to an old socket",
    "late close of an old socket",
    "word between workers lost",
    "last word between workers lost",
    "reconnected to the other worker",
    "cursor from another past",
    "crashed before the transaction",
    "crashed inside the transaction",
    "crashed after the commit, before anybody heard",
    "crashed while idle",
    "commit failed",
    "tab reloaded",
    "tab crashed",
    "revealed",
    "erased",
    "frame caught_up",
    "frame accepted",
    "frame entries",
    "frame presence",
    "frame beat",
    "frame text",
    "refused item_gone",
    "refused not_allowed",
    "refused now_public",
)


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
        self.errors = Errors()
        Stage.set_clock(lambda: START)
        self.stage = Stage()

    def run(self, seed: int) -> None:
        """One seed, from beginning to end. Raises `Failed`."""
        world = World(self.plan(seed), self.stage, self.clients, self.counted, self.faults)
        self.errors.seen.clear()
        try:
            Steps(world, self.operations).run()
            heal(world)
            check(world)
            if self.errors.seen:
                raise Violation(f"the server logged: {self.errors.seen}")
        except Exception as why:
            raise Failed(seed, why) from why
        finally:
            world.end()
        self.counted["seeds"] += 1

    def plan(self, seed: int) -> Plan:
        """Who takes part. Some have two tabs; one person in the first tab facilitates."""
        random = Random(f"plan {seed}")
        people = random.choice([self.browsers - 1, self.browsers]) if self.browsers > 2 else 2
        people = min(people, 5)
        owners = [n % people for n in range(self.browsers)]
        self.counted["person with two tabs"] += people < self.browsers
        names = "abcdefghij"
        tabs = [(names[n], owner) for n, owner in enumerate(owners)]
        return Plan(seed, random.random() < 0.4, deaf=random.random() < 0.4, tabs=tabs)

    def verify_chain(self) -> None:
        """The whole log's chain, and its projection of heads."""
        findings = verify().findings
        if findings:
            raise Violation(f"the chain does not verify: {findings[:3]}")

    def missing(self) -> list[str]:
        """Faults that never happened."""
        return [name for name in FAULTS if not self.counted[name]]


@contextmanager
def simulation(clients: Clients, browsers: int, operations: int) -> Iterator[Simulation]:
    """A simulation in the present database; the clock and the commit are ours meanwhile."""
    with pytest.MonkeyPatch.context() as ours:
        faults = Faults()
        ours.setattr(clock, "now", clock.now)
        ours.setattr(append, "write_pending", faults)
        ours.setattr(service, "hub", hub_of_this_process)
        made = Simulation(clients, faults, browsers, operations)
        said = logging.getLogger("livelab.boards")
        ours.setattr(said, "propagate", False)
        said.addHandler(made.errors)
        try:
            yield made
        finally:
            said.removeHandler(made.errors)


def commit() -> str:
    """Which state of the sources this is."""
    said = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True
    )
    return said.stdout.strip() or "unknown"
