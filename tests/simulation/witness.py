"""What was said: every frame the server sends and every word people type, watched as it happens."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Frame = dict[str, Any]
Place = tuple[str, int]

#: letters that no other word has: two and three bytes of UTF-16, from the n-th on
UNIQUE = (0x4E00, 0xAC00, 0x20000)
MOST_WORDS = 4_000


def word(mark: str, n: int, tail: str) -> str:
    """The n-th word of a run, whole between its brackets."""
    return f"⟦{mark}#{n} {tail}{''.join(chr(first + n) for first in UNIQUE)}⟧"


def letters(text: str) -> list[str]:
    """The letters of a text that belong to one word only."""
    return [
        letter for letter in text if any(0 < ord(letter) - first < MOST_WORDS for first in UNIQUE)
    ]


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
    #: are notes private still? (asked of the database, and only where it matters)
    in_silence: Callable[[], bool]
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
    #: letters somebody took out of a text, or that went with a tab which vanished while typing
    without: set[str] = field(default_factory=set)
    #: letters of refused writing that was placed again: they may be there twice
    placed_again: set[str] = field(default_factory=set)
    silence_over: bool = False
    suspicions: list[str] = field(default_factory=list)

    # -- the server speaks

    def told(self, person: str, text: str) -> None:
        """The server sends this frame to a socket of this person."""
        self._streams(person, text)
        if not self.silence_over:
            self._hidden(person, text)
        frame = json.loads(text)
        kind = frame["t"]
        self.counted[f"frame {kind}"] += 1
        if kind == "entries":
            self._entries(person, frame["stream"], frame["entries"])
        elif kind == "caught_up":
            for stream in frame["streams"]:
                self._entries(person, stream["id"], stream["entries"])
        elif kind == "accepted":
            self._acknowledge(person, frame["op_id"], (frame["stream"], frame["seq"]))
        elif kind == "refused":
            self._refuse(person, frame)

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

    def _refuse(self, person: str, frame: Frame) -> None:
        code, op_id = frame["code"], frame["op_id"]
        self.counted[f"refused {code}"] += 1
        if code == "failed" and self.counted["commit failed"]:
            return  # this very commit, and the operation alone once more
        if code in ("failed", "not_understood", "text_forged", "id_taken", "unknown_board"):
            raise Violation(f"refused {code}: {frame}")
        if op_id and (person, op_id) in self.acknowledged:
            raise Violation(f"{op_id} was acknowledged, then refused {code}")

    def _streams(self, person: str, text: str) -> None:
        """Nobody ever hears that another's private stream exists."""
        for other in self.people.values():
            if other.id != person and other.own in text:
                raise Violation(f"{other.mark}'s private stream was told to another: {text}")

    def _hidden(self, person: str, text: str) -> None:
        """In silence all notes are private: no word of another, and nothing that she did (B9)."""
        for other in self.people.values():
            told = f"{other.mark}#" in text or f'"actor":"{other.id}"' in text
            if other.id != person and told:
                self.suspicions.append(f"in silence another was told of {other.mark}: {text}")

    def judge(self) -> None:
        """Was it silence still, when somebody was told of another?

        Not asked while frames are sent: the event loop must not wait for the database. Nothing
        was committed since.
        """
        if self.suspicions and not self.silence_over:
            if self.in_silence():
                raise Violation(self.suspicions[0])
            self.silence_over = True

    def heard(self, person: str, text: str) -> None:
        """A living browser of this person hears a frame. A refusal she heard is final (B3.3)."""
        if '"t":"refused"' in text and person not in self.in_two_tabs:
            frame = json.loads(text)
            # "failed" says that the database failed twice, not that the operation is not there.
            if frame["op_id"] and frame["code"] != "failed":
                self.refused.add((person, frame["op_id"]))

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
