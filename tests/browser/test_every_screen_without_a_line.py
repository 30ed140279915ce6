"""The line goes away on every screen and comes back: it is said, and nothing is lost or twice."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.lab import RunningLab
from tests.browser.person import Person

#: the faces of a board on each device, by the buttons that lead to them
FACES = {"desk": (DESKTOP, ("Board", "List")), "phone": (PHONE, ("Write", "Notes", "Board"))}


@pytest.mark.parametrize("device", FACES)
def test_what_is_written_without_a_line_arrives_once(device: str, people: Any, board: str) -> None:
    """On every face of the board: before the line goes, without it, and when it is back."""
    size, faces = FACES[device]
    writer, reader = people("Writer", size).join(board), people("Reader").join(board)
    lost = writer.page.get_by_text("The connection is lost")
    texts = writes_on_each(writer, faces, "First")
    reader.sees(texts[-1])
    line_goes(writer.page)
    expect(lost).to_be_visible(timeout=15_000)
    expect(writer.page.get_by_text("kept on this device")).to_be_visible()
    texts += writes_on_each(writer, faces, "Offline")
    expect(lost).to_be_visible()
    writer.page.context.set_offline(False)
    writer.all_saved()
    expect(lost).to_have_count(0)
    texts += writes_on_each(writer, faces, "Last")
    reader.page.get_by_role("button", name="List", exact=True).click()
    for text in texts:
        expect(reader.page.locator("[data-item]", has_text=text)).to_have_count(1, timeout=10_000)


def writes_on_each(writer: Person, faces: tuple[str, ...], when: str) -> list[str]:
    """A note on every face, which shows it; what they say."""
    texts = [f"{when}, on {face}" for face in faces]
    for face, text in zip(faces, texts, strict=True):
        writes(writer, face, text)
        writer.sees(text)
    return texts


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
    # Whatever of the page was asked for anew meanwhile says so too.
    expect(page.get_by_text("No connection to the lab.").first).to_be_visible(timeout=15_000)
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
