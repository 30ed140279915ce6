"""Run in a lab's home: something happens there. Prints what came of it as one JSON object."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

import django


def write(board: str, person: str, *texts: str) -> Any:
    """Notes of a person on a board; their ids."""
    from accounts.models import Person
    from boards.actions import add_notes
    from boards.models import Board

    notes = [{"x": 0, "y": 0, "colour": "yellow", "text": text} for text in texts]
    on = Board.objects.across_labs().select_related("lab").get(pk=board)
    by = Person.objects.across_labs().get(pk=person)
    return add_notes(board=on, by=by, notes=notes)  # type: ignore[arg-type]


def erase(person: str, level: str) -> Any:
    """A person asked for erasure; how many entries lost their words."""
    from accounts.models import Person
    from boards import privacy

    return privacy.erase(Person.objects.across_labs().get(pk=person), level)  # type: ignore[arg-type]


def tamper() -> Any:
    """Somebody changes an entry who holds the database."""
    from contributions import testing
    from tests.contributions.cast import sql

    with testing.tampering():
        sql("UPDATE contributions_contribution SET verb = 'other' WHERE seq = 2")
    return None


def look(board: str) -> Any:
    """What a board holds, what its log says, what may not come again."""
    from boards.models import Board, BoardItem
    from boards.rebuild import differs
    from contributions.models import Contribution, Forgotten
    from contributions.verify import verify

    items = [json.loads(bytes(item.data)) for item in BoardItem.objects.filter(board=board)]
    return {
        "epoch": Board.objects.across_labs().get(pk=board).epoch,
        "texts": sorted(item["text"] for item in items),
        "verbs": [entry.verb for entry in Contribution.objects.order_by("at", "seq")],
        "findings": [str(finding) for finding in verify().findings],
        "projection": "differs" if differs(board=board) else "as the log says",
        "forgotten": [[row.actor, row.op_id] for row in Forgotten.objects.order_by("pk")],
    }


def order(board: str) -> Any:
    """The notes in the order in which the board's log took them: who, and what was written."""
    from boards.models import Board
    from contributions import read

    stream = Board.objects.across_labs().get(pk=board).stream.id
    return [
        [entry.actor, json.loads(entry.words)["text"]]
        for entry in read.tail(stream, 0)
        if entry.verb == "note_added" and entry.words
    ]


DOES: dict[str, Callable[..., Any]] = {
    "write": write,
    "erase": erase,
    "tamper": tamper,
    "look": look,
    "order": order,
}


def main(what: str, *arguments: str) -> None:
    """Let it happen."""
    django.setup()
    sys.stdout.write(json.dumps(DOES[what](*arguments)) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
