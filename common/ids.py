"""Ids, codes and tokens. On the wire and in the log an id is 32 lower-case hexadecimal digits."""

from __future__ import annotations

import hashlib
import os
import secrets
import time
import uuid
from typing import Annotated

import msgspec

Id = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{32}\Z")]

#: Crockford's 32 symbols: digits and letters without I, L, O (look-alikes) and U.
CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 8


def uuid7(milliseconds: int | None = None) -> uuid.UUID:
    """A version 7 UUID (RFC 9562 §5.7): 48 bits of Unix milliseconds, 74 random bits."""
    when = time.time_ns() // 1_000_000 if milliseconds is None else milliseconds
    random = int.from_bytes(os.urandom(10), "big")
    value = (when & 0xFFFF_FFFF_FFFF) << 80 | random
    value = value & ~(0xF << 76) | 0x7 << 76
    return uuid.UUID(int=value & ~(0x3 << 62) | 0x2 << 62)


def new_id() -> str:
    """A new time-ordered id in wire form."""
    return uuid7().hex


def random_id() -> str:
    """A new id that tells nothing, not even when it was made (persons use it)."""
    return uuid.uuid4().hex


def code() -> str:
    """A code a person can read out: 8 symbols of Crockford's 32, 40 bits."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def clean_code(text: str) -> str:
    """What a person typed, as `code` wrote it: upper case, no dashes; O is 0, I and L are 1."""
    kept = "".join(symbol for symbol in text.upper() if symbol.isalnum())
    return kept.translate(str.maketrans("OIL", "011"))


def token() -> str:
    """A secret for a cookie or a link: 256 bits, safe in a URL."""
    return secrets.token_urlsafe(32)


def token_hash(secret: str) -> str:
    """What is stored of a token or code: its SHA-256 in hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()
