"""Z-order keys: text of `[0-9A-Za-z]`, compared as bytes (docs/board-protocol.md)."""

from __future__ import annotations

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
WIDTH = 6
FIRST = "V" + "0" * (WIDTH - 1)


def after(key: str) -> str:
    """A key above `key`: the first `WIDTH` digits counted up by one."""
    if not key:
        return FIRST
    digits = [DIGITS.index(symbol) for symbol in key[:WIDTH].ljust(WIDTH, "0")]
    for place in reversed(range(WIDTH)):
        if digits[place] < len(DIGITS) - 1:
            digits[place] += 1
            return "".join(DIGITS[d] for d in digits)
        digits[place] = 0
    return key + FIRST


def next_keys(top: str, count: int) -> list[str]:
    """`count` rising keys above `top`."""
    keys = []
    for _ in range(count):
        top = after(top)
        keys.append(top)
    return keys
