"""Text merging on the server: applies Y updates to documents and tells the plain-text splice.

The server never edits a text by index (pycrdt counts UTF-8 bytes, browsers UTF-16 units); it only
merges updates and compares plain texts (docs/board-protocol.md, Texts).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from pycrdt import Doc, Text

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


class Header(NamedTuple):
    """The one client whose structs an update holds (None: only deletions), and from where."""

    client: int | None
    clock: int


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
    header = read_header(update)
    if header.client is not None and not is_senders(header.client):
        raise Refused("text_forged")
    doc = _load(state)
    before, clocks = str(doc.get(NAME, type=Text)), state_vector(doc.get_state())
    try:
        doc.apply_update(update)
    except Exception as error:  # pycrdt raises ValueError and its own kinds for malformed updates
        raise Refused("text_forged") from error
    _demand_progress(header, clocks, state_vector(doc.get_state()))
    after = str(doc.get(NAME, type=Text))
    if units(after) > TEXT_LIMIT:
        raise Refused("text_too_long")
    return Merged(doc.get_update(), after, between(before, after))


def _load(state: bytes) -> Doc[Text]:
    doc: Doc[Text] = Doc(client_id=BASE_CLIENT)
    doc.apply_update(state)
    return doc


def _demand_progress(header: Header, before: dict[int, int], after: dict[int, int]) -> None:
    """Structs the document could not place wait inside it: their client's clock did not move."""
    if any(
        after.get(client, 0) != clock for client, clock in before.items() if client != header.client
    ):
        raise Refused("text_forged")
    if set(after) - set(before) - {header.client}:
        raise Refused("text_forged")
    if header.client is None:
        return
    had, has = before.get(header.client, 0), after.get(header.client, 0)
    if header.clock > had or (has == had and header.clock == had):
        raise Refused("text_gap")


def state_vector(encoded: bytes) -> dict[int, int]:
    """A Y state vector: client → clock (both variable-length integers)."""
    count, position = varint(encoded, 0)
    clocks = {}
    for _ in range(count):
        client, position = varint(encoded, position)
        clock, position = varint(encoded, position)
        clocks[client] = clock
    return clocks


def read_header(update: bytes) -> Header:
    """The head of a Y update, format 1: number of clients, then structs, client, clock."""
    try:
        clients, position = varint(update, 0)
        if clients == 0:
            return Header(None, 0)
        _structs, position = varint(update, position)
        client, position = varint(update, position)
        clock, _position = varint(update, position)
    except (IndexError, ValueError) as error:
        raise Refused("text_forged") from error
    if clients > 1:
        raise Refused("text_forged")
    return Header(client, clock)


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
