"""Who follows whom on a board: like presence, never stored, never numbered (B11).

Where somebody looks is told to those who follow her and to nobody else; a browser says it only
while somebody does. So it costs nothing where nobody follows, however many people look around.
"""

from __future__ import annotations

from collections.abc import Iterator

from .member import Member
from .wire import Followed, Look, Looking


class Following:
    """Collects changes until they are sent together."""

    def __init__(self) -> None:
        self._whom: dict[Member, str] = {}
        self._looks: dict[str, Looking] = {}
        #: who has to hear anew by whom she is followed
        self._followed: set[str] = set()
        #: followers who have to hear anew where theirs looks
        self._owed: set[Member] = set()

    def follow(self, member: Member, person: str | None) -> bool:
        """This socket follows somebody from now on, or nobody; does that change anything?"""
        before = self._whom.pop(member, None)
        self._owed.discard(member)
        if person is not None:
            self._whom[member] = person
            self._owed.add(member)
        touched = {one for one in (before, person) if one is not None}
        self._followed |= touched
        if before is not None and not self._is_followed(before):
            self._looks.pop(before, None)
        return bool(touched)

    def looked(self, person: str, look: Look) -> bool:
        """Somebody says where she looks; does anybody want to know?"""
        if not self._is_followed(person):
            return False
        self._looks[person] = Looking(person, look.x, look.y, look.w, look.h)
        self._owed |= {member for member, whom in self._whom.items() if whom == person}
        return True

    def gone(self, person: str) -> None:
        """She left: nobody follows her any more."""
        self._whom = {member: whom for member, whom in self._whom.items() if whom != person}
        self._looks.pop(person, None)
        self._followed.discard(person)

    def followers(self, person: str) -> Followed:
        """Who follows her now."""
        return Followed(
            sorted({member.person for member, whom in self._whom.items() if whom == person})
        )

    def take_followed(self) -> dict[str, Followed]:
        """By whom people are followed, where that changed."""
        people, self._followed = self._followed, set()
        return {person: self.followers(person) for person in people}

    def take_looks(self) -> Iterator[tuple[Member, Looking]]:
        """What followers have to hear; one whose person has not said it yet goes on waiting."""
        for member in list(self._owed):
            if look := self._looks.get(self._whom.get(member, "")):
                self._owed.discard(member)
                yield member, look

    def owes(self, member: Member) -> None:
        """She may have missed something: where the one she follows looks, and who follows her."""
        self._followed.add(member.person)
        if member in self._whom:
            self._owed.add(member)

    def clear(self) -> None:
        """Nobody follows anybody."""
        for kept in (self._whom, self._looks, self._followed, self._owed):
            kept.clear()

    def _is_followed(self, person: str) -> bool:
        return person in self._whom.values()
