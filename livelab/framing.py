"""The common case of an incoming WebSocket frame, read at once: a whole text message, masked.

Everything else (fragments, control frames, halves, what is not UTF-8) is left to the server's own
library, which knows all of RFC 6455. What it costs to read a frame: docs/decisions/0006.
"""

from __future__ import annotations

_WHOLE_TEXT = 0x81
_MASKED = 0x80
_LENGTH = 0x7F
_TWO_MORE_BYTES = 126
_KEY = 4


def whole_texts(data: bytes) -> tuple[list[str], int]:
    """The text messages that `data` begins with, and where what is left begins."""
    texts: list[str] = []
    at, end = 0, len(data)
    while at + 6 <= end and data[at] == _WHOLE_TEXT and data[at + 1] >= _MASKED:
        length, key = data[at + 1] & _LENGTH, at + 2
        if length >= _TWO_MORE_BYTES:
            if length > _TWO_MORE_BYTES:
                break
            length, key = (data[at + 2] << 8) | data[at + 3], at + 4
        begin = key + _KEY
        if begin + length > end:
            break
        try:
            texts.append(unmasked(data[begin : begin + length], data[key:begin]).decode())
        except UnicodeDecodeError:
            break
        at = begin + length
    return texts, at


def unmasked(payload: bytes, key: bytes) -> bytes:
    """The payload with its mask taken off (RFC 6455 §5.3), as one XOR of two long numbers."""
    length = len(payload)
    mask = (key * (length // _KEY + 1))[:length]
    plain = int.from_bytes(payload, "little") ^ int.from_bytes(mask, "little")
    return plain.to_bytes(length, "little")
