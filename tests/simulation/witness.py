"""What was said: every frame the server sends and every word people type, watched as it happens."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .hiding import Public, letters, told
from .replica import parsed
from .revoking import Revoked
from .wire import Wire

#: numbers of the wires of those who come only to look
LOOKING = 1_000_000

Frame = dict[str, Any]
Place = tuple[str, int]


class Violation(AssertionError):
    """Something happened that must not happen."""


@dataclass
class Person:
    """Somebody. `own` is the id of her private stream; `mark` stands in her words."""

    id: str
    cookie: str
    own: str
    mark: str


@dataclass
class Witness:
    """Remembers what was promised; speaks up at once where something was said that must not be."""

    counted: Counter[str]
    people: dict[str, Person]
    public: Public
    revoked: Revoked
    #: the stream of another board
    elsewhere: str
    #: is the board silent, and has every process had the time to know it?
    known_silent: Callable[[], bool]
    #: operations that are poison: the server fails on them
    poison: dict[str, Exception]
    #: operations whose transaction was made to fail while they were alone in it
    failed_alone: set[str]
    #: (person, op_id) → where the server said it is
    acknowledged: dict[tuple[str, str], Place] = field(default_factory=dict)
    #: (person, op_id) of which a living browser heard that they are refused
    refused: set[tuple[str, str]] = field(default_factory=set)
    #: people with several tabs: one may hear a refusal while the other's copy is under way
    in_two_tabs: set[str] = field(default_factory=set)
    #: (stream, seq) → the entry as it was sent first
    entries: dict[Place, Frame] = field(default_factory=dict)
    #: letter → (person, item)
    letters: dict[str, tuple[str, str]] = field(default_factory=dict)
    #: letters that need not be found: taken out of a text, gone with a tab that vanished, erased
    without: set[str] = field(default_factory=set)
    #: letters of refused writing that was placed again: they may be there twice
    placed_again: set[str] = field(default_factory=set)
    #: the database was set back: what was promised before may be gone
    restored: bool = False
    #: op_id → how many copies of it ever went onto a wire
    copies: Counter[str] = field(default_factory=Counter)
    #: tab → its operations that were sent and not yet confirmed
    under_way: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    suspicions: list[tuple[str, str]] = field(default_factory=list)
    presences: int = 0

    # -- the server speaks

    def told(self, wire: Wire, text: str) -> None:
        """The server sends this frame to a socket."""
        person, frame = wire.person, parsed(text)
        kind = frame["t"]
        self.counted[f"frame {kind}"] += 1
        self._streams(person, text)
        self._hidden(person, text)
        self.revoked.told(wire, kind)
        if kind == "entries":
            self._entries(person, frame["stream"], frame["entries"])
        elif kind == "caught_up":
            for stream in frame["streams"]:
                self._entries(person, stream["id"], stream["entries"])
        elif kind == "accepted":
            self._acknowledge(person, frame["op_id"], (frame["stream"], frame["seq"]))
        elif kind == "refused":
            self._refuse(wire, frame)
        elif kind == "presence":
            self.presences += any(frame["people"].values())

    def _entries(self, person: str, stream: str, entries: list[Frame]) -> None:
        for entry in entries:
            place = stream, entry["seq"]
            if self.entries.setdefault(place, entry) != entry:
                raise Violation(f"two entries for {place}")
            if entry["actor"] == person and entry["verb"] != "items_published":
                self._acknowledge(person, entry["op"], place)

    def _acknowledge(self, person: str, op_id: str, place: Place) -> None:
        known = self.acknowledged.setdefault((person, op_id), place)
        if known != place:
            raise Violation(f"{op_id} was acknowledged at {known}, then at {place}")
        if (person, op_id) in self.refused:
            raise Violation(f"{op_id} was refused, then acknowledged")

    def _refuse(self, wire: Wire, frame: Frame) -> None:
        person, code, op_id = wire.person, frame["code"], frame["op_id"]
        self.counted[f"refused {code}"] += 1
        if code == "not_understood" and wire.number >= LOOKING:
            return  # asked for what is not hers
        self.counted["poison operation refused"] += code == "failed" and op_id in self.poison
        if code == "failed" and (op_id in self.poison or op_id in self.failed_alone):
            return  # the poison itself, or the fault struck once more when it was tried alone
        if code == "text_forged" and self.restored:
            return  # a number of the text merge that was lent after the copy was taken
        if code in ("failed", "not_understood", "text_forged", "id_taken", "unknown_board"):
            raise Violation(f"refused {code}: {frame}")
        if op_id and (person, op_id) in self.acknowledged and self.copies[op_id] == 1:
            raise Violation(f"{op_id} was acknowledged, then refused {code}")

    def _streams(self, person: str, text: str) -> None:
        """Nobody ever hears of another board's stream, or that another's private one exists."""
        if self.elsewhere in text:
            raise Violation(f"another board's stream was told: {text}")
        for other in self.people.values():
            if other.id != person and other.own in text:
                raise Violation(f"{other.mark}'s private stream was told to another: {text}")

    def _hidden(self, person: str, text: str) -> None:
        """Nobody hears a word of another that was never on the board (B9)."""
        self.suspicions += [
            (letter, text)
            for letter in told(text)
            if letter in self.letters and self.letters[letter][0] != person
        ]

    def judge(self) -> None:
        """Was it hidden, when somebody was told of another?

        Not asked while frames are sent: the event loop must not wait for the database. Nothing
        was committed since.
        """
        if self.suspicions:
            hidden = self.public.hidden({letter for letter, _ in self.suspicions})
            for letter, text in self.suspicions:
                if letter in hidden:
                    raise Violation(f"a hidden word was told to another: {text}")
            self.suspicions.clear()
        if self.presences and self.known_silent():
            raise Violation("in silence somebody was told where another is")
        self.presences = 0

    # -- a browser hears and speaks

    def heard(self, wire: Wire, text: str, kind: str) -> None:
        """A living browser hears a frame."""
        if kind == "refused":
            self._heard_refusal(wire.person, parsed(text))
        elif kind == "entries":
            self._heard_entries(wire, parsed(text)["entries"])

    def _heard_refusal(self, person: str, frame: Frame) -> None:
        """A refusal she heard is final (B3.3)."""
        self.counted["refused after it was shown"] += frame["op_id"] is not None
        # "failed" says that the database failed twice, not that the operation is not there.
        final = frame["code"] != "failed" or frame["op_id"] in self.poison
        # Of two copies on their way one may be refused, and the other come when it is allowed.
        if final and person not in self.in_two_tabs and self.copies[frame["op_id"]] == 1:
            self.refused.add((person, frame["op_id"]))

    def _heard_entries(self, wire: Wire, entries: list[Frame]) -> None:
        """How does what others did stand to the acknowledgement of what she did?"""
        mine, after = self.under_way[wire.client], False
        for entry in entries:
            if entry["op"] in mine:
                mine.discard(entry["op"])
                after = True
            elif entry["actor"] != wire.person and (after or mine):
                when = "after" if after else "before"
                self.counted[f"another's entry {when} the own acknowledgement"] += 1

    def sent(self, wire: Wire, frame: str) -> None:
        """A browser sends an operation."""
        op_id = op_id_in(frame)
        if (wire.person, op_id) in self.refused:
            raise Violation(f"{op_id} was refused, and sent again")
        self.under_way[wire.client].add(op_id)
        self.copies[op_id] += 1

    def repeated(self, wire: Wire, frame: str) -> None:
        """A network sends an operation once more: what becomes of this copy is another story."""
        op_id = op_id_in(frame)
        self.copies[op_id] += 1
        self.refused.discard((wire.person, op_id))

    # -- the log is set back

    def rolled_back(self, heads: dict[str, int]) -> None:
        """The database was restored from a copy: what it does not hold is promised no more."""
        self.restored = True
        self.public.rolled_back()
        held = {place for place in self.entries if place[1] <= heads[place[0]]}
        self.entries = {place: entry for place, entry in self.entries.items() if place in held}
        self.acknowledged = {
            key: place for key, place in self.acknowledged.items() if place[1] <= heads[place[0]]
        }
        self.refused.clear()

    # -- people type

    def wrote(self, person: str, item: str, text: str) -> None:
        """Somebody put a word into a text."""
        self.letters.update(dict.fromkeys(letters(text), (person, item)))

    def gone(self, text: str) -> None:
        """These letters need not be found."""
        self.without.update(letters(text))

    def placed(self, text: str) -> None:
        """Refused writing, with what stood around it, became a note of its own."""
        self.placed_again.update(letters(text))


def op_id_in(frame: str) -> str:
    """The operation that a browser's frame carries."""
    return str(json.loads(frame)["op_id"])
