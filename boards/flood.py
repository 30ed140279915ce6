"""How much anybody may ask of this process (B8.18 to B8.26). Times are seconds of a steady clock.

What has to hold: whoever asks too much hurts nobody else, ten sockets of one person get no more
than about one, and sixty phones behind one address come in at once. So a person's budget is hers,
whichever sockets she uses; and an address is bounded only in what leads to nothing: sockets that do
not join. Who has joined before with the same cookie is let in whatever her neighbours do.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Generic, Protocol, TypeVar

from common.bucket import Bucket

FRAMES_PER_SECOND: Final = 200.0
FLOOD_SECONDS: Final = 5.0
#: all sockets of one person together
PERSON_FRAMES_PER_SECOND: Final = 300.0
SOCKETS_PER_PERSON: Final = 24
WAITING_PER_PERSON: Final = 384
#: pulls and openings of texts under way for one person
LOOKING_UP: Final = 32
#: a socket that said less since its person was last quiet is not blamed for what the others say
BLAMELESS: Final = 50
#: a frame counts once, and once more for each of so many bytes
BYTES_PER_FRAME: Final = 4_096

#: handshakes with one cookie: one a second, so many at once
KNOCKS_AT_ONCE: Final = 30
#: sockets of one address that have not joined (yet)
KNOCKING: Final = 200
#: those that never did: two a second, so many at once
IN_VAIN_PER_SECOND: Final = 2.0
IN_VAIN_AT_ONCE: Final = 200
#: cookies and addresses remembered
REMEMBERED: Final = 10_000


class Spender(Protocol):
    """A socket that has joined."""

    bucket: Bucket
    #: what it took since its person had all her budget
    spent: float

    @property
    def waiting(self) -> int:
        """Its operations that are not answered yet."""

    def too_much(self) -> None:
        """Say so, and close."""


class Purse:
    """What one person may spend, all her sockets together."""

    __slots__ = ("bucket", "looking_up", "sockets")

    def __init__(self, now: float) -> None:
        self.bucket = Bucket(PERSON_FRAMES_PER_SECOND, FLOOD_SECONDS, now)
        self.sockets: list[Spender] = []
        self.looking_up = 0

    def enter(self, socket: Spender, now: float) -> None:
        """One more socket. If they are too many, the one that was silent for longest has to go."""
        if len(self.sockets) >= SOCKETS_PER_PERSON:
            min(self.sockets, key=lambda one: one.bucket.then).too_much()
        self.sockets.append(socket)
        socket.bucket.left = min(socket.bucket.left, max(BLAMELESS, self.bucket.at(now)))

    def leave(self, socket: Spender) -> None:
        """A socket is gone."""
        if socket in self.sockets:
            self.sockets.remove(socket)

    def spend(self, socket: Spender, now: float, cost: float) -> None:
        """A frame came in. When all is spent, the socket that spent most has to go."""
        if self.bucket.at(now) == self.bucket.most:
            for one in self.sockets:
                one.spent = 0
        socket.spent += cost
        if not self.bucket.take(now, cost):
            greedy = max(self.sockets, key=lambda one: one.spent)
            if greedy.spent > BLAMELESS:
                greedy.too_much()

    def queue(self) -> None:
        """An operation comes in. When too many wait, the socket of which most do has to go."""
        if sum(one.waiting for one in self.sockets) >= WAITING_PER_PERSON:
            max(self.sockets, key=lambda one: one.waiting).too_much()

    @property
    def idle(self) -> bool:
        """Is there nothing to remember?"""
        return not self.sockets and self.bucket.left >= self.bucket.most


class _Place:
    """An address: who knocks there, and how much came to nothing."""

    __slots__ = ("bucket", "knocking")

    def __init__(self, now: float) -> None:
        self.bucket = Bucket(IN_VAIN_PER_SECOND, IN_VAIN_AT_ONCE / IN_VAIN_PER_SECOND, now)
        self.knocking = 0

    @property
    def idle(self) -> bool:
        """Is there nothing to remember?"""
        return not self.knocking and self.bucket.left >= self.bucket.most


class _Cookie:
    """A cookie: how often somebody knocks with it, and whether she was let in."""

    __slots__ = ("bucket", "known")

    def __init__(self, now: float) -> None:
        self.bucket = Bucket(1.0, KNOCKS_AT_ONCE, now)
        self.known = False

    @property
    def idle(self) -> bool:
        """Is there nothing to remember?"""
        return not self.known and self.bucket.left >= self.bucket.most


class Kept(Protocol):
    """Something with a bucket, remembered under a name."""

    def __init__(self, now: float) -> None: ...

    bucket: Bucket

    @property
    def idle(self) -> bool: ...


K = TypeVar("K", bound=Kept)


class Memory(Generic[K]):
    """Things by name, made when first asked for, forgotten when there is nothing to remember."""

    def __init__(self, kind: type[K]) -> None:
        self.kind = kind
        self._kept: dict[str, K] = {}
        self._look_at = REMEMBERED

    def of(self, name: str, now: float) -> K:
        """The one of this name."""
        found = self._kept.get(name)
        if found is None:
            self._tidy(now)
            found = self._kept[name] = self.kind(now)
        return found

    def _tidy(self, now: float) -> None:
        if len(self._kept) < self._look_at:
            return
        for name in [name for name, one in self._kept.items() if _forgettable(one, now)]:
            del self._kept[name]
        self._look_at = max(REMEMBERED, 2 * len(self._kept))

    def __len__(self) -> int:
        return len(self._kept)

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)


def _forgettable(one: Kept, now: float) -> bool:
    one.bucket.at(now)
    return one.idle


class Doorstep:
    """Who may shake hands: decided before anything is looked up."""

    def __init__(self) -> None:
        self._places = Memory(_Place)
        self._cookies = Memory(_Cookie)

    def knock(self, address: str, cookie: str, now: float) -> bool:
        """May this socket try to join? Then it must be told whether it did."""
        shown, place = self._cookies.of(cookie, now), self._places.of(address, now)
        if cookie and not shown.bucket.take(now):
            return False
        crowded = place.knocking >= KNOCKING or place.bucket.at(now) < 1
        if crowded and not (cookie and shown.known):
            return False
        place.knocking += 1
        return True

    def joined(self, address: str, cookie: str, now: float) -> None:
        """It did."""
        self._places.of(address, now).knocking -= 1
        self._cookies.of(cookie, now).known = True

    def left(self, address: str, now: float, *, in_vain: bool) -> None:
        """It did not; `in_vain`: and that was not our doing."""
        place = self._places.of(address, now)
        place.knocking -= 1
        if in_vain:
            place.bucket.take(now)
