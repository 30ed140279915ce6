"""Text merging on the server: applies Y updates to documents and tells the plain-text splice.

The server never edits a text by index (pycrdt counts UTF-8 bytes, browsers UTF-16 units); it only
merges updates and compares plain texts (docs/board-protocol.md, Texts).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from pycrdt import Doc, Text

from .edits import NAME, Below, demand_typed
from .ops import Refused
from .splice import Splice, between, units
from .wire import TEXT_LIMIT

#: the Y client that stands for the text a note was added with
BASE_CLIENT = 1
#: numbers below are reserved
FIRST_CLIENT = 16


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


def text_of(state: bytes) -> str:
    """The text of a document."""
    return _text(_load(state))


def merge(state: bytes, update: bytes, is_senders: Callable[[int], bool]) -> Merged:
    """Merge one client's update into a copy of the document.

    Refused `text_forged` (another client's runs, or not an update of a plain text), `text_gap`
    (predecessors missing), `text_too_long`.
    """
    doc = _load(state)
    before = _text(doc)
    demand_typed(update, Below(state, before, doc.get_state()), is_senders)
    try:
        doc.apply_update(update)
        after, merged = _text(doc), doc.get_update()
        again = _text(_load(merged))
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
