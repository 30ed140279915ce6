"""Two on one board see what the other has chosen, and one goes where the other looks."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.conftest import TABLET
from tests.browser.person import Person


def test_what_one_has_chosen_the_other_sees(people: Any, board: str, host: Any) -> None:
    """A frame with her name, around that note and no other, until she lets go or leaves."""
    anna, ben = people("Glass technologist").join(board), people("Glass artist", TABLET).join(board)
    anna.write("Laser-mark every pane")
    ben.sees("Laser-mark every pane")
    anna.note("Laser-mark every pane").click()
    frame = ben.page.locator("[data-chosen]")
    expect(frame).to_have_count(1)
    expect(frame).to_contain_text("Glass technologist")
    expect(frame).to_have_attribute("data-chosen", item_of(ben.note("Laser-mark every pane")))
    expect(anna.page.locator("[data-chosen]")).to_have_count(0)
    anna.page.keyboard.press("Escape")
    expect(frame).to_have_count(0)
    anna.page.keyboard.press("ArrowRight")  # a second click at once would open it
    expect(frame).to_have_count(1)
    anna.page.close()
    expect(frame).to_have_count(0)


def test_one_follows_where_the_other_looks(people: Any, board: str) -> None:
    """By keyboard: begun in the list of people, told, and ended by Escape, or by her leaving."""
    anna, ben = people("Glass technologist").join(board), people("Glass artist", TABLET).join(board)
    anna.write("Over here")
    ben.sees("Over here")
    follow(ben, "Glass technologist")
    expect(ben.page.get_by_text("You are following Glass technologist. Escape")).to_be_attached()
    for _ in range(2):  # she looks so far away that the note is in sight for nobody
        scrolled(anna, 4_000)
    expect(ben.note("Over here")).not_to_be_in_viewport()
    people_list(anna)
    expect(anna.page.get_by_text("follows you")).to_be_visible()
    anna.page.keyboard.press("Escape")
    for _ in range(2):
        scrolled(anna, -4_000)
    expect(ben.note("Over here")).to_be_in_viewport()
    ben.page.keyboard.press("Escape")
    stop = ben.page.get_by_role("button", name="Stop following Glass technologist")
    expect(stop).to_have_count(0)
    expect(ben.page.get_by_text("You no longer follow Glass technologist.")).to_be_attached()
    scrolled(anna, 4_000)
    expect(ben.note("Over here")).to_be_in_viewport()
    follow(ben, "Glass technologist")
    expect(stop).to_be_visible()
    expect(ben.note("Over here")).not_to_be_in_viewport()
    anna.page.close()
    expect(ben.page.get_by_text("Glass technologist left the board")).to_be_visible()
    expect(stop).to_have_count(0)


def item_of(note: Locator) -> str:
    """The id of what a note shows."""
    return note.get_attribute("data-item") or "none"


def people_list(person: Person) -> None:
    """Open who is here."""
    person.page.get_by_role("button", name="people here").focus()
    person.page.keyboard.press("Enter")


def follow(person: Person, label: str) -> None:
    """Follow somebody, by keyboard."""
    people_list(person)
    person.page.get_by_role("button", name=f"Follow {label}").focus()
    person.page.keyboard.press("Enter")


def scrolled(person: Person, far: int) -> None:
    """Look elsewhere, by the wheel."""
    person.page.mouse.move(500, 500)
    person.page.mouse.wheel(far, 0)
