"""What was said on the board, when, and by how many it was heard.

Many readers get the same bytes: a frame is parsed once, however many hear it.
"""

from __future__ import annotations

import json
from array import array
from dataclasses import dataclass, field
from typing import Any

#: frames remembered; they come to everybody at about the same time
REMEMBERED = 2_000


@dataclass(frozen=True)
class Entries:
    """A frame of entries."""

    stream: str
    first: int
    last: int
    ops: tuple[str, ...]


@dataclass
class Stretch:
    """Operations of one stretch of time, and the seconds from sending each to each arrival."""

    name: str
    said: int = 0
    took: array[float] = field(default_factory=lambda: array("d"))

    def p(self, part: float) -> float:
        """The delay that so many parts of a hundred do not exceed, in ms."""
        return percentile(self.took, part)


class News:
    """Operations under way."""

    def __init__(self) -> None:
        self.stretch = Stretch("before")
        self._said: dict[str, tuple[float, Stretch]] = {}
        self._known: dict[bytes, Entries] = {}

    def begin(self, name: str) -> Stretch:
        """What is said from now on belongs to a new stretch."""
        self.stretch = Stretch(name)
        return self.stretch

    def say(self, op_id: str, now: float) -> None:
        """An operation goes out."""
        self.stretch.said += 1
        self._said[op_id] = now, self.stretch

    def heard(self, entries: Entries, now: float) -> None:
        """Its entry is at one of those who read."""
        for op_id in entries.ops:
            if (known := self._said.get(op_id)) is not None:
                known[1].took.append(now - known[0])

    def read(self, payload: bytes) -> Entries:
        """A frame of entries."""
        known = self._known.get(payload)
        if known is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            known = self._known[payload] = _parsed(json.loads(payload))
        return known


def _parsed(said: dict[str, Any]) -> Entries:
    numbers = [entry["seq"] for entry in said["entries"]]
    first, last = numbers[0], numbers[-1]
    assert numbers == list(range(first, last + 1)), f"not one after another: {numbers}"
    return Entries(said["stream"], first, last, tuple(entry["op"] for entry in said["entries"]))


def percentile(times: array[float], part: float) -> float:
    """The value that so many parts of a hundred do not exceed, in ms."""
    ordered = sorted(times) or [0.0]
    return round(1000 * ordered[min(len(ordered) - 1, int(len(ordered) * part / 100))], 2)
