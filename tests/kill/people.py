"""Run in the server's home before it starts: makes the database, a lab, a board and its people.

Prints one JSON line: the board's id and a device cookie for each person.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import django


def main(count: int) -> None:
    """Make a board with so many participants."""
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    sys.stdout.write(json.dumps(make(count)) + "\n")


def make(count: int) -> dict[str, Any]:
    """A lab with a board and so many participants on it."""
    from accounts import actions as accounts
    from tests.support import cast

    lab = accounts.start_lab(name="Glass lab", languages=["en", "nl"])
    facilitator = cast.person(lab, "Facilitator", "facilitator")
    people = [cast.person(lab, f"Maker {n}", "participant") for n in range(count)]
    board = cast.open_board(lab, facilitator, people)
    return {
        "board": board.hex,
        "stream": board.stream.id,
        "facilitator": facilitator.hex,
        "people": [person.hex for person in people],
        "cookies": [cast.cookie(person) for person in people],
    }


if __name__ == "__main__":
    main(int(sys.argv[1]))
