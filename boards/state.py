"""What a process remembers of a board: the streams' items and heads, and the overlay of a batch.

Only the event loop changes a `BoardState`, and only after a commit (`BoardState.absorb`). The
transaction reads it and writes to an `Overlay`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from common.wire import encode
from contributions.append import Head

from .fold import Change
from .rules import BoardRow
from .texts import Live
from .wire import Item

if TYPE_CHECKING:
    from .frames import Frame


#: documents that a process keeps of one board
TEXTS_KEPT = 500


class Kept(NamedTuple):
    """An item and its JSON bytes, as snapshots and the projection hold it."""

    item: Item
    data: bytes


class WireEntry(NamedTuple):
    """An entry's JSON bytes, as frames carry it, and its chain hash."""

    data: bytes
    hash: bytes


@dataclass(slots=True)
class StreamState:
    """The fold of one stream. `owner` is "" for the board's stream."""

    id: str
    owner: str
    head: Head
    items: dict[str, Kept] = field(default_factory=dict)
    #: the frames of its snapshot, until it changes (`frames.snapshot`)
    pieces: list[Frame] | None = None

    @property
    def kind(self) -> str:
        """What the wire calls it."""
        return "own" if self.owner else "board"


class TextDoc:
    """A text's merge document: as bytes, open in memory, or both.

    Whoever edits takes the open one out (`take`): if the transaction fails, it is gone, and the
    bytes, which every committed document has, are loaded again.
    """

    __slots__ = ("_alike", "_live", "_state", "edited", "epoch")

    def __init__(
        self, epoch: int, state: bytes | None, live: Live | None = None, *, edited: bool = True
    ) -> None:
        self.epoch = epoch
        #: was an edit ever taken? what was only opened for one that was refused is not stored
        self.edited = edited
        self._state = state
        self._live = live
        self._alike = True

    @property
    def state(self) -> bytes:
        """The document as bytes."""
        return self._settled()

    @property
    def reads_alike(self) -> bool:
        """Does who loads its bytes read what the document that was edited reads?"""
        self._settled()
        return self._alike

    def _settled(self) -> bytes:
        if self._state is None:
            assert self._live is not None  # it has one of the two
            self._state, self._alike = self._live.settled()
        return self._state

    def take(self) -> Live:
        """The open document, to be changed; what is left here are its bytes, if it had any."""
        live, self._live = self._live, None
        return live or Live(self.state)

    def given_back(self, live: Live) -> TextDoc:
        """As it was, with the open document that `take` gave and nobody changed."""
        self._live = live
        return self


@dataclass(slots=True)
class BoardState:
    """One board in memory."""

    row: BoardRow
    board_stream: str
    streams: dict[str, StreamState] = field(default_factory=dict)
    texts: dict[str, TextDoc] = field(default_factory=dict)
    text_clients: dict[int, str] = field(default_factory=dict)
    #: who is what on the board, as of `row.access_version`; "" = nobody
    roles: dict[str, str] = field(default_factory=dict)
    #: those of them who have to accept the challenge's terms first
    unbound: set[str] = field(default_factory=set)
    #: what people came in by and was still good, as of the same version
    proofs: set[str] = field(default_factory=set)

    def absorb(self, overlay: Overlay) -> None:
        """Take over what a committed batch changed."""
        if overlay.row.access_version != self.row.access_version:
            self.roles.clear()
            self.unbound.clear()
            self.proofs.clear()
        self.row = overlay.row
        self.roles.update(overlay.roles)
        self.unbound |= overlay.unbound
        self.proofs |= overlay.proofs
        if overlay.forget_texts:
            self.texts.clear()
        self._keep(overlay.texts)
        self.text_clients.update(overlay.text_clients)
        for stream in overlay.loaded.values():
            self.streams[stream.id] = stream
        for stream_id, layer in overlay.layers.items():
            stream = self.streams[stream_id]
            stream.head = layer.head
            if layer.items:
                stream.pieces = None
            for item_id, kept in layer.items.items():
                _put(stream.items, item_id, kept)

    def _keep(self, texts: dict[str, TextDoc]) -> None:
        """The texts edited last stay in memory."""
        for item_id, document in texts.items():
            self.texts.pop(item_id, None)
            self.texts[item_id] = document
        while len(self.texts) > TEXTS_KEPT:
            del self.texts[next(iter(self.texts))]


def _put(items: dict[str, Kept], item_id: str, kept: Kept | None) -> None:
    if kept is None:
        items.pop(item_id, None)
    else:
        items[item_id] = kept


@dataclass(slots=True)
class Layer:
    """What a batch adds to one stream. As a `Lookup` it shows the stream as it becomes."""

    below: StreamState
    head: Head
    items: dict[str, Kept | None] = field(default_factory=dict)
    entries: list[WireEntry] = field(default_factory=list)
    drafted: int = 0

    def get(self, item_id: str) -> Item | None:
        """The item as it is now, batch included."""
        below = self.below.items
        kept = self.items[item_id] if item_id in self.items else below.get(item_id)
        return kept.item if kept else None

    def ids(self) -> list[str]:
        """The ids of all items the stream holds now."""
        seen = {**self.below.items, **self.items}
        return [item_id for item_id, kept in seen.items() if kept]

    def change(self, changes: Iterable[Change]) -> None:
        """Lay changed items on top."""
        for item_id, item in changes:
            self.items[item_id] = Kept(item, encode(item)) if item else None


@dataclass(slots=True)
class Overlay:
    """Everything a batch changes on one board; thrown away when the transaction fails."""

    base: BoardState
    row: BoardRow
    layers: dict[str, Layer] = field(default_factory=dict)
    loaded: dict[str, StreamState] = field(default_factory=dict)
    texts: dict[str, TextDoc] = field(default_factory=dict)
    text_clients: dict[int, str] = field(default_factory=dict)
    forget_texts: bool = False
    roles: dict[str, str] = field(default_factory=dict)
    unbound: set[str] = field(default_factory=set)
    proofs: set[str] = field(default_factory=set)

    def known_roles(self) -> dict[str, str]:
        """The roles in memory, if nobody's rights changed since (the board's row is locked)."""
        return dict(self.base.roles) if self._current() else {}

    def known_unbound(self) -> set[str]:
        """Who of these has to accept terms first, under the same condition."""
        return self.base.unbound if self._current() else set()

    def known_proofs(self) -> set[str]:
        """The good proofs in memory, under the same condition."""
        return self.base.proofs if self._current() else set()

    def _current(self) -> bool:
        return self.base.row.access_version == self.row.access_version

    def layer(self, stream_id: str) -> Layer:
        """The layer over a stream that is in memory."""
        if stream_id not in self.layers:
            below = self.loaded.get(stream_id) or self.base.streams[stream_id]
            self.layers[stream_id] = Layer(below, below.head)
        return self.layers[stream_id]

    def knows(self, stream_id: str) -> bool:
        """Is the stream in memory?"""
        return stream_id in self.loaded or stream_id in self.base.streams

    def text(self, item_id: str) -> TextDoc | None:
        """The merge document, if it is in memory."""
        if item_id in self.texts or self.forget_texts:
            return self.texts.get(item_id)
        return self.base.texts.get(item_id)
