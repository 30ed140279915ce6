"""The strict base of every message and stored structure."""

from __future__ import annotations

import base64
from typing import Any

import msgspec
from typing_extensions import dataclass_transform


@dataclass_transform(frozen_default=True, field_specifiers=(msgspec.field,))
class Wire(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A message or part of one: immutable, typed, and nothing unknown gets in."""


_encoder = msgspec.json.Encoder()


def encode(value: Any) -> bytes:
    """Compact JSON, keys in declared order, UTF-8."""
    return _encoder.encode(value)


def pack(data: bytes) -> str:
    """Bytes as padded base64 text."""
    return base64.b64encode(data).decode("ascii")


def unpack(text: str) -> bytes:
    """The inverse of `pack`; raises ValueError for anything but padded base64."""
    return base64.b64decode(text, validate=True)
