"""Several things at once, lined up, ordered and copied by hand and key, while another looks on."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import TABLET
from tests.browser.gestures import middle
from tests.browser.person import Person
from tests.browser.test_kinds_on_the_canvas import drag, items, looked_at, written_at

Spot = tuple[float, float]


class Pair:
    """Somebody who works, and somebody who looks on, each on her own board of this test."""

    def __init__(self, maker: Person, other: Person) -> None:
        self.maker = maker
        self.other = other
        self.page: Page = maker.page

    def writes(self, texts: dict[str, Spot]) -> dict[str, Locator]:
        notes = {text: written_at(self.maker, text, x, y) for text, (x, y) in texts.items()}
        self.rests()
        for text in texts:
            self.other.sees(text)
        return notes

    def rests(self) -> None:
        """Nothing is chosen, and the keys go to the board."""
        self.page.mouse.click(1380, 240)
        self.page.keyboard.press("Escape")

    def presses(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def chosen(self, count: int) -> None:
        expect(self.page.locator("[data-item][data-selected]")).to_have_count(count)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("toolbar", name="chosen").get_by_role("button", name=name)


@pytest.fixture
def pair(people: Any, board: str) -> Pair:
    return Pair(people("Glass technologist").join(board), people("Teacher", TABLET).join(board))


def on_board(person: Person, text: str) -> Spot:
    """Where a note lies on the board, in its own pixels, whatever this person looks at."""
    x, y = person.note(text).evaluate("({ style }) => [style.left, style.top].map(parseFloat)")
    return float(x), float(y)


def lies(person: Person, text: str, spot: Spot) -> None:
    """The note lies there in a moment."""
    person.page.wait_for_function(
        """([text, x, y]) => [...document.querySelectorAll('[data-item]')].some((note) => {
             const off = [note.style.left, note.style.top].map(parseFloat);
             return note.textContent.includes(text) && Math.abs(off[0] - x) < 0.1
               && Math.abs(off[1] - y) < 0.1 })""",
        arg=[text, *spot],
        timeout=5_000,
    )


def test_a_drag_lines_up_unless_ctrl_is_held_and_draws_what_with(pair: Pair) -> None:
    """A few pixels off becomes exactly level; both screens agree."""
    notes = pair.writes({"Panes": (360, 400), "Frames": (800, 560)})
    start, page = middle(notes["Frames"]), pair.page
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(700, 470)
    page.mouse.move(start[0] + 3, start[1] - 156)
    expect(page.locator("[data-axis=y]").first).to_be_attached()
    looked_at(pair.maker, "guides")
    page.mouse.up()
    expect(page.locator("[data-axis]")).to_have_count(0)
    x, y = on_board(pair.maker, "Panes")
    lies(pair.other, "Frames", (x + 443, y))
    page.keyboard.down("Control")
    drag(page, middle(notes["Frames"]), (803, 405))
    page.keyboard.up("Control")
    lies(pair.other, "Frames", (x + 443, y + 5))


def test_all_are_chosen_moved_by_arrows_and_let_go_by_keys(pair: Pair) -> None:
    """Ctrl+A, arrows, Escape."""
    pair.writes({"Panes": (360, 400), "Frames": (760, 400)})
    x, y = on_board(pair.maker, "Panes")
    pair.presses("Control+a")
    pair.chosen(2)
    pair.presses("ArrowDown", "Shift+ArrowRight")
    lies(pair.other, "Panes", (x + 96, y + 12))
    pair.presses("Escape")
    pair.chosen(0)


def test_the_bar_tidies_lines_up_colours_and_deletes(pair: Pair) -> None:
    """By mouse, then by the keyboard alone."""
    page = pair.page
    pair.writes({"One": (300, 300), "Two": (620, 360), "Three": (330, 560), "Four": (600, 590)})
    drag(page, (160, 170), (900, 720))
    pair.chosen(4)
    pair.button("Tidy up into a grid").click()
    x, y = on_board(pair.maker, "One")
    for text, column, row in (("Two", 1, 0), ("Three", 0, 1), ("Four", 1, 1)):
        lies(pair.other, text, (x + 216 * column, y + 216 * row))
    looked_at(pair.maker, "bar")
    pair.button("Line up and spread").click()
    looked_at(pair.maker, "bar-lining")
    pair.button("Line up at the top").press("Enter")
    lies(pair.other, "Four", (x + 216, y))
    pair.button("Colour of what is chosen").press("Enter")
    page.get_by_role("toolbar", name="chosen").get_by_role("radio", name="green").check(force=True)
    expect(pair.other.note("Three")).to_have_attribute("data-colour", "green")
    looked_at(pair.maker, "bar-colours")
    pair.presses("Escape", "Escape", "Tab")
    expect(pair.button("Tidy up into a grid")).to_be_focused()
    pair.button("Delete what is chosen").press("Enter")
    page.get_by_role("alertdialog").get_by_role("button", name="Delete").click()
    items(pair.other, 0)


def test_copies_come_by_key_and_by_dragging_with_alt(pair: Pair) -> None:
    """They are chosen at once, and one undo takes them back."""
    page = pair.page
    notes = pair.writes({"Panes": (360, 300), "Frames": (360, 560)})
    notes["Panes"].click()
    pair.presses("Control+d")
    items(pair.other, 3)
    pair.rests()
    x, y = on_board(pair.maker, "Frames")
    page.keyboard.down("Alt")
    drag(page, middle(notes["Frames"]), (900, 480))
    page.keyboard.up("Alt")
    items(pair.other, 4)
    pair.chosen(1)
    lies(pair.other, "Frames", (x, y))
    pair.presses("Control+z")
    items(pair.other, 3)


def test_front_and_back_by_key(pair: Pair) -> None:
    """Whoever looks on sees which note covers which."""
    notes = pair.writes({"Under": (360, 300)})
    written_at(pair.maker, "Over", 700, 300)
    pair.page.keyboard.down("Control")
    drag(pair.page, (700, 300), (450, 320))
    pair.page.keyboard.up("Control")
    pair.rests()
    notes["Under"].click(position={"x": 20, "y": 60})
    pair.presses("Alt+]")
    above(pair.other, "Under", "Over")
    pair.presses("Alt+PageDown")
    above(pair.other, "Over", "Under")


def above(person: Person, upper: str, lower: str) -> None:
    """One note covers the other on her screen."""
    person.page.wait_for_function(
        """([upper, lower]) => {
             const height = (text) => Number([...document.querySelectorAll('[data-item]')]
               .find((note) => note.textContent.includes(text)).style.zIndex);
             return height(upper) > height(lower) }""",
        arg=[upper, lower],
        timeout=5_000,
    )
