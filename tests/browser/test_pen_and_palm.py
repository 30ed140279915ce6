"""A pen draws; the hand that holds it, and the fingers, do not."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from tests.browser.gestures import Hand, Pen
from tests.browser.person import Person
from tests.browser.test_kinds_on_the_canvas import items


def test_a_palm_with_a_pen_draws_nothing(people: Any, board: str) -> None:
    """Before a pen was there a finger draws; from then on it moves the board."""
    person: Person = people("Glass artist", has_touch=True).join(board)
    hand, pen = Hand(person), Pen(person)
    person.compose("Beside it")
    person.page.get_by_role("button", name="Board", exact=True).click()
    note = person.note("Beside it")
    expect(note).to_be_visible()
    person.page.get_by_role("button", name="Draw by hand").click()
    hand.swipes((200, 250), (300, 280))
    items(person, 2)
    pen.draws((200, 350), (300, 380))
    items(person, 3)
    before = note.bounding_box()
    hand.swipes((200, 450), (320, 450))
    after = note.bounding_box()
    assert before is not None
    assert after is not None
    assert after["x"] - before["x"] > 60, "a finger moves the board"
    # the palm lies on the glass while the pen draws
    pen.tells("mousePressed", (200, 300))
    hand.touch("touchStart", (260, 420))
    pen.tells("mouseMoved", (260, 320))
    hand.touch("touchMove", (265, 425))
    pen.tells("mouseMoved", (340, 330))
    hand.touch("touchEnd")
    pen.tells("mouseReleased", (350, 330))
    items(person, 4)
    still = note.bounding_box()
    assert still is not None
    assert abs(still["x"] - after["x"]) < 2, "the palm moved nothing"
    person.all_saved()
    person.page.get_by_role("button", name="Undo what I did").click()
    items(person, 3)
    expect(person.page.get_by_text("All saved").first).to_be_attached()
