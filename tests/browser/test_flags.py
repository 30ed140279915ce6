"""Somebody flags a note, on the canvas or on a phone; the facilitator sees it, nobody else."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, TABLET
from tests.browser.person import Host
from tests.browser.test_what_became_of_a_note import is_sound


def test_a_flag_goes_from_a_keyboard_to_the_facilitator(
    host: Host, people: Any, board: str
) -> None:
    """Alt+R, a reason, sent; the facilitator is told how many and why, looks, and settles it."""
    maker = people("Glass technologist").join(board)
    other = people("Bicycle repairer", TABLET).join(board)
    maker.write("He never knows anything")
    maker.all_saved()
    page, leader = other.page, host.person
    leader.page.goto(page.url)
    leader.is_in()
    other.note("He never knows anything").click()
    page.keyboard.press("Alt+r")
    sheet = page.get_by_role("dialog", name="Flag for the facilitator")
    sheet.get_by_label("It hurts somebody").check()
    is_sound(other, "flag-sheet")
    sheet.get_by_role("button", name="Flag it").press("Enter")
    expect(sheet).to_be_hidden()

    leader.page.reload()  # else after fifteen seconds
    leader.is_in()
    leader.page.get_by_role("button", name="1 flagged item").press("Enter")
    panel = leader.page.get_by_role("complementary", name="Flagged")
    expect(panel).to_contain_text("He never knows anything")
    expect(panel).to_contain_text("hurts somebody")
    expect(panel).to_contain_text("1 person asks")
    expect(panel).not_to_contain_text("Bicycle repairer")
    is_sound(leader, "flagged-panel")
    expect(maker.page.get_by_role("button", name="flagged")).to_have_count(0)
    panel.get_by_role("button", name="Show on the board").press("Enter")
    expect(leader.page.locator("[data-item]:focus")).to_contain_text("He never knows")
    panel.get_by_role("button", name="I have looked at it").press("Enter")
    expect(panel).to_contain_text("Nothing is flagged")


def test_a_flag_on_a_phone_is_taken_back(people: Any, board: str) -> None:
    """From the row's actions; opened again it says what I said."""
    phone = people("Bicycle repairer", PHONE).join(board)
    phone.compose("Rent windows by the year")
    page = phone.page
    page.get_by_role("button", name="Notes", exact=True).click()
    page.get_by_role("button", name="Actions").first.click()
    page.get_by_role("button", name="Flag", exact=True).click()
    sheet = page.get_by_role("dialog", name="Flag for the facilitator")
    sheet.get_by_label("I do not understand it").check()
    is_sound(phone, "flag-phone")
    sheet.get_by_role("button", name="Flag it").click()
    expect(sheet).to_be_hidden()
    page.get_by_role("button", name="Flag", exact=True).click()
    expect(sheet).to_contain_text("You flagged this")
    sheet.get_by_role("button", name="Take the flag back").click()
    expect(sheet).to_be_hidden()
    page.get_by_role("button", name="Flag", exact=True).click()
    expect(sheet).to_contain_text("What should the facilitator look at?")
