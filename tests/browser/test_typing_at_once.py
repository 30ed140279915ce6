"""With one note chosen, what is typed is written in it, from the first letter on (decision 13)."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import CDPSession, Locator, Page, expect

from tests.browser.person import Person

TYPED = "Zuurstof é"


@pytest.fixture
def maker(people: Any, board: str) -> Person:
    """Somebody whose one note is chosen, and not open."""
    maker: Person = people("Glass technologist").join(board)
    maker.write("Panes: ")
    expect(editor(maker.page)).to_have_count(0)
    expect(maker.page.locator("[data-item]:focus")).to_contain_text("Panes:")
    return maker


def test_no_letter_typed_on_a_chosen_note_is_lost(maker: Person, people: Any, board: str) -> None:
    """However fast; a colleague sees them all, and no letter did anything else."""
    other = people("Glass artist").join(board)
    page = maker.page
    page.keyboard.type(TYPED)
    expect(editor(page)).to_have_value(f"Panes: {TYPED}")
    other.sees(f"Panes: {TYPED}")
    expect(other.page.locator("[data-item]")).to_have_count(1)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.keyboard.type("Frames")
    page.keyboard.press("Escape")
    other.sees("Frames")
    expect(other.page.locator("[data-item]")).to_have_count(2)


def test_the_first_letter_is_undone_by_itself(maker: Person) -> None:
    """In the editor it opened."""
    page = maker.page
    page.keyboard.press("h")
    expect(editor(page)).to_have_value("Panes: h")
    expect(page.get_by_role("complementary", name="History")).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(editor(page)).to_have_value("Panes: ")


def test_space_is_the_hand_and_alt_makes_a_letter_a_command(maker: Person) -> None:
    """On a chosen note neither opens it."""
    page = maker.page
    page.keyboard.press(" ")
    page.keyboard.press("Alt+h")
    expect(page.get_by_role("complementary", name="History")).to_be_visible()
    expect(editor(page)).to_have_count(0)
    page.keyboard.press("Escape")
    page.keyboard.press("F1")
    expect(page.get_by_role("dialog").get_by_text("need Alt, as in Alt+N")).to_be_visible()


def test_an_input_method_composes_on_a_chosen_note(maker: Person, people: Any, board: str) -> None:
    """Its first key opens the note in time for the composition to begin there."""
    other = people("Glass artist").join(board)
    keyboard = maker.page.context.new_cdp_session(maker.page)
    taken_by_the_method(keyboard)
    for reading in ("が", "がら", "がらす"):
        place = {"selectionStart": len(reading), "selectionEnd": len(reading)}
        keyboard.send("Input.imeSetComposition", {"text": reading} | place)
    expect(editor(maker.page)).to_have_value("Panes: がらす")
    keyboard.send("Input.insertText", {"text": "ガラス"})
    expect(editor(maker.page)).to_have_value("Panes: ガラス")
    other.sees("Panes: ガラス")


def editor(page: Page) -> Locator:
    """The note that is open."""
    return page.get_by_label("Text of the note")


def taken_by_the_method(keyboard: CDPSession) -> None:
    """A key as the page hears it where an input method has taken it."""
    key = {"key": "Process", "code": "KeyG", "windowsVirtualKeyCode": 229}
    keyboard.send("Input.dispatchKeyEvent", {"type": "rawKeyDown"} | key)
    keyboard.send("Input.dispatchKeyEvent", {"type": "keyUp"} | key)
