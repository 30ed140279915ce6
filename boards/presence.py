"""Who is where on a board: never stored, never numbered, the last word per person wins (B11)."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from msgspec import UNSET, UnsetType, structs

from .wire import Presence, Spot

#: who says nothing at all for so many beats is nowhere any more
LEASE = 3

#: may everybody on the board see the item of this id?
Seen = Callable[[str], bool]


class _Said(NamedTuple):
    """What somebody says of herself. It may name anything: browsers can lie."""

    x: int | None
    y: int | None
    item: str | None
    chosen: tuple[str, ...]

    def shown(self, seen: Seen) -> Spot:
        """As others may hear it: of items that all of them see."""
        item = self.item if self.item is not None and seen(self.item) else None
        return Spot(self.x, self.y, item, [one for one in self.chosen if seen(one)])

    def names_more_than(self, spot: Spot) -> bool:
        """Does it name an item that is kept back?"""
        return (self.item, list(self.chosen)) != (spot.item, spot.chosen)


_NOWHERE = _Said(None, None, None, ())


class Whereabouts:
    """Collects changes until they are sent together."""

    def __init__(self) -> None:
        self._said: dict[str, _Said] = {}
        #: what others know, whole
        self._told: dict[str, Spot] = {}
        self._changed: set[str] = set()
        #: who names an item that others do not see, or not yet: its operation may be under way
        self._kept_back: set[str] = set()
        #: beats since somebody said anything
        self._quiet: dict[str, int] = {}
        #: seconds to gather; at most 20 frames a second however many people move
        self.gather = 0.05

    def set(self, person: str, message: Presence) -> None:
        """Somebody moved or chose; one who neither points nor edits nor has chosen is nowhere."""
        before = self._said.get(person, _NOWHERE)
        x, y, item = map(_said, (message.x, message.y, message.item))
        chosen = before.chosen if message.chosen is UNSET else tuple(message.chosen)
        said = _Said(x, y, item, chosen)  # type: ignore[arg-type]  # each is of its field's type
        if said == _NOWHERE:
            self.drop(person)
            return
        self._said[person] = said
        self._quiet[person] = 0
        self._changed.add(person)

    def alive(self, person: str) -> None:
        """She is still there, where she was."""
        if person in self._said:
            self._quiet[person] = 0

    def beat(self) -> bool:
        """Time goes by: forget those who were quiet for too long; are there any?"""
        late = [person for person, beats in self._quiet.items() if beats >= LEASE]
        for person in late:
            self.drop(person)
        self._quiet = {person: beats + 1 for person, beats in self._quiet.items()}
        return bool(late)

    def drop(self, person: str) -> bool:
        """Her spot is gone; was there one?"""
        self._quiet.pop(person, None)
        self._kept_back.discard(person)
        known = self._said.pop(person, None) is not None
        if known:
            self._changed.add(person)
        return known

    def look_again(self) -> bool:
        """Items came: may something be told that was kept back?"""
        self._changed |= self._kept_back
        return bool(self._kept_back)

    def take(self, seen: Seen) -> dict[str, Spot | None]:
        """What changed since the last time, as everybody may hear it."""
        changed, self._changed = self._changed, set()
        news: dict[str, Spot | None] = {}
        for person in changed:
            was, now = self._told.pop(person, None), self._shown(person, seen)
            if now:
                self._told[person] = now
            if now != was:
                news[person] = now and _only_news(now, was)
        return news

    def whole(self) -> dict[str, Spot | None]:
        """All that others were told and still holds, for one who was not there."""
        return {person: _only_news(spot, None) for person, spot in self._told.items()}

    def clear(self) -> None:
        """Forget everybody, silently."""
        for kept in (self._said, self._told, self._changed, self._kept_back, self._quiet):
            kept.clear()

    def _shown(self, person: str, seen: Seen) -> Spot | None:
        said = self._said.get(person)
        if said is None:
            return None
        spot = said.shown(seen)
        if said.names_more_than(spot):
            self._kept_back.add(person)
        else:
            self._kept_back.discard(person)
        return None if spot == Spot(None, None, None, []) else spot


def _said(value: int | str | UnsetType) -> int | str | None:
    return None if value is UNSET else value


def _only_news(spot: Spot, was: Spot | None) -> Spot:
    """Without what she has chosen, where others know that: a list is longer than a place."""
    known = was.chosen if was else []
    return structs.replace(spot, chosen=UNSET) if spot.chosen == known else spot
