"""Who is where on a board: never stored, never numbered, the last word per person wins (B11)."""

from __future__ import annotations

from msgspec import UNSET

from .wire import Presence, Spot


class Whereabouts:
    """Collects changes until they are sent together."""

    def __init__(self) -> None:
        self._spots: dict[str, Spot] = {}
        self._changed: set[str] = set()
        #: seconds to gather; at most 20 frames a second however many people move
        self.gather = 0.05

    def set(self, person: str, message: Presence) -> None:
        """Somebody moved; an empty message means she is no longer pointing at the board."""
        values = (message.x, message.y, message.item)
        x, y, item = (None if value is UNSET else value for value in values)
        if (x, y, item) == (None, None, None):
            self.drop(person)
            return
        self._spots[person] = Spot(x, y, item)  # type: ignore[arg-type]  # narrowed above
        self._changed.add(person)

    def drop(self, person: str) -> bool:
        """Her spot is gone; was there one?"""
        known = self._spots.pop(person, None) is not None
        if known:
            self._changed.add(person)
        return known

    def take(self) -> dict[str, Spot | None]:
        """What changed since the last time."""
        changed = {person: self._spots.get(person) for person in self._changed}
        self._changed.clear()
        return changed

    def clear(self) -> None:
        """Forget everybody, silently."""
        self._spots.clear()
        self._changed.clear()
