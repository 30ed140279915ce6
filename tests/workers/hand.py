"""Run in the home of the lab beside its workers: acts as an administrator, as a process of its own.

Reads one order per line, `[name, argument…]` as JSON, answers each with one line of JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

import django

if TYPE_CHECKING:
    from accounts.models import Person
    from boards.models import Board

Answer = dict[str, Any]


def board(people: int) -> Answer:
    """A new lab with a board and its people."""
    from tests.kill.people import make

    return make(people)


def evidence() -> Answer:
    """What the database holds now."""
    from tests.kill.evidence import found

    return found()


def log(stream: str) -> Answer:
    """Every entry of a stream, byte for byte as frames carry it."""
    from boards.ledger import wire_entry
    from contributions import read

    return {"entries": [wire_entry(entry).data.decode() for entry in read.tail(stream, 0)]}


def device(person: str) -> Answer:
    """Another device of this person."""
    from tests.support import cast

    return {"cookie": cast.cookie(_person(person))}


def withdraw(what: str, board: str, person: str, cookie: str) -> Answer:
    """Take rights from a person: how far her streams were at that commit, and when it was done."""
    import tests.workers.withdrawals as withdrawals

    heads = withdrawals.withdraw(
        what=what, board=_board(board), person=_person(person), cookie=cookie
    )
    return {"heads": heads, "done": time.monotonic()}


def prepare(what: str, board: str, person: str) -> Answer:
    """What must be so before those rights can be taken."""
    import tests.workers.withdrawals as withdrawals

    withdrawals.prepare(what=what, board=_board(board), person=_person(person))
    return {}


def pile(board: str, person: str, notes: int) -> Answer:
    """So many notes of the greatest length, all at once."""
    from boards import actions

    text = "x" * 4_000
    made: list[actions.NewNote] = [{"x": 0, "y": 0, "colour": "grey", "text": text}] * notes
    actions.add_notes(board=_board(board), by=_person(person), notes=made)
    return {}


ORDERS: dict[str, Callable[..., Answer]] = {
    order.__name__: order for order in (board, evidence, log, device, prepare, pile, withdraw)
}


def _board(board: str) -> Board:
    from boards.models import Board

    return Board.objects.across_labs().select_related("lab").get(pk=UUID(board))


def _person(person: str) -> Person:
    from accounts.models import Person

    return Person.objects.across_labs().select_related("lab").get(pk=UUID(person))


def main() -> None:
    """Migrate, then take orders until there are no more."""
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    for line in sys.stdin:
        name, *arguments = json.loads(line)
        answer = ORDERS[name](*arguments)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
