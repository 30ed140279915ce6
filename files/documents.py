"""PDFs: looked through, kept as they came, only ever handed over (docs/decisions/0014).

A PDF cannot be made anew as a picture can. So one is taken only if it is a PDF from its first byte
to its last, and names nothing by which it would act where it is opened. Names may be written with
`#` codes, and may stand in packed object streams: those are unpacked, within bounds. What cannot be
seen through (locked, packed in unusual ways) is refused. Nothing here builds a tree of it: a few
searches from front to end, so that whatever comes costs little.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator
from typing import Final

from .errors import DocumentActs, DocumentUnclear, FileNotTaken, FileTooLarge

MEDIA_TYPE: Final = "application/pdf"
ENDING: Final = ".pdf"
MOST_BYTES: Final = 12 * 2**20
#: what object streams may be unpacked to, all together, and how much of it is held at a time
MOST_UNPACKED: Final = 12 * 2**20
AT_ONCE: Final = 2**18
#: a name across the border of two portions is seen in both
OVERLAP: Final = 128
MOST_STREAMS: Final = 40_000
#: letters of names that are written as codes; a proper PDF has few
MOST_CODES: Final = 50_000
#: an end of a zip archive can be found in so many bytes from the end
ZIP_REACH: Final = 66_000

_HEAD: Final = re.compile(rb"%PDF-(?:1\.[0-7]|2\.0)[ \t]*[\r\n]")
_TAIL: Final = re.compile(rb"startxref[\s\0]{1,9}\d{1,10}[\s\0]{1,9}%%EOF[\s\0]{0,64}\Z")
_LINE_END: Final = re.compile(rb"[^\r\n]{0,80}(?:\r\n|\r|\n)")
_CODE: Final = re.compile(rb"#([0-9A-Fa-f]{2})")


class _Names:
    """Some names, looked for one after another: a plain search first, it is the quickest."""

    def __init__(self, *names: bytes) -> None:
        ends = rb"(?=[\0\s()<>\[\]{}/%]|\Z)"
        self.all = [(b"/" + name, re.compile(b"/" + name + ends)) for name in names]

    def any_in(self, plain: bytes) -> bool:
        return any(name in plain and whole.search(plain) for name, whole in self.all)

    def all_in(self, plain: bytes) -> bool:
        return all(name in plain and whole.search(plain) for name, whole in self.all)


#: what acts: scripts, starting programs, sending and fetching, films, files inside
_ACTS: Final = _Names(
    b"JavaScript", b"Launch", b"SubmitForm", b"ImportData", b"GoToE", b"GoToR", b"Rendition",
    b"RichMedia", b"RichMediaContent", b"XFA", b"EmbeddedFile", b"EmbeddedFiles",
    b"FileAttachment", b"AFRelationship", b"Movie", b"Sound", b"OnInstantiate",
)  # fmt: skip
_LOCKED: Final = _Names(b"Encrypt")
#: only a stream that holds objects has both of the first (its type is often not asked)
_COUNTED, _OBJECTS = _Names(b"First", b"N"), _Names(b"ObjStm")
_PACKED: Final = _Names(b"Filter", b"F")
#: packed otherwise than by one plain deflate
_UNUSUAL: Final = _Names(
    b"DecodeParms", b"DP", b"Predictor", b"ASCIIHexDecode", b"AHx", b"ASCII85Decode", b"A85",
    b"LZWDecode", b"LZW", b"RunLengthDecode", b"RL", b"Crypt", b"FFilter",
)  # fmt: skip


def is_pdf(data: bytes) -> bool:
    """Does it say that it is one?"""
    return data.startswith(b"%PDF-")


def look_through(data: bytes) -> None:
    """Raises FileNotTaken, FileTooLarge, DocumentActs or DocumentUnclear."""
    if len(data) > MOST_BYTES:
        raise FileTooLarge
    if not is_pdf(data) or b"PK\x05\x06" in data[-ZIP_REACH:]:
        raise FileNotTaken
    if not _HEAD.match(data) or not _TAIL.search(data, max(0, len(data) - 200)):
        raise DocumentUnclear
    plain = _decoded(data)
    if _ACTS.any_in(plain):
        raise DocumentActs
    if _LOCKED.any_in(plain):
        raise DocumentUnclear
    for portion in _unpacked(data):
        if _ACTS.any_in(_decoded(portion)):
            raise DocumentActs


def _decoded(data: bytes) -> bytes:
    """With every `#` code as the letter it stands for; raises DocumentUnclear for too many."""
    if b"#" not in data:
        return data
    plain, codes = _CODE.subn(lambda code: bytes([int(code[1], 16)]), data, MOST_CODES + 1)
    if codes > MOST_CODES:
        raise DocumentUnclear
    return plain


def digest(data: bytes) -> str:
    """SHA-256 of its bytes."""
    return hashlib.sha256(data).hexdigest()


def _unpacked(data: bytes) -> Iterator[bytes]:
    """What its object streams hold, in portions that overlap."""
    before, left = 0, MOST_UNPACKED
    for word, start in _streams(data):
        told = _decoded(data[before:word])
        if _holds_objects(told) and _is_packed(told, data[start : start + 2]):
            for portion in _inflated(data, start):
                left -= len(portion)
                if left < 0:
                    raise DocumentUnclear
                yield portion
        before = start


def _streams(data: bytes) -> Iterator[tuple[int, int]]:
    """Where the word `stream` stands, and where what it announces begins."""
    word = data.find(b"stream")
    for _ in range(MOST_STREAMS):
        if word < 0:
            return
        if data[word - 3 : word] != b"end":
            line_end = _LINE_END.match(data, word + 6)
            yield word, line_end.end() if line_end else word + 6
        word = data.find(b"stream", word + 6)
    raise DocumentUnclear


def _holds_objects(told: bytes) -> bool:
    """Is the stream whose dictionary stands somewhere in here one of objects?"""
    return _OBJECTS.any_in(told) or _COUNTED.all_in(told)


def _is_packed(told: bytes, begins: bytes) -> bool:
    """By plain deflate? What is not packed was seen already; packed otherwise it is refused."""
    if _UNUSUAL.any_in(told):
        raise DocumentUnclear
    if len(begins) == 2 and begins[0] & 15 == 8 and int.from_bytes(begins, "big") % 31 == 0:
        return True
    if _PACKED.any_in(told):
        raise DocumentUnclear
    return False


def _inflated(data: bytes, start: int) -> Iterator[bytes]:
    packer, at, tail = zlib.decompressobj(), start, b""
    try:
        while not packer.eof:
            if not packer.unconsumed_tail and at >= len(data):
                raise DocumentUnclear
            piece = packer.unconsumed_tail or data[at : (at := at + AT_ONCE)]
            portion = packer.decompress(piece, AT_ONCE)
            yield tail + portion
            tail = portion[-OVERLAP:]
    except zlib.error as error:
        raise DocumentUnclear from error
