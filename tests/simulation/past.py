"""The board's log, and what it was before the database was set back."""

from __future__ import annotations

from boards.models import Board
from contributions import read as log
from contributions.append import Stored

Log = dict[str, list[Stored]]


class Past:
    """The logs there were, each with the epoch it was in."""

    def __init__(self, board: str, streams: list[str]) -> None:
        self.board = board
        self.streams = streams
        self.logs: list[tuple[str, Log]] = []

    def epoch(self) -> str:
        """The present epoch."""
        found: str = Board.objects.across_labs().values_list("epoch", flat=True).get(id=self.board)
        return found

    def now(self) -> Log:
        """The log as the database holds it."""
        return {name: list(log.tail(name, 0)) for name in self.streams}

    def heads(self) -> dict[str, int]:
        """How long each stream is now."""
        known = log.heads(self.streams)
        return {name: known[name].seq if name in known else 0 for name in self.streams}

    def remember(self) -> None:
        """The database is about to be set back."""
        self.logs.append((self.epoch(), self.now()))

    def words_after(self, heads: dict[str, int]) -> list[str]:
        """The words of remembered entries that are beyond these heads."""
        return [
            (entry.words or b"").decode()
            for _, entries in self.logs
            for name, stored in entries.items()
            for entry in stored[heads[name] :]
        ]
