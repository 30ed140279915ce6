"""The file of a backup: a zip archive with a manifest that names every member and its digest.

It is written beside its place and renamed when it is whole and on the disk. One that was cut off,
or of which a bit was turned, is refused before anything is done with it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Literal

import msgspec

from common.disk import sync_folder

from .errors import Refused

FORMAT = "livelab-backup/1"
MANIFEST = "manifest.json"
JOURNAL = "erasures.jsonl"
FILES = "files/"
_CHUNK = 1 << 20

TORN = "The file is not whole: {}. Nothing was changed."
FOREIGN = "This is no backup of a LiveLab: {}. Nothing was changed."


class Member(msgspec.Struct, frozen=True):
    """What a member of the archive must be."""

    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """What a backup says of itself. `taken_at`: everything committed before is in it."""

    format: str
    id: str
    taken_at: str
    database: Literal["sqlite", "postgresql"]
    labs: list[str]
    #: app → the names of the migrations that had run
    migrations: dict[str, list[str]]
    members: dict[str, Member]


class Bundle:
    """A backup that is read; its members were found whole."""

    def __init__(self, archive: zipfile.ZipFile, manifest: Manifest) -> None:
        self.archive = archive
        self.manifest = manifest

    def extract(self, name: str, into: Path) -> None:
        """A member as a file, on the disk when this returns."""
        new = os.open(into, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with self.archive.open(name) as source, os.fdopen(new, "wb") as target:
            shutil.copyfileobj(source, target, _CHUNK)
            target.flush()
            os.fsync(target.fileno())

    def open(self, name: str) -> IO[bytes]:
        """A member to be read."""
        return self.archive.open(name)

    def names(self, prefix: str) -> list[str]:
        """The members whose names begin so."""
        return [name for name in self.manifest.members if name.startswith(prefix)]


class Writer:
    """A backup being written."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.members: dict[str, Member] = {}

    def add(self, name: str, chunks: Iterable[bytes], *, squeeze: bool = True) -> None:
        """Add a member."""
        info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        info.compress_type = zipfile.ZIP_DEFLATED if squeeze else zipfile.ZIP_STORED
        info.external_attr = 0o600 << 16
        digest, size = hashlib.sha256(), 0
        with self._archive.open(info, "w", force_zip64=True) as target:
            for chunk in chunks:
                target.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        self.members[name] = Member(size, digest.hexdigest())

    def add_file(self, name: str, path: Path, *, squeeze: bool = True) -> None:
        """Add a file as it is."""
        with path.open("rb") as source:
            self.add(name, iter(lambda: source.read(_CHUNK), b""), squeeze=squeeze)

    def close(self, **about: Any) -> None:
        """Write the manifest: the last thing in the file."""
        manifest = Manifest(FORMAT, members=dict(self.members), **about)
        self._archive.writestr(MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)))


@contextmanager
def written(path: Path) -> Iterator[Writer]:
    """A new backup under this name, or none at all."""
    if path.exists():
        raise Refused(f"{path} exists; a backup is never written over.")
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        handle = os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w+b") as file:
            with zipfile.ZipFile(file, "w", compresslevel=1) as archive:
                yield Writer(archive)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(path)
        sync_folder(path.parent)
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def opened(path: Path) -> Iterator[Bundle]:
    """A backup whose members are all there and whole. Raises Refused for anything else."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}. Nothing was changed.") from error
    with file:
        bundle = _read(file)
        _check(bundle)
        yield bundle


def _read(file: IO[bytes]) -> Bundle:
    """The archive and its manifest; a broken one may raise anything while it is read."""
    try:
        archive = zipfile.ZipFile(file)
        content = archive.read(MANIFEST)
    except KeyError as error:
        raise Refused(FOREIGN.format("it has no manifest")) from error
    except Exception as error:
        raise Refused(TORN.format("it was cut off, or never was a backup")) from error
    try:
        manifest = msgspec.json.decode(content, type=Manifest)
    except msgspec.DecodeError as error:
        raise Refused(FOREIGN.format("its manifest is not understood")) from error
    if manifest.format != FORMAT:
        raise Refused(FOREIGN.format(f"its format is {manifest.format!r}"))
    return Bundle(archive, manifest)


def _check(bundle: Bundle) -> None:
    there = set(bundle.archive.namelist()) - {MANIFEST}
    if there != bundle.manifest.members.keys():
        raise Refused(TORN.format("it does not hold what its manifest names"))
    for name, member in bundle.manifest.members.items():
        changed = TORN.format(f"{name} is not what was written")
        try:
            found = _found(bundle, name)
        except Exception as error:  # whatever a broken archive raises
            raise Refused(changed) from error
        if found != member:
            raise Refused(changed)


def _found(bundle: Bundle, name: str) -> Member:
    digest, size = hashlib.sha256(), 0
    with bundle.open(name) as source:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return Member(size, digest.hexdigest())
