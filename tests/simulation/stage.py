"""People and boards of the simulation: one lab for all runs, a fresh board for each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from accounts import actions as accounts
from accounts.models import Lab
from accounts.models import Person as Row
from boards import actions as boards
from boards.models import own_stream
from common import clock
from tests.support import cast

from .witness import Person

MOST_PEOPLE = 5


class Stage:
    """Makes boards. The first person is the facilitator."""

    def __init__(self) -> None:
        self.lab: Lab = accounts.start_lab(name="Glass lab", languages=["en", "nl"])
        roles = ["facilitator", *["participant"] * (MOST_PEOPLE - 1)]
        self.rows: list[Row] = [
            cast.person(self.lab, f"Maker {n}", role) for n, role in enumerate(roles)
        ]
        self.cookies = [cast.cookie(row) for row in self.rows]

    @staticmethod
    def set_clock(now: Callable[[], datetime]) -> None:
        """Everything that asks what time it is asks here from now on."""
        clock.now = now

    def board(self, people: int, silent: bool) -> tuple[str, str, list[Person]]:
        """A fresh board of so many people."""
        facilitator, *others = self.rows[:people]
        mode = "silent" if silent else "open"
        board = boards.open_board(lab=self.lab, title="Whole panes", by=facilitator, mode=mode)
        for person in others:
            boards.admit_member(board=board, person=person, role="participant", by=facilitator)
        made = [self._person(n, board.hex) for n in range(people)]
        return board.hex, board.stream.id, made

    def _person(self, n: int, board: str) -> Person:
        person = self.rows[n].hex
        own = own_stream(self.lab.hex, board, person, disposable=self.lab.disposable)
        return Person(person, self.cookies[n], own.id, f"p{n}")
