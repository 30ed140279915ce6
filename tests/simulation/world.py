"""Everything of one run: two workers over one database, the browsers, the wires between them."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from boards.models import Board

from .faults import Faults
from .hiding import Public, word
from .node import Clients, Command, Event
from .past import Past
from .plan import NAMES, Plan
from .replica import Replica
from .revoking import BOUND_MS, Revoked
from .stage import Stage
from .wire import Closing, Said, Wire
from .witness import Person, Violation, Witness
from .worker import Worker

START = datetime(2026, 3, 12, 8, tzinfo=UTC)
#: where work is done in time, nothing waits longer than this
SLICE_MS = 200


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


class World:
    """The state of a run, and the things that can happen in it. What happens next is for others."""

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
        self.problems: list[BaseException] = []
        self.start_workers()
        self.ask(("reset", int(self.now().timestamp() * 1000)))
        for name, owner in plan.tabs:
            self._open(name, people[owner])

    def streams(self) -> list[str]:
        """The board's stream, then everybody's private one."""
        return [self.board_stream, *(person.own for person in self.people.values())]

    # -- time

    def now(self) -> datetime:
        """Virtual time of the servers."""
        return START + timedelta(milliseconds=self.milliseconds)

    def seconds(self) -> float:
        """Virtual time of the workers' event loops."""
        return self.milliseconds / 1000

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

    def before_database(self) -> None:
        """Something is about to be committed: what was told until now is judged by what is now."""
        self.witness.judge()

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
        texts: list[Said] = []
        for _ in range(count):
            frame = wire.down.popleft()
            if isinstance(frame, Closing):
                self._frames(wire, texts)
                self.counted[f"closed {frame.code}"] += 1
                self.close(wire, frame.code)
                return
            texts.append(frame)
        self._frames(wire, texts)

    def _frames(self, wire: Wire, said: list[Said]) -> None:
        if not said:
            return
        wire.joined = True
        wire.arrived.extend(said)
        self.ask(("frames", wire.number, [frame.text for frame in said]))

    def _hears(self, wire: Wire) -> None:
        """The page takes the next of the frames that arrived."""
        frame = wire.arrived.popleft()
        self.witness.heard(wire, frame.text, frame.kind)
        self.browsers[wire.client].page.hear(wire.number, frame.kind, frame.text)

    def lose(self, wire: Wire, up: int, down: int) -> None:
        """The network between two ends goes; of what is under way, so much still arrives."""
        for frame in wire.lose(up, down):
            self.counted["acknowledgement lost after the commit"] += frame.echo

    def close(self, wire: Wire, code: int = 1006) -> None:
        """The browser learns that its socket is over."""
        wire.cut = True
        if wire.browser:
            wire.browser = False
            self.ask(("closed", wire.number, code))

    def close_late(self, wire: Wire) -> None:
        """The page hears that a socket is closed which it let go of long ago."""
        self.counted["late close of an old socket at the browser"] += 1
        wire.closing_late = False
        self.ask(("closed", wire.number, 1006))

    def hang_up(self, wire: Wire) -> None:
        """The worker learns that a socket is over."""
        now = self.browsers[wire.client].wire
        if now is not None and now is not wire and now.joined:
            self.counted["late close of an old socket"] += 1
        if wire.worker in self.workers:
            wire.worker.hang_up(wire)
        wire.server = False

    def living(self) -> Iterable[Wire]:
        """Wires on which something can still happen."""
        if len(self.wires) > 40:
            self.wires = {n: wire for n, wire in self.wires.items() if not wire.over}
        return list(self.wires.values())

    # -- browsers

    def _open(self, name: str, person: Person) -> None:
        self.browsers[name] = self._browser(name, person)
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

    def _browser(self, name: str, person: Person) -> Browser:
        return Browser(name, person.id, person.mark, self._page(person.id))

    def _page(self, person: str) -> Replica:
        return Replica(person, self.revoked.roles[person])

    def reload(self, browser: Browser, *, orderly: bool) -> None:
        """A tab is loaded again, from its shelf."""
        wire, browser.wire = browser.wire, None
        self.left.append(browser.page)
        browser.page, browser.asleep = self._page(browser.person), False
        self.ask(("reload", browser.name, orderly, self.random.getrandbits(32), None))
        if wire:
            self._let_go(wire)  # the system closes what the page left open

    @staticmethod
    def _let_go(wire: Wire) -> None:
        """A browser's end is gone: nobody takes what arrives."""
        wire.browser = wire.closing_late = False
        wire.arrived.clear()

    def duplicate(self, browser: Browser) -> None:
        """A tab was closed, and is opened again twice: both pages begin with all that it left."""
        self.reload(browser, orderly=True)
        name = NAMES[len(self.browsers)]
        self.browsers[name] = self._browser(name, self.people[browser.person])
        self.witness.in_two_tabs.add(browser.person)
        self.ask(("duplicate", browser.name, name, self.random.getrandbits(32)))

    def awake(self) -> list[Browser]:
        """Tabs somebody can work in."""
        return [browser for browser in self.browsers.values() if not browser.asleep]

    def sleep(self, browser: Browser) -> None:
        """A tab's time stands still."""
        browser.asleep = True
        self.ask(("sleep", browser.name))

    def rouse(self, browser: Browser) -> None:
        """… and goes on, with everything that waited."""
        browser.asleep = False
        self.ask(("rouse", browser.name))

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
