"""Makes a board's projection anew from its log: the same items and texts, byte for byte.

Where words were erased, what is left of them is what the fold makes of erased words (B10), and a
text whose edits are not all there any more begins a new document with what is left of it.
"""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from accounts.models import Person
from common.wire import unpack
from contributions import read as log
from contributions.append import Stored
from contributions.door import Act, action

from . import store, texts
from .fold import Happening, fold, read
from .joining import board_stream
from .models import own_stream
from .ops import Refused
from .rules import BoardRow
from .state import Layer, StreamState, TextDoc


class Projection(NamedTuple):
    """Every row of a board's items and texts, sorted by item."""

    items: list[store.ItemRow]
    texts: list[store.TextRow]


@action
def rebuild(act: Act, *, board: str) -> None:
    """Replace the board's projection by what its log says."""
    row = store.lock_boards([board])[board]
    store.replace_projection(board, *_made(row))


@action
def differs(act: Act, *, board: str) -> bool:
    """Is the projection not what the log says?"""
    row = store.lock_boards([board])[board]
    return store.projection(board) != _made(row)


def _made(row: BoardRow) -> Projection:
    items: list[store.ItemRow] = []
    documents: dict[str, TextDoc] = {}
    for stream, owner in _streams(row):  # private streams first: their texts go onto the board
        layer = Layer(
            StreamState(stream, owner, log.Head(stream, 0, b"")), log.Head(stream, 0, b"")
        )
        for entry in log.tail(stream, 0):
            _apply(layer, documents, entry)
        items += [
            (row.id, item_id, stream, owner, kept.item.deleted is True, kept.data)
            for item_id, kept in layer.items.items()
            if kept
        ]
    kept_texts = [(row.id, item, doc.epoch, doc.state) for item, doc in documents.items()]
    return Projection(sorted(items), sorted(kept_texts))


def _streams(row: BoardRow) -> list[tuple[str, str]]:
    """The board's streams that exist, and whose they are; the board's own comes last."""
    people = Person.objects.across_labs().filter(lab=UUID(row.lab)).values_list("pk", flat=True)
    keys = {
        own_stream(row.lab, row.id, person.hex, disposable=row.disposable).id: person.hex
        for person in people
    }
    keys[board_stream(row).id] = ""
    made = log.heads(keys)
    return [(stream, owner) for stream, owner in keys.items() if stream in made]


def _apply(layer: Layer, documents: dict[str, TextDoc], entry: Stored) -> None:
    happening = read(entry.verb, entry.seq, entry.at, entry.actor, entry.facts, entry.words)
    if happening.verb == "text_edited":
        _edit(layer, documents, happening)
    elif happening.verb in ("items_revealed", "texts_rewritten"):
        _tell(documents, happening)
    layer.change(fold(layer, happening))


def _tell(documents: dict[str, TextDoc], told: Happening) -> None:
    """Take over whole texts; a rewritten one of which no document is told begins anew."""
    epochs = {item.id: item.epoch for item in told.facts.items}
    if told.verb == "texts_rewritten":
        for item in epochs:
            documents.pop(item, None)
    for text in told.words.texts if told.words else ():
        if text.state:
            documents[text.id] = TextDoc(epochs[text.id], unpack(text.state))


def _edit(layer: Layer, documents: dict[str, TextDoc], edited: Happening) -> None:
    """Merge an edit into its document; the document is given up where a part of it is missing."""
    item = layer.get(edited.facts.id)
    if item is None:
        return
    known = documents.pop(item.id, None) or TextDoc(item.epoch, texts.base(item.text))
    if edited.words is None or edited.facts.epoch != known.epoch:
        return
    try:
        merged = texts.merge(known.state, unpack(edited.words.update), lambda client: True)
    except Refused:
        return
    documents[item.id] = TextDoc(known.epoch, merged.state)
