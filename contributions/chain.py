"""What is hashed, byte for byte. Pure: nothing but `hashlib` and `struct`.

Every hash is SHA-256 over a version tag, the lengths of all fields, then the fields. Because
the lengths come first, no two different lists of fields give the same bytes. Lengths are 32-bit
and numbers 64-bit, unsigned, big-endian; text is UTF-8; ids are hashed as the text they are.

The hash of an entry covers every column it is stored with, `op_id` too: whichever column is
changed, the chain tells. Words are covered through their commitment, which is salted, so that
erased words can neither be read nor guessed. `contributions/independent.py` does the same again
without this module; `tests/golden/chain.json` holds both to it.
"""

from __future__ import annotations

import hashlib
import struct

SALT_LENGTH = 16
HASH_LENGTH = 32

STREAM_TAG = b"livelab/stream/1"
ENTRY_TAG = b"livelab/entry/1"
WORDS_TAG = b"livelab/words/1"

#: Words which do not exist have no commitment.
NO_WORDS = b""

_sha256 = hashlib.sha256
_stream_lengths = struct.Struct(">5I").pack
_entry_lengths = struct.Struct(">Q9I").pack
_words_lengths = struct.Struct(">2I").pack


def genesis(stream: str, lab: str, kind: str, object_id: str, disposable: bool) -> bytes:
    """The hash before the first entry: the identity of the stream."""
    fields = (
        stream.encode(),
        lab.encode(),
        kind.encode(),
        object_id.encode(),
        b"\x01" if disposable else b"\x00",
    )
    return _sha256(b"".join((STREAM_TAG, _stream_lengths(*map(len, fields)), *fields))).digest()


def commitment(salt: bytes, words: bytes) -> bytes:
    """What the chain keeps of words: nothing that could be guessed back without the salt."""
    return _sha256(
        b"".join((WORDS_TAG, _words_lengths(len(salt), len(words)), salt, words))
    ).digest()


def link(
    previous: bytes,
    stream: str,
    seq: int,
    at: str,
    actor: str,
    op_id: str,
    verb: str,
    context: str,
    facts: bytes,
    commitment: bytes,
) -> bytes:
    """The hash of an entry, given that of the entry before it (or the genesis)."""
    return link_bytes(
        previous,
        stream.encode(),
        seq,
        at.encode(),
        actor.encode(),
        op_id.encode(),
        verb.encode(),
        context.encode(),
        facts,
        commitment,
    )


def link_bytes(
    previous: bytes,
    stream: bytes,
    seq: int,
    at: bytes,
    actor: bytes,
    op_id: bytes,
    verb: bytes,
    context: bytes,
    facts: bytes,
    commitment: bytes,
) -> bytes:
    """`link` for columns read as bytes."""
    lengths = _entry_lengths(
        seq,
        len(previous),
        len(stream),
        len(at),
        len(actor),
        len(op_id),
        len(verb),
        len(context),
        len(facts),
        len(commitment),
    )
    fields = (
        ENTRY_TAG, lengths, previous, stream, at, actor, op_id, verb, context, facts, commitment
    )  # fmt: skip
    return _sha256(b"".join(fields)).digest()
