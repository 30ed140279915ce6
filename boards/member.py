"""A member of a room: one socket of one person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from django.utils import translation

from common.wire import Wire

from . import frames
from .errors import sentence_of
from .frames import Frame
from .wire import Bye, OpName, Refused


class Outlet(Protocol):
    """Where frames to one socket go (see `outlet.Outlet`, the real one)."""

    lagging: Callable[[], None]

    @property
    def closed(self) -> bool: ...

    def send(self, frame: Frame) -> None: ...

    def offer(self, frame: Frame) -> None: ...

    def close(self, code: int) -> None: ...


class Member:
    """One socket that has joined. `waiting` counts its operations that are not answered yet."""

    __slots__ = (
        "language", "may", "outlet", "person", "proof", "role", "unbound", "waiting", "y_client",
    )  # fmt: skip

    def __init__(self, outlet: Outlet, person: str, language: str, proof: str = "") -> None:
        self.outlet = outlet
        self.person = person
        self.language = language
        #: what she came in by; when it is withdrawn this socket ends, her others stay (B12)
        self.proof = proof
        self.role = ""
        #: has she to accept the challenge's terms before she writes?
        self.unbound = False
        self.may: frozenset[OpName] = frozenset()
        self.waiting = 0
        self.y_client = 0

    def tell(self, message: Wire) -> None:
        """Send a message to this socket alone."""
        self.outlet.send(frames.message(message))

    def refuse(self, op_id: str | None, code: str) -> None:
        """Answer a refusal in the member's language (B3.2)."""
        self.tell(refusal(op_id, code, self.language))

    def bye(self, code: str, close: int, retry_ms: int = 0) -> None:
        """Say goodbye and close."""
        self.tell(Bye(code, retry_ms))
        self.outlet.close(close)


def refusal(op_id: str | None, code: str, language: str) -> Refused:
    """The `refused` message of a code, its sentence in this language."""
    with translation.override(language):
        return Refused(op_id, code, sentence_of(code))
