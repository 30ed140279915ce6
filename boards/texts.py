"""Text merging on the server: applies Y updates to documents and tells the plain-text splice.

The server never edits a text by index (pycrdt counts UTF-8 bytes, browsers UTF-16 units); it only
merges updates and compares plain texts (docs/board-protocol.md, Texts).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import NamedTuple

from pycrdt import Doc, Text

from .edits import NAME, Below, demand_typed
from .ops import Refused
from .splice import Splice, between, units
from .updates import Run, state_vector
from .wire import TEXT_LIMIT

log = logging.getLogger("livelab.boards")

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


class Live:
    """A document that is open in memory: edits go into it one after another."""

    __slots__ = ("_text", "clocks", "doc", "said")

    def __init__(self, state: bytes) -> None:
        self.doc: Doc[Text] = Doc(client_id=BASE_CLIENT)
        self.doc.apply_update(state)
        self._text = self.doc.get(NAME, type=Text)
        self.said = str(self._text)
        #: client → the clock after the last unit of it that is there
        self.clocks = state_vector(self.doc.get_state())

    def state(self) -> bytes:
        """The whole document, as it happens to lie in memory."""
        return self.doc.get_update()

    def settled(self) -> tuple[bytes, bool]:
        """The whole document for storing it, and whether who loads it reads what is read here.

        The bytes are those that it has once it was loaded: runs that belong together may lie apart
        in a document that stayed open, and a rebuilt one must be the same. It reads otherwise
        after some made-up updates.
        """
        loaded = Live(self.state())
        return loaded.state(), loaded.said == self.said

    def apply(self, update: bytes, runs: Iterable[Run]) -> Splice:
        """Merge an update that was looked at and holds these; what it changed in the text."""
        before = self.said
        with self.doc.transaction():
            self.doc.apply_update(update)
            self.said = str(self._text)
        for run in runs:
            client = run.start.client
            self.clocks[client] = max(run.end, self.clocks.get(client, 0))
        return between(before, self.said)


def text_of(state: bytes) -> str:
    """The text of a document."""
    return Live(state).said


def merge_into(live: Live, update: bytes, is_senders: Callable[[int], bool]) -> Splice:
    """Merge one client's update into a document; the splice of the plain text.

    Refused `text_forged` (another client's runs, or not an update of a plain text), `text_gap`
    (predecessors missing), `text_too_long`: then the document is as it was. What the library
    itself cannot take, of all that was looked at, raises: the document is to be thrown away.
    Whether it reads alike when it is loaded remains to be asked (`settled`).
    """
    typed = demand_typed(update, Below(live.state, live.said, live.clocks), is_senders)
    if units(live.said) + sum(run.end - run.start.clock for run in typed) > TEXT_LIMIT:
        _demand_short(live, update)
    return live.apply(update, typed)


def merge(state: bytes, update: bytes, is_senders: Callable[[int], bool]) -> Merged:
    """The same for a document that is kept as bytes; what cannot be taken is `text_forged`.

    Where `is_senders` cannot answer, that is no fault of the update: it raises as it is.
    """
    asked = _Asked(is_senders)
    try:
        live = Live(state)
        splice = merge_into(live, update, asked)
        state, alike = live.settled()
    except (Refused, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # pycrdt raises several kinds; a panic in it is no Exception
        if error is asked.failure:
            raise
        log.info("an update of a text was not taken: %s", type(error).__name__)
        raise Refused("text_forged") from error
    if not alike:
        raise Refused("text_forged")
    return Merged(state, live.said, splice)


class _Asked:
    """Whose a client is, as somebody else knows it; keeps what kept her from answering."""

    def __init__(self, is_senders: Callable[[int], bool]) -> None:
        self._is_senders = is_senders
        self.failure: BaseException | None = None

    def __call__(self, client: int) -> bool:
        try:
            return self._is_senders(client)
        except BaseException as failure:
            self.failure = failure
            raise


def _demand_short(live: Live, update: bytes) -> None:
    """It may grow too long, unless it deletes as much: tried on a copy."""
    copy = Live(live.state())
    copy.apply(update, ())
    if units(copy.said) > TEXT_LIMIT:
        raise Refused("text_too_long")
