"""A picture, chosen on one device, lies on the other's board a moment later, with its words."""

from __future__ import annotations

from typing import Any

from PIL import Image, ImageDraw
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser.conftest import PHONE
from tests.files.corpus import saved

WORDS = "Window panes, marked by laser"


def photo() -> FilePayload:
    """Panes of glass in an afternoon light."""
    picture = Image.new("RGB", (1600, 1200), "#b9dcf8")
    draw = ImageDraw.Draw(picture)
    for number in range(12):
        left, top = 60 + number % 4 * 380, 60 + number // 4 * 370
        draw.rectangle((left, top, left + 340, top + 330), fill=(120, 170 + number * 6, 200))
        draw.line((left + 40, top + 300, left + 300, top + 30), fill="white", width=14)
    return FilePayload(name="panes.jpg", mimeType="image/jpeg", buffer=saved(picture, "JPEG"))


def choose(page: Page, what: FilePayload, label: str = "Put a picture on the board") -> None:
    """Choose a picture; the sheet opens."""
    page.get_by_label(label, exact=True).first.set_input_files(what)
    expect(page.get_by_text("What does it show?")).to_be_visible()


def put(page: Page, words: str) -> None:
    """Say what it shows and put it on the board."""
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("What does it show?").fill(words)
    sheet.get_by_role("button", name="Put on the board").click()
    expect(sheet).to_be_hidden(timeout=20_000)


def is_drawn(picture: Locator) -> None:
    """Its pixels are there, not only its frame."""
    expect(picture).to_be_visible(timeout=10_000)
    expect(picture).to_have_js_property("complete", value=True)
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0


def test_a_picture_is_put_on_the_board_and_seen_by_the_other(people: Any, board: str) -> None:
    """From the laptop's canvas to the phone's list, and from the phone's camera to the canvas."""
    laptop = people("Glass technologist").join(board)
    phone = people("Bicycle repairer", PHONE).join(board)
    choose(laptop.page, photo())
    put(laptop.page, WORDS)
    is_drawn(laptop.page.locator("[data-kind=image] img"))
    laptop.all_saved()
    phone.page.get_by_role("button", name="Notes", exact=True).click()
    phone.sees(WORDS)
    is_drawn(phone.note(WORDS).locator("img"))
    phone.page.get_by_role("button", name="Write", exact=True).click()
    choose(phone.page, photo(), "Take a photo for the board")
    put(phone.page, "From the phone")
    laptop.sees("From the phone")
    expect(laptop.page.locator("[data-kind=image]")).to_have_count(2)


def test_what_is_no_picture_is_refused_in_words_and_another_is_chosen(
    people: Any, board: str
) -> None:
    """The server's sentence is on the sheet; nothing comes onto the board."""
    laptop = people("Glass technologist").join(board)
    script = FilePayload(name="panes.png", mimeType="image/png", buffer=b"<svg onload='alert(1)'/>")
    choose(laptop.page, script)
    expect(laptop.page.get_by_text("This is no picture that can be shown")).to_be_visible()
    laptop.page.get_by_role("button", name="Cancel").click()
    expect(laptop.page.locator("[data-kind=image]")).to_have_count(0)
    choose(laptop.page, photo())
    put(laptop.page, WORDS)
    laptop.sees(WORDS)
