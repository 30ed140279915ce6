"""All rooms of this process, and the one thread that talks to the database for them.

One job is under way at a time: a join, a catching-up, or one transaction for everything that waits
in all rooms. While it runs, operations gather; so the time of a commit is the batching window, and
a quiet board is answered at once. Memory changes only on the event loop, between jobs.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections import deque
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from django.db import DatabaseError, IntegrityError, InterfaceError

from common import clock
from common.ids import random_id

from . import access, batch, frames, joining, polling
from .batch import Settled, Work
from .flood import Doorstep, Memory, Purse
from .joining import Joined, Lender, Refreshed, Visitor
from .member import Member, Outlet, refusal
from .ops import Refused
from .pace import Pace
from .room import Room
from .wire import Bye, Close, Join

log = logging.getLogger("livelab.boards")

Task = Callable[[], Any]
Done = Callable[[Any], None]


def spread() -> int:
    """Milliseconds after which one of many comes back, so that they do not come all at once."""
    return random.randint(200, 2_000)  # noqa: S311 no secret, only apart


class Runner(Protocol):
    """Runs a task where the database may be used, then `done` on the event loop with its result.

    An exception is a result as well. Tasks run one after another, in order.
    """

    def run(self, task: Task, done: Done) -> None: ...

    def later(self, seconds: float, call: Callable[[], None]) -> None: ...


class Job(NamedTuple):
    task: Task
    done: Done


#: a room, and what was taken of it: the senders and their operations
Taken = tuple[Room, list[Member], Work]


class Hub:
    """The rooms of one process."""

    def __init__(self, runner: Runner, now: Callable[[], datetime] = clock.now) -> None:
        self.id = random_id()
        self.runner = runner
        self.now = now
        self.rooms: dict[str, Room] = {}
        self.doorstep = Doorstep()
        self.purses = Memory(Purse)
        self.jobs: deque[Job] = deque()
        #: a batch in which something was there already: asked before, this time
        self.again: list[Taken] = []
        self.alone: deque[tuple[Room, Member, Work]] = deque()
        self.announce: Callable[[str], None] = lambda board: None
        self.closing = False
        self.when_quiet: Callable[[], None] = lambda: None
        self._flying = False
        self._turn = False
        self.pace: Pace | None = None
        self._resting = False
        self._polling = self._polling_fails = False
        self._scheduled: set[Callable[[], None]] = set()

    may = staticmethod(access.operations)

    # -- people come and go

    def join(
        self,
        board: str,
        outlet: Outlet,
        identify: Callable[[], Visitor],
        asked: Join,
        joined: Callable[[Room, Member], None],
    ) -> None:
        """Let a socket join a board; `joined` is called, or the socket is refused and closed.

        `identify` runs in the database thread.
        """
        if self.closing:
            outlet.send(frames.message(Bye("restart", spread())))
            outlet.close(Close.RESTART)
            return
        room = self.rooms.setdefault(board, Room(self, board))
        room.expected += 1

        def task() -> tuple[Visitor, Joined]:
            visitor = identify()
            lender = Lender(self.id, room.y_clients())
            return visitor, joining.join(room.state, board, visitor, asked, lender)

        def done(result: tuple[Visitor, Joined] | BaseException) -> None:
            room.expected -= 1
            if isinstance(result, BaseException):
                self._not_joined(room, outlet, result)
                return
            visitor, news = result
            member = Member(outlet, *visitor)
            if outlet.closed:
                self.left(room)
                return
            joined(room, member)
            room.welcome(member, news)

        self.post(task, done)

    def _not_joined(self, room: Room, outlet: Outlet, error: BaseException) -> None:
        code = error.code if isinstance(error, Refused) else "busy"
        if not isinstance(error, Refused):
            log.error("joining failed", exc_info=error)
        outlet.send(frames.message(refusal(None, code, "en")))
        outlet.close(Close.NOT_MEMBER if isinstance(error, Refused) else Close.RESTART)
        self.left(room)

    def people_here(self) -> dict[str, int]:
        """How many people are on each board in this process, on however many devices."""
        counted = {board: room.people_here() for board, room in self.rooms.items()}
        return {board: people for board, people in counted.items() if people}

    def left(self, room: Room) -> None:
        """Forget a room that nobody needs."""
        needed = room.members or room.waiting or room.expected or room.busy
        if not needed and self.rooms.get(room.board) is room:
            del self.rooms[room.board]

    # -- work

    def post(self, task: Task, done: Done) -> None:
        """Queue something for the database thread."""
        self.jobs.append(Job(task, done))
        self._next()

    def wake(self) -> None:
        """Operations wait in some room."""
        self._next()

    def later(self, seconds: float, call: Callable[[], None]) -> None:
        """Call something once, soon; asking again before then changes nothing."""
        if call in self._scheduled:
            return
        self._scheduled.add(call)

        def fire() -> None:
            self._scheduled.discard(call)
            call()

        self.runner.later(seconds, fire)

    def _next(self) -> None:
        """Start the next job if none is under way; jobs and batches take turns."""
        if self._flying:
            return
        if self.again:
            taken, self.again = self.again, []
            self._fly_taken(taken, careful=True)
        elif self.alone:
            self._fly_alone(*self.alone.popleft())
        elif self.jobs and (self._turn or self._resting or not self._waiting()):
            self._turn = False
            job = self.jobs.popleft()
            self._fly(job.task, job.done)
        elif self._waiting():
            if self._rests():
                return
            self._turn = True
            self._fly_batch([room for room in self.rooms.values() if room.waiting])
        elif not self.jobs:
            self.when_quiet()

    def _rests(self) -> bool:
        """Is it too early for the next batch? Then it is looked at again in time."""
        rest = self.pace.rest() if self.pace and not self.closing else 0.0
        if rest > 0 and not self._resting:
            self._resting = True
            self.runner.later(rest, self._rested)
        return rest > 0

    def _rested(self) -> None:
        self._resting = False
        self._next()

    def _waiting(self) -> bool:
        return any(room.waiting for room in self.rooms.values())

    def _fly(self, task: Task, done: Done) -> None:
        self._flying = True

        def landed(result: Any) -> None:
            self._flying = False
            try:
                done(result)
            finally:
                self._next()

        self.runner.run(task, landed)

    def _fly_batch(self, rooms: list[Room]) -> None:
        for room in rooms:
            room.busy = True
        self._fly_taken([(room, *room.take()) for room in rooms], careful=False)

    def _fly_taken(self, taken: list[Taken], *, careful: bool) -> None:
        def done(result: list[Settled] | BaseException) -> None:
            if isinstance(result, IntegrityError) and not careful:
                self.again = taken
                return
            for room, _, _ in taken:
                room.busy = False
            if isinstance(result, BaseException):
                self._one_by_one(taken, result)
                return
            self._settle(taken, result)

        works = [work for _, _, work in taken]
        if self.pace:
            self.pace.begins()
        self._fly(lambda: batch.commit(works=works, careful=careful), done)

    def _settle(self, taken: list[Taken], result: list[Settled]) -> None:
        for (room, members, work), settled in zip(taken, result, strict=True):
            room.settle(members, work, settled)
            self.announce(room.board)
            self.left(room)
        if self.pace:
            self.pace.told()

    def _one_by_one(self, taken: list[Taken], error: BaseException) -> None:
        """A batch failed: each operation is tried alone, so that only the culprit fails."""
        log.warning("a batch failed and is taken apart", exc_info=error)
        for room, members, work in taken:
            for member, request in zip(members, work.requests, strict=True):
                self.alone.append((room, member, Work(work.state, [request])))

    def _fly_alone(self, room: Room, member: Member, work: Work) -> None:
        def done(result: list[Settled] | BaseException) -> None:
            if isinstance(result, BaseException):
                self._failed(room, member, work, result)
            else:
                room.settle([member], work, result[0])
                self.announce(room.board)
            self.left(room)

        self._fly(lambda: batch.commit(works=[work]), done)

    def _failed(self, room: Room, member: Member, work: Work, error: BaseException) -> None:
        """A poison operation is refused; an absent database sends the sender away to try again."""
        member.waiting -= 1
        log.error("an operation failed", exc_info=error)

        def answer(answers: bool | BaseException) -> None:
            if answers is not True:
                room.undone([member], "busy")
            elif member in room.members:
                member.refuse(work.requests[0].op_id, "failed")

        if isinstance(error, DatabaseError | InterfaceError):
            self.post(polling.database_answers, answer)  # never asked on the event loop
        else:
            answer(True)

    # -- other processes

    def nudge(self, board: str) -> None:
        """Another process, or an action of this one, changed the board: catch up soon."""
        room = self.rooms.get(board)
        if room is None or room.state is None:
            return
        if room.refreshing:
            room.refresh_again = True
            return
        room.refreshing, room.refresh_again = True, False
        state = room.state

        def done(result: Refreshed | BaseException) -> None:
            again = room.refresh_again
            if isinstance(result, Refused):  # archived, or removed with its lab
                room.end(result.code)
            elif isinstance(result, BaseException):
                log.warning("catching up failed", exc_info=result)
            else:
                room.refreshed(result)
            room.refreshing = False
            self.left(room)
            if again:
                self.nudge(board)

        def task() -> Refreshed:
            here = list(room.members)  # who is in by now
            return joining.refresh(state, [Visitor(m.person, m.language, m.proof) for m in here])

        self.post(task, done)

    def poll(self) -> None:
        """Look whether any open board moved on without us (Redis or not)."""
        known = {
            room.board: polling.Known.of(room.state) for room in self.rooms.values() if room.state
        }
        if not known or self._polling:
            return
        self._polling = True

        def done(moved: list[str] | BaseException) -> None:
            self._polling = False
            if isinstance(moved, BaseException):
                self._polled_in_vain(moved)
                return
            self._polling_fails = False
            for board in moved:
                self.nudge(board)

        self.post(lambda: polling.moved(known), done)

    def _polled_in_vain(self, error: BaseException) -> None:
        """Said once, not twice a second: soon it is tried again."""
        if not self._polling_fails:
            log.warning("boards could not be looked at; they will be again", exc_info=error)
        self._polling_fails = True

    def beat(self) -> None:
        """Tell every member where her streams are (B2.4)."""
        for room in self.rooms.values():
            if room.state:
                room.beat()

    # -- the end

    async def _quiet(self) -> None:
        """Until nothing is under way and nothing waits."""
        quiet = asyncio.Event()
        self.when_quiet = quiet.set
        self._next()
        await quiet.wait()

    async def drain(self) -> None:
        """Take nothing new, commit what waits, send everybody away to come back (1012)."""
        self.closing = True
        await self._quiet()
        for room in list(self.rooms.values()):
            for member in list(room.members):
                room.part(member, "restart", Close.RESTART, spread())
