"""Where frames to one socket go: in order, never waiting, no more than its reader takes (B13).

Credit counts bytes, whatever server, proxy or kernel buffers them: after so many a `mark` goes
out, and the browser answers `seen`. A reader who is behind gets nothing more that it could pull
later; one who answers no mark for a while is sent away.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from common.wire import encode

from .frames import Frame
from .wire import Close, Mark

log = logging.getLogger("livelab.boards")

KIB = 1024
#: bytes that may be under way unseen, and after how many a mark goes out
WINDOW = 768 * KIB
MARK_EVERY = 128 * KIB
#: bytes of frames of its own that may wait for credit, and how many of them may be such as can be
#: had again: for what must arrive there is always room left
WAITING = 128 * KIB
OFFERED = 96 * KIB
#: no mark answered for so long: too slow
PATIENCE_S = 8.0

Send = Callable[[dict[str, Any]], Awaitable[None]]
#: a message that came in: text (bytes are its UTF-8), or None for a binary one
Said = str | bytes | None


class Direct(Protocol):
    """What a server may offer in `scope["extensions"][DIRECT]` beside ASGI: no task, no queue."""

    def write(self, framed: bytes) -> None:
        """Send a whole frame, header included; never blocks."""

    def listen(self, hear: Callable[[Said], None]) -> None:
        """Tell messages to `hear` from now on, instead of queueing them."""


DIRECT = "livelab.direct"


class Outlet:
    """One socket's way out."""

    __slots__ = (
        "_behind", "_direct", "_held", "_held_bytes", "_loop", "_marks", "_moved", "_number",
        "_send", "_since_mark", "_task", "_timer", "_unsent", "closed", "lagging", "unseen",
    )  # fmt: skip

    def __init__(self, send: Send, direct: Direct | None = None) -> None:
        self._send = send
        self._direct = direct
        self._loop = asyncio.get_running_loop()
        self._unsent: deque[dict[str, Any]] | None = None
        self._task: asyncio.Task[None] | None = None
        self.closed = False
        #: called when a reader who had fallen behind has caught up with what was sent
        self.lagging: Callable[[], None] = _nothing
        #: bytes sent and not yet seen, as far as marks tell
        self.unseen = 0
        self._since_mark = 0
        self._number = 0
        #: marks under way, oldest first: number, bytes up to it since the mark before
        self._marks: deque[tuple[int, int]] | None = None
        self._held: deque[Frame] | None = None
        self._held_bytes = 0
        self._behind = False
        self._moved = 0.0
        self._timer: asyncio.TimerHandle | None = None

    # -- sending

    def send(self, frame: Frame) -> None:
        """Send a frame that must arrive; it waits for credit if need be."""
        if self.closed:
            return
        if self._held or not self._affords(frame):
            self._hold(frame)
        else:
            self._put(frame)

    def offer(self, frame: Frame) -> None:
        """Send a frame that can be had again (entries, cursors): left out where credit is short."""
        if self.closed or self._behind:
            return
        if self._held or not self._affords(frame):
            if self._held_bytes + frame.size > OFFERED:
                self._behind = True
                self._ask_for_credit()
            else:
                self._hold(frame)
        else:
            self._put(frame)

    def close(self, code: int) -> None:
        """Close after what was sent; what waits for credit is given up."""
        if not self.closed:
            self.gone()
            self._ask({"type": "websocket.close", "code": code})

    def gone(self) -> None:
        """Nothing more goes out."""
        self.closed = True
        self._held = None
        if self._timer:
            self._timer.cancel()

    # -- credit

    def seen(self, number: int) -> bool:
        """The browser has seen mark `number`: credit for it and all before. False: no such mark."""
        marks = self._marks
        if not marks or not marks[0][0] <= number <= marks[-1][0]:
            return 0 < number <= self._number
        while marks and marks[0][0] <= number:
            self.unseen -= marks.popleft()[1]
        self._moved = self._loop.time()
        if self._held or self._behind:
            self._release()
        return True

    def _affords(self, frame: Frame) -> bool:
        return self.unseen == 0 or self.unseen + frame.size <= WINDOW

    def _hold(self, frame: Frame) -> None:
        if not frame.shared:
            self._held_bytes += frame.size
        if self._held_bytes > WAITING:
            self.close(Close.TOO_SLOW)
            return
        if self._held is None:
            self._held = deque()
        self._held.append(frame)
        self._ask_for_credit()

    def _ask_for_credit(self) -> None:
        """Where something waits, a mark is under way: its answer brings the credit."""
        if not self._marks:
            self._mark()

    def _release(self) -> None:
        held = self._held
        while held and self._affords(held[0]) and not self.closed:
            frame = held.popleft()
            if not frame.shared:
                self._held_bytes -= frame.size
            self._put(frame)
        if held:
            self._ask_for_credit()
        if self._behind and not held:
            self._behind = False
            self.lagging()

    def _put(self, frame: Frame) -> None:
        self.unseen += frame.size
        self._since_mark += frame.size
        self._write(frame)
        if self._since_mark >= MARK_EVERY:
            self._mark()

    def _mark(self) -> None:
        self._number += 1
        if not self._marks:
            self._marks = self._marks or deque()
            self._moved = self._loop.time()
        self._marks.append((self._number, self._since_mark))
        self._since_mark = 0
        self._write(Frame(encode(Mark(self._number))))
        if self._timer is None:
            self._timer = self._loop.call_later(PATIENCE_S, self._look)

    def _look(self) -> None:
        """Does the reader still get on?"""
        self._timer = None
        if self.closed or not self._marks:
            return
        waited = self._loop.time() - self._moved
        if waited >= PATIENCE_S:
            self.close(Close.TOO_SLOW)
        else:
            self._timer = self._loop.call_later(PATIENCE_S - waited, self._look)

    # -- the wire

    def _write(self, frame: Frame) -> None:
        if self._direct and not self._unsent:
            self._direct.write(frame.framed)
        else:
            self._ask({"type": "websocket.send", "text": frame.text})

    def _ask(self, message: dict[str, Any]) -> None:
        if self._unsent is None:
            self._unsent = deque()
        self._unsent.append(message)
        if self._task is None:
            self._task = self._loop.create_task(self._drain())

    async def _drain(self) -> None:
        try:
            while self._unsent:
                await self._send(self._unsent[0])
                self._unsent.popleft()
        except Exception as error:  # the socket is gone; its disconnect tells the room
            log.warning("a socket could not be written to: %r", error)
            self.gone()
            self._unsent = None
        finally:
            self._task = None


def _nothing() -> None:
    """Nobody waits for it."""
