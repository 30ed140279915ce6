"""The wires between browsers and workers, and what can happen on them."""

from __future__ import annotations

from collections.abc import Iterable

from .ground import Ground
from .wire import Closing, Said, Wire
from .worker import Worker


class Net(Ground):
    """Whatever a network does: it brings, it loses, it brings late, it is cut."""

    def accept(self, wire: Wire, worker: Worker) -> None:
        """A worker takes a browser's connection."""
        browser = self.browsers[wire.client]
        if browser.last_worker and browser.last_worker != worker.name:
            self.counted["reconnected to the other worker"] += 1
        browser.last_worker = worker.name
        worker.take(wire, self.people[wire.person].cookie)
        self.ask(("opened", wire.number))

    def refuse(self, wire: Wire) -> None:
        """Nobody answers a browser's connection."""
        wire.browser = False
        wire.accepted = True
        self.ask(("closed", wire.number, 1006))

    def send_up(self, wire: Wire, frames: int) -> None:
        """Frames of a browser arrive at its worker."""
        if wire.worker in self.workers and wire.server:
            if not wire.browser:
                self.counted["late frames of an old socket"] += frames
            wire.worker.hear(wire, frames)
        else:
            wire.up.clear()

    def send_down(self, wire: Wire, count: int) -> None:
        """Frames of a worker arrive at the browser."""
        texts: list[Said] = []
        for _ in range(count):
            frame = wire.down.popleft()
            if isinstance(frame, Closing):
                self._frames(wire, texts)
                self.counted[f"closed {frame.code}"] += 1
                self.close(wire, frame.code)
                return
            texts.append(frame)
        self._frames(wire, texts)

    def _frames(self, wire: Wire, said: list[Said]) -> None:
        if not said:
            return
        wire.joined = True
        wire.arrived.extend(said)
        self.ask(("frames", wire.number, [frame.text for frame in said]))

    def lose(self, wire: Wire, up: int, down: int) -> None:
        """The network between two ends goes; of what is under way, so much still arrives."""
        for frame in wire.lose(up, down):
            self.counted["acknowledgement lost after the commit"] += frame.echo

    def close(self, wire: Wire, code: int = 1006) -> None:
        """The browser learns that its socket is over."""
        wire.cut = True
        if wire.browser:
            wire.browser = False
            self.ask(("closed", wire.number, code))

    def close_late(self, wire: Wire) -> None:
        """The page hears that a socket is closed which it let go of long ago."""
        self.counted["late close of an old socket at the browser"] += 1
        wire.closing_late = False
        self.ask(("closed", wire.number, 1006))

    def hang_up(self, wire: Wire) -> None:
        """The worker learns that a socket is over."""
        now = self.browsers[wire.client].wire
        if now is not None and now is not wire and now.joined:
            self.counted["late close of an old socket"] += 1
        if wire.worker in self.workers:
            wire.worker.hang_up(wire)
        wire.server = False

    def living(self) -> Iterable[Wire]:
        """Wires on which something can still happen."""
        return [wire for wire in self.wires.values() if not wire.over]
