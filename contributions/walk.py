"""Walks the chain of one stream and says what is wrong with it. Pure: rows in, findings out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from . import chain

#: The verb with which a lab's own stream says whose words were erased.
ERASING = b"words_erased"


class Finding(NamedTuple):
    """Something in the log is not as it was written. `seq` is None where it is about a stream."""

    stream: str
    seq: int | None
    code: str
    sentence: str

    def __str__(self) -> str:
        place = self.stream if self.seq is None else f"{self.stream} {self.seq}"
        return f"{place}: {self.code}: {self.sentence}"


class Anchored(NamedTuple):
    """A head as it was written down outside the database."""

    seq: int
    hash: bytes


class Identity(NamedTuple):
    """A row of the stream table, text as bytes."""

    id: bytes
    lab: bytes
    kind: bytes
    object_id: bytes
    disposable: bool
    head_seq: int
    head_hash: bytes

    @property
    def name(self) -> str:
        """The stream's id as text, for people."""
        return _text(self.id)

    @property
    def genesis(self) -> bytes:
        """The hash the first entry must build on."""
        return chain.genesis(
            _text(self.id),
            _text(self.lab),
            _text(self.kind),
            _text(self.object_id),
            self.disposable,
        )


class EntryRow(NamedTuple):
    """An entry with what stands beside it; text as bytes. `erased`: an erasure names it."""

    seq: int
    op_id: bytes
    at: bytes
    actor: bytes
    verb: bytes
    context: bytes
    facts: bytes
    commitment: bytes
    hash: bytes
    words: bytes | None
    salt: bytes | None
    erased: bool


class Walk:
    """One stream: `see` its entries in order, then `close`; `findings` tells what was wrong.

    A changed entry is one finding, not one for each that follows: every link is checked
    against the hash that stands in the entry before.
    """

    def __init__(self, stream: Identity, anchored: Anchored | None = None) -> None:
        self.stream = stream
        self.findings: list[Finding] = []
        self.seq = 0
        self.hash = stream.genesis
        #: Numbers of entries whose words were erased; facts of the entries that say so of others.
        self.erased: list[int] = []
        self.said: list[bytes] = []
        self._anchored = anchored
        self._meet_anchor()

    def follow(self, rows: Iterable[EntryRow]) -> int:
        """`see` each; how many there were. What is as it should be is passed over quickly."""
        seen = 0
        for row in rows:
            seen += 1
            if row.erased or row.verb == ERASING:
                self._note_erasing(row)
            if row.seq == self.seq + 1 and self._link(row) == row.hash and _words_fit(row):
                self.seq, self.hash = row.seq, row.hash
                if self._anchored is not None:
                    self._meet_anchor()
            else:
                self.see(row)
        return seen

    def see(self, row: EntryRow) -> None:
        """The next entry."""
        seq = _number(row.seq, self.seq + 1)
        if row.seq != self.seq + 1:
            self._find(seq, "gap", f"follows {self.seq}")
        elif self._link(row) != row.hash:
            self._find(seq, "hash", "the entry is not what its hash was made of")
        self.seq, self.hash = seq, row.hash
        self._see_words(row)
        self._meet_anchor()

    def close(self) -> None:
        """There are no more entries."""
        if (self.stream.head_seq, self.stream.head_hash) != (self.seq, self.hash):
            self._find(None, "head", f"the head says {self.stream.head_seq}, the log {self.seq}")
        if self._anchored is not None:
            where = f"the anchor says {self._anchored.seq}, the log ends at {self.seq}"
            self._find(None, "cut", where)

    def _note_erasing(self, row: EntryRow) -> None:
        if row.erased:
            self.erased.append(_number(row.seq, self.seq + 1))
        if row.verb == ERASING:
            self.said.append(row.facts)

    def _link(self, row: EntryRow) -> bytes:
        return chain.link_bytes(
            self.hash,
            self.stream.id,
            row.seq,
            row.at,
            row.actor,
            row.op_id,
            row.verb,
            row.context,
            row.facts,
            row.commitment,
        )

    def _see_words(self, row: EntryRow) -> None:
        if row.words is None or row.salt is None:
            if row.commitment and not row.erased:
                self._find(self.seq, "words_gone", "words are missing and no erasure stands")
            elif row.erased and not row.commitment:
                self._find(self.seq, "erasure", "an erasure stands where no words ever were")
        elif row.erased:
            self._find(self.seq, "erasure", "an erasure stands and the words are still there")
        elif chain.commitment(row.salt, row.words) != row.commitment:
            self._find(self.seq, "words", "the words are not those that were committed to")

    def _meet_anchor(self) -> None:
        if self._anchored is None or self._anchored.seq != self.seq:
            return
        if self._anchored.hash != self.hash:
            self._find(self.seq or None, "anchor", "the chain is another than the anchored one")
        self._anchored = None

    def _find(self, seq: int | None, code: str, sentence: str) -> None:
        self.findings.append(Finding(self.stream.name, seq, code, sentence))


def _words_fit(row: EntryRow) -> bool:
    """Are the words there that were committed to, or erased, or were there never any?"""
    if row.words is None or row.salt is None:
        return bool(row.commitment) == bool(row.erased)
    return not row.erased and chain.commitment(row.salt, row.words) == row.commitment


def _number(seq: object, otherwise: int) -> int:
    """The number of an entry, or what it should be where there is none (SQLite takes any value)."""
    return seq if isinstance(seq, int) and seq > 0 else otherwise


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")
