"""What was erased, written down outside the database: a restored backup would bring it back.

A file of JSON lines in the lab's home, only ever added to: ids, numbers and codes, never a name or
a text. A line is on the disk before the transaction that erases is committed. Where that is rolled
back a second line takes the first one back; where the process dies between the two, the erasure
counts as made. A last line that broke off never had its commit, and is passed over.

Whoever erases something says here how it is done again: `register`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings

from common.clock import stamp
from common.disk import sync_folder
from common.ids import random_id
from common.wire import encode

from .act import Act

Data = dict[str, Any]


class Line(NamedTuple):
    """One erasure: its kind says how it is done again."""

    id: str
    at: str
    kind: str
    data: Data


class Read(NamedTuple):
    """What a journal holds; `unreadable` counts lines that are none."""

    lines: list[Line]
    unreadable: int


#: kind → does it again in a restored database; says which operations that database never had
Again = Callable[[Act, Data], "Lost"]
#: (actor, op_id) of operations whose words were erased and whose entries are not in the database
Lost = set[tuple[str, str]]

_kinds: dict[str, Again] = {}


def register(kind: str, again: Again) -> None:
    """Say how an erasure of this kind is done again (in `AppConfig.ready`)."""
    _kinds[kind] = again


def path() -> Path:
    """The journal of this lab. All its processes share one."""
    where: Path = settings.ERASURES
    return where


def note(act: Act, kind: str, data: Data) -> None:
    """Write down what this action is erasing. Raises OSError where that cannot be kept."""
    line = Line(random_id(), stamp(act.now), kind, data)
    _append(line._asdict())
    act.if_undone.append(lambda: _append({"undone": line.id}))


def knows(kind: str) -> bool:
    """Does some app do such an erasure again?"""
    return kind in _kinds


def again(act: Act, line: Line) -> Lost:
    """Do what a line says."""
    return _kinds[line.kind](act, line.data)


def read(files: Iterable[Path]) -> Read:
    """The erasures of these journals that were not taken back, each once, oldest first."""
    found = Read([], 0)
    for file in files:
        if file.exists():
            found = merged(found, parse(file.read_bytes()))
    return found


def parse(content: bytes) -> Read:
    """The erasures of one journal."""
    *whole, _broken_off = content.split(b"\n")
    parsed = [_parsed(text) for text in whole if text]
    undone = {data["undone"] for data in parsed if data and "undone" in data}
    lines = [
        Line(**data)
        for data in parsed
        if data and "undone" not in data and data["id"] not in undone
    ]
    return Read(sorted(lines, key=_when), parsed.count(None))


def merged(one: Read, other: Read) -> Read:
    """What either holds, each once."""
    lines = {line.id: line for line in [*one.lines, *other.lines]}
    return Read(sorted(lines.values(), key=_when), one.unreadable + other.unreadable)


def adopt(lines: Iterable[Line]) -> None:
    """Add those that the lab's own journal has not: they came with a backup, or from elsewhere."""
    known = {line.id for line in read([path()]).lines}
    for line in lines:
        if line.id not in known:
            _append(line._asdict())


def _when(line: Line) -> str:
    return line.at


def _parsed(text: bytes) -> Data | None:
    try:
        data = json.loads(text)
    except ValueError:
        return None
    whole = isinstance(data, dict) and (data.keys() in ({"undone"}, set(Line._fields)))
    return data if whole else None


def _append(data: Data) -> None:
    """Add a line, on the disk when this returns."""
    line = encode(data) + b"\n"
    with _opened() as file:
        if os.write(file, line) != len(line):
            raise OSError(f"{path()} takes no more")
        os.fsync(file)


@contextmanager
def _opened() -> Iterator[int]:
    """The file, ours alone for the moment, ending with a whole line."""
    where = path()
    new = not where.exists()
    file = os.open(where, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        _lock(file)
        if new:
            sync_folder(where.parent)
        if _broken_off(file):
            os.write(file, b"\n")
        yield file
    finally:
        os.close(file)


def _broken_off(file: int) -> bool:
    if os.fstat(file).st_size == 0:
        return False
    os.lseek(file, -1, os.SEEK_END)
    return os.read(file, 1) != b"\n"


def _lock(file: int) -> None:
    if os.name == "nt":
        return
    import fcntl

    fcntl.flock(file, fcntl.LOCK_EX)
