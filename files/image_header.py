"""What bytes say they are: kind, size, and what decoding them would take. Pure; decodes nothing.

Bytes decide, never a name or a declared type. Everything is bounded: a header that goes on and on
is no header.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

Kind = Literal["gif", "jpeg", "png", "webp"]

#: the longer side of the picture that is kept (`image_child.LARGE`)
LARGE: Final = 2048
#: more parts than this has no picture that a camera or a program made
MOST_PARTS: Final = 20_000

_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE: Final = frozenset(range(0xD0, 0xDA)) | {0x01}


class NoHeader(Exception):
    """The bytes are no picture of a kind we take."""


class Header(NamedTuple):
    """What the bytes claim. `memory` and `work` are estimates of decoding, in bytes and samples."""

    kind: Kind
    width: int
    height: int
    memory: int
    work: int


def read(data: bytes) -> Header:
    """The header; raises NoHeader."""
    for starts, reader in READERS:
        if data.startswith(starts):
            try:
                header = reader(data)
            except IndexError:
                break
            if header.width and header.height:
                return header
    raise NoHeader


def _png(data: bytes) -> Header:
    if data[12:16] != b"IHDR":
        raise NoHeader
    width, height = _big(data, 16, 4), _big(data, 20, 4)
    at, parts = 8, 0
    while at + 12 <= len(data) and data[at + 4 : at + 8] != b"IEND":
        at += 12 + _big(data, at, 4)
        parts += 1
        if parts > MOST_PARTS:
            raise NoHeader
    opaque = data[25] in (0, 2)
    return Header("png", width, height, (5 if opaque else 9) * width * height, width * height)


def _gif(data: bytes) -> Header:
    width, height = _little(data, 6, 2), _little(data, 8, 2)
    return Header("gif", width, height, 9 * width * height, width * height)


def _webp(data: bytes) -> Header:
    if data[8:12] != b"WEBP":
        raise NoHeader
    width, height = WEBP_SIZES.get(data[12:16], _no_size)(data)
    return Header("webp", width, height, 20 * width * height, width * height)


def _extended(data: bytes) -> tuple[int, int]:
    return _little(data, 24, 3) + 1, _little(data, 27, 3) + 1


def _lossless(data: bytes) -> tuple[int, int]:
    bits = _little(data, 21, 4)
    return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1


def _lossy(data: bytes) -> tuple[int, int]:
    return _little(data, 26, 2) & 0x3FFF, _little(data, 28, 2) & 0x3FFF


def _no_size(data: bytes) -> tuple[int, int]:
    raise NoHeader


def _jpeg(data: bytes) -> Header:
    """A JPEG that comes in several scans is held whole, two bytes a sample, while they are read."""
    frame = _frame(data)
    height, width = _big(data, frame + 5, 2), _big(data, frame + 7, 2)
    halves = [data[frame + 11 + 3 * part] for part in range(data[frame + 9])]
    full = max(((each >> 4) * (each & 15) for each in halves), default=0)
    if not full:
        raise NoHeader
    samples = width * height * sum((each >> 4) * (each & 15) for each in halves) // full
    scans = data.count(b"\xff\xda")
    buffered = 2 * samples if scans > 1 else 0
    return Header("jpeg", width, height, 4 * _decoded(width, height) + buffered, samples * scans)


def _frame(data: bytes) -> int:
    """Where the frame header is."""
    at = 2
    for _ in range(MOST_PARTS):
        if data[at] != 0xFF:
            break
        marker = data[at + 1]
        if marker in _FRAMES:
            return at
        if marker == 0xFF:
            at += 1
        elif marker in _ALONE:
            at += 2
        else:
            at += 2 + _big(data, at + 2, 2)
    raise NoHeader


def _decoded(width: int, height: int) -> int:
    """How many pixels a JPEG is decoded to: it can be had at a half, a quarter or an eighth."""
    shrink = max(1, min(8, max(width, height) // LARGE))
    scale = 1 << (shrink.bit_length() - 1)
    return (width // scale + 1) * (height // scale + 1)


def _big(data: bytes, at: int, count: int) -> int:
    return int.from_bytes(data[at : at + count], "big")


def _little(data: bytes, at: int, count: int) -> int:
    return int.from_bytes(data[at : at + count], "little")


WEBP_SIZES: Final = {b"VP8X": _extended, b"VP8L": _lossless, b"VP8 ": _lossy}
READERS: Final = (
    (b"\x89PNG\r\n\x1a\n", _png),
    (b"\xff\xd8\xff", _jpeg),
    (b"GIF87a", _gif),
    (b"GIF89a", _gif),
    (b"RIFF", _webp),
)
