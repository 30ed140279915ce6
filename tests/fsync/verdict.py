"""Was every operation on the disk before it was acknowledged? Told from a trace of the server."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .trace import Call

#: SQLite writes this before each page into its write-ahead log; its bytes 4 to 8 are the size of
#: the database where the page is the last of a transaction, else 0
FRAME_HEADER = 24
ID_LENGTH = 32
_DIGITS = re.compile(rf"[0-9a-f]{{{ID_LENGTH},}}")


@dataclass
class Transaction:
    """What was written into the write-ahead log up to one sync of it."""

    #: the last line of its writes; whether the last page written ends a transaction of SQLite's
    written: int = 0
    committed: bool = False
    sync: Call | None = None


@dataclass
class Verdict:
    """What a trace says of some operations."""

    operations: int = 0
    #: on the disk before they were acknowledged
    preceded: int = 0
    violations: list[str] = field(default_factory=list)
    syncs: int = 0


class Judge:
    """Goes through a trace once."""

    def __init__(self, operations: Sequence[str]) -> None:
        self.asked = set(operations)
        self.verdict = Verdict(len(self.asked))
        self._open = Transaction()
        #: operation → the transaction that carried it first; those that were acknowledged
        self._carried: dict[str, Transaction] = {}
        self._answered: set[str] = set()

    def hear(self, trace: Iterable[Call]) -> Verdict:
        """Judge all of it. Calls come as they end; what was sent counts from its beginning."""
        for call in trace:
            if call.file.endswith("-wal"):
                self._logged(call)
            elif call.is_sent:
                self._sent(call)
        missing = self.asked - self._answered
        self.verdict.violations += [f"{op_id}: never answered" for op_id in sorted(missing)]
        return self.verdict

    def _logged(self, call: Call) -> None:
        if call.is_sync:
            self.verdict.syncs += 1
            if call.begun > self._open.written:  # else something came in between
                self._open.sync = call
                self._open = Transaction()
            return
        self._open.written = call.ended
        data = call.data
        if len(data) == FRAME_HEADER:
            self._open.committed = any(data[4:8])
        for op_id in self._named(call):
            self._carried.setdefault(op_id, self._open)

    def _sent(self, call: Call) -> None:
        for op_id in self._named(call) - self._answered:
            self._answered.add(op_id)
            why = self._why_not(op_id, call)
            if why:
                self.verdict.violations.append(f"{op_id}: {why}")
            else:
                self.verdict.preceded += 1

    def _why_not(self, op_id: str, sent: Call) -> str:
        transaction = self._carried.get(op_id)
        if transaction is None:
            return "answered before it was written"
        if transaction.sync is None or transaction.sync.ended >= sent.begun:
            return "answered before it was on the disk"
        return "" if transaction.committed else "its commit was not on the disk"

    def _named(self, call: Call) -> set[str]:
        """The operations that a call's bytes name; ids may stand beside each other in a page."""
        return {
            run[at : at + ID_LENGTH]
            for run in _DIGITS.findall(call.said)
            for at in range(len(run) - ID_LENGTH + 1)
        } & self.asked
