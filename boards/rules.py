"""What may be done on a board now. Whoever governs boards (a session) provides its rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from challenges import queries as challenges

from . import access
from .models import Board, BoardMember
from .wire import Mode, OpName


@dataclass(frozen=True, slots=True)
class Rules:
    """The rights on one board at one moment. `context`: what entries say of circumstances."""

    mode: Mode
    roles: Mapping[str, str]
    context: Mapping[str, str]
    #: who has to accept the challenge's terms first, and writes nothing until then
    unbound: frozenset[str] = frozenset()
    #: is the challenge confidential? then they read nothing either
    closed: bool = False

    @property
    def silent(self) -> bool:
        """Do notes go to their author's private stream?"""
        return self.mode == "silent"

    def may(self, person: str) -> frozenset[OpName]:
        """The names of the operations this person may send now."""
        if person in self.unbound:
            return access.NOTHING
        return access.operations(self.mode, self.roles.get(person))

    def bars(self, person: str) -> bool:
        """Does she see nothing of the board until she has accepted its terms?"""
        return self.closed and person in self.unbound


class RulesProvider(Protocol):
    """Loads the rules for some people, inside the transaction, with the board's row locked."""

    def load(self, board: BoardRow, actors: Iterable[str], now: datetime) -> Rules: ...


@dataclass(frozen=True, slots=True)
class BoardRow:
    """The board's row as the transaction locked it."""

    id: str
    lab: str
    challenge: str
    title: str
    mode: Mode
    epoch: str
    access_version: int
    disposable: bool
    archived: bool


class OpenBoard:
    """The default: the board's own mode, its members' roles, nothing more."""

    def load(self, board: BoardRow, actors: Iterable[str], now: datetime) -> Rules:
        context = {"board": board.id, "lab": board.lab}
        roles = access.roles(board.id, board.lab, actors)
        if not board.challenge:
            return Rules(board.mode, roles, context)
        context["challenge"] = board.challenge
        bound = challenges.unbound(UUID(board.challenge), map(UUID, roles))
        unbound = frozenset(
            person
            for person in (one.hex for one in bound.people)
            if bound.confidential or roles[person] != BoardMember.OBSERVER
        )
        return Rules(board.mode, roles, context, unbound, bound.confidential)


_provider: RulesProvider = OpenBoard()


def provide(provider: RulesProvider) -> None:
    """Let `provider` decide from now on (called once, in `AppConfig.ready`)."""
    global _provider
    _provider = provider


def load(board: BoardRow, actors: Iterable[str], now: datetime) -> Rules:
    """The rules in force on this board for these people."""
    return _provider.load(board, actors, now)


def row_of(board: Board) -> BoardRow:
    """A board as the rules see it."""
    return BoardRow(
        board.hex,
        board.lab.hex,
        board.challenge.hex if board.challenge else "",
        board.title,
        board.mode,  # type: ignore[arg-type]  # the column's choices are the wire's modes
        board.epoch,
        board.access_version,
        board.lab.disposable,
        board.archived_at is not None,
    )
