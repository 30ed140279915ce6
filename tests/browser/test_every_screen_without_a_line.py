"""The line goes away on every screen and comes back: it is said, and nothing is lost or twice."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.lab import RunningLab
from tests.browser.person import Person

#: screen → its window, and the button that leads to it
BOARDS = {
    "canvas": (DESKTOP, "Board"),
    "list": (DESKTOP, "List"),
    "the phone's writing": (PHONE, "Write"),
    "the phone's notes": (PHONE, "Notes"),
    "the phone's board": (PHONE, "Board"),
}


@pytest.mark.parametrize("screen", BOARDS)
def test_what_is_written_without_a_line_arrives_once(screen: str, people: Any, board: str) -> None:
    size, face = BOARDS[screen]
    writer, reader = people("Writer", size).join(board), people("Reader").join(board)
    before, meanwhile, after = (f"{word} on {screen}" for word in ("First", "Offline", "Last"))
    writes(writer, face, before)
    reader.sees(before)
    line_goes(writer.page)
    expect(writer.page.get_by_text("The connection is lost")).to_be_visible(timeout=15_000)
    expect(writer.page.get_by_text("kept on this device")).to_be_visible()
    writes(writer, face, meanwhile)
    writer.sees(meanwhile)
    writer.page.context.set_offline(False)
    writer.all_saved()
    expect(writer.page.get_by_text("The connection is lost")).to_have_count(0)
    writes(writer, face, after)
    reader.page.get_by_role("button", name="List", exact=True).click()
    for text in (before, meanwhile, after):
        expect(reader.page.locator("[data-item]", has_text=text)).to_have_count(1, timeout=10_000)


def test_who_is_on_her_way_in_keeps_what_she_filled_in(people: Any, board: str) -> None:
    newcomer = people("Newcomer", PHONE)
    page = newcomer.page
    page.goto(f"/join/{board}")
    page.get_by_role("button", name="Yes, this is it").click()
    page.get_by_label("Name or role").fill(newcomer.label)
    line_goes(page)
    page.get_by_role("button", name="Next").click()
    page.get_by_role("checkbox").first.check(force=True)
    page.get_by_role("button", name="Take part").click()
    expect(page.get_by_text("No connection to the lab.")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("No connection to the lab.")).to_have_count(0, timeout=10_000)
    expect(page.get_by_role("checkbox").first).to_be_checked()
    page.get_by_role("button", name="Take part").click()
    page.get_by_role("link", name="I have it, let me in").click()
    newcomer.is_in()


def test_a_code_followed_without_a_line_works_when_it_is_back(people: Any, board: str) -> None:
    page = people("Newcomer", PHONE).page
    page.goto("/")
    line_goes(page)
    page.get_by_label("Join code").fill(board)
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("No connection to the lab.")).to_be_visible(timeout=15_000)
    page.context.set_offline(False)
    expect(page.get_by_role("button", name="Yes, this is it")).to_be_visible(timeout=15_000)


def test_the_labs_page_says_it_and_keeps_a_title_begun(people: Any, lab: RunningLab) -> None:
    leader = people("Leader").join(role="facilitator")
    page = leader.page
    page.goto("/lab")
    page.get_by_label("Title").fill("Begun before the line went")
    line_goes(page)
    page.get_by_role("button", name="Make the board").click()
    expect(page.get_by_text("No connection to the lab.")).to_be_visible(timeout=15_000)
    page.context.set_offline(False)
    expect(page.get_by_text("No connection to the lab.")).to_have_count(0, timeout=10_000)
    expect(page.get_by_label("Title")).to_have_value("Begun before the line went")


def line_goes(page: Page) -> None:
    """The device has no network any more, and its browser says so."""
    page.context.set_offline(True)


def writes(writer: Person, face: str, text: str) -> None:
    """A new note on this face of the board; who was in the phone's list goes back to it."""
    phone = writer.page.viewport_size == PHONE
    tab = writer.page.get_by_role("button", name=face, exact=True)
    if face == "Board":
        tab.click()
        writer.page.get_by_label("Board", exact=True).click(position={"x": 20, "y": 40})
        writer.page.keyboard.press("n")
        writer.page.keyboard.type(text)
        writer.page.keyboard.press("Escape")
    elif phone:
        writer.page.get_by_role("button", name="Write", exact=True).click()
        writer.compose(text)
        tab.click()
    else:
        tab.click()
        writer.compose(text)
