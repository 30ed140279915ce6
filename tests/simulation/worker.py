"""A server process of the simulation: the shipped hub and consumer, on an event loop that is turned
by hand. A crash drops all of it; the database stays."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db import OperationalError

from boards import service
from boards.consumers import BoardSocket
from boards.hub import Done, Hub, Task

from .wire import Wire
from .witness import Violation

if TYPE_CHECKING:
    from .world import World


class Turned(asyncio.SelectorEventLoop):
    """An event loop in virtual time that runs only while it is turned."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        super().__init__()
        self._seconds = seconds

    def time(self) -> float:
        """Virtual seconds."""
        return self._seconds()

    def turn(self) -> None:
        """Run what can run now, and what comes of it."""
        ready: Any = self._ready  # type: ignore[attr-defined]
        while True:
            self.call_soon(self.stop)
            self.run_forever()
            if not ready:
                return

    def end(self) -> None:
        """Drop everything."""
        for task in asyncio.all_tasks(self):
            task.cancel()
        self.turn()
        self.close()


class SteppedRunner:
    """Does a task when the scheduler says so, and reports it when the scheduler says so."""

    def __init__(self, loop: Turned, world: World) -> None:
        self.loop = loop
        self.world = world
        self.task: Task | None = None
        self.landing: Callable[[], None] | None = None
        self._done: Done | None = None
        #: is what is under way a transaction with operations?
        self.batch = False

    def run(self, task: Task, done: Done) -> None:
        """See `boards.hub.Runner`."""
        assert self.task is None
        assert self.landing is None, "two tasks at once"
        self.task, self._done = task, done
        self.batch = _is(task, "_fly")

    def later(self, seconds: float, call: Callable[[], None]) -> None:
        """See `boards.hub.Runner`."""
        self.loop.call_later(seconds, call)

    @property
    def busy(self) -> bool:
        """Is a task under way, or not yet reported?"""
        return self.task is not None or self.landing is not None

    def work(self) -> None:
        """The database thread does the task: after this it is committed, and nobody knows."""
        task, done = self.task, self._done
        assert task
        assert done
        self.world.before_database()
        self.task = None
        result: Any
        try:
            result = task()
        except Exception as error:
            result = error
        self.world.commits += self.batch
        commits, joining = self.world.commits, _is(task, "join")

        def land() -> None:
            if joining and self.world.commits > commits:
                self.world.counted["snapshot taken between two commits"] += 1
            done(result)

        self.landing = land

    def land(self) -> None:
        """The event loop hears of it."""
        landing, self.landing = self.landing, None
        assert landing
        self.loop.call_soon(landing)
        self.loop.turn()

    def finish(self) -> bool:
        """Do and report everything that is to do; was there anything?"""
        busy = self.busy
        while self.busy:
            (self.work if self.task else self.land)()
        return busy


def _is(task: Task, name: str) -> bool:
    """Was the task made in a method of the hub that is called so?"""
    return getattr(task, "__qualname__", "").startswith(f"Hub.{name}")


#: the hub of each event loop, as `boards.service` keeps it
HUBS: dict[asyncio.AbstractEventLoop, Hub] = {}


def hub_of_this_process() -> Hub:
    """Stands where `boards.service.hub` stood: an event loop is a process here."""
    return HUBS[asyncio.get_running_loop()]


class Worker:
    """One process."""

    def __init__(self, world: World, name: str) -> None:
        self.world = world
        self.name = name
        self.loop = Turned(world.seconds)
        self.runner = SteppedRunner(self.loop, world)
        self.hub = Hub(self.runner, now=world.now)
        self.hub.id = world.process_id()
        self.hub.announce = lambda board: world.announced(self)
        HUBS[self.loop] = self.hub
        self.loop.set_exception_handler(self._broke)
        self.dead = False
        self._inboxes: dict[Wire, asyncio.Queue[dict[str, Any]]] = {}
        for seconds, call in (
            (service.BEAT_SECONDS, self.hub.beat),
            (service.POLL_SECONDS, self.hub.poll),
        ):
            self.loop.create_task(service._every(seconds, call))  # as it does it
        self.loop.turn()

    # -- sockets

    def take(self, wire: Wire, cookie: str) -> None:
        """A browser's connection arrives."""
        wire.worker, wire.accepted, wire.server = self, True, True
        inbox = self._inboxes[wire] = asyncio.Queue()
        scope = {
            "type": "websocket",
            "headers": [(b"cookie", cookie.encode())],
            "url_route": {"kwargs": {"board": self.world.board}},
        }

        async def send(message: dict[str, Any]) -> None:
            self._sent(wire, message)

        task = self.loop.create_task(BoardSocket()(scope, inbox.get, send))
        task.add_done_callback(self._ended)
        self._put(wire, {"type": "websocket.connect"})

    def hear(self, wire: Wire, frames: int) -> None:
        """So many frames of the browser arrive."""
        for _ in range(frames):
            frame = wire.up.popleft()
            self._put(wire, {"type": "websocket.receive", "text": frame})

    def hang_up(self, wire: Wire) -> None:
        """The server is told that a socket is over."""
        wire.server = False
        self._put(wire, {"type": "websocket.disconnect", "code": 1006})
        del self._inboxes[wire]

    def _put(self, wire: Wire, message: dict[str, Any]) -> None:
        self._inboxes[wire].put_nowait(message)
        self.loop.turn()

    def _broke(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception") or Violation(context["message"])
        self.world.problems.append(error)

    def _ended(self, task: asyncio.Task[None]) -> None:
        error = None if task.cancelled() else task.exception()
        if error:
            self.world.problems.append(error)

    def _sent(self, wire: Wire, message: dict[str, Any]) -> None:
        if self.dead:
            return
        if message["type"] == "websocket.send":
            wire.tell(message["text"])
            self.world.told(wire, message["text"])
        elif message["type"] == "websocket.close":
            wire.closing(message["code"])

    # -- what happens by itself

    @property
    def has_operations(self) -> bool:
        """Are operations here which were understood, and nobody has an answer to yet?"""
        under_way = self.runner.busy and self.runner.batch
        return under_way or any(room.waiting for room in self.hub.rooms.values())

    def beat(self) -> None:
        """The five seconds are over."""
        self._soon(self.hub.beat)

    def poll(self) -> None:
        """The half second is over."""
        self._soon(self.hub.poll)

    def nudge(self) -> None:
        """Another process says that the board moved on."""
        self._soon(lambda: self.hub.nudge(self.world.board))

    def _soon(self, call: Callable[[], None]) -> None:
        self.loop.call_soon(call)
        self.loop.turn()

    def crash(self) -> None:
        """Everything in memory is gone."""
        self.dead = True
        self.loop.end()
        del HUBS[self.loop]

    def failing(self) -> OperationalError:
        """What the database says when a commit fails."""
        return OperationalError("simulated: the commit failed")
