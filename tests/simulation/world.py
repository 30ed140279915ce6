"""Everything of one run: two workers over one database, the browsers, the wires between them."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from boards.models import Board

from .node import Clients, Command, Event
from .stage import Stage
from .wire import Closing, Wire
from .witness import Person, Violation, Witness, word
from .worker import Faults, Worker

START = datetime(2026, 3, 12, 8, tzinfo=UTC)


@dataclass
class Browser:
    """A tab."""

    name: str
    person: str
    shelf: str
    #: its present wire, as far as the world knows
    wire: Wire | None = None
    last_worker: str = ""
    reloads: int = 0


@dataclass
class Plan:
    """What the seed decided before anything happens."""

    seed: int
    silent: bool
    #: in the end no word between workers arrives any more
    deaf: bool
    tabs: list[tuple[str, int]] = field(default_factory=list)


class World:
    """The state of a run, and the things that can happen in it. What happens next is for others."""

    def __init__(
        self, plan: Plan, stage: Stage, clients: Clients, counted: Counter[str], faults: Faults
    ) -> None:
        self.plan = plan
        self.random = Random(f"run {plan.seed}")
        self.clients = clients
        self.counted = counted
        self.faults = faults
        self.milliseconds = 0
        stage.set_clock(self.now)
        self.board, self.board_stream, people = stage.board(
            len({person for _, person in plan.tabs}), plan.silent
        )
        self.people = {person.id: person for person in people}
        self.witness = Witness(counted, self.people, self.in_silence)
        self.witness.silence_over = not plan.silent
        tabs = Counter(people[person].id for _, person in plan.tabs)
        self.witness.in_two_tabs = {person for person, count in tabs.items() if count > 1}
        self.workers: list[Worker] = []
        self.nudges: deque[Worker] = deque()
        self.wires: dict[int, Wire] = {}
        self.browsers: dict[str, Browser] = {}
        self.written = 0
        self.problems: list[BaseException] = []
        self.start_workers()
        self.ask(("reset", int(self.now().timestamp() * 1000)))
        for name, person in plan.tabs:
            self._open(name, people[person])

    # -- time

    def now(self) -> datetime:
        """Virtual time of the servers."""
        return START + timedelta(milliseconds=self.milliseconds)

    def seconds(self) -> float:
        """Virtual time of the workers' event loops."""
        return self.milliseconds / 1000

    def pass_time(self, milliseconds: int) -> None:
        """Time goes on everywhere."""
        self.milliseconds += milliseconds
        self.ask(("pass", milliseconds))
        for worker in self.workers:
            worker.loop.turn()

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

    def announced(self, worker: Worker) -> None:
        """A worker tells the others that the board moved on."""
        self.nudges.extend(other for other in self.workers if other is not worker)

    # -- wires

    def accept(self, wire: Wire, worker: Worker) -> None:
        """A worker takes a browser's connection."""
        browser = self.browsers[wire.client]
        if browser.last_worker and browser.last_worker != worker.name:
            self.counted["reconnected to the other worker"] += 1
        browser.last_worker = worker.name
        worker.take(wire, self.people[wire.person].cookie)
        self.ask(("opened", wire.number))

    def refuse(self, wire: Wire) -> None:
        """Nobody answers a browser's connection."""
        wire.browser = False
        wire.accepted = True
        self.ask(("closed", wire.number, 1006))

    def send_up(self, wire: Wire, frames: int) -> None:
        """Frames of a browser arrive at its worker."""
        if wire.worker in self.workers and wire.server:
            if not wire.browser:
                self.counted["late frames of an old socket"] += frames
            wire.worker.hear(wire, frames)
        else:
            wire.up.clear()

    def send_down(self, wire: Wire, count: int) -> None:
        """Frames of a worker arrive at the browser."""
        texts: list[str] = []
        for _ in range(count):
            frame = wire.down.popleft()
            if isinstance(frame, Closing):
                self._frames(wire, texts)
                self.close(wire, frame.code)
                return
            texts.append(frame)
        self._frames(wire, texts)

    def _frames(self, wire: Wire, texts: list[str]) -> None:
        if texts:
            wire.joined = True
            if wire.browser:
                for text in texts:
                    self.witness.heard(wire.person, text)
            self.ask(("frames", wire.number, texts))

    def lose(self, wire: Wire, up: int, down: int) -> None:
        """The network between two ends goes; of what is under way, so much still arrives."""
        for text in wire.lose(up, down):
            if f'"actor":"{wire.person}"' in text and '"t":"entries"' in text:
                self.counted["acknowledgement lost after the commit"] += 1

    def close(self, wire: Wire, code: int = 1006) -> None:
        """The browser learns that its socket is over."""
        wire.cut = True
        if wire.browser:
            wire.browser = False
            self.ask(("closed", wire.number, code))

    def hang_up(self, wire: Wire) -> None:
        """The worker learns that a socket is over."""
        now = self.browsers[wire.client].wire
        if now is not None and now is not wire and now.joined:
            self.counted["late close of an old socket"] += 1
        if wire.worker in self.workers:
            wire.worker.hang_up(wire)
        wire.server = False

    # -- browsers

    def _open(self, name: str, person: Person) -> None:
        self.browsers[name] = Browser(name, person.id, person.mark)
        mode = self.random.choice([None, "silent" if self.plan.silent else "open"])
        options = {
            "board": self.board,
            "person": person.id,
            "mode": mode,
            "shelf": person.mark,
            "seed": self.random.getrandbits(32),
            "slow": self.random.choice([0, 0, 40, 400]),
        }
        self.ask(("open", name, options))

    def reload(self, browser: Browser, *, orderly: bool) -> None:
        """A tab is loaded again, from its shelf."""
        browser.reloads += 1
        wire, browser.wire = browser.wire, None
        self.ask(("reload", browser.name, orderly, self.random.getrandbits(32), None))
        if wire and wire.browser:
            wire.browser = False  # the system closes what the page left open

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
        elif kind == "dial":
            self._dialled(self.browsers[event[1]], event[2])
        elif kind == "close":
            self._let_go(self.wires[event[1]])
        elif kind == "wrote":
            self.witness.wrote(self.browsers[event[1]].person, event[2], event[3])
        elif kind in ("erased", "vanished"):
            self.witness.gone(event[2])
            self.counted[kind] += 1
        elif kind == "placed":
            self.witness.placed(event[2])
            self.counted[kind] += 1
        elif kind == "error":
            raise Violation(f"a browser failed: {event[1]}")

    def _dialled(self, browser: Browser, number: int) -> None:
        browser.wire = self.wires[number] = Wire(number, browser.name, browser.person)

    def _sent(self, wire: Wire, frame: str) -> None:
        if '"t":"op"' in frame:
            wire.operations.append(frame)
        wire.say(frame)

    def _let_go(self, wire: Wire) -> None:
        wire.browser = False

    # -- what the servers said

    def told(self, wire: Wire, text: str) -> None:
        """A worker sends a frame. What is wrong with it must not be swallowed by whoever sends."""
        try:
            self.witness.told(wire.person, text)
        except Exception as wrong:
            self.problems.append(wrong)

    def complain(self) -> None:
        """Raise what was wrong lately."""
        self.witness.judge()
        if self.problems:
            raise self.problems[0]

    def in_silence(self) -> bool:
        """What the board's row says now."""
        return Board.objects.across_labs().get(id=self.board).mode == "silent"

    def living(self) -> Iterable[Wire]:
        """Wires on which something can still happen."""
        done = [
            n
            for n, w in self.wires.items()
            if not w.browser and not w.server and not w.up and not w.down
        ]
        for number in done:
            if len(self.wires) > 40:
                del self.wires[number]
        return list(self.wires.values())

    def end(self) -> None:
        """Put everything away."""
        for worker in self.workers:
            worker.crash()
