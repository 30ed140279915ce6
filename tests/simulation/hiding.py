"""What may be told to whom: every letter somebody types is hers alone until it is on the board."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from common.wire import unpack
from contributions import read as log

from .replica import parsed

#: letters that no other word has: two and three bytes of UTF-16, from the n-th on
UNIQUE = (0x4E00, 0xAC00, 0x20000)
MOST_WORDS = 4_000
LETTERS = re.compile(
    "[" + "".join(f"{chr(first + 1)}-{chr(first + MOST_WORDS)}" for first in UNIQUE) + "]"
)


def word(mark: str, n: int, tail: str) -> str:
    """The n-th word of a run, whole between its brackets."""
    return f"⟦{mark}#{n} {tail}{''.join(chr(first + n) for first in UNIQUE)}⟧"


def letters(text: str) -> list[str]:
    """The letters of a text that belong to one word only."""
    return LETTERS.findall(text)


@lru_cache(maxsize=2_048)
def told(text: str) -> frozenset[str]:
    """The letters of a frame, those inside a text's merge document included."""
    found = letters(text)
    if text.startswith('{"t":"text"'):
        found += letters(unpack(parsed(text)["state"]).decode(errors="ignore"))
    return frozenset(found)


class Public:
    """The letters that ever were on the board, as its log says."""

    def __init__(self, stream: str) -> None:
        self.stream = stream
        self._letters: set[str] = set()
        self._seen = 0

    def rolled_back(self) -> None:
        """The log is shorter now; what was public stays known."""
        self._seen = 0

    def hidden(self, asked: Iterable[str]) -> list[str]:
        """Those of these letters that were never on the board; looks at the log only if need be."""
        unknown = [letter for letter in asked if letter not in self._letters]
        if unknown:
            self._look()
        return [letter for letter in unknown if letter not in self._letters]

    def _look(self) -> None:
        for entry in log.tail(self.stream, self._seen):
            self._seen = entry.seq
            self._letters.update(letters((entry.words or b"").decode()))
