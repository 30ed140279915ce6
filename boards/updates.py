"""Y updates (format 1) of plain texts, read letter by letter and written again: pure.

A document's state is an update too. Only runs of letters and of deleted letters in one text are
known here; whatever else an update may hold (formats, embeds, maps, documents in documents) is
strange to a text, and so is a byte too many.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from .splice import units

#: what a number may be: clocks fit 32 bits in the merge library, clients are exact in JavaScript
MOST_CLOCK = 2**31 - 1
MOST_CLIENT = 2**53 - 1

DELETED, TEXT, HOLE = 1, 4, 10
HAS_LEFT, HAS_RIGHT, HAS_NAME = 0x80, 0x40, 0x20


class Strange(ValueError):
    """The bytes are not an update of a plain text."""


class Place(NamedTuple):
    """One UTF-16 unit of a text: the `clock`-th that this Y client put in."""

    client: int
    clock: int


class Run(NamedTuple):
    """Units put in at one go; `text` is None where they are deleted and no longer told.

    `left` and `right` are the units between which it was put; `root` names the text where neither
    is given.
    """

    start: Place
    length: int
    text: str | None
    left: Place | None
    right: Place | None
    root: str | None

    @property
    def end(self) -> int:
        """The clock after its last unit."""
        return self.start.clock + self.length


class Span(NamedTuple):
    """Units that are deleted."""

    start: Place
    length: int


class Update(NamedTuple):
    """What an update holds. Runs of one client are in order; between them clocks may be missing."""

    runs: list[Run]
    deleted: list[Span]


def read(data: bytes) -> Update:
    """The update; raises Strange."""
    reader = _Reader(data)
    try:
        update = Update(reader.runs(), reader.deleted())
    except (IndexError, UnicodeDecodeError) as error:
        raise Strange("cut off, or no text") from error
    if reader.at != len(data):
        raise Strange("bytes behind its end")
    return update


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def runs(self) -> list[Run]:
        found: list[Run] = []
        seen = set()
        for _ in range(self.number()):
            count, client, clock = self.number(), self.number(MOST_CLIENT), self.number()
            if client in seen:
                raise Strange("a client twice")
            seen.add(client)
            for _ in range(count):
                info = self.byte()
                if info == HOLE:
                    clock += self.number()
                else:
                    found.append(self.run(Place(client, clock), info))
                    clock = found[-1].end
                if clock > MOST_CLOCK:
                    raise Strange("a clock too far")
        return found

    def run(self, start: Place, info: int) -> Run:
        kind = info & 0x1F
        if info & HAS_NAME or kind not in (DELETED, TEXT):
            raise Strange(f"content of kind {kind}")
        left = self.place() if info & HAS_LEFT else None
        right = self.place() if info & HAS_RIGHT else None
        root = None if left or right else self.root()
        text = self.string() if kind == TEXT else None
        length = self.number() if text is None else units(text)
        if not length:
            raise Strange("an empty run")
        return Run(start, length, text, left, right, root)

    def deleted(self) -> list[Span]:
        found = []
        for _ in range(self.number()):
            client = self.number(MOST_CLIENT)
            count = self.number()
            found += [Span(Place(client, self.number()), self.number()) for _ in range(count)]
        return found

    def root(self) -> str:
        if self.number() != 1:
            raise Strange("a text inside something else")
        return self.string()

    def place(self) -> Place:
        return Place(self.number(MOST_CLIENT), self.number())

    def string(self) -> str:
        length = self.number()
        self.at += length
        if self.at > len(self.data):
            raise Strange("cut off")
        return self.data[self.at - length : self.at].decode()

    def byte(self) -> int:
        self.at += 1
        return self.data[self.at - 1]

    def number(self, most: int = MOST_CLOCK) -> int:
        """A little-endian base-128 integer."""
        value = self.data[self.at]
        self.at += 1
        if value < 0x80:
            return value
        value &= 0x7F
        for shift in range(7, 63, 7):
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                break
        else:
            raise Strange("a number too long")
        if value > most:
            raise Strange("a number too large")
        return value


def write(update: Update) -> bytes:
    """The bytes of an update; a client's runs follow one another without a hole."""
    clients = [
        (client, list(runs)) for client, runs in groupby(update.runs, lambda run: run.start.client)
    ]
    parts = [number(len(clients))]
    for client, runs in clients:
        parts += [number(len(runs)), number(client), number(runs[0].start.clock)]
        parts += [_written(run) for run in runs]
    return b"".join([*parts, write_deleted(update.deleted)])


def write_deleted(deleted: Sequence[Span]) -> bytes:
    """The end of an update: what is deleted."""
    clients = [
        (client, list(spans)) for client, spans in groupby(deleted, lambda span: span.start.client)
    ]
    parts = [number(len(clients))]
    for client, spans in clients:
        parts += [number(client), number(len(spans))]
        parts += [number(span.start.clock) + number(span.length) for span in spans]
    return b"".join(parts)


def _written(run: Run) -> bytes:
    kind = DELETED if run.text is None else TEXT
    info = kind | (HAS_LEFT if run.left else 0) | (HAS_RIGHT if run.right else 0)
    parts = [bytes([info])]
    parts += [number(value) for place in (run.left, run.right) if place for value in place]
    if not (run.left or run.right):
        parts.append(number(1) + _string(run.root or ""))
    parts.append(number(run.length) if run.text is None else _string(run.text))
    return b"".join(parts)


def _string(text: str) -> bytes:
    encoded = text.encode()
    return number(len(encoded)) + encoded


def number(value: int) -> bytes:
    """A little-endian base-128 integer."""
    digits = []
    while value > 0x7F:
        digits.append(value & 0x7F | 0x80)
        value >>= 7
    digits.append(value)
    return bytes(digits)


def state_vector(encoded: bytes) -> dict[int, int]:
    """A Y state vector: client → clock."""
    reader = _Reader(encoded)
    return {reader.number(MOST_CLIENT): reader.number() for _ in range(reader.number())}


def units_of(runs: Iterable[Run]) -> dict[Place, bytes]:
    """Every unit that is told, by its place: two bytes each, UTF-16."""
    found: dict[Place, bytes] = {}
    for run in runs:
        client, clock = run.start
        encoded = (run.text or "").encode("utf-16-le")
        for at in range(0, len(encoded), 2):
            found[Place(client, clock + at // 2)] = encoded[at : at + 2]
    return found


def halves(runs: Iterable[Run]) -> set[Place]:
    """The units that are the first half of a letter of two units."""
    found: set[Place] = set()
    for run in runs:
        if run.text and not plain(run.text):
            units_there = units_of([run]).items()
            found.update(place for place, unit in units_there if 0xD8 <= unit[1] < 0xDC)
    return found


def plain(text: str) -> bool:
    """Is every letter of it one unit?"""
    return text.isascii() or max(text) <= "\uffff"
