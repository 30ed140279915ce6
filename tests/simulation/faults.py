"""What goes wrong in the database thread, just there and just then."""

from __future__ import annotations

from typing import Any

from django.db import DataError

from boards.ledger import Ledger
from contributions import append


class Crash(BaseException):
    """The process dies inside a transaction."""


class Faults:
    """Stands where `append.write_pending` and `Ledger.take` stood, and calls them."""

    def __init__(self) -> None:
        #: raised at the end of the next transaction of an action, just before its commit
        self.next: BaseException | None = None
        self.struck = False
        #: operations that always raise, alone too
        self.poison: dict[str, Exception] = {}
        self.poisoned = 0
        #: operations whose transaction failed while they were alone in it
        self.failed_alone: set[str] = set()
        self._ledger: Ledger | None = None
        self._taken: list[str] = []
        self._write_pending = append.write_pending
        self._take = Ledger.take

    def write_pending(self, act: Any) -> None:
        """Everything is written; then the fault."""
        self._write_pending(act)
        taken, self._taken = self._taken, []
        if self.next is not None:
            if len(taken) == 1:
                self.failed_alone.update(taken)
            error, self.next, self.struck = self.next, None, True
            raise error

    def take(self, ledger: Ledger, request: Any) -> Any:
        """An operation of a batch gets its turn."""
        if ledger is not self._ledger:
            self._ledger, self._taken = ledger, []
        self._taken.append(request.op_id)
        error = self.poison.get(request.op_id)
        if error and (request.person, request.op_id) not in ledger.accepted:
            self.poisoned += 1
            raise error
        return self._take(ledger, request)


def poison(*, of_the_database: bool) -> Exception:
    """What a poison operation raises: our own code's mistake, or a value no column takes."""
    said = "simulated: poison"
    return DataError(said) if of_the_database else RuntimeError(said)
