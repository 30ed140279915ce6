"""An invitation is a join code with a key behind it, for the address in a QR code.

A code has to be short enough to be typed, so it may be guessed and guesses are limited by place. A
key has 80 bits and is made from the code and this installation's secret: who has it was shown it
and guessed nothing, so a room comes in by QR code though somebody in it guesses all the time. It is
stored nowhere, and is worth nothing once the code is withdrawn. After a change of the secret old
pictures still hold the code, which then counts as a typed one.
"""

from __future__ import annotations

from typing import Final

from django.utils.crypto import constant_time_compare, salted_hmac

from common.ids import CODE_ALPHABET, CODE_LENGTH, clean_code

KEY_LENGTH: Final = 16


def key_of(code: str) -> str:
    """The key that belongs to a code."""
    number = int.from_bytes(salted_hmac("accounts.invitations", code, algorithm="sha256").digest())
    return "".join(CODE_ALPHABET[number >> 5 * place & 31] for place in range(KEY_LENGTH))


def invitation(code: str) -> str:
    """What stands in the address that a QR code leads to."""
    return code + key_of(code)


def read(text: str) -> tuple[str, bool]:
    """The code in what somebody typed or followed, and whether the right key was behind it."""
    cleaned = clean_code(text)
    code, key = cleaned[:CODE_LENGTH], cleaned[CODE_LENGTH:]
    if len(key) != KEY_LENGTH:
        return cleaned, False
    return code, constant_time_compare(key, key_of(code))
