"""What a board holds beside notes: drawn by one person's hand and keys, seen by another's eyes."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import TABLET
from tests.browser.gestures import middle
from tests.browser.person import Person

CANVAS = "Board"


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """With the mouse, in steps, as a hand does."""
    page.mouse.move(*start)
    page.mouse.down()
    for step in range(1, 6):
        x = start[0] + (end[0] - start[0]) * step / 5
        page.mouse.move(x, start[1] + (end[1] - start[1]) * step / 5)
    page.mouse.up()


def handle(page: Page, name: str) -> Locator:
    return page.locator(f"[data-handle={name}]")


def written_at(person: Person, text: str, x: float, y: float) -> Locator:
    """A note of hers with its middle there."""
    person.page.mouse.dblclick(x, y)
    person.page.keyboard.type(text)
    person.page.keyboard.press("Escape")
    return person.note(text)


def looked_at(person: Person, name: str) -> None:
    """Keeps what she sees, where somebody wants to look at it."""
    if folder := os.environ.get("LIVELAB_LOOK"):
        person.page.screenshot(path=Path(folder) / f"{name}.png")


class Pair:
    """Somebody who draws, and somebody who looks on."""

    def __init__(self, people: Any, board: str) -> None:
        self.maker = people("Glass technologist").join(board)
        self.other = people("Bicycle repairer", TABLET).join(board)
        self.page: Page = self.maker.page

    def at_rest(self) -> None:
        """Nothing is chosen, and the keys go to the board."""
        self.page.mouse.click(1350, 780)
        self.page.keyboard.press("Escape")

    def sees_group(self, name: str) -> None:
        expect(self.other.page.get_by_role("group", name=re.compile(name))).to_be_attached()


def test_connections_are_drawn_from_a_note_and_stay_attached(people: Any, board: str) -> None:
    """To a free place, where a child comes to be, in one gesture; and onto a note that is there."""
    pair = Pair(people, board)
    page, bar = pair.page, pair.page.get_by_role("group", name="Connection")
    idea = written_at(pair.maker, "Whole panes from houses", 360, 300)
    pair.at_rest()
    idea.click()
    drag(page, middle(handle(page, "link")), (760, 300))
    page.keyboard.type("Greenhouses")
    page.keyboard.press("Escape")
    pair.other.sees("Greenhouses")
    connections(pair.other, 1)
    third = written_at(pair.maker, "Who takes them down?", 760, 600)
    idea.click()
    drag(page, middle(handle(page, "link")), middle(third))
    expect(bar).to_contain_text("Who takes them down?")
    bar.get_by_label("What the connection means").select_option("speaks against")
    connections(pair.other, 2)
    pair.at_rest()
    page.mouse.click(545, 300)  # on the line between the first two
    expect(bar).to_contain_text("Greenhouses")
    looked_at(pair.maker, "connections")
    page.keyboard.press("Delete")
    connections(pair.other, 1)
    page.keyboard.press("Control+z")
    connections(pair.other, 2)
    pair.maker.all_saved()


def test_a_zone_a_group_a_text_and_a_line(people: Any, board: str) -> None:
    """Each comes by hand or key, and somebody else has it."""
    pair = Pair(people, board)
    page = pair.page
    first = written_at(pair.maker, "Whole panes", 360, 300)
    second = written_at(pair.maker, "Greenhouses", 640, 300)
    pair.at_rest()
    first.click()
    second.click(modifiers=["Shift"])
    page.keyboard.press("g")
    page.keyboard.type("Taking down")
    page.keyboard.press("Escape")
    pair.sees_group("group: Taking down")
    pair.at_rest()
    first.click()
    page.keyboard.press("Alt+z")
    page.keyboard.type("Who is affected")
    page.keyboard.press("Escape")
    pair.sees_group("zone: Who is affected")
    pair.at_rest()
    page.keyboard.press("t")
    page.keyboard.type("What we know")
    page.keyboard.press("Escape")
    pair.sees_group("text: What we know")
    page.get_by_role("button", name="Draw by hand").click()
    drag(page, (1100, 650), (1250, 760))
    items(pair.other, 6)
    pair.at_rest()
    page.get_by_role("button", name="Show all notes").click()
    looked_at(pair.maker, "all")
    looked_at(pair.other, "other")
    pair.maker.all_saved()


def test_a_corner_makes_a_note_larger_and_undo_makes_it_small_again(
    people: Any, board: str
) -> None:
    """On both screens."""
    pair = Pair(people, board)
    note = written_at(pair.maker, "Whole panes", 360, 300)
    pair.at_rest()
    note.click()
    x, y = middle(handle(pair.page, "se"))
    drag(pair.page, (x, y), (x + 60, y + 60))
    expect(pair.other.note("Whole panes")).to_have_css("width", "252px")
    pair.page.keyboard.press("Control+z")
    expect(pair.other.note("Whole panes")).to_have_css("width", "192px")
    pair.page.keyboard.press("Control+Shift+z")
    expect(pair.other.note("Whole panes")).to_have_css("width", "252px")


def items(person: Person, count: int) -> None:
    """So many things lie on her board, in sight or not."""
    expect(person.page.get_by_text(f"{count} items", exact=True)).to_be_attached()


def connections(person: Person, count: int) -> None:
    """So many connections are on her board, which says so."""
    said = person.page.get_by_text(re.compile(rf"^{count} connections?$"))
    expect(said).to_be_attached()


def test_a_board_begins_with_a_structure(people: Any, board: str) -> None:
    """Chosen by mouse or by keys, in either language; a note put into a zone stays in it."""
    pair = Pair(people, board)
    page = pair.page
    page.get_by_role("button", name="Begin with a structure").first.click()
    page.get_by_role("button", name="Nederlands").click()
    looked_at(pair.maker, "templates")
    page.get_by_role("button", name=re.compile("Probleem kaderen")).press("Enter")
    items(pair.other, 9)
    zone = page.get_by_role("group", name=re.compile("zone: Wie heeft er last van"))
    expect(zone).to_be_attached()
    pair.at_rest()
    x, y = middle(zone)
    written_at(pair.maker, "Buren", x, y)
    looked_at(pair.maker, "structure")
    pair.other.sees("Buren")
    page.keyboard.press("Control+z")
    items(pair.other, 9)
    page.keyboard.press("Control+z")
    expect(pair.other.page.get_by_text("One thought, one note")).to_be_visible()
