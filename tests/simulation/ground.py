"""The state of one run, and the ear for what its browsers and its servers say."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from boards.models import Board

from .faults import Faults
from .hiding import Public, word
from .node import Clients, Command, Event
from .past import Past
from .plan import Plan
from .replica import Replica
from .revoking import BOUND_MS, Revoked
from .stage import Stage
from .wire import Wire
from .witness import Violation, Witness
from .worker import Worker

START = datetime(2026, 3, 12, 8, tzinfo=UTC)


@dataclass
class Browser:
    """A tab."""

    name: str
    person: str
    shelf: str
    #: the page that is loaded
    page: Replica
    #: its present wire, as far as the world knows
    wire: Wire | None = None
    last_worker: str = ""
    asleep: bool = False


class Ground:
    """What there is in a run. What can happen to it: see `Net`, `Tabs` and `World`."""

    def __init__(
        self, plan: Plan, stage: Stage, clients: Clients, counted: Counter[str], faults: Faults
    ) -> None:
        self.plan = plan
        self.stage = stage
        self.random = Random(f"run {plan.seed}")
        self.clients = clients
        self.counted = counted
        self.faults = faults
        self.milliseconds = 0
        self.commits = 0
        stage.set_clock(self.now)
        stage.clear()
        board, people = stage.board(plan)
        self.board, self.board_stream = board.hex, board.stream.id
        self.people = {person.id: person for person in people}
        #: since when the board is silent; None: it is not, as far as is known here
        self.silent_since: int | None = 0 if plan.silent else None
        self.revoked = Revoked(self.streams, lambda: self.milliseconds, plan.prompt)
        self.witness = Witness(
            counted,
            self.people,
            Public(self.board_stream),
            self.revoked,
            stage.elsewhere.stream,
            self.known_silent,
            faults.poison,
            faults.failed_alone,
        )
        tabs = Counter(people[owner].id for _, owner in plan.tabs)
        self.witness.in_two_tabs = {person for person, count in tabs.items() if count > 1}
        faults.poison.clear()
        faults.failed_alone.clear()
        for person, role in zip(people, plan.roles, strict=True):
            self.revoked.changed(person.id, role)
        self.workers: list[Worker] = []
        self.nudges: deque[Worker] = deque()
        self.wires: dict[int, Wire] = {}
        self.browsers: dict[str, Browser] = {}
        #: pages that are gone
        self.left: list[Replica] = []
        self.past = Past(self.board, self.streams())
        self.written = 0
        self.processes = 0
        self.problems: list[BaseException] = []

    def streams(self) -> list[str]:
        """The board's stream, then everybody's private one."""
        return [self.board_stream, *(person.own for person in self.people.values())]

    def now(self) -> datetime:
        """Virtual time of the servers."""
        return START + timedelta(milliseconds=self.milliseconds)

    def seconds(self) -> float:
        """Virtual time of the workers' event loops."""
        return self.milliseconds / 1000

    def process_id(self) -> str:
        """The id of the next server process: the same each time the seed is run."""
        self.processes += 1
        return Random(f"process {self.plan.seed} {self.processes}").randbytes(16).hex()

    def word(self, person: str) -> str:
        """A word nobody wrote before: with letters of two, three and four bytes in UTF-8."""
        self.written += 1
        tail = self.random.choice(["", "žluť", "kůň", "é", "😀", "👩‍🔬", "\n", '"\\'])
        return word(self.people[person].mark, self.written, tail)

    # -- speaking with the browsers' process

    def ask(self, *commands: Command) -> None:
        """Let something happen to the browsers; what comes of it happens here."""
        for event in self.clients.ask(commands):
            self._heard(event)

    def states(self) -> dict[str, dict[str, object]]:
        """How each browser is."""
        asked = [("state", name) for name in self.browsers]
        return {event[1]: event[2] for event in self.clients.ask(asked) if event[0] == "state"}

    def _heard(self, event: Event) -> None:
        kind = event[0]
        if kind == "send":
            self._sent(self.wires[event[1]], event[2])
        elif kind == "hears":
            self._hears(self.wires[event[1]])
        elif kind == "dial":
            self._dialled(self.browsers[event[1]], event[2])
        elif kind == "close":
            wire = self.wires[event[1]]
            self._let_go(wire)
            wire.closing_late = True
        elif kind == "wrote":
            self.witness.wrote(self.browsers[event[1]].person, event[2], event[3])
        elif kind in ("erased", "vanished"):
            self.witness.gone(event[2])
            self.counted[kind] += 1
        elif kind == "placed":
            self.witness.placed(event[2])
            self.counted[kind] += 1
        elif kind == "said":
            self.counted[f"a browser said {event[1]}"] += 1
        elif kind == "error":
            self._failed(event[1])

    def _failed(self, what: str) -> None:
        raise Violation(f"a browser failed: {what}")

    def _dialled(self, browser: Browser, number: int) -> None:
        browser.wire = self.wires[number] = Wire(number, browser.name, browser.person)

    def _sent(self, wire: Wire, frame: str) -> None:
        if '"t":"op"' in frame:
            wire.operations.append(frame)
            self.witness.sent(wire, frame)
        wire.say(frame)

    def _hears(self, wire: Wire) -> None:
        """The page takes the next of the frames that arrived."""
        frame = wire.arrived.popleft()
        self.witness.heard(wire, frame.text, frame.kind)
        self.browsers[wire.client].page.hear(wire.number, frame.kind, frame.text)

    @staticmethod
    def _let_go(wire: Wire) -> None:
        """A browser's end is gone: nobody takes what arrives."""
        wire.browser = wire.closing_late = False
        wire.arrived.clear()

    # -- what the servers said

    def told(self, wire: Wire, text: str) -> None:
        """A worker sends a frame. What is wrong with it must not be swallowed by whoever sends."""
        try:
            self.witness.told(wire, text)
        except Exception as wrong:
            self.problems.append(wrong)

    def complain(self) -> None:
        """Raise what was wrong lately."""
        self.witness.judge()
        if self.problems:
            raise self.problems[0]

    def mode(self) -> str:
        """What the board's row says now."""
        return str(self.row().mode)

    def row(self) -> Board:
        """The board's row."""
        return Board.objects.across_labs().select_related("lab").get(id=self.board)

    def known_silent(self) -> bool:
        """Is the board silent, and must every process know?"""
        since = self.silent_since
        if since is None or not (since == 0 or self.plan.prompt):
            return False
        return self.milliseconds - since > (BOUND_MS if since else -1) and self.mode() == "silent"
