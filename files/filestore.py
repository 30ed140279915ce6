"""Bytes of files on disk, under random names: a picture and its preview, or a document.

A file is whole or not there: it is written beside its place, synced and renamed. Who may read it is
asked elsewhere; nothing here knows.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

from django.conf import settings

from common.disk import sync_folder

Part = Literal["picture", "preview", "document"]
#: what there is of a picture, and of a document
PARTS: Final[tuple[Part, ...]] = ("preview", "picture")
DOCUMENT: Final[tuple[Part, ...]] = ("document",)

_name = re.compile(r"([0-9a-f]{32})\.(?:picture|preview|document)(\.new)?").fullmatch


def folder() -> Path:
    """Where files are kept."""
    return Path(settings.HOME) / "files"


def save(file: str, picture: bytes, preview: bytes) -> None:
    """Keep both parts, on the disk when this returns."""
    _save(file, {"preview": preview, "picture": picture})


def save_document(file: str, data: bytes) -> None:
    """Keep a document, on the disk when this returns."""
    _save(file, {"document": data})


def _save(file: str, parts: Mapping[Part, bytes]) -> None:
    here = _shelf(file)
    here.mkdir(parents=True, exist_ok=True, mode=0o700)
    for part, data in parts.items():
        _write(_path(file, part), data)
    for place in (here, here.parent):
        sync_folder(place)


def load(file: str, part: Part) -> bytes | None:
    """A part's bytes, or None where there are none."""
    try:
        return _path(file, part).read_bytes()
    except FileNotFoundError:
        return None


def exists(file: str) -> bool:
    """Is all of it there?"""
    there = [part for part in (*PARTS, *DOCUMENT) if _path(file, part).is_file()]
    return tuple(there) in (PARTS, DOCUMENT)


def remove(files: Iterable[str]) -> None:
    """Remove files; what is not there (any more) is no matter."""
    for file in files:
        for part in (*PARTS, *DOCUMENT):
            _path(file, part).unlink(missing_ok=True)


def named(place: str) -> str | None:
    """The file that lies at a place in the folder, `ab/ab….picture`; None where none can."""
    shelf, _, name = place.partition("/")
    found = _name(name)
    return found[1] if found and not found[2] and found[1][:2] == shelf else None


def found(before: datetime) -> Iterator[str]:
    """The names of files, unfinished ones too, that have lain on disk since before this instant."""
    seen: set[str] = set()
    for path in folder().glob("*/*"):
        named = _name(path.name)
        if named and named[1] not in seen and (when := _changed(path)) and when < before:
            seen.add(named[1])
            yield named[1]


def remove_traces(file: str) -> None:
    """Remove whatever lies under this name, unfinished parts too."""
    for path in _shelf(file).glob(f"{file}.*"):
        path.unlink(missing_ok=True)


def _shelf(file: str) -> Path:
    return folder() / file[:2]


def _path(file: str, part: Part) -> Path:
    return _shelf(file) / f"{file}.{part}"


def _write(path: Path, data: bytes) -> None:
    unfinished = path.with_name(f"{path.name}.new")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def _changed(path: Path) -> datetime | None:
    with suppress(FileNotFoundError):
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return None
