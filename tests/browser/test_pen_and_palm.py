"""A pen draws; the hand that holds it, and the fingers, do not."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import CDPSession, expect

from tests.browser.person import Person
from tests.browser.test_kinds_on_the_canvas import items

Point = tuple[float, float]


class Hand:
    """A pen and a palm on one glass, as the device tells them."""

    def __init__(self, person: Person) -> None:
        self.cdp: CDPSession = person.page.context.new_cdp_session(person.page)

    def pen(self, kind: str, at: Point, force: float = 0.7) -> None:
        self.cdp.send(
            "Input.dispatchMouseEvent",
            {
                "type": kind, "x": at[0], "y": at[1], "button": "left", "clickCount": 1,
                "buttons": 0 if kind == "mouseReleased" else 1, "pointerType": "pen",
                "force": force,
            },
        )  # fmt: skip

    def touch(self, kind: str, *points: Point) -> None:
        told = [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(points)]
        self.cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": told})

    def draws(self, start: Point, end: Point) -> None:
        self.pen("mousePressed", start)
        for step in range(1, 6):
            x = start[0] + (end[0] - start[0]) * step / 5
            self.pen("mouseMoved", (x, start[1] + (end[1] - start[1]) * step / 5), 0.2 * step)
        self.pen("mouseReleased", end)

    def swipes(self, start: Point, end: Point) -> None:
        self.touch("touchStart", start)
        for step in range(1, 6):
            x = start[0] + (end[0] - start[0]) * step / 5
            self.touch("touchMove", (x, start[1] + (end[1] - start[1]) * step / 5))
        self.touch("touchEnd")


def test_a_palm_with_a_pen_draws_nothing(people: Any, board: str) -> None:
    """Before a pen was there a finger draws; from then on it moves the board."""
    person: Person = people("Glass artist", has_touch=True).join(board)
    hand = Hand(person)
    person.compose("Beside it")
    person.page.get_by_role("button", name="Board", exact=True).click()
    note = person.note("Beside it")
    expect(note).to_be_visible()
    person.page.get_by_role("button", name="Draw by hand").click()
    hand.swipes((200, 250), (300, 280))
    items(person, 2)
    hand.draws((200, 350), (300, 380))
    items(person, 3)
    before = note.bounding_box()
    hand.swipes((200, 450), (320, 450))
    after = note.bounding_box()
    assert before is not None
    assert after is not None
    assert after["x"] - before["x"] > 60, "a finger moves the board"
    # the palm lies on the glass while the pen draws
    hand.pen("mousePressed", (200, 300))
    hand.touch("touchStart", (260, 420))
    hand.pen("mouseMoved", (260, 320))
    hand.touch("touchMove", (265, 425))
    hand.pen("mouseMoved", (340, 330))
    hand.touch("touchEnd")
    hand.pen("mouseReleased", (350, 330))
    items(person, 4)
    still = note.bounding_box()
    assert still is not None
    assert abs(still["x"] - after["x"]) < 2, "the palm moved nothing"
    person.all_saved()
    person.page.get_by_role("button", name="Undo what I did").click()
    items(person, 3)
    expect(person.page.get_by_text("All saved").first).to_be_attached()
