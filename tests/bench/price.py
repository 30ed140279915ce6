"""The price of one operation by part, alone and in batches: the shipped code, timed.

Prints a table in microseconds per operation beside the budget, and returns it as data. Runs on the
database of `LIVELAB_HOME`, which must be migrated; leaves its entries there.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from django.db.backends.base.base import BaseDatabaseWrapper

from boards import batch, joining, ledger, ops, store
from boards import wire as w
from boards.batch import Request, Work
from boards.frames import Frame
from boards.hub import Hub
from boards.joining import Lender, Visitor
from boards.member import Member
from boards.room import Room
from boards.state import BoardState, Layer
from common.ids import new_id
from common.wire import encode
from contributions import append, chain
from tests.support import cast

BUDGET_US = 50
BATCHES = (1, 8, 32)
ROUNDS = 200
LISTENERS = 50
TEXT = "Laser-mark every new pane: composition, coating, year. The sorter will thank us."

#: part → functions whose time is its (a function called by another listed one counts for itself)
PARTS: dict[str, list[tuple[Any, str]]] = {
    "lock": [(store, "lock_boards"), (append, "lock")],
    "look up": [(batch, "_accepted"), (batch, "_taken")],
    "rights": [(batch, "_rules")],
    "apply": [(ops, "effect"), (Layer, "change"), (ledger, "fold")],
    "hash": [(chain, "link"), (chain, "commitment")],
    "insert": [(append, "_write_sqlite"), (append, "_write_postgresql"), (store, "_many")],
    "encode": [(ledger, "encode"), (ledger, "wire_entry")],
    "disk": [(BaseDatabaseWrapper, "_commit")],
}


class Stopwatch:
    """Exclusive time per part: a listed function inside another one counts for itself."""

    def __init__(self) -> None:
        self.spent = dict.fromkeys(PARTS, 0.0)
        self._inner: list[float] = []

    def around(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, timed."""

        def timed(*args: Any, **kwargs: Any) -> Any:
            self._inner.append(0.0)
            began = time.perf_counter()
            try:
                return function(*args, **kwargs)
            finally:
                took = time.perf_counter() - began
                self.spent[part] += took - self._inner.pop()
                if self._inner:
                    self._inner[-1] += took

        return timed

    @contextmanager
    def running(self) -> Iterator[None]:
        """Every listed function timed."""
        with ExitStack() as stack:
            for part, functions in PARTS.items():
                for owner, name in functions:
                    timed = self.around(part, getattr(owner, name))
                    stack.enter_context(patch.object(owner, name, timed))
            yield


def open_room() -> tuple[BoardState, cast.Cast]:
    """A board with its cast, as a room has it in memory."""
    people = cast.assemble()
    joined = joining.join(
        None,
        people.board.hex,
        Visitor(people.technologist.hex, "en"),
        w.Join(1, []),
        Lender("0" * 32, ()),
    )
    state = joined.overlay.base
    state.absorb(joined.overlay)
    return state, people


def requests(person: str, count: int) -> list[Request]:
    """That many notes, decoded from frames as a socket would."""
    frames = [
        w.Op(new_id(), False, w.AddNote(new_id(), 16, 32, "V", "pink", TEXT)) for _ in range(count)
    ]
    return [Request(person, frame.op_id, frame.private, frame.op) for frame in frames]


def price_of(state: BoardState, person: str, size: int) -> dict[str, float]:
    """Microseconds per operation: the whole untouched, then each part under the stopwatch."""
    whole = [_commit(state, person, size) for _ in range(ROUNDS)]
    watch = Stopwatch()
    with watch.running():
        watched = sum(_commit(state, person, size) for _ in range(ROUNDS))
    watch.spent["other"] = watched - sum(watch.spent.values())
    parts = {part: spent / ROUNDS / size * 1e6 for part, spent in watch.spent.items()}
    parts["decode"] = _decoding()
    parts["fan-out"] = _fan_out(state, person, size)
    total = statistics.median(whole) / size * 1e6
    return parts | {"transaction": total}


def _commit(state: BoardState, person: str, size: int) -> float:
    asked = requests(person, size)
    began = time.perf_counter()
    (settled,) = batch.commit(works=[Work(state, asked)])
    took = time.perf_counter() - began
    state.absorb(settled.overlay)
    return took


def _decoding() -> float:
    note = w.AddNote(new_id(), 16, 32, "V", "pink", TEXT)
    frame = encode(w.Op(new_id(), False, note))
    began = time.perf_counter()
    for _ in range(10_000):
        w.decode(frame)
    return (time.perf_counter() - began) / 10_000 * 1e6


class _Sink:
    """An outlet that counts."""

    closed = False

    def __init__(self) -> None:
        self.frames = 0
        self.lagging: Callable[[], None] = lambda: None

    def send(self, frame: Frame) -> None:
        """One frame."""
        self.frames += 1

    offer = send

    def close(self, code: int) -> None:
        """Nothing to close."""


def _fan_out(state: BoardState, person: str, size: int) -> float:
    """Encoding one frame per batch and handing it to every member, per operation."""
    room = Room(Hub(runner=None), state.row.id)  # type: ignore[arg-type]  # nothing is run
    room.state = state
    room.members = {Member(_Sink(), person, "en") for _ in range(LISTENERS)}
    spent = 0.0
    for _ in range(20):
        (settled,) = batch.commit(works=[work := Work(state, requests(person, size))])
        senders = [next(iter(room.members))] * size
        began = time.perf_counter()
        room.settle(senders, work, settled)
        spent += time.perf_counter() - began
    return spent / 20 / size * 1e6


def measure() -> dict[str, Any]:
    """The table as data."""
    state, people = open_room()
    person = people.technologist.hex
    price_of(state, person, 8)  # warm
    return {
        "budget_us": BUDGET_US,
        "rounds": ROUNDS,
        "listeners": LISTENERS,
        "us_per_operation": {str(size): price_of(state, person, size) for size in BATCHES},
    }


def table(result: dict[str, Any]) -> str:
    """The table as people read it."""
    columns = result["us_per_operation"]
    names = list(next(iter(columns.values())))
    lines = ["µs per operation " + "".join(f"{'batch of ' + size:>14}" for size in columns)]
    for name in names:
        figures = "".join(f"{columns[size][name]:>14.1f}" for size in columns)
        lines.append(f"{name:<17}{figures}")
    over = [size for size in columns if columns[size]["transaction"] > BUDGET_US]
    verdict = f"over it: batches of {', '.join(over)}" if over else "all within it"
    return "\n".join([*lines, f"budget {BUDGET_US} µs for the transaction; {verdict}"])
