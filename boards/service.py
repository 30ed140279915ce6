"""The hub as this process runs it: its database thread, its heartbeat, its neighbours, its end."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from queue import SimpleQueue
from threading import Thread
from typing import Any

from django.db import connections

from common import clock
from files import shelf

from . import channel, here
from .hub import Done, Hub, Task
from .pace import Pace

log = logging.getLogger("livelab.boards")

BEAT_SECONDS = 5.0
POLL_SECONDS = 0.5
HERE_SECONDS = 2.0
FIRST_SWEEP_SECONDS, SWEEP_SECONDS = 60.0, 3600.0


class ThreadRunner:
    """Runs tasks in a thread of its own with its own database connection."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.tasks: SimpleQueue[tuple[Task, Done] | None] = SimpleQueue()
        self.thread = Thread(target=self._work, name="boards", daemon=True)
        self.thread.start()

    def run(self, task: Task, done: Done) -> None:
        """See `hub.Runner`."""
        self.tasks.put((task, done))

    def later(self, seconds: float, call: Callable[[], None]) -> None:
        """See `hub.Runner`."""
        self.loop.call_later(seconds, call)

    def _work(self) -> None:
        while (waiting := self.tasks.get()) is not None:
            self._do(*waiting)
        connections.close_all()

    def _do(self, task: Task, done: Done) -> None:
        result: Any
        try:
            result = task()
        except BaseException as error:
            result = error
            _drop_broken_connections()
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
            self.loop.call_soon_threadsafe(done, result)

    def stop(self) -> None:
        """Finish what is under way and give the connection back."""
        self.tasks.put(None)
        self.thread.join()


def _drop_broken_connections() -> None:
    for connection in connections.all(initialized_only=True):
        connection.close_if_unusable_or_obsolete()


@dataclass(slots=True)
class Service:
    """A hub at work."""

    hub: Hub
    runner: ThreadRunner
    tasks: list[asyncio.Task[None]]


_services: dict[asyncio.AbstractEventLoop, Service] = {}


def hub() -> Hub:
    """The hub of the running event loop; made, with its heartbeat, when first asked for."""
    loop = asyncio.get_running_loop()
    if loop not in _services:
        _services[loop] = _start(loop)
    return _services[loop].hub


def _start(loop: asyncio.AbstractEventLoop) -> Service:
    runner = ThreadRunner(loop)
    made = Hub(runner)
    made.pace = Pace()
    tell = telling_who_is_here(made)
    regular = ((BEAT_SECONDS, made.beat), (POLL_SECONDS, made.poll), (HERE_SECONDS, tell))
    tasks = [loop.create_task(_every(seconds, call)) for seconds, call in regular]
    tasks.append(loop.create_task(_sweep_files()))
    return Service(made, runner, tasks + channel.start(made))


def telling_who_is_here(made: Hub) -> Callable[[], None]:
    """Writes how many are on each board where that has changed, in the hub's own thread."""
    teller = here.Teller(made.id)

    def tell() -> None:
        counts, now = made.people_here(), made.now()
        if not teller.has_news(counts, now):
            return

        def done(result: BaseException | None) -> None:
            if result is None:
                teller.told(counts, now)

        made.post(lambda: here.write(made.id, counts, now), done)

    return tell


async def _sweep_files() -> None:
    """Remove files that nobody needs: soon, then now and then, in a thread of its own."""
    loop, wait = asyncio.get_running_loop(), FIRST_SWEEP_SECONDS
    while True:
        await asyncio.sleep(wait)
        wait = SWEEP_SECONDS
        try:
            await loop.run_in_executor(None, _sweep_now)
        except Exception:
            log.exception("sweeping files failed")


def _sweep_now() -> None:
    try:
        shelf.sweep(clock.now())
    finally:
        connections.close_all()


async def _every(seconds: float, call: Callable[[], None]) -> None:
    while True:
        await asyncio.sleep(seconds)
        try:
            call()
        except Exception:
            log.exception("a regular task failed")


async def _end(tasks: list[asyncio.Task[None]]) -> None:
    """Cancel until they are gone: a layer that is just subscribing swallows the first request."""
    left = set(tasks)
    while left:
        for task in left:
            task.cancel()
        _gone, left = await asyncio.wait(left, timeout=0.5)


async def drain() -> None:
    """Commit what waits, send everybody away to come back, stop (called on SIGTERM)."""
    loop = asyncio.get_running_loop()
    service = _services.pop(loop, None)
    if service is None:
        return
    await service.hub.drain()
    await _end(service.tasks)
    nobody = partial(here.write, service.hub.id, {}, clock.now())
    service.runner.run(nobody, lambda _result: None)
    await loop.run_in_executor(None, service.runner.stop)
