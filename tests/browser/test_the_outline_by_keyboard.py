"""A whole session through the outline alone: no mouse, and what a screen reader is told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import TABLET
from tests.browser.lab import RunningLab
from tests.browser.person import Person
from tests.browser.test_kinds_on_the_canvas import looked_at

TABS = 60
THOUGHTS = [
    "Whole panes from houses",
    "Greenhouses",
    "Who takes them down?",
    "Tiles of fused glass",
    "A depot per village",
    "Mark every new pane",
    "Rent windows",
    "Frames are the problem",
    "A passport for glass",
    "Ask the demolishers",
]


class Keys:
    """Hands on a keyboard, and nothing else."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)

    def tab_to(self, role: Any, name: str | re.Pattern[str], within: Locator | None = None) -> None:
        """Tab until this has the focus, which must show."""
        wanted = (within or self.page).get_by_role(role, name=name).first
        expect(wanted).to_be_visible(timeout=15_000)
        for _ in range(TABS):
            if self._has_focus(wanted):
                return self._focus_shows()
            self.press("Tab")
        raise AssertionError(f"Tab does not come to {role} {name}")

    def row_to(self, words: str) -> None:
        """Back to the rows, then by arrow keys from the first to this one."""
        row = self.page.locator("[data-row]", has_text=words).first
        expect(row).to_be_attached()
        for _ in range(TABS):
            if self.page.locator("[data-row]:focus").count():
                break
            self.press("Shift+Tab")
        self.press("Home")
        for _ in range(TABS):
            if self._has_focus(row):
                return self._focus_shows()
            self.press("ArrowDown")
        raise AssertionError(f"arrow keys do not come to {words}")

    def _has_focus(self, wanted: Locator) -> bool:
        return bool(wanted.evaluate("element => element === document.activeElement"))

    def _focus_shows(self) -> None:
        shown = self.page.evaluate(
            "(() => { const e = document.activeElement; const s = getComputedStyle(e);"
            " return s.outlineStyle !== 'none' || s.boxShadow !== 'none'"
            " || getComputedStyle(e.parentElement).outlineStyle !== 'none' })()"
        )
        assert shown, "the focus is not to be seen"


def comes_in(keys: Keys, lab: RunningLab, code: str, label: str) -> None:
    """Join a board as a guest."""
    keys.page.goto(f"{lab.url}/join/{code}")
    keys.tab_to("button", "Yes, this is it")
    keys.press("Enter")
    keys.tab_to("textbox", "Name or role")
    keys.type(label)
    keys.press("Enter")
    first = keys.page.get_by_role("checkbox").first
    expect(first).to_be_attached()
    keys.tab_to("checkbox", re.compile("."))
    keys.press("Space")
    keys.tab_to("button", "Take part")
    keys.press("Enter")
    keys.tab_to("link", "I have it, let me in")
    keys.press("Enter")
    expect(keys.page.locator("[data-ready]")).to_be_attached(timeout=15_000)


def row(person: Person, words: str) -> Locator:
    """What the other sees of an item, in her own outline."""
    said = person.page.locator("[data-row]", has_text=words)
    return person.page.locator("[data-item]", has=said).first


@dataclass
class Session:
    """Somebody at her keyboard, and somebody who looks on."""

    maker: Person
    other: Person
    keys: Keys

    @property
    def theirs(self) -> Page:
        return self.other.page


def test_a_whole_session_by_keyboard_through_the_outline_alone(
    people: Any, lab: RunningLab, board: str
) -> None:
    """Join, read, add ten notes, edit, connect, group, move, comment, react, lock, delete, undo."""
    maker, other = people("Glass technologist"), people("Bicycle repairer", TABLET)
    session = Session(maker, other, Keys(maker.page))
    comes_in(session.keys, lab, board, maker.label)
    other.join(board).page.get_by_role("button", name="List", exact=True).click()
    session.keys.tab_to("button", "List")
    session.keys.press("Enter")
    writes(session)
    edits_and_connects(session)
    groups(session)
    moves(session)
    comments(session)
    answers(session)
    looked_at(maker, "outline")
    looked_at(other, "outline-comments")
    colours_locks_deletes_and_undoes(session)
    maker.all_saved()
    reads_as_a_structure(maker)


def writes(session: Session) -> None:
    """Ten notes and a zone."""
    keys, other = session.keys, session.other
    keys.tab_to("textbox", "Your note")
    for thought in THOUGHTS:
        keys.type(thought)
        keys.press("Control+Enter")
    for thought in THOUGHTS:
        other.sees(thought)
    keys.tab_to("textbox", "New zone")
    keys.type("Where panes come from")
    keys.press("Enter")
    expect(other.page.get_by_role("heading", name="Where panes come from")).to_be_visible()


def edits_and_connects(session: Session) -> None:
    """Writes on in a note; says what one is to another, which is found by typing."""
    keys, other = session.keys, session.other
    keys.row_to("Rent windows")
    keys.press("Enter")
    keys.type(" by the year")
    keys.press("Escape")
    other.sees("Rent windows by the year")
    keys.row_to("Greenhouses")
    keys.press("k")
    expect(session.maker.page.get_by_label("What this one is to the other")).to_be_focused()
    keys.press("Tab")
    keys.type("whole panes")
    keys.press("Enter")
    expect(row(other, "Greenhouses")).to_contain_text("builds on: Whole panes from houses")
    expect(row(other, "Whole panes")).to_contain_text("is built on by: Greenhouses")


def groups(session: Session) -> None:
    """Chooses two, gives them a title."""
    keys = session.keys
    for thought in ("Tiles of fused glass", "Mark every new pane"):
        keys.row_to(thought)
        keys.press("x")
    keys.press("g")
    keys.type("Making new things")
    keys.press("Enter")
    group = session.theirs.get_by_role("list", name="Making new things")
    expect(group.get_by_role("listitem")).to_have_count(2)


def moves(session: Session) -> None:
    """Into a zone, and a new one straight into it."""
    keys = session.keys
    keys.row_to("A depot per village")
    keys.press("m")
    expect(session.maker.page.get_by_label("Move to")).to_be_focused()
    keys.type("zone")
    zone = session.theirs.get_by_role("region", name="Where panes come from")
    expect(zone.get_by_role("listitem")).to_contain_text("A depot per village")
    keys.tab_to("textbox", "New note in Where panes come from")
    keys.type("Schools")
    keys.press("Enter")
    expect(zone.get_by_role("listitem")).to_have_count(2)


def comments(session: Session) -> None:
    """Reacts and says something; the keyboard is back on the row after."""
    keys = session.keys
    keys.row_to("Frames are the problem")
    keys.press("c")
    drawer = session.maker.page.get_by_role("complementary", name="Comments")
    keys.tab_to("button", "worry", drawer)
    keys.press("Space")
    keys.tab_to("textbox", "Your comment")
    keys.type("Not in the old houses")
    keys.press("Control+Enter")
    keys.press("Escape")
    expect(session.maker.page.locator("[data-row]:focus")).to_contain_text("Frames")
    frames = row(session.other, "Frames are the problem")
    expect(frames).to_contain_text("1 comment")
    expect(frames).to_contain_text("1 × worry")


def colours_locks_deletes_and_undoes(session: Session) -> None:
    """Each by a key on the row."""
    keys, other = session.keys, session.other
    keys.row_to("Ask the demolishers")
    keys.press("5", "l")
    expect(row(other, "Ask the demolishers")).to_contain_text("blue")
    expect(row(other, "Ask the demolishers")).to_contain_text("locked")
    keys.row_to("A passport for glass")
    keys.press("Delete")
    expect(other.page.locator("[data-row]", has_text="A passport for glass")).to_have_count(0)
    keys.press("Control+z")
    other.sees("A passport for glass")


def answers(session: Session) -> None:
    """Somebody else answers and settles it; it is folded away for both."""
    maker, other = session.maker, session.other
    row(other, "Frames are the problem").get_by_role("button", name="Actions").press("Enter")
    other.page.get_by_role("button", name="Comments", exact=True).press("Enter")
    drawer = other.page.get_by_role("complementary", name="Comments")
    drawer.get_by_role("button", name="Answer").press("Enter")
    other.page.keyboard.type("Then begin there")
    other.page.keyboard.press("Control+Enter")
    expect(drawer.get_by_role("list", name="Answers")).to_contain_text("Then begin there")
    drawer.get_by_role("button", name="Resolve").press("Enter")
    expect(drawer.get_by_text("1 resolved")).to_be_visible()
    expect(row(maker, "Frames are the problem")).to_contain_text("2 comments")


def reads_as_a_structure(maker: Person) -> None:
    """The tree that a screen reader gets: zones and groups as headings, items in named lists."""
    tree = maker.page.locator("[data-outline]").aria_snapshot()
    assert re.search(r'- region "Where panes come from":\n\s+- \'?heading .*\[level=2\]', tree), (
        tree
    )
    assert re.search(r'- \'?heading "group: Making new things" \[level=3\]', tree), tree
    listed = tree.split('- list "Making new things":')[1].split("- list ")[0]
    assert listed.count("- listitem") == 2, tree
    for thought in ("Tiles of fused glass", "Mark every new pane"):
        assert f'- button "{thought}"' in listed, tree
    assert re.search(r'- button "Greenhouses"\n\s+- paragraph: .*builds on: Whole panes', tree), (
        tree
    )
    assert tree.count("- listitem") >= 11, tree
    named = re.findall(r"- (?:button|textbox|combobox)(?! \")", tree)
    assert named == [], f"something has no name: {tree}"
