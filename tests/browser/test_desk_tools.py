"""What a desk has beside its tools: pictures dropped or pasted, the palette, the search, the map.

All tests share two screens on one board; each begins with nothing chosen and everything in sight.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import DESKTOP, TABLET
from tests.browser.lab import RunningLab
from tests.browser.person import Host, Person
from tests.browser.screens import THEMES, violations
from tests.browser.test_kinds_on_the_canvas import items, looked_at, written_at
from tests.browser.test_many_at_once import Pair, lies, on_board
from tests.files.corpus import saved

#: files that a hand drags over the page, or a clipboard holds
FILES = """(files) => {
  const data = new DataTransfer();
  for (const [name, type, body] of files) {
    const bytes = Uint8Array.from(atob(body), (sign) => sign.charCodeAt(0));
    data.items.add(new File([bytes], name, { type }));
  }
  return data;
}"""
DRAG = """([data, kind, x, y]) => {
  const place = { clientX: x, clientY: y, bubbles: true, cancelable: true, dataTransfer: data };
  document.elementFromPoint(x, y).dispatchEvent(new DragEvent(kind, place));
}"""
PASTE = """(data) => document.activeElement.dispatchEvent(
  new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))"""


class Desk(Pair):
    """Two at work on one board, one of them on a desk that is looked at here."""

    def begins(self) -> None:
        """Nothing is chosen, the keys go to the board, and all of it is in sight."""
        self.page.get_by_label("Board", exact=True).focus()
        self.presses("Escape", "f")

    def files(self, *files: tuple[str, str, bytes]) -> Any:
        """Files as the browser hands them over."""
        packed = [(name, kind, base64.b64encode(body).decode()) for name, kind, body in files]
        return self.page.evaluate_handle(FILES, packed)

    def drags(self, data: Any, x: float, y: float) -> None:
        self.page.evaluate(DRAG, [data, "dragover", x, y])

    def drops(self, data: Any, x: float, y: float) -> None:
        self.page.evaluate(DRAG, [data, "drop", x, y])

    def is_sound(self) -> None:
        """No violation of WCAG 2.2 AA, in either theme."""
        for theme in THEMES:
            assert violations(self.page, theme) == []


@pytest.fixture(scope="module")
def desk(browser: Browser, lab: RunningLab, host: Host) -> Iterator[Desk]:
    """The two of them, for all tests here."""
    code = host.opens("Desk tools")
    settings: dict[str, Any] = {"base_url": lab.url, "locale": "en-GB", "reduced_motion": "reduce"}
    sizes: tuple[Any, ...] = (DESKTOP, TABLET)
    contexts = [browser.new_context(viewport=size, **settings) for size in sizes]
    maker, other = (
        Person(name, context.new_page(), lab).join(code)
        for name, context in zip(("Glass technologist", "Zoë, teacher"), contexts, strict=True)
    )
    yield Desk(maker, other)
    for context in contexts:
        context.close()


def picture(colour: str) -> bytes:
    """A small picture."""
    return saved(Image.new("RGB", (640, 480), colour), "PNG")


def centre(page: Page, where: Locator) -> tuple[float, float]:
    """The middle of something on the screen."""
    box = where.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_pictures_dropped_lie_side_by_side_where_they_were_let_go(desk: Desk) -> None:
    """A hint says so while they are dragged; other files are left out, and that is said."""
    desk.begins()
    page = desk.page
    files = desk.files(
        ("panes.png", "image/png", picture("#8fb8da")),
        ("frames.png", "image/png", picture("#e3c65c")),
        ("plan.pdf", "application/pdf", b"%PDF-1.7"),
    )
    desk.drags(files, 700, 420)
    expect(page.get_by_text("Let go where the pictures should lie")).to_be_visible()
    looked_at(desk.maker, "drop-hint")
    desk.drops(files, 700, 420)
    expect(page.get_by_text("Let go where the pictures should lie")).to_be_hidden()
    sheet = page.get_by_role("dialog", name="Put 2 pictures on the board")
    expect(sheet.get_by_text("1 file is no picture and is left out.")).to_be_visible()
    expect(sheet.get_by_text("The picture is ready")).to_have_count(2)
    looked_at(desk.maker, "drop-sheet")
    desk.is_sound()
    for place, words in enumerate(("Panes, marked", "Frames")):
        sheet.get_by_label("What does it show?").nth(place).fill(words)
    sheet.get_by_role("button", name="Put on the board").click()
    desk.chosen(2)
    desk.other.sees("Panes, marked")
    desk.other.sees("Frames")
    left, right = (centre(page, desk.maker.note(words)) for words in ("Panes, marked", "Frames"))
    assert abs((left[0] + right[0]) / 2 - 700) < 3
    assert abs(left[1] - 420) < 3
    assert left[1] == right[1]
    desk.presses("Control+z")
    items(desk.other, 0)


def test_only_pictures_are_taken_and_one_is_pasted(desk: Desk) -> None:
    """What cannot be taken is said; a pasted picture comes where there is room."""
    desk.begins()
    page = desk.page
    plan = desk.files(("plan.pdf", "application/pdf", b"%PDF-1.7"))
    desk.drags(plan, 600, 400)
    expect(page.get_by_text("Only pictures come onto the board", exact=True)).to_be_visible()
    desk.drops(plan, 600, 400)
    said = page.get_by_role("alert").filter(has_text="Only pictures come onto the board: JPEG")
    expect(said).to_be_visible()
    looked_at(desk.maker, "only-pictures")
    said.get_by_role("button", name="Close this message").click()
    page.evaluate(PASTE, desk.files(("image.png", "image/png", picture("#98c486"))))
    sheet = page.get_by_role("dialog", name="Put a picture on the board")
    sheet.get_by_label("What does it show?").fill("From the clipboard")
    sheet.get_by_role("button", name="Put on the board").click()
    desk.other.sees("From the clipboard")
    desk.presses("Delete")
    items(desk.other, 0)


def test_the_palette_does_what_can_be_done_now_by_its_name(desk: Desk) -> None:
    """By keyboard alone; what is not possible is not offered."""
    desk.begins()
    page = desk.page
    written_at(desk.maker, "One", 300, 300)
    written_at(desk.maker, "Two", 1100, 380)
    desk.presses("Escape", "Control+k")
    field = page.get_by_role("combobox", name="Part of its name")
    expect(field).to_be_focused()
    page.keyboard.type("line up")
    expect(page.get_by_text("Nothing of that name can be done now.")).to_be_visible()
    desk.presses("Escape", "Control+a", "Control+k")
    page.keyboard.type("line TOP")
    option = page.get_by_role("option", name="Line up at the top")
    expect(option).to_have_attribute("aria-selected", "true")
    desk.presses("Control+a", "Backspace", "ArrowUp")
    expect(page.get_by_role("option").last).to_have_attribute("aria-selected", "true")
    active = field.get_attribute("aria-activedescendant")
    expect(page.get_by_role("option").last).to_have_attribute("id", str(active))
    desk.presses("ArrowDown")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    looked_at(desk.maker, "palette")
    desk.is_sound()
    page.keyboard.type("up at the top")
    desk.presses("Enter")
    expect(field).to_be_hidden()
    x, y = on_board(desk.maker, "One")
    assert on_board(desk.maker, "Two")[1] == y
    lies(desk.other, "One", (x, y))
    desk.presses("Control+k")
    page.keyboard.type("delete")
    desk.presses("Enter")
    page.get_by_role("alertdialog").get_by_role("button", name="Delete").click()
    items(desk.other, 0)


def test_words_are_found_in_notes_comments_and_names(desk: Desk) -> None:
    """Whatever the case and the signs; on the canvas and in the list, by keyboard."""
    desk.begins()
    page = desk.page
    written_at(desk.maker, "Réparer les fenêtres", 300, 300)
    written_at(desk.maker, "Whole panes", 700, 300)
    desk.other.write("FENETRE, and who pays?")
    desk.maker.sees("who pays")
    desk.maker.note("Whole panes").click()
    desk.presses("Alt+c")
    page.get_by_label("Your comment").fill("not for a fenêtre")
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.get_by_text("not for a fenêtre")).to_be_visible()
    desk.presses("Escape")
    desk.begins()
    desk.presses("Control+f")
    panel = page.get_by_role("search", name="Find on the board")
    expect(panel.get_by_role("textbox")).to_be_focused()
    page.keyboard.type("fenetre")
    expect(panel.get_by_role("status")).to_have_text("3 found")
    expect(page.locator("i[data-found]")).to_have_count(3)
    desk.presses("Enter")
    expect(panel.get_by_role("status")).to_have_text("1 of 3")
    expect(page.locator("i[data-found=now]")).to_have_count(1)
    looked_at(desk.maker, "find")
    desk.is_sound()
    desk.presses("Shift+Enter")
    expect(panel.get_by_role("status")).to_have_text("3 of 3")
    panel.get_by_role("textbox").fill("zoe")
    expect(panel.get_by_role("status")).to_have_text("1 found")
    desk.presses("Enter")
    expect(desk.maker.note("who pays")).to_be_in_viewport()
    desk.presses("Escape")
    expect(panel).to_be_hidden()
    expect(desk.maker.note("who pays")).to_be_focused()


def test_words_are_found_in_the_list_too(desk: Desk) -> None:
    """Found rows are marked, and the keyboard goes to the one that was looked at."""
    page = desk.page
    page.get_by_role("button", name="List", exact=True).click()
    page.get_by_role("button", name="Find on the board").click()
    page.keyboard.type("panes")
    desk.presses("Enter")
    expect(page.locator("[data-outline] [data-found=now]")).to_contain_text("Whole panes")
    looked_at(desk.maker, "find-list")
    desk.is_sound()
    desk.presses("Escape")
    expect(page.locator("[data-row]:focus")).to_have_text("Whole panes")
    page.get_by_role("button", name="Board", exact=True).click()


def test_the_small_map_shows_where_one_is_and_leads_elsewhere(desk: Desk) -> None:
    """Not while all is in sight; folded away it stays so."""
    page = desk.page
    desk.begins()
    small = page.locator("[data-small-map]")
    expect(small).to_be_hidden()
    page.mouse.move(700, 450)
    for _ in range(6):
        desk.presses("+")
    expect(small).to_be_visible()
    looked_at(desk.maker, "map")
    note = desk.maker.note("who pays")
    frame = small.locator("i")
    before = frame.evaluate("frame => frame.style.transform")
    box = small.bounding_box()
    assert box
    page.mouse.move(box["x"] + 6, box["y"] + 6)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 6, box["y"] + box["height"] - 6, steps=4)
    page.mouse.up()
    assert frame.evaluate("frame => frame.style.transform") != before
    expect(page.get_by_label("Board", exact=True)).to_be_focused()
    desk.presses("m")
    expect(small).to_be_hidden()
    page.reload()
    desk.maker.is_in()
    expect(note).to_be_attached()
    for _ in range(8):
        desk.presses("+")
    expect(small).to_be_hidden()
    desk.presses("m")
    expect(small).to_be_visible()
