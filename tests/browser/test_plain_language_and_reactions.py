"""Plain language goes with the device and is read aloud; reactions are counted for everybody."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.screens import THEMES, violations

#: the voice of a device, which says nothing and remembers what it was to say
VOICE = """
window.said = [];
Object.defineProperty(window, 'speechSynthesis', {configurable: true, value: {
  cancel() {}, speak(one) { window.said.push([one.lang, one.text]); },
}});
"""
NO_VOICE = "delete window.speechSynthesis; delete Window.prototype.speechSynthesis;"


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desk"])
def test_plain_language_goes_with_the_device_from_the_door_to_the_board(
    people: Any, board: str, size: dict[str, int]
) -> None:
    walker = people("Plain reader", size, reduced_motion="reduce")
    page = walker.page
    page.add_init_script(VOICE)
    page.goto(f"/join/{board}")
    expect(page.get_by_text("You read a question.")).to_have_count(0)
    before = letters(page)
    page.get_by_role("button", name="Easy to read").click()
    expect(page.get_by_text("You read a question.")).to_be_visible()
    assert letters(page) > before
    page.get_by_role("button", name="Read aloud").click()
    language, words = page.evaluate("window.said.at(-1)")
    assert language == "en"
    assert "You write what you think." in words
    is_sound(page)
    walker.walks_in(board)
    expect(page.get_by_role("button", name="Easy to read")).to_have_attribute(
        "aria-pressed", "true"
    )
    is_sound(page)
    if size == PHONE:
        expect(page.get_by_text("Write one thought.")).to_be_visible()
        walker.compose("In my own words")
        expect(page.get_by_text("Write one thought.")).to_have_count(0)


def test_a_dutch_page_is_read_by_a_dutch_voice(people: Any, board: str) -> None:
    page = people("Lezer", PHONE, locale="nl-NL").page
    page.add_init_script(VOICE)
    page.goto(f"/join/{board}")
    page.get_by_role("button", name="Makkelijk lezen").click()
    page.get_by_role("button", name="Voorlezen").click()
    assert page.evaluate("window.said.at(-1)[0]") == "nl"


def test_a_device_without_a_voice_offers_none(people: Any, board: str) -> None:
    page = people("Plain reader", PHONE).page
    page.add_init_script(NO_VOICE)
    page.goto(f"/join/{board}")
    page.get_by_role("button", name="Easy to read").click()
    expect(page.get_by_text("You read a question.")).to_be_visible()
    expect(page.get_by_role("button", name="Read aloud")).to_have_count(0)


def test_a_reaction_is_counted_on_the_other_persons_screen_and_taken_back(
    people: Any, board: str
) -> None:
    writer, reader = people("Writer", PHONE).join(board), people("Reader").join(board)
    writer.compose("Fuse the offcuts")
    reader.page.get_by_role("button", name="List", exact=True).click()
    reader.sees("Fuse the offcuts")
    reader.page.get_by_role("button", name="React", exact=True).click()
    reader.page.get_by_role("button", name="agree", exact=True).click()
    writer.page.get_by_role("button", name="Notes", exact=True).click()
    writer.page.get_by_role("button", name="React", exact=True).click()
    agreed = writer.page.get_by_role("button", name="agree, 1")
    expect(agreed).to_have_attribute("aria-pressed", "false")
    agreed.click()
    mine = reader.page.get_by_role("button", name="agree, 2")
    expect(mine).to_have_attribute("aria-pressed", "true")
    is_sound(reader.page)
    is_sound(writer.page)
    mine.click()
    expect(writer.page.get_by_role("button", name="agree, 1")).to_be_visible()


def letters(page: Page) -> float:
    """How large the page's letters are, in pixels."""
    return float(page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)"))


def is_sound(page: Page) -> None:
    """Nothing sticks out, no rule of WCAG 2.2 AA is broken, and a finger finds every button."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for theme in THEMES:
        assert violations(page, theme) == []
    small = (
        "[...document.querySelectorAll('[data-item] button, nav button, header button')]"
        ".filter(b => b.offsetParent && b.getBoundingClientRect().height < 44)"
        ".map(b => b.outerHTML.slice(0, 120))"
    )
    if page.evaluate("matchMedia('(pointer: coarse)').matches"):
        assert page.evaluate(small) == []
