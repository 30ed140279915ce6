"""One socket between a browser and a worker, with everything that is under way on it."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .worker import Worker


class Closing(NamedTuple):
    """The server closes; comes after the frames it sent before."""

    code: int


class Wire:
    """Frames of one direction arrive in order, as TCP would; a cut loses what is under way.

    Either end learns of the other's end when the scheduler says so, which may be late.
    """

    def __init__(self, number: int, client: str, person: str) -> None:
        self.number = number
        self.client = client
        self.person = person
        self.worker: Worker | None = None
        self.up: deque[str] = deque()
        self.down: deque[str | Closing] = deque()
        #: frames with operations that went up, for repeating one
        self.operations: list[str] = []
        self.accepted = False
        #: the browser's end: does it still hear and speak?
        self.browser = True
        #: the server's end: was it not yet told that it is over?
        self.server = False
        #: nothing passes any more; whoever is at the ends may not know it yet
        self.cut = False
        self.joined = False

    @property
    def dialling(self) -> bool:
        """Does it wait to be taken?"""
        return self.browser and not self.accepted

    @property
    def alive(self) -> bool:
        """Does it carry frames both ways?"""
        return self.browser and self.server and not self.cut

    @property
    def over_for_server(self) -> bool:
        """Has the server still to be told that it is over?"""
        return self.server and not self.up and (self.cut or not self.browser)

    def say(self, frame: str) -> None:
        """The browser sends."""
        if self.browser and not self.cut:
            self.up.append(frame)

    def tell(self, frame: str | Closing) -> None:
        """The server sends."""
        if not self.cut:
            self.down.append(frame)

    def lose(self, up: int, down: int) -> list[str]:
        """The network goes; so many frames each way still arrive. Gives the lost ones down."""
        self.cut = True
        while len(self.up) > up:
            self.up.pop()
        lost: list[str] = []
        while len(self.down) > down:
            frame = self.down.pop()
            if isinstance(frame, str):
                lost.append(frame)
        return lost
