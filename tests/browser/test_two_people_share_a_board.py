"""The main job: two people with a code, one on a laptop and one on a phone, on one board."""

from __future__ import annotations

from typing import Any

from tests.browser.conftest import PHONE


def test_each_sees_the_others_note_within_a_second(people: Any, board: str) -> None:
    """A note written on one device stands on the other one a second later."""
    laptop = people("Glass technologist").join(board)
    phone = people("Bicycle repairer", PHONE).join(board)
    laptop.write("Laser-mark every new pane")
    laptop.sees("Laser-mark every new pane")
    phone.page.get_by_role("button", name="Notes", exact=True).click()
    phone.sees("Laser-mark every new pane", within_ms=1_000)
    phone.page.get_by_role("button", name="Write", exact=True).click()
    phone.compose("Cups from old bicycle tubes")
    laptop.sees("Cups from old bicycle tubes", within_ms=1_000)
