"""Remembering what a step was done for, so that it is repeated only when its inputs changed."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from scripts.devlib.paths import ROOT


def digest(paths: Iterable[Path], *also: str) -> str:
    """A hash over the names and contents of files, and over further words."""
    total = hashlib.sha256()
    for word in also:
        total.update(word.encode() + b"\0")
    for path in sorted(paths):
        name = path.relative_to(ROOT).as_posix()
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        total.update(f"{name}\0{content}\0".encode())
    return total.hexdigest()


def is_done(stamp: Path, wanted: str) -> bool:
    """Whether the step behind this stamp was last done for these inputs."""
    return stamp.is_file() and stamp.read_text() == wanted


def mark_done(stamp: Path, wanted: str) -> None:
    """Remember that the step was done for these inputs."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(wanted)


def files_below(folder: Path, skip: Iterable[str] = ()) -> list[Path]:
    """Every file in a folder and the folders in it, except below those named in `skip`."""
    skipped = frozenset(skip)
    found: list[Path] = []
    for entry in folder.iterdir():
        if entry.name in skipped:
            continue
        if entry.is_dir():
            found.extend(files_below(entry, skipped))
        elif entry.is_file():
            found.append(entry)
    return found
