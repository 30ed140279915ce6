"""The same application on Uvicorn: `manage.py serve --server uvicorn`.

It offers boards the same direct way to their sockets as Daphne does here. It ends in the same
order: no new connection, the boards' drain, answers out, then stop.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from types import FrameType
from typing import Any

from asgiref.sync import sync_to_async
from uvicorn import Config, Server
from websockets.protocol import State

from boards.outlet import DIRECT, Said
from boards.wire import Close

from .framing import whole_texts
from .limits import CUT_OFF_GETS_S, GOODBYES_GET_S, LONGEST_FRAME, REQUESTS_GET_S
from .strict_uvicorn import StrictOpening, StrictSocket


class BoardProtocol(StrictSocket):
    """A socket that offers the way past ASGI's queue and task (`boards.outlet.Direct`)."""

    hear: Callable[[Said], None] | None = None

    def handle_connect(self, event: Any) -> None:
        """As Uvicorn; the scope offers the direct way besides."""
        super().handle_connect(event)
        if hasattr(self, "scope"):
            extensions: Any = self.scope["extensions"]
            extensions[DIRECT] = self

    def listen(self, hear: Callable[[Said], None]) -> None:
        """Tell messages to `hear` from now on."""
        self.hear = hear

    def data_received(self, data: bytes) -> None:
        """As Uvicorn, but whole text messages are read at once."""
        if self.hear is None or not self._between_messages():
            super().data_received(data)
            return
        texts, end = whole_texts(data)
        for text in texts:
            self.hear(text)
        if end < len(data):
            super().data_received(data[end:])

    def send_receive_event_to_app(self) -> None:
        """As Uvicorn, unless somebody listens."""
        if self.hear is None or self.close_sent:
            super().send_receive_event_to_app()
            return
        data, self.frames = b"".join(self.frames), []
        self.hear(_text(data) if self.curr_msg_data_type == "text" else None)

    def write(self, framed: bytes) -> None:
        """Send a whole frame; what does not go out at once waits in the transport."""
        if not self.close_sent and not self.transport.is_closing():
            self.transport.write(framed)

    async def send(self, message: Any) -> None:
        """As Uvicorn, but a goodbye does not wait for a reader who takes nothing.

        Whoever is no member hears nothing more, not what waits for her either (B12.2), and for
        whoever takes nothing, nothing is kept (B13.10): with frames in our hands the connection is
        dropped at once; coming back she is told why.
        """
        code = message.get("code") if message["type"] == "websocket.close" else None
        cut_off = code in (Close.NOT_MEMBER, Close.TOO_SLOW)
        if cut_off and self.transport.get_write_buffer_size():
            self.drop()
            return
        await super().send(message)
        if cut_off:
            self.loop.call_later(CUT_OFF_GETS_S, self.drop)

    def _between_messages(self) -> bool:
        conn = self.conn
        idle = not conn.reader.buffer and conn.current_size is None
        return idle and conn.state is State.OPEN and not self.close_sent


def _text(data: bytes) -> Said:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None


class DrainingServer(Server):
    """A server that ends in order, and says when it is ready."""

    def __init__(
        self,
        application: Any,
        addresses: list[tuple[str, int]],
        drain: Callable[[], Awaitable[None]],
        ready: Callable[[], None],
    ) -> None:
        config = Config(
            application,
            http=StrictOpening,
            ws=BoardProtocol,
            ws_max_size=LONGEST_FRAME,
            ws_per_message_deflate=False,
            ws_ping_interval=20,
            ws_ping_timeout=30,
            lifespan="off",
            log_config=None,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=round(REQUESTS_GET_S + GOODBYES_GET_S),
        )
        super().__init__(config)
        self.failed = False
        self._addresses = addresses
        self._drain = drain
        self._say_ready = ready

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve on all addresses until told to stop."""
        try:
            bound = [listening(*address) for address in self._addresses]
        except OSError:
            self.failed = True
            return
        asyncio.run(self.serve(bound))

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End in order; told a second time, at once. (Uvicorn would die of the signal at last.)"""
        self.force_exit = self.should_exit
        self.should_exit = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """As Uvicorn, then say so."""
        await super().startup(sockets)
        await sync_to_async(self._say_ready)()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """No new connection, commit what waits and say goodbye, then as Uvicorn."""
        for server in self.servers:
            server.close()
        await self._drain()
        await super().shutdown(sockets)


def listening(host: str, port: int) -> socket.socket:
    """A socket to listen on. It names TCP, for only then does asyncio let small frames go at once:
    else each waits until the one before it was acknowledged, 40 ms sometimes."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.bind((host, port))
    return made
