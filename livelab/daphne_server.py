"""Daphne, run by ourselves: it says where it listens, keeps a quiet log, leaves no one behind.

Daphne stops by cancelling every application at once; a board must first commit what waits and send
its people away with a word. So the signals are ours.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import daphne.server
from daphne.http_protocol import WebRequest
from daphne.server import Server
from daphne.ws_protocol import WebSocketFactory
from twisted.internet import reactor

from boards.outlet import DIRECT, Said
from boards.wire import Close

from .framing import whole_texts
from .inbox import Inbox
from .limits import CUT_OFF_GETS_S, GOODBYES_GET_S, LONGEST_FRAME, REQUESTS_GET_S
from .logs import log_action
from .strict_daphne import StrictFactory, StrictSocket, tell_failures

log = logging.getLogger("livelab.server")

SOCKET_LASTS_S = 12 * 3600  # less than a channel layer keeps a group


class BoardProtocol(StrictSocket):
    """A socket that may also close with the registered codes of a restart.

    Autobahn lets an application send 1000 and 3000–4999 only; RFC 6455's registry has 1012 (service
    restart) and 1013 (try again later) for just this.
    """

    def serverClose(self, code: int | None = None) -> None:
        """As Daphne, 1012 and 1013 besides."""
        if code in (1012, 1013):
            self.sendCloseFrame(code=code, reasonUtf8=None, isReply=False)
        elif code in (Close.NOT_MEMBER, Close.TOO_SLOW):
            self._cut_off(code)
        else:
            super().serverClose(code)

    def _cut_off(self, code: int) -> None:
        """Whoever is no member hears nothing more, not what waits for her either (B12.2); for
        whoever takes nothing, nothing is kept (B13.10).

        With frames in our hands the connection is dropped at once: coming back she is told why.
        """
        if self._waits():
            self.transport.abortConnection()
            return
        self.closeHandshakeTimeout = 0  # Autobahn's timer cuts seconds off: mostly none was left
        super().serverClose(code)
        asyncio.get_running_loop().call_later(CUT_OFF_GETS_S, self.onCloseHandshakeTimeout)

    def _waits(self) -> bool:
        """Is something written that the kernel has not taken?"""
        return bool(self.transport.dataBuffer or self.transport._tempDataBuffer)

    # -- the way past ASGI's queue and task (`boards.outlet.Direct`)

    hear: Callable[[Said], None] | None = None

    def listen(self, hear: Callable[[Said], None]) -> None:
        """Tell messages to `hear` from now on."""
        self.hear = hear

    def dataReceived(self, data: bytes) -> None:
        """As Autobahn, but whole text messages are read at once."""
        hear = self.hear
        if hear is None or self.data or not self._between_messages():
            super().dataReceived(data)
            return
        texts, end = whole_texts(data)
        self.last_ping = time.time()
        for text in texts:
            hear(text)
        if end < len(data):
            super().dataReceived(data[end:])

    def _between_messages(self) -> bool:
        open_ = self.state == self.STATE_OPEN
        return open_ and self.current_frame is None and not self.inside_message

    def onMessage(self, payload: bytes, isBinary: bool) -> None:
        """As Daphne, unless somebody listens."""
        if self.hear is None:
            super().onMessage(payload, isBinary)
            return
        self.last_ping = time.time()
        self.hear(None if isBinary else payload)

    def write(self, framed: bytes) -> None:
        """Send a whole frame: at once if nothing waits, else after what waits."""
        transport = self.transport
        if self.state != self.STATE_OPEN or transport.disconnecting:
            return
        if self._waits():
            transport.write(framed)
            return
        try:
            sent = transport.socket.send(framed)
        except BlockingIOError:
            sent = 0
        except OSError:  # gone; the reactor will say so
            return
        if sent < len(framed):
            transport.write(framed[sent:])


WebSocketFactory.protocol = BoardProtocol
daphne.server.HTTPFactory = StrictFactory


class DrainingServer(Server):  # type: ignore[misc]  # Daphne is untyped
    """A server that ends in order: no new connection, `drain`, answers out, then stop."""

    def __init__(
        self,
        application: Any,
        addresses: list[tuple[str, int]],
        drain: Callable[[], Awaitable[None]],
        ready: Callable[[], None],
    ) -> None:
        super().__init__(
            application,
            endpoints=[_endpoint(host, port) for host, port in addresses],
            signal_handlers=False,
            action_logger=log_action,
            http_timeout=60,
            websocket_timeout=SOCKET_LASTS_S,
            websocket_max_message_size=LONGEST_FRAME,
            websocket_max_frame_size=LONGEST_FRAME,
            application_close_timeout=5,
            server_name="livelab",
            ready_callable=self._ready,
        )
        self.connections: dict[Any, dict[str, Any]] = {}
        self.ports: list[Any] = []
        self.failed = False
        self._drain = drain
        self._say_ready = ready
        self._ending: asyncio.Task[None] | None = None

    def create_application(self, protocol: Any, scope: dict[str, Any]) -> Inbox:
        """As Daphne, with a smaller queue; sockets offer the direct way besides."""
        inbox = Inbox()
        scope.setdefault("asgi", {"version": "3.0"})
        if isinstance(protocol, BoardProtocol):
            scope.setdefault("extensions", {})[DIRECT] = protocol
        application = self.application(
            scope=scope, receive=inbox.get, send=partial(self.handle_reply, protocol)
        )
        details = self.connections[protocol]
        details["application_instance"] = asyncio.get_event_loop().create_task(application)
        return inbox

    def listen_success(self, port: Any) -> None:
        """Remember the port, to close it first."""
        self.ports.append(port)
        super().listen_success(port)

    def listen_error(self, failure: Any) -> None:
        """Somebody took the port between our look and now."""
        self.failed = True
        super().listen_error(failure)

    def _ready(self) -> None:
        tell_failures()
        loop = asyncio.get_event_loop_policy().get_event_loop()
        for name in (signal.SIGTERM, signal.SIGINT):
            try:
                loop.add_signal_handler(name, self.end)
            except NotImplementedError:  # Windows
                signal.signal(name, lambda *_: loop.call_soon_threadsafe(self.end))
        gc.collect()
        gc.freeze()  # what is loaded by now stays; it need not be looked through again
        self._say_ready()

    def end(self) -> None:
        """End in order; told a second time, at once."""
        if self._ending is not None:
            self.stop()
            return
        self._ending = asyncio.get_running_loop().create_task(self._end())

    async def _end(self) -> None:
        try:
            for port in self.ports:
                port.stopListening()
            await self._until(lambda: not self._open(http=True), REQUESTS_GET_S)
            await self._drain()
            await self._until(lambda: not self._open(http=False), GOODBYES_GET_S)
        except Exception:
            log.exception("the end was not in order")
        finally:
            self.stop()

    def _open(self, *, http: bool) -> bool:
        """Is a request still being answered, or a socket still open?"""
        return any(
            isinstance(protocol, WebRequest) is http
            and not details.get("disconnected")
            and "application_instance" in details
            and not (http and details["application_instance"].done())
            for protocol, details in self.connections.items()
        )

    async def _until(self, done: Callable[[], bool], seconds: float) -> None:
        limit = time.monotonic() + seconds
        while not done() and time.monotonic() < limit:  # noqa: ASYNC110  # Daphne tells nobody
            await asyncio.sleep(0.02)

    def kill_all_applications(self) -> Any:
        """As Daphne; connections without an application have nothing to be cancelled."""
        self.connections = {
            protocol: details
            for protocol, details in self.connections.items()
            if "application_instance" in details
        }
        return super().kill_all_applications()

    def application_checker(self) -> None:
        """As Daphne, but not while everything ends; and one failure does not end all checking."""
        if reactor.running or self._ending is None:
            self._checked(super().application_checker, self.application_checker, 1)

    def timeout_checker(self) -> None:
        """As Daphne; one failure does not end all checking."""
        self._checked(super().timeout_checker, self.timeout_checker, 2)

    @staticmethod
    def _checked(check: Callable[[], None], again: Callable[[], None], seconds: float) -> None:
        try:
            check()  # comes again by itself
        except Exception:
            log.exception("a regular check of the connections failed")
            asyncio.get_running_loop().call_later(seconds, again)


def _endpoint(host: str, port: int) -> str:
    """Twisted's words for one address to listen on."""
    return f"tcp:port={port}:interface={host.replace(':', chr(92) + ':')}"
