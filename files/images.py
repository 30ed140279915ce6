"""Untrusted bytes in, a harmless picture out.

What the bytes claim is looked at first (`image_header`); what passes is decoded and encoded anew in
a process of its own with little memory and time (`image_child`). Nothing of the original is kept:
no metadata, no second frame, nothing beside the pixels.
"""

from __future__ import annotations

import hashlib
import logging
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

import msgspec
import PIL

from . import image_header
from .errors import FilesBusy, ImageTooLarge, NotAnImage
from .image_child import NOT_WORKING

log = logging.getLogger("livelab.files")

MEDIA_TYPE: Final = "image/webp"
#: a file that comes in has at most so many bytes and pixels, and is so long and high at most
MOST_BYTES: Final = 12 * 2**20
MOST_PIXELS: Final = 64 * 2**20
LONGEST_SIDE: Final = 32_767
#: decoding may take so much memory and so many samples, as far as the header tells
MOST_MEMORY: Final = 192 * 2**20
MOST_WORK: Final = 1_200_000_000
#: what the child may answer, and when it is killed
MOST_ANSWERED: Final = 16 * 2**20
DEADLINE_S: Final = 15.0
#: children at work at a time, and how long somebody waits for one
AT_ONCE: Final = 2
PATIENCE_S: Final = 30.0

CHILD: Final = Path(__file__).with_name("image_child.py")
PACKAGES: Final = Path(PIL.__file__).parents[1]

_turns = threading.BoundedSemaphore(AT_ONCE)


class Picture(NamedTuple):
    """A picture made anew, and a smaller one of it. Both are of `MEDIA_TYPE`."""

    width: int
    height: int
    data: bytes
    preview: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the picture's bytes."""
        return hashlib.sha256(self.data).hexdigest()


class _Head(msgspec.Struct):
    width: int
    height: int
    sizes: tuple[int, int]


def reencode(data: bytes) -> Picture:
    """The picture in these bytes; raises NotAnImage, ImageTooLarge or FilesBusy."""
    header = looked_at(data)
    with _turn(), _started(header.kind, data) as child:
        return _read(_answer(child))


def looked_at(data: bytes) -> image_header.Header:
    """What the bytes claim to be, if that can be afforded; raises NotAnImage or ImageTooLarge."""
    try:
        header = image_header.read(data)
    except image_header.NoHeader:
        raise NotAnImage from None
    too_large = (
        len(data) > MOST_BYTES
        or max(header.width, header.height) > LONGEST_SIDE
        or header.width * header.height > MOST_PIXELS
        or header.memory > MOST_MEMORY
        or header.work > MOST_WORK
    )
    if too_large:
        raise ImageTooLarge
    return header


def command(kind: str) -> list[str]:
    """How the child is started: without our environment, packages or folder."""
    python = [sys.executable, "-I", "-S", "-B", str(CHILD)]
    return [*python, str(PACKAGES), kind, str(MOST_PIXELS)]


@contextmanager
def _started(kind: str, data: bytes) -> Iterator[subprocess.Popen[bytes]]:
    """The child with the bytes on its stdin; killed at the deadline and in any case at the end."""
    pipe = subprocess.PIPE
    with tempfile.TemporaryFile() as source:
        source.write(data)
        source.seek(0)
        child = subprocess.Popen(  # noqa: S603  our own interpreter and file
            command(kind), stdin=source, stdout=pipe, stderr=pipe, cwd="/", env={}
        )
    killer = threading.Timer(DEADLINE_S, child.kill)
    killer.start()
    try:
        with child:
            yield child
    finally:
        killer.cancel()


def _answer(child: subprocess.Popen[bytes]) -> bytes:
    """What the child says; raises NotAnImage where it fails, is killed or says too much."""
    assert child.stdout is not None  # both are pipes
    assert child.stderr is not None
    answer = child.stdout.read(MOST_ANSWERED + 1)
    if len(answer) > MOST_ANSWERED:
        child.kill()
        raise NotAnImage
    complaint = child.stderr.read(MOST_ANSWERED)
    code = child.wait()
    if code == NOT_WORKING:
        raise RuntimeError(f"pictures cannot be read here: {complaint.decode(errors='replace')}")
    if code != 0:
        log.info("a picture was refused (exit %d): %s", code, complaint.splitlines()[-1:])
        raise NotAnImage
    return answer


def _read(answer: bytes) -> Picture:
    head, _, parts = answer.partition(b"\n")
    try:
        known = msgspec.json.decode(head, type=_Head)
    except msgspec.DecodeError as error:
        raise NotAnImage from error
    data, preview = parts[: known.sizes[0]], parts[known.sizes[0] :]
    if not (_is_webp(data) and _is_webp(preview)) or len(parts) != sum(known.sizes):
        raise NotAnImage
    return Picture(known.width, known.height, data, preview)


def _is_webp(data: bytes) -> bool:
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


@contextmanager
def _turn() -> Iterator[None]:
    if not _turns.acquire(timeout=PATIENCE_S):
        raise FilesBusy
    try:
        yield
    finally:
        _turns.release()
