"""A note's history, on the canvas, in the list and on a phone."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, TABLET
from tests.browser.person import Person
from tests.browser.screens import THEMES, violations
from tests.browser.test_kinds_on_the_canvas import looked_at


def is_sound(person: Person, name: str) -> None:
    """No violation of WCAG 2.2 AA, in either theme."""
    for theme in THEMES:
        assert violations(person.page, theme) == []
        looked_at(person, f"{name}-{theme}")


def test_who_wrote_moved_and_built_on_a_note_is_told_as_it_happens(people: Any, board: str) -> None:
    """By Alt+H on the canvas: what another does then comes too; Escape gives the keyboard back."""
    maker = people("Glass technologist").join(board)
    other = people("Bicycle repairer", TABLET).join(board)
    page = maker.page
    maker.write("Whole panes from houses")
    maker.all_saved()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Alt+5")
    page.keyboard.press("Alt+h")
    history = page.get_by_role("complementary", name="History")
    steps = history.get_by_role("list", name="What happened").locator("> li")
    expect(steps.first).to_contain_text("gave it a colour: blue")
    expect(steps.last).to_contain_text("put it on the board")
    expect(steps.last).to_contain_text("Whole panes from houses")
    expect(steps).to_have_count(3)
    other.page.get_by_role("button", name="List").click()
    row = other.page.locator("[data-row]", has_text="Whole panes").first
    row.press("Enter")
    other.page.keyboard.type(", and greenhouses")
    other.page.keyboard.press("Escape")
    expect(steps.first).to_contain_text("changed the text")
    expect(steps.first).to_contain_text("Bicycle repairer")
    expect(steps.first.locator("ins")).to_contain_text(", and greenhouses")
    is_sound(maker, "history-desk")
    page.keyboard.press("Escape")
    expect(history).to_be_hidden()
    expect(page.locator("[data-item]:focus")).to_contain_text("Whole panes")
    row.press("h")
    theirs = other.page.get_by_role("complementary", name="History")
    expect(theirs.get_by_text("moved it").first).to_be_visible()
    is_sound(other, "history-tablet")
    row.press("c")
    expect(theirs).to_be_hidden()
    expect(other.page.get_by_role("complementary", name="Comments")).to_be_visible()


def test_who_runs_a_session_is_told_what_came_together_in_an_idea(people: Any) -> None:
    """Of the demo's box, from the list."""
    said = "Came from 8 ideas, the work of 5 people from 3 disciplines."
    host = people("Facilitator").join(role="facilitator")
    boards = host.page.context.request.get("/api/lineage").json()
    [bikes] = [one for one in boards if "bike" in one["title"]]
    host.page.goto(f"/boards/{bikes['id']}")
    host.is_in()
    host.page.get_by_role("button", name="List").click()
    host.page.locator("[data-row]", has_text="Ten-year bike box").first.press("h")
    expect(host.page.get_by_text(said)).to_be_visible()
    is_sound(host, "history-origin")


def test_a_phone_shows_a_notes_history_over_the_list(people: Any, board: str) -> None:
    """From the row's actions."""
    phone = people("Bicycle repairer", PHONE).join(board)
    phone.compose("Rent windows by the year")
    phone.page.get_by_role("button", name="Notes", exact=True).click()
    phone.page.get_by_role("button", name="Actions").first.click()
    phone.page.get_by_role("button", name="History").click()
    sheet = phone.page.get_by_role("dialog", name="History")
    expect(sheet.get_by_text("Rent windows by the year").last).to_be_visible()
    expect(sheet.locator("ol > li")).to_contain_text("put it on the board")
    is_sound(phone, "history-phone")
    phone.page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
