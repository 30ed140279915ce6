"""Run in the server's home before it starts: makes boards and people.

Prints one JSON line: for each board its id, and for each person a device cookie; ids of notes on a
board where none of them is.
"""

from __future__ import annotations

import json
import sys

import django


def main(boards: int, people: int) -> None:
    """Make so many boards, each with all of so many participants."""
    django.setup()
    from django.core.management import call_command

    from accounts import actions as accounts
    from tests.support import cast

    call_command("migrate", verbosity=0)
    lab = accounts.start_lab(name="Glass lab", languages=["en", "nl"])
    facilitator = cast.person(lab, "Facilitator", "facilitator")
    makers = [cast.person(lab, f"Maker {n}", "participant") for n in range(people)]
    made = {
        "boards": [cast.open_board(lab, facilitator, makers).hex for _ in range(boards)],
        "elsewhere": cast.open_board(lab, facilitator, []).hex,
        "facilitator": cast.cookie(facilitator),
        "cookies": [cast.cookie(maker) for maker in makers],
    }
    sys.stdout.write(json.dumps(made) + "\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
