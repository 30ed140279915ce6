"""What Daphne, Autobahn and Twisted let pass, and this server does not.

Without the rules of this module one connection may cost the others their answers: 100,000 fragments
of one byte keep the loop busy for a second, pings are answered without end, an opening that never
ends is waited for without end, a header of the client's moves the application elsewhere, and an
error in a protocol is told to nobody.
"""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Any

from daphne.http_protocol import HTTPFactory, WebRequest
from daphne.ws_protocol import WebSocketProtocol
from twisted.logger import globalLogPublisher

from boards.wire import Close
from common.bucket import Bucket

from .limits import (
    BODY_S,
    CLOSING_S,
    CONTROL_FRAMES,
    CONTROL_SECONDS,
    FRAGMENTS,
    HEAD_S,
    IDLE_S,
    Openings,
)

log = logging.getLogger("livelab.server")

#: of what the server itself answers, before the application has seen anything
PLAIN = [
    (b"Content-Type", b"text/plain; charset=utf-8"),
    (b"Content-Security-Policy", b"default-src 'none'; frame-ancestors 'none'; sandbox"),
    (b"X-Content-Type-Options", b"nosniff"),
    (b"Cache-Control", b"no-store"),
]


class StrictSocket(WebSocketProtocol):  # type: ignore[misc]  # Daphne is untyped
    """A socket that says why it closes, reads nothing after that, and bears no flood of frames."""

    deaf = False
    fragments = 0

    def onConnect(self, request: Any) -> Any:
        """As Daphne."""
        # Its timer cuts the seconds off: of one second nothing may be left.
        self.closeHandshakeTimeout = CLOSING_S + 1
        self.control_frames = Bucket(CONTROL_FRAMES, CONTROL_SECONDS, time.monotonic())
        return super().onConnect(request)

    def hang_up(self, code: int) -> None:
        """Close with this code. What still comes in is not read; nothing waits for the other side
        longer than Autobahn's time for a closing handshake."""
        if self.state == self.STATE_OPEN:
            self.sendCloseFrame(code=code)
            self.transport.loseWriteConnection()
        self.deaf = True

    def _fail_connection(self, code: int = 1001, reason: str = "going away") -> None:
        """What breaks the WebSocket protocol gets its registered code; Autobahn would just drop."""
        self.failedByMe = True
        if self.state in (self.STATE_OPEN, self.STATE_CLOSING):
            self.wasClean, self.wasNotCleanReason = False, reason
            self.hang_up(code)
        else:
            super()._fail_connection(code, reason)

    def serverClose(self, code: int | None = None) -> None:
        """As Daphne; who floods or talks nonsense is not listened to any longer."""
        if code in (Close.TOO_MUCH, Close.NOT_UNDERSTOOD):
            self.hang_up(code)
        else:
            super().serverClose(code)

    def consumeData(self) -> None:
        """As Autobahn, while anybody listens."""
        if self.deaf:
            self.data = b""
        else:
            super().consumeData()

    def processData(self) -> bool:
        """As Autobahn, one frame or part of one."""
        return not self.deaf and bool(super().processData())

    def onFrameBegin(self) -> None:
        """As Autobahn; counts frames that never come to the application."""
        frame = self.current_frame
        self.fragments = self.fragments + 1 if frame.opcode == 0 else self.fragments
        super().onFrameBegin()
        if frame.opcode > 7:
            too_much = not self.control_frames.take(time.monotonic())
        else:
            self.fragments = 0 if frame.fin else self.fragments
            too_much = self.fragments > FRAGMENTS
        if too_much:
            self.hang_up(Close.TOO_MUCH)


class StrictRequest(WebRequest):  # type: ignore[misc]  # Daphne is untyped
    """A request that comes in time, and whose headers mean here what they mean elsewhere."""

    def __init__(self, channel: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(channel, *args, **kwargs)
        channel.has_begun = True
        self.opening = channel
        self.due: float | None = time.monotonic() + HEAD_S

    def gotLength(self, length: int | None) -> None:
        """As Twisted: the head is here, the body follows."""
        self.due = time.monotonic() + BODY_S
        super().gotLength(length)

    def process(self) -> Any:
        """As Daphne, whose own header for an application's root is nobody's to set."""
        self.due = None
        _opened(self.opening)
        self.requestHeaders.removeHeader(b"daphne-root-path")
        if not _plain(self.requestHeaders.getRawHeaders(b"sec-websocket-protocol", [])):
            return self.basic_error(400, b"Bad Request", "Invalid header value")
        return super().process()

    def basic_error(self, status: int, status_text: bytes, body: bytes | str) -> None:
        """As Daphne, in plain words: its page has none of the headers that guard ours."""
        said = body.decode() if isinstance(body, bytes) else body
        self.handle_reply({"type": "http.response.start", "status": status, "headers": PLAIN})
        text = f"{status} {status_text.decode()}: {said}\n".encode()
        self.handle_reply({"type": "http.response.body", "body": text})

    def check_timeouts(self) -> None:
        """As Daphne, and no request takes for ever to come."""
        if self.due is None:
            super().check_timeouts()
        elif time.monotonic() > self.due and self.channel is not None:
            self.channel.transport.abortConnection()


def _plain(values: list[bytes]) -> bool:
    return all(value.isascii() for value in values)


class StrictFactory(HTTPFactory):  # type: ignore[misc]  # Daphne is untyped
    """Makes connections that have to begin something in time, so many of an address."""

    def buildProtocol(self, addr: Any) -> Any:
        """As Daphne; None closes the connection."""
        place = openings.come(getattr(addr, "host", ""))
        if place is None:
            return None
        protocol = super().buildProtocol(addr)
        protocol.requestFactory = StrictRequest
        protocol.timeOut = IDLE_S
        protocol._channel.opening = place
        asyncio.get_running_loop().call_later(HEAD_S, _look, protocol._channel)
        return protocol


openings = Openings()


def _opened(channel: Any) -> None:
    """It is no opening any more."""
    place, channel.opening = channel.opening, None
    if place is not None:
        openings.over(place)


def _look(channel: Any) -> None:
    """Has it begun a request by now?"""
    _opened(channel)
    if not getattr(channel, "has_begun", False) and channel.transport is not None:
        channel.transport.abortConnection()


def tell_failures() -> None:
    """Errors that no code of ours handled go to our log; Daphne sends Twisted's log nowhere."""
    globalLogPublisher.addObserver(_tell)  # type: ignore[arg-type]  # any callable observes


def _tell(event: dict[str, Any]) -> None:
    failure = event.get("log_failure")
    if failure is not None:
        log.error(
            "an error in a connection: %s",
            failure.getErrorMessage(),
            exc_info=(failure.type, failure.value, failure.getTracebackObject()),
        )
