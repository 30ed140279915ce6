"""What is copied inside a board, and text that comes from elsewhere, while another looks on."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from tests.browser.test_kinds_on_the_canvas import items, written_at
from tests.browser.test_many_at_once import Pair, lies, on_board


def pastes(pair: Pair, text: str) -> None:
    """Text from another program comes with the keys that paste it."""
    pair.page.evaluate("text => navigator.clipboard.writeText(text)", text)
    pair.presses("Control+v")


def test_notes_are_copied_and_cut_and_lists_and_tables_become_notes(
    people: Any, board: str
) -> None:
    """All with the system's clipboard, by keys."""
    may = {"permissions": ["clipboard-read", "clipboard-write"]}
    pair = Pair(people("Glass technologist", **may).join(board), people("Teacher").join(board))
    page = pair.page
    written_at(pair.maker, "Frames", 360, 640)
    note = written_at(pair.maker, "Whole panes", 360, 300)
    pair.rests()
    note.click()
    pair.presses("Control+c", "Control+v")
    items(pair.other, 3)
    pair.chosen(1)
    pair.presses("Control+x")
    items(pair.other, 2)
    pair.presses("Control+v")
    items(pair.other, 3)
    pastes(pair, "- Glue\n- Nails\n")
    items(pair.other, 5)
    expect(pair.other.note("Glue").first).not_to_contain_text("-")
    pastes(pair, 'Person\tWhere\n"two\nlines"\tHere\n')
    items(pair.other, 9)
    x, y = on_board(pair.maker, "Person")
    lies(pair.other, "Here", (x + 216, y + 216))
    pastes(pair, "\n".join(f"Line {number}" for number in range(101)))
    page.get_by_role("alertdialog").get_by_role("button", name="Cancel").click()
    pair.presses("Control+z")
    items(pair.other, 5)
    pair.maker.all_saved()
