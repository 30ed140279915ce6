"""Run in a lab's home before it is served: makes the lab, its boards and their join codes.

    python furnish.py '{"boards": [{"mode": "open", "items": 0}, …]}'

Prints one JSON line: for each board its id, the code that leads to it, and its file of data.
"""

from __future__ import annotations

import json
import sys
from typing import Any

TEXT = "Laser-mark every new pane: composition, coating, year. The sorter says thanks"[:72]
AT_ONCE = 500


def main(wanted: dict[str, Any]) -> None:
    """Make what is wanted, through the same actions as everybody's."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", verbosity=0)
    connections.close_all()  # a connection that migrated is slower than a new one
    made = _furnish(wanted["boards"])
    sys.stdout.write(json.dumps({"boards": made}) + "\n")


def _furnish(boards: list[dict[str, Any]]) -> list[dict[str, str]]:
    from accounts import actions as accounts
    from accounts.actions import Newcomer

    lab = accounts.start_lab(name="Glass lab", languages=["en", "nl"])
    who = Newcomer("Facilitator", "en", ["en"], consents=frozenset({"taking_part"}))
    facilitator = accounts.enrol(lab=lab, who=who, role="facilitator")
    return [_board(lab, facilitator, number, asked) for number, asked in enumerate(boards)]


def _board(lab: Any, facilitator: Any, number: int, asked: dict[str, Any]) -> dict[str, str]:
    from accounts import actions as accounts
    from boards import actions

    board = actions.open_board(
        lab=lab, title=f"Table {number}", by=facilitator, mode=asked.get("mode", "open")
    )
    for start in range(0, asked.get("items", 0), AT_ONCE):
        count = min(AT_ONCE, asked["items"] - start)
        notes = [_note(start + index) for index in range(count)]
        actions.add_notes(board=board, by=facilitator, notes=notes)
    _move_about(board, facilitator, asked.get("history", 0))
    code = accounts.make_join_code(
        lab=lab, kind="board", target=board.hex, role="participant", by=facilitator
    )
    return {"id": board.hex, "code": code.code, "stream": board.stream.id}


def _move_about(board: Any, by: Any, entries: int) -> None:
    """So many entries more in the board's log: its notes are moved, one by one."""
    from boards import actions, store
    from boards import wire as w

    items = list(store.load_items(board.hex, board.stream.id)) if entries else []
    for start in range(0, entries, AT_ONCE):
        numbers = range(start, min(entries, start + AT_ONCE))
        moves = [w.Moved(items[n % len(items)], n % 9999, n % 7777, "V") for n in numbers]
        actions.perform(board=board, by=by, operations=[w.MoveItems([move]) for move in moves])


def _note(number: int) -> Any:
    x, y = number % 100 * 2560, number // 100 * 2560
    return {"x": x, "y": y, "colour": "yellow", "text": f"{number:05d} {TEXT}"[:72]}


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
