"""What hands do on the canvas, each by every device that can do it, while somebody else looks on.

What            | mouse  | touch | pen  | keyboard
----------------|--------|-------|------|--------------------------
choose          | kinds  | here  | here | here: arrows
choose several  | many   | here  | here | many: Ctrl+A
write, new note | kinds  | here  | here | here: Enter, N
move            | many   | here  | here | here: Alt+arrows
resize          | kinds  | here  | here | here: Ctrl+arrows
connect         | kinds  | here  | here | here: B
group           | kinds  | here  | here | here: G
draw            | kinds  | here  | palm | (needs a hand)
push the board  | here   | here  | palm | (arrows bring it into sight)
zoom            | here   | here  | here | here: +, −, F
delete, undo    | many   | here  | here | here: Delete, Ctrl+Z
copy            | many   | here  | here | many: Ctrl+D
the bar of one  | states | here  | here | (its commands have keys)

kinds, many, palm and states are test_kinds_on_the_canvas, test_many_at_once, test_pen_and_palm and
test_every_state_of_a_board.
"""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import TABLET
from tests.browser.gestures import Hand, Pen, Point, middle
from tests.browser.person import Person
from tests.browser.test_kinds_on_the_canvas import connections, drag, handle, items, looked_at
from tests.browser.test_many_at_once import lies, on_board

FREE: Point = (900, 250)


class Pair:
    """Somebody whose hands are on a device, and somebody who looks on."""

    def __init__(self, maker: Person, other: Person) -> None:
        self.maker = maker
        self.other = other
        self.page: Page = maker.page
        self.bar = maker.page.get_by_role("toolbar", name="chosen")
        self.frame = maker.page.locator("[data-ghost]")

    def writes(self, hand: Hand | Pen, text: str, at: Point) -> Locator:
        """A note of hers, by a double tap on the paper; then nothing is chosen."""
        hand.taps(at, 2)
        self.types(text)
        hand.taps(FREE)
        self.chosen(0)
        return self.maker.note(text)

    def types(self, words: str) -> None:
        """Into the note that is open, which is closed then."""
        expect(self.page.locator("textarea:focus")).to_be_visible()
        self.page.keyboard.type(words)
        self.page.keyboard.press("Escape")
        self.other.sees(words)

    def chosen(self, count: int) -> None:
        expect(self.page.locator("[data-item][data-selected]")).to_have_count(count)

    def wide(self, text: str) -> float:
        """How wide she sees a note."""
        box = self.maker.note(text).bounding_box()
        assert box is not None
        return box["width"]

    def grows(self, text: str, before: float, times: float) -> None:
        """She sees the note so many times as wide in a moment."""
        self.page.wait_for_function(
            """([text, width]) => [...document.querySelectorAll('[data-item]')].some((note) =>
                 note.textContent.includes(text) &&
                 Math.abs(note.getBoundingClientRect().width - width) < width / 20)""",
            arg=[text, before * times],
            timeout=5_000,
        )


@pytest.fixture
def glass(people: Any, board: str) -> Pair:
    """A tablet on which fingers work, and a laptop."""
    maker = people("Glass artist", TABLET, has_touch=True).join(board)
    maker.page.get_by_role("button", name="Board", exact=True).click()
    return Pair(maker, people("Teacher").join(board))


@pytest.fixture
def desk(people: Any, board: str) -> Pair:
    """Two laptops."""
    maker = people("Glass technologist", TABLET).join(board)
    return Pair(maker, people("Teacher").join(board))


def test_fingers_choose_write_carry_and_make_larger(glass: Pair) -> None:
    """A tap, a double tap, a drag, a corner."""
    hand, other = Hand(glass.maker), glass.other
    note = glass.writes(hand, "Panes", (160, 200))
    hand.taps(note)
    glass.chosen(1)
    hand.taps(FREE)
    glass.chosen(0)
    hand.taps(note, 2)
    glass.types(" of glass")
    x, y = on_board(other, "Panes of glass")
    start = middle(note)
    hand.swipes(start, (start[0] + 200, start[1] + 120))
    lies(other, "Panes of glass", (x + 200, y + 120))
    glass.chosen(1)
    x, y = middle(handle(glass.page, "se"))
    hand.swipes((x, y), (x + 60, y + 60))
    expect(other.note("Panes of glass")).to_have_css("width", "252px")
    glass.page.get_by_role("button", name="Undo what I did").click()
    expect(other.note("Panes of glass")).to_have_css("width", "192px")


def test_fingers_push_the_board_and_zoom_and_move_no_note(glass: Pair) -> None:
    """One on the paper, two on the paper, two on one note, two on two notes."""
    hand = Hand(glass.maker)
    notes = [glass.writes(hand, "Panes", (160, 200)), glass.writes(hand, "Frames", (700, 420))]
    lay = {text: on_board(glass.other, text) for text in ("Panes", "Frames")}
    (x, y), wide = middle(notes[0]), glass.wide("Panes")
    hand.swipes(FREE, (FREE[0] - 60, FREE[1] + 40))
    comes_to(notes[0], (x - 60, y + 40))
    hand.two(((400, 560), (460, 520)), ((500, 560), (560, 520)))
    comes_to(notes[0], (x, y))
    assert glass.wide("Panes") == pytest.approx(wide, abs=1)
    hand.two(((440, 560), (400, 560)), ((520, 560), (560, 560)))
    glass.grows("Panes", wide, 2)
    hand.two(((400, 560), (440, 560)), ((560, 560), (520, 560)))
    glass.grows("Panes", wide, 1)
    x, y = middle(notes[0])
    hand.two(((x - 40, y), (x - 80, y)), ((x + 40, y), (x + 80, y)))
    glass.grows("Panes", wide, 2)
    looked_at(glass.maker, "pinched")
    x, y = middle(notes[0])
    hand.two(((x - 80, y), (x - 40, y)), ((x + 80, y), (x + 40, y)))
    glass.grows("Panes", wide, 1)
    (x, y), (u, v) = middle(notes[0]), middle(notes[1])
    hand.two(((x, y), (x + 100, y)), ((u, v), (u - 100, v)))
    expect(glass.page.locator("[data-held]")).to_have_count(0)
    assert glass.wide("Panes") < wide
    for text, place in lay.items():
        lies(glass.maker, text, place)
        lies(glass.other, text, place)
    glass.chosen(0)


def test_fingers_connect_and_draw(glass: Pair) -> None:
    """From the handle to a free place, onto a note; a line with the drawing tool."""
    hand, page, other = Hand(glass.maker), glass.page, glass.other
    note = glass.writes(hand, "Panes", (160, 200))
    hand.taps(note)
    hand.swipes(middle(handle(page, "link")), (560, 260))
    glass.types("Greenhouses")
    connections(other, 1)
    third = glass.writes(hand, "Frames", (300, 500))
    hand.taps(note)
    hand.swipes(middle(handle(page, "link")), middle(third))
    connections(other, 2)
    expect(page.get_by_role("group", name="Connection")).to_contain_text("Frames")
    looked_at(glass.maker, "connected by touch")
    page.get_by_role("button", name="Draw by hand").click()
    hand.swipes((600, 480), (760, 560))
    items(other, 4)


def test_a_finger_that_stays_opens_the_bar_or_makes_a_note(glass: Pair) -> None:
    """On a note its bar, where taps do what a drag does; on the paper a note, where it goes up."""
    hand, other = Hand(glass.maker), glass.other
    first = glass.writes(hand, "Panes", (160, 200))
    second = glass.writes(hand, "Frames", (480, 200))
    hand.holds(first, glass.bar)
    glass.chosen(1)
    looked_at(glass.maker, "bar by touch")
    hand.taps(second)
    glass.chosen(2)
    glass.bar.get_by_role("button", name="Put the chosen notes under a title").tap()
    glass.types("Taking down")
    hand.stays((300, 520), glass.frame)
    looked_at(glass.maker, "note by touch")
    items(other, 3)
    hand.touch("touchEnd")
    glass.types("Under the finger")
    expect(glass.frame).to_have_count(0)
    hand.holds(glass.maker.note("Under the finger"), glass.bar)
    x, y = on_board(other, "Under the finger")
    glass.bar.get_by_role("button", name="Move and resize by steps").tap()
    glass.bar.get_by_role("button", name="Move to the right").tap()
    glass.bar.get_by_role("button", name="Move up").tap()
    lies(other, "Under the finger", (x + 48, y - 48))
    glass.bar.get_by_role("button", name="Larger").tap()
    expect(other.note("Under the finger")).to_have_css("width", "216px")
    glass.bar.get_by_role("button", name="Duplicate what is chosen").tap()
    items(other, 5)
    glass.bar.get_by_role("button", name="Delete what is chosen").tap()
    items(other, 4)


def test_a_pen_chooses_writes_carries_connects_and_opens_the_bar(desk: Pair) -> None:
    """As exactly as a mouse, and by staying as well as a finger."""
    pen, page, other = Pen(desk.maker), desk.page, desk.other
    note = desk.writes(pen, "Panes", (200, 200))
    pen.taps(note)
    desk.chosen(1)
    pen.taps(FREE)
    pen.taps(note, 2)
    desk.types(" of glass")
    x, y = on_board(other, "Panes of glass")
    start = middle(note)
    pen.draws(start, (start[0] + 100, start[1] + 80))
    lies(other, "Panes of glass", (x + 100, y + 80))
    x, y = middle(handle(page, "se"))
    pen.draws((x, y), (x + 60, y + 60))
    expect(other.note("Panes of glass")).to_have_css("width", "252px")
    pen.draws(middle(handle(page, "link")), (740, 300))
    desk.types("Greenhouses")
    connections(other, 1)
    pen.taps(FREE)
    pen.draws((100, 140), (880, 600))
    desk.chosen(2)
    pen.taps((100, 140))
    desk.chosen(0)
    pen.holds(note, desk.bar)
    desk.chosen(1)
    pen.taps(desk.maker.note("Greenhouses"))
    desk.chosen(2)
    pen.taps((100, 140))
    pen.holds((300, 560), desk.frame)
    desk.types("Under the pen")


def test_a_pen_groups_copies_deletes_takes_back_and_zooms(desk: Pair) -> None:
    """By the buttons of the bar and of the tools."""
    pen, page, other = Pen(desk.maker), desk.page, desk.other
    first = desk.writes(pen, "Panes", (200, 200))
    second = desk.writes(pen, "Frames", (520, 200))
    undo = page.get_by_role("button", name="Undo what I did")
    pen.holds(first, desk.bar)
    pen.taps(second)
    desk.chosen(2)
    pen.taps(desk.bar.get_by_role("button", name="Put the chosen notes under a title"))
    desk.types("Taking down")
    items(other, 3)
    pen.taps(FREE)
    pen.holds(second, desk.bar)
    pen.taps(desk.bar.get_by_role("button", name="Duplicate what is chosen"))
    items(other, 4)
    pen.taps(desk.bar.get_by_role("button", name="Delete what is chosen"))
    items(other, 3)
    pen.taps(undo)
    items(other, 4)
    wide = desk.wide("Panes")
    pen.taps(page.get_by_role("button", name="Zoom in"))
    desk.grows("Panes", wide, 1.25)
    pen.taps(page.get_by_role("button", name="Zoom out"))
    desk.grows("Panes", wide, 1)


def test_the_keyboard_alone_does_it_all_on_the_canvas(desk: Pair) -> None:
    """Writes, chooses, moves, makes larger, connects, groups, takes back, deletes."""
    keys, other = desk.page.keyboard, desk.other
    for key, text in (("n", "Panes"), ("Alt+n", "Frames")):
        keys.press(key)
        desk.types(text)
    keys.press("ArrowLeft")
    chosen = desk.page.locator("[data-item][data-selected]")
    expect(chosen).to_contain_text("Panes")
    x, y = on_board(other, "Panes")
    keys.press("Alt+ArrowDown")
    keys.press("Alt+Shift+ArrowLeft")
    lies(other, "Panes", (x - 96, y + 12))
    for key in ("ArrowRight", "ArrowRight", "ArrowDown"):
        keys.press(f"Control+{key}")
    expect(other.note("Panes")).to_have_css("width", "216px")
    expect(other.note("Panes")).to_have_css("height", "204px")
    keys.press("Enter")
    desk.types(" of glass")
    keys.press("Control+a")
    keys.press("b")
    connections(other, 1)
    keys.press("Escape")
    keys.press("Control+a")
    keys.press("g")
    desk.types("Taking down")
    items(other, 3)
    keys.press("Control+z")
    items(other, 2)
    keys.press("Control+Shift+z")
    items(other, 3)
    wide = desk.wide("Frames")
    keys.press("+")
    desk.grows("Frames", wide, 1.25)
    keys.press("0")
    desk.grows("Frames", wide, 1)
    keys.press("Escape")
    keys.press("ArrowRight")
    keys.press("Delete")
    items(other, 2)


def test_a_mouse_pushes_the_board_and_zooms_where_it_points(desk: Pair) -> None:
    """The wheel, with Ctrl, the space bar, the middle button; the note stays where it lies."""
    page, keys, mouse = desk.page, desk.page.keyboard, desk.page.mouse
    mouse.dblclick(160, 200)
    desk.types("Panes")
    note, lay = desk.maker.note("Panes"), on_board(desk.other, "Panes")
    keys.press("Escape")
    x, y = middle(note)
    mouse.move(600, 500)
    mouse.wheel(-40, -80)
    comes_to(note, (x + 40, y + 80))
    mouse.wheel(40, 80)
    comes_to(note, (x, y))
    keys.down(" ")
    drag(page, (600, 500), (660, 520))
    keys.up(" ")
    comes_to(note, (x + 60, y + 20))
    mouse.move(600, 500)
    mouse.down(button="middle")
    mouse.move(540, 480)
    mouse.up(button="middle")
    comes_to(note, (x, y))
    wide = desk.wide("Panes")
    keys.down("Control")
    mouse.wheel(0, -30)
    keys.up("Control")
    desk.grows("Panes", wide, 1.35)
    lies(desk.other, "Panes", lay)


def comes_to(note: Locator, at: Point) -> None:
    """It is seen there in a moment."""
    note.page.wait_for_function(
        """([note, x, y]) => {
             const { left, top, width, height } = note.getBoundingClientRect();
             return Math.hypot(left + width / 2 - x, top + height / 2 - y) < 2 }""",
        arg=[note.element_handle(), *at],
        timeout=5_000,
    )
