"""Plain-text splices in UTF-16 code units, as browsers count."""

from __future__ import annotations

from typing import NamedTuple


class Splice(NamedTuple):
    """Replace `remove` code units from `at` by `insert`."""

    at: int
    remove: int
    insert: str


def units(text: str) -> int:
    """The length of a text in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def between(old: str, new: str) -> Splice:
    """The splice that turns `old` into `new`; it compares code points and so cuts no pair."""
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    removed = old[start : len(old) - end]
    return Splice(units(old[:start]), units(removed), new[start : len(new) - end])


def _shared(one: str, other: str) -> int:
    """How many letters both begin with; halving, for comparing slices costs next to nothing."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def apply(text: str, splice: Splice) -> str:
    """`text` after the splice; what lies outside the text is clamped (docs/board-protocol.md §1).

    Where erased words make it cut a surrogate pair, each half that stays becomes U+FFFD.
    """
    if text.isascii():
        at = min(splice.at, len(text))
        return text[:at] + splice.insert + text[at + splice.remove :]
    raw = text.encode("utf-16-le")
    at = min(splice.at * 2, len(raw))
    begin, rest = raw[:at], raw[at + splice.remove * 2 :]
    return (
        begin.decode("utf-16-le", "replace") + splice.insert + rest.decode("utf-16-le", "replace")
    )
