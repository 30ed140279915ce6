"""A board in all its states, on a desk and in a hand, in each width and theme: axe is silent."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, WebSocketRoute, expect

from tests.browser.gestures import Hand
from tests.browser.lab import RunningLab
from tests.browser.screens import Visitor, came, visitor
from tests.browser.test_kinds_on_the_canvas import drag, written_at
from tests.browser.test_pictures import choose, photo

__all__ = ["visitor"]

PANES = "Laser-mark every new pane"
TILES = "Fuse whole offcuts into thick wall tiles"


@pytest.fixture
def desk(browser: Browser, lab: RunningLab) -> Iterator[Visitor]:
    somebody = came(browser, lab, "desk")
    yield somebody
    somebody.page.context.close()


@pytest.fixture
def phone(browser: Browser, lab: RunningLab) -> Iterator[Visitor]:
    somebody = came(browser, lab, "phone")
    yield somebody
    somebody.page.context.close()


def chosen(page: Page) -> Locator:
    return page.get_by_role("toolbar", name="chosen")


def at_rest(page: Page) -> None:
    """Nothing is chosen, and the keys go to the board."""
    page.mouse.click(40, 640)
    page.keyboard.press("Escape")


def test_the_canvas_of_a_desk(desk: Visitor, board: str) -> None:
    """Empty, its sheets, writing, one chosen, several, connected, drawn on, spoken of, gone."""
    page = desk.join(board).page
    opened_over_it(desk)
    notes = written_and_chosen(desk)
    several_chosen(desk)
    connected_and_drawn_on(desk)
    said_beside_it(desk, notes[0])
    deleted(desk)
    desk.all_saved()
    desk.check("board", page.locator("[data-ready]"))


def opened_over_it(desk: Visitor) -> None:
    """What opens over an empty board."""
    page = desk.page
    desk.check("board-empty", page.get_by_text("One thought, one note"))
    page.get_by_role("button", name="Begin with a structure").first.click()
    desk.check("templates", page.get_by_role("dialog", name="Begin with a structure"))
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Keys and gestures").click()
    desk.check("shortcuts", page.get_by_role("dialog", name="Keys and gestures"))
    page.keyboard.press("Escape")
    page.get_by_role("button", name="1 person here").click()
    desk.check("people", page.get_by_role("dialog", name="People on this board"))
    page.keyboard.press("Escape")
    choose(page, photo())
    desk.check("picture", page.get_by_text("What does it show?"))
    page.get_by_role("dialog").get_by_role("button", name="Cancel").click()


def written_and_chosen(desk: Visitor) -> list[Locator]:
    """A note being written in, a note that is chosen, the bar of one."""
    page = desk.page
    page.mouse.dblclick(360, 300)
    page.keyboard.type(PANES)
    desk.check("editing", page.get_by_label("Text of the note"))
    page.keyboard.press("Escape")
    notes = [desk.note(PANES), written_at(desk, TILES, 640, 300)]
    at_rest(page)
    notes[0].click()
    desk.check("chosen", page.locator("[data-handle=link]"))
    notes[0].click(button="right")
    desk.check("chosen-bar", chosen(page))
    at_rest(page)
    return notes


def several_chosen(desk: Visitor) -> None:
    """The bar of several, what unfolds in it, and the question before they are deleted."""
    page = desk.page
    page.keyboard.press("Control+a")
    desk.check("chosen-several", chosen(page))
    chosen(page).get_by_role("button", name="Line up and spread").click()
    desk.check("chosen-lining", chosen(page).get_by_role("button", name="Line up at the top"))
    chosen(page).get_by_role("button", name="Colour of what is chosen").click()
    desk.check("chosen-colours", chosen(page).get_by_role("radiogroup"))
    chosen(page).get_by_role("button", name="Move and resize by steps").click()
    desk.check("chosen-steps", chosen(page).get_by_role("button", name="Larger"))
    chosen(page).get_by_role("button", name="Delete what is chosen").click()
    desk.check("removal", page.get_by_role("alertdialog"))
    page.get_by_role("button", name="Keep").click()


def connected_and_drawn_on(desk: Visitor) -> None:
    """A connection and its bar; a zone, a group, a text and a line among the notes."""
    page = desk.page
    page.keyboard.press("Control+a")
    page.keyboard.press("b")
    desk.check("connection", page.get_by_role("group", name="Connection"))
    page.keyboard.press("Control+a")
    page.keyboard.press("g")
    page.keyboard.type("Making new things")
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+z")
    page.keyboard.type("Who is affected")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Draw by hand").click()
    drag(page, (560, 560), (760, 600))
    desk.check("drawing", page.get_by_role("button", name="Draw by hand", pressed=True))
    page.keyboard.press("v")
    at_rest(page)


def said_beside_it(desk: Visitor, note: Locator) -> None:
    """The comments beside the board: none yet, one being answered."""
    page = desk.page
    note.click()
    page.keyboard.press("Alt+c")
    desk.check("comments-none", page.get_by_text("Nobody said anything about this yet."))
    page.get_by_label("Your comment").fill("By the year?")
    page.get_by_role("button", name="Comment", exact=True).click()
    page.get_by_role("button", name="worry").click()
    page.get_by_role("button", name="Answer").click()
    desk.check("comments-answer", page.get_by_label("Your answer"))
    page.keyboard.press("Escape")
    page.get_by_role("complementary").get_by_role("button", name="Close").click()


def deleted(desk: Visitor) -> None:
    """What was deleted can be put back as long as its message stands."""
    page = desk.page
    page.keyboard.press("Alt+n")
    page.keyboard.type("Away with it")
    page.keyboard.press("Escape")
    page.keyboard.press("Delete")
    message = page.get_by_role("status").filter(has_text="Deleted")
    message.hover()
    desk.check("deleted", message)
    message.get_by_role("button", name="Close this message").click()


def test_a_board_in_a_hand(phone: Visitor, board: str) -> None:
    """Writing, plain language, my notes, one open, a picture, the canvas and what is done on it."""
    page = phone.join(board).page
    phone.check("board-empty", page.get_by_label("Your note"))
    page.get_by_role("button", name="Easy to read").click()
    phone.check("phone-first-steps", page.get_by_text("Write one thought."))
    page.get_by_role("button", name="Easy to read").click()
    for text in (PANES, TILES):
        phone.compose(text)
        phone.sees(text)
    phone.all_saved()
    phone.check("board", page.get_by_role("region", name="My notes"))
    phone.note(PANES).tap()
    phone.check("phone-editor", page.get_by_role("dialog", name="Write in this note"))
    page.get_by_role("button", name="Done").click()
    choose(page, photo(), "Take a photo for the board")
    phone.check("phone-picture", page.get_by_text("What does it show?"))
    page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    on_its_canvas(phone)


def on_its_canvas(phone: Visitor) -> None:
    """The board itself in a hand."""
    page, hand = phone.page, Hand(phone)
    page.get_by_role("button", name="Board", exact=True).click()
    page.get_by_role("button", name="Show all notes").click()
    hand.taps((200, 560))
    phone.check("phone-canvas", phone.note(PANES))
    hand.taps(phone.note(PANES))
    phone.check("phone-chosen", page.locator("[data-handle=link]"))
    hand.holds(phone.note(PANES), chosen(page))
    phone.check("phone-chosen-bar", chosen(page))
    chosen(page).get_by_role("button", name="Move and resize by steps").click()
    phone.check("phone-chosen-steps", chosen(page).get_by_role("button", name="Larger"))
    hand.taps(phone.note(TILES))
    phone.check("phone-chosen-several", chosen(page))
    chosen(page).get_by_role("button", name="Delete what is chosen").click()
    phone.check("phone-removal", page.get_by_role("alertdialog"))
    page.get_by_role("button", name="Keep").click()
    chosen(page).get_by_role("button", name="builds on").click()
    phone.check("phone-connection", page.get_by_role("group", name="Connection"))
    page.get_by_role("button", name="Draw by hand").click()
    phone.check("phone-drawing", page.get_by_role("button", name="Draw by hand", pressed=True))


def test_the_list(visitor: Visitor, board: str) -> None:
    """Empty, with a zone, written in, its actions, connecting, a group, comments, settled ones."""
    page = visitor.join(board).page
    page.get_by_role("button", name="Notes" if visitor.on_phone else "List", exact=True).click()
    visitor.check("list-empty", page.get_by_text("No notes yet"))
    if visitor.on_phone:
        page.get_by_role("button", name="Write", exact=True).click()
    visitor.compose("Rent whole windows")
    visitor.compose("Ask who takes them down")
    if visitor.on_phone:
        page.get_by_role("button", name="Notes", exact=True).click()
    else:
        in_rows(visitor)
    visitor.all_saved()
    visitor.check("list", visitor.note("Rent whole windows"))
    said_in_the_list(visitor, visitor.note("Rent whole windows"))


def in_rows(desk: Visitor) -> None:
    """A zone, two chosen for a group, a row that is written in."""
    page = desk.page
    page.get_by_label("New zone").fill("Where panes come from\n")
    page.get_by_label("New zone").press("Enter")
    row = desk.note("Ask who takes").locator("[data-row]")
    row.press("x")
    desk.check("list-group", page.get_by_label("Title over the chosen ones"))
    page.get_by_role("button", name="Choose none").click()
    row.press("Enter")
    desk.check("list-editing", page.get_by_label("Text of the note"))
    page.keyboard.press("Escape")


def said_in_the_list(visitor: Visitor, note: Locator) -> None:
    """A row's actions, reactions and connections; its comments open and resolved."""
    page = visitor.page
    note.get_by_role("button", name="Actions").click()
    visitor.check("list-actions", page.get_by_role("group", name="Actions"))
    note.get_by_role("button", name="React", exact=True).click()
    note.get_by_role("button", name="agree").click()
    visitor.check("list-reactions", note.get_by_role("group", name="Reactions"))
    note.get_by_role("button", name="Connect", exact=True).click()
    visitor.check("list-connect", page.get_by_label("Find the other by its words"))
    note.get_by_role("button", name="Comments", exact=True).click()
    page.get_by_label("Your comment").fill("By the year?")
    page.get_by_role("button", name="Comment", exact=True).click()
    visitor.check("comments-open", page.get_by_role("list", name="Open comments"))
    page.get_by_role("button", name="Resolve").click()
    page.get_by_text("1 resolved").click()
    visitor.check("comments-resolved", page.get_by_role("button", name="Open again"))


def test_what_is_not_placed_and_what_waits_for_a_line(visitor: Visitor, board: str) -> None:
    """A note that was refused lies in the tray; without a line a band says so."""
    page = visitor.page
    page.route_web_socket("**/ws/boards/*", refuse_what_is_late)
    visitor.join(board)
    if not visitor.on_phone:
        page.get_by_role("button", name="List", exact=True).click()
    visitor.compose("This one is late")
    tray = page.get_by_role("region", name="Not placed")
    expect(tray).to_be_visible()
    if visitor.on_phone:
        tray.get_by_role("button").first.click()
    visitor.check("not-placed", tray.get_by_role("button", name="Discard"))
    tray.get_by_role("button", name="Discard").click()
    visitor.check("not-placed-asked", tray.get_by_role("button", name="Discard for good"))
    tray.get_by_role("button", name="Discard for good").click()
    visitor.compose("In good time")
    visitor.all_saved()
    if visitor.on_phone:
        page.get_by_role("button", name="Notes", exact=True).click()
    page.context.set_offline(True)
    page.evaluate("window.dispatchEvent(new Event('offline'))")
    visitor.check("offline", page.get_by_text("You can go on writing"))


def refuse_what_is_late(socket: WebSocketRoute) -> None:
    """The server's own refusal, of one note; everything else goes its way."""
    server = socket.connect_to_server()

    def says(message: str | bytes) -> None:
        told = json.loads(message)
        if told["t"] == "op" and "late" in str(told["op"].get("text")):
            no = {"code": "phase_closed", "message": "Writing is over"}
            socket.send(json.dumps({"t": "refused", "op_id": told["op_id"], **no}))
        else:
            server.send(message)

    socket.on_message(says)
