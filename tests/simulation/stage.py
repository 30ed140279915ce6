"""People and boards of the simulation: the same lab for each seed, and a board to begin with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from accounts import actions as accounts
from accounts.models import Lab
from accounts.models import Person as Row
from boards import actions as boards
from boards.models import Board, own_stream
from common import clock
from contributions import read as log
from tests.support import cast

from . import backup
from .plan import MOST_PEOPLE, Plan
from .witness import Person


class Cursor(NamedTuple):
    """Where a stream ends."""

    stream: str
    seq: int
    hash: str


class Stage:
    """Makes boards. The first person is the facilitator."""

    def __init__(self) -> None:
        self.lab: Lab = accounts.start_lab(name="Glass lab", languages=["en", "nl"])
        roles = ["facilitator", *["participant"] * (MOST_PEOPLE - 1)]
        self.rows: list[Row] = [
            cast.person(self.lab, f"Maker {n}", role) for n, role in enumerate(roles)
        ]
        self.cookies = [cast.cookie(row) for row in self.rows]
        self.elsewhere = self._another_board()
        self._empty = backup.take()

    @staticmethod
    def set_clock(now: Callable[[], datetime]) -> None:
        """Everything that asks what time it is asks here from now on."""
        clock.now = now

    @property
    def facilitator(self) -> Row:
        """Who opens boards."""
        return self.rows[0]

    def clear(self) -> None:
        """Nothing but the lab, its people, and another board."""
        self._empty.put_back()

    def board(self, plan: Plan) -> tuple[Board, list[Person]]:
        """A fresh board with the people of a plan."""
        mode = "silent" if plan.silent else "open"
        made = boards.open_board(lab=self.lab, title="Whole panes", by=self.facilitator, mode=mode)
        for row, role in list(zip(self.rows, plan.roles, strict=False))[1:]:
            boards.admit_member(board=made, person=row, role=role, by=self.facilitator)
        return made, [self._person(n, made.hex) for n in range(plan.people)]

    def row(self, person: str) -> Row:
        """The person's row."""
        return next(row for row in self.rows if row.hex == person)

    def _another_board(self) -> Cursor:
        """A board on which nobody of the simulation has a page."""
        board = boards.open_board(lab=self.lab, title="Old panes", by=self.facilitator)
        note = boards.NewNote(x=0, y=0, colour="yellow", text="elsewhere")
        boards.add_notes(board=board, by=self.facilitator, notes=[note, note])
        head = log.head(board.stream)
        return Cursor(head.stream, head.seq, head.hash.hex())

    def _person(self, n: int, board: str) -> Person:
        person = self.rows[n].hex
        own = own_stream(self.lab.hex, board, person, disposable=self.lab.disposable)
        return Person(person, self.cookies[n], own.id, f"p{n}")
