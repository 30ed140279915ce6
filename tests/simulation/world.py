"""Everything of one run: two workers over one database, the browsers, the wires between them."""

from __future__ import annotations

from collections import Counter, deque

from .faults import Faults
from .ground import Browser
from .net import Net
from .node import Clients
from .plan import Plan
from .stage import Stage
from .tabs import Tabs
from .worker import Worker

__all__ = ["Browser", "World"]

#: where work is done in time, nothing waits longer than this
SLICE_MS = 200


class World(Net, Tabs):
    """The state of a run, and what can happen in it. What happens next is for others."""

    def __init__(
        self, plan: Plan, stage: Stage, clients: Clients, counted: Counter[str], faults: Faults
    ) -> None:
        super().__init__(plan, stage, clients, counted, faults)
        self.start_workers()
        self.ask(("reset", int(self.now().timestamp() * 1000)))
        people = list(self.people.values())
        for name, owner in plan.tabs:
            self.open_tab(name, people[owner])

    # -- time

    def pass_time(self, milliseconds: int) -> None:
        """Time goes on everywhere."""
        left = milliseconds
        while left > 0:
            some = min(left, SLICE_MS) if self.plan.prompt else left
            left -= some
            self.milliseconds += some
            for worker in self.workers:
                worker.loop.turn()
                if self.plan.prompt:
                    worker.runner.finish()
        self.ask(("pass", milliseconds))

    def jump(self, milliseconds: int) -> None:
        """A long time in which nobody looks at a screen."""
        self.milliseconds += milliseconds
        self.revoked.skip(milliseconds)
        for worker in self.workers:
            worker.loop.turn()
            worker.runner.finish()
        self.ask(("pass", milliseconds))

    # -- workers

    def start_workers(self) -> None:
        """Put a fresh process where one is missing."""
        names = {worker.name for worker in self.workers}
        self.workers += [Worker(self, name) for name in ("left", "right") if name not in names]

    def crash(self, worker: Worker) -> None:
        """A process is gone, with everything it had in memory."""
        worker.crash()
        self.workers.remove(worker)
        self.nudges = deque(other for other in self.nudges if other is not worker)
        for wire in self.wires.values():
            if wire.worker is worker:
                wire.server = False
                # What the system had taken over may still arrive.
                self.lose(wire, up=0, down=self.random.randint(0, len(wire.down)))

    def announced(self, worker: Worker | None) -> None:
        """A worker tells the others that the board moved on."""
        self.nudges.extend(other for other in self.workers if other is not worker)

    # -- the database

    def before_database(self) -> None:
        """Something is about to be committed: what was told until now is judged by what is now."""
        self.witness.judge()

    def rolled_back(self, roles: dict[str, str]) -> None:
        """The database is an older copy now, with the roles it held."""
        heads = self.past.heads()
        for browser in self.browsers.values():
            newer = any(held.seq > heads[name] for name, held in browser.page.streams.items())
            self.counted["page newer than the restored server"] += newer
        self.witness.rolled_back(heads)
        # What a restored server lost is offered again (B14.4); that all of it comes back is not
        # demanded here yet.
        self.witness.gone("".join(self.past.words_after(heads)))
        self.revoked.rolled_back()
        for person, role in roles.items():
            self.revoked.changed(person, role)
        self.silent_since = self.milliseconds if self.mode() == "silent" else None

    def end(self) -> None:
        """Put everything away."""
        for worker in self.workers:
            worker.crash()
