"""How a process notices that a board moved on elsewhere: one query for all its open boards.

The channel layer makes this quicker; nothing depends on it (design: the log is the truth).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from django.db import DatabaseError, InterfaceError, connection

from contributions import read

from . import store
from .state import BoardState


class Known(NamedTuple):
    """What this process knows of a board."""

    access_version: int
    heads: dict[str, int]

    @classmethod
    def of(cls, state: BoardState) -> Known:
        """As memory has it now."""
        heads = {stream.id: stream.head.seq for stream in state.streams.values()}
        return cls(state.row.access_version, heads)


def moved(known: Mapping[str, Known]) -> list[str]:
    """The boards whose heads or rights are further than we know."""
    versions = store.access_versions(known.keys())
    heads = read.heads({stream for board in known.values() for stream in board.heads})
    return [board for board, was in known.items() if _moved(was, versions.get(board), heads)]


def _moved(was: Known, version: int | None, heads: Mapping[str, read.Head]) -> bool:
    if version != was.access_version:
        return True
    return any(stream in heads and heads[stream].seq > seq for stream, seq in was.heads.items())


def database_answers() -> bool:
    """Is the database there at all? Tells an absent one from an operation it cannot take."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return False
    return True
