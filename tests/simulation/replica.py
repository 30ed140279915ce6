"""What a page makes of the frames it hears, by the rules of docs/board-protocol.md, in Python.

A page is a browser's tab from one loading to the next. Its trace is what it heard of the board's
content, socket by socket; the shipped TypeScript store has to make the same of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from boards.fold import FOLDS, Happening, fold, read
from boards.store import decode_item
from boards.wire import Item
from common.wire import encode

#: the frames that make a page's confirmed state
CONTENT = frozenset({"welcome", "items", "caught_up", "entries"})


def state_hash(items: Iterable[Item]) -> str:
    """The state hash of docs/board-protocol.md."""
    return hashlib.sha256(encode(sorted(items, key=lambda item: item.id))).hexdigest()


@lru_cache(maxsize=2_048)
def parsed(text: str) -> dict[str, Any]:
    """A frame's content; shared, never changed."""
    frame: dict[str, Any] = json.loads(text)
    return frame


class Told(NamedTuple):
    """An entry of a frame. `meaning` is None where nobody here can read it."""

    seq: int
    meaning: Happening | None


@lru_cache(maxsize=2_048)
def entries_in(text: str) -> dict[str, list[Told]]:
    """Stream → the entries that a frame holds."""
    frame = parsed(text)
    if frame["t"] == "entries":
        return {frame["stream"]: [_told(entry) for entry in frame["entries"]]}
    return {one["id"]: [_told(entry) for entry in one["entries"]] for one in frame["streams"]}


@lru_cache(maxsize=1_024)
def items_in(text: str) -> tuple[str, dict[str, Item]]:
    """A piece of a snapshot: its stream and its items."""
    frame = parsed(text)
    items = [decode_item(encode(item)) for item in frame["items"]]
    return frame["stream"], {item.id: item for item in items}


def _told(entry: dict[str, Any]) -> Told:
    if entry["verb"] not in FOLDS:
        return Told(entry["seq"], None)
    facts, words = encode(entry["facts"]), entry["words"]
    said = None if words is None else encode(words)
    return Told(
        entry["seq"], read(entry["verb"], entry["seq"], entry["at"], entry["actor"], facts, said)
    )


@dataclass
class Held:
    """A stream as the page has it."""

    kind: str
    seq: int = 0
    hash: str = ""
    items: dict[str, Item] = field(default_factory=dict)

    @property
    def state(self) -> str:
        """Its state hash."""
        return state_hash(self.items.values())


class Replica:
    """A page's confirmed state."""

    def __init__(self, person: str, access: str) -> None:
        self.person = person
        self.access = access
        self.epoch = ""
        self.streams: dict[str, Held] = {}
        #: one list of frames for each socket that brought any
        self.wires: list[list[str]] = []
        #: an entry came that this page cannot read
        self.missed = False
        self._socket = -1
        self._joined = False
        self._fresh = True
        #: a welcome, and how many of its items are still to come
        self._awaited: tuple[dict[str, Any], int] | None = None
        self._arriving: dict[str, Held] = {}

    def hear(self, socket: int, kind: str, text: str) -> None:
        """A frame arrives at the page."""
        if kind not in CONTENT:
            return
        if socket != self._socket:
            self._socket, self._joined, self._awaited = socket, False, None
            self.wires.append([])
        self.wires[-1].append(text)
        if kind == "welcome":
            self._welcome(parsed(text))
        elif kind == "items":
            self._items(text)
        elif kind == "caught_up":
            self._caught_up(text)
        elif self._joined:
            self._entries(text)

    def _welcome(self, frame: dict[str, Any]) -> None:
        self._awaited = frame, sum(one["count"] for one in frame["streams"])
        self._arriving = {
            one["id"]: Held(one["kind"], one["seq"], one["hash"]) for one in frame["streams"]
        }
        self._begin_if_whole()

    def _items(self, text: str) -> None:
        if self._awaited:
            frame, count = self._awaited
            stream, items = items_in(text)
            self._arriving[stream].items.update(items)
            self._awaited = frame, count - len(items)
            self._begin_if_whole()

    def _begin_if_whole(self) -> None:
        """The snapshot counts when all of it is here (B1.2)."""
        if self._awaited and self._awaited[1] == 0:
            self.epoch = self._awaited[0]["epoch"]
            self.streams, self._awaited = self._arriving, None
            self._joined, self._fresh = True, False

    def _caught_up(self, text: str) -> None:
        frame = parsed(text)
        if self._fresh or frame["epoch"] != self.epoch:
            self._start_afresh()
            return
        self._joined = True
        named = {one["id"]: one["kind"] for one in frame["streams"]}
        self.streams = {key: held for key, held in self.streams.items() if key in named}
        for key, kind in named.items():
            self.streams.setdefault(key, Held(kind))
        for one in frame["streams"]:
            self._take(one["id"], entries_in(text)[one["id"]], one["hash"])

    def _entries(self, text: str) -> None:
        frame = parsed(text)
        stream = frame["stream"]
        if stream not in self.streams and all(held.kind != "own" for held in self.streams.values()):
            self.streams[stream] = Held("own")
        self._take(stream, entries_in(text)[stream], frame["hash"])

    def _take(self, stream: str, entries: list[Told], chain: str) -> None:
        """B2.3: the next one is taken, a lower one ignored, a higher one waits for a pull."""
        held = self.streams.get(stream)
        if held is None or not entries:
            return
        before = held.seq, held.hash
        for entry in entries:
            if entry.seq == held.seq + 1:
                self._apply(held, entry)
        last = entries[-1].seq
        if before[0] == last and before[1] not in ("", chain):
            self._start_afresh()
        elif held.seq == last:
            held.hash = chain

    def _apply(self, held: Held, entry: Told) -> None:
        held.seq = entry.seq
        if entry.meaning is None:
            self.missed = True
            return
        for item_id, item in fold(held.items, entry.meaning):
            if item is None:
                held.items.pop(item_id, None)
            else:
                held.items[item_id] = item

    def _start_afresh(self) -> None:
        """What it holds is not what the server has: nothing counts until everything came anew."""
        self._fresh, self._joined = True, False

    def trace(self) -> dict[str, Any]:
        """What it heard and what it became, for the other language."""
        return {
            "person": self.person,
            "access": self.access,
            "wires": self.wires,
            "streams": {key: [held.seq, held.state] for key, held in self.streams.items()},
        }
