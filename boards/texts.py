"""Text merging on the server: applies Y updates to documents and tells the plain-text splice.

The server never edits a text by index (pycrdt counts UTF-8 bytes, browsers UTF-16 units); it only
merges updates and compares plain texts (docs/board-protocol.md, Texts).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from pycrdt import Doc, Text, get_update

from common.wire import pack

from .ops import Refused
from .splice import Splice, between, units
from .state import TextDoc
from .wire import TEXT_LIMIT, Item, TextState

#: the Y client that stands for the text a note was added with
BASE_CLIENT = 1
#: numbers below are reserved
FIRST_CLIENT = 16
NAME = "t"


class Merged(NamedTuple):
    """A document after an update: its state, its plain text, and what changed in it."""

    state: bytes
    text: str
    splice: Splice


def base(text: str) -> bytes:
    """The document of a text that nobody has edited yet (T1)."""
    doc: Doc[Text] = Doc(client_id=BASE_CLIENT)
    if text:
        doc.get(NAME, type=Text).insert(0, text)
    return doc.get_update()


def opened(document: TextDoc | None, item: Item) -> TextState:
    """The document of an item's text, for a browser that is about to edit it."""
    known = document or TextDoc(item.epoch, base(item.text))
    return TextState(item.id, known.epoch, pack(known.state))


def merge(state: bytes, update: bytes, is_senders: Callable[[int], bool]) -> Merged:
    """Merge one client's update into a copy of the document.

    Refused `text_forged` (another client's structs, or not an update), `text_gap` (predecessors
    missing), `text_too_long`.
    """
    client = client_of(update)
    if client is not None and not is_senders(client):
        raise Refused("text_forged")
    doc = _load(state)
    before = _text(doc)
    try:
        doc.apply_update(update)
        _demand_all_placed(update, doc.get_state())
        after, merged = _text(doc), doc.get_update()
        again = _text(_load(merged))
    except Refused:
        raise
    except BaseException as error:  # pycrdt raises several kinds; a panic in it is no Exception
        raise Refused("text_forged") from error
    if again != after:  # made so that who loads the document reads something else
        raise Refused("text_forged")
    if units(after) > TEXT_LIMIT:
        raise Refused("text_too_long")
    return Merged(merged, after, between(before, after))


def _text(doc: Doc[Text]) -> str:
    return str(doc.get(NAME, type=Text))


def _load(state: bytes) -> Doc[Text]:
    doc: Doc[Text] = Doc(client_id=BASE_CLIENT)
    doc.apply_update(state)
    return doc


def _demand_all_placed(update: bytes, state: bytes) -> None:
    """What the document cannot place yet would wait inside it for others' writing: refused (T3)."""
    left = get_update(update, state)
    structs, position = varint(left, 0)
    clocks = state_vector(state)
    if structs or any(end > clocks.get(client, 0) for client, end in _deletions(left, position)):
        raise Refused("text_gap")


def _deletions(update: bytes, position: int) -> Iterator[tuple[int, int]]:
    """The deletions of an update, from where they begin in it: client, and the clock they reach."""
    clients, position = varint(update, position)
    for _ in range(clients):
        client, position = varint(update, position)
        ranges, position = varint(update, position)
        for _ in range(ranges):
            clock, position = varint(update, position)
            length, position = varint(update, position)
            yield client, clock + length


def state_vector(encoded: bytes) -> dict[int, int]:
    """A Y state vector: client → clock (both variable-length integers)."""
    count, position = varint(encoded, 0)
    clocks = {}
    for _ in range(count):
        client, position = varint(encoded, position)
        clock, position = varint(encoded, position)
        clocks[client] = clock
    return clocks


def client_of(update: bytes) -> int | None:
    """The one client whose structs a Y update (format 1) holds; None: only deletions (T2)."""
    try:
        clients, position = varint(update, 0)
        if clients == 0:
            return None
        _structs, position = varint(update, position)
        client, _position = varint(update, position)
    except (IndexError, ValueError) as error:
        raise Refused("text_forged") from error
    if clients > 1:
        raise Refused("text_forged")
    return client


def varint(data: bytes, position: int) -> tuple[int, int]:
    """A little-endian base-128 integer at `position`: its value and where the next one begins."""
    value = shift = 0
    while True:
        byte = data[position]
        position += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, position
        shift += 7
        if shift > 63:
            raise ValueError("integer too long")
