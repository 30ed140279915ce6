"""One socket between a browser and a worker, with everything that is under way on it."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .worker import Worker


class Closing(NamedTuple):
    """The server closes; comes after the frames it sent before."""

    code: int


class Said(NamedTuple):
    """A frame of the server. `echo`: it brings an entry of the one who hears it."""

    text: str
    kind: str
    echo: bool


def kind_of(text: str) -> str:
    """What a frame of the server is: its `t` stands first."""
    return text[6 : text.index('"', 6)]


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
        self.down: deque[Said | Closing] = deque()
        #: frames that are at the browser, and its page has yet to take
        self.arrived: deque[Said] = deque()
        #: frames with operations that went up, for repeating one
        self.operations: list[str] = []
        self.accepted = False
        #: the browser's end: does it still hear and speak?
        self.browser = True
        #: the server's end: was it not yet told that it is over?
        self.server = False
        #: nothing passes any more; whoever is at the ends may not know it yet
        self.cut = False
        #: the page let go of it, and has yet to hear that it is closed
        self.closing_late = False
        #: the browser reads nothing for now
        self.stalled = False
        self.joined = False
        #: the server took its browser in
        self.welcomed = False

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

    @property
    def over(self) -> bool:
        """Can nothing happen on it any more?"""
        ends = self.browser or self.server or self.closing_late
        return not (ends or self.up or self.down or self.arrived)

    def told(self, kind: str, *, echo: bool = False) -> list[int]:
        """Where frames of a kind are on their way down."""
        return [
            n
            for n, frame in enumerate(self.down)
            if isinstance(frame, Said) and frame.kind == kind and frame.echo >= echo
        ]

    def say(self, frame: str) -> None:
        """The browser sends."""
        if self.browser and not self.cut:
            self.up.append(frame)

    def tell(self, text: str) -> None:
        """The server sends."""
        kind = kind_of(text)
        self.welcomed |= kind in ("welcome", "caught_up")
        if not self.cut:
            echo = kind == "entries" and f'"actor":"{self.person}"' in text
            self.down.append(Said(text, kind, echo))

    def closing(self, code: int) -> None:
        """The server closes."""
        if not self.cut:
            self.down.append(Closing(code))

    def lose(self, up: int, down: int) -> list[Said]:
        """The network goes; so many frames each way still arrive. Gives the lost ones down."""
        self.cut = True
        while len(self.up) > up:
            self.up.pop()
        lost: list[Said] = []
        while len(self.down) > down:
            frame = self.down.pop()
            if isinstance(frame, Said):
                lost.append(frame)
        return lost
