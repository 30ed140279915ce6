"""A phone's keyboard takes half of the screen: the composer and its button stay in sight."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import PHONE
from tests.browser.person import Person
from tests.browser.test_kinds_on_the_canvas import looked_at

#: what keyboards of 390 × 844 screens leave
LEFT = 480
#: a phone that lays its keyboard over the page, and moves the page under it
LAID_OVER = """() => {
  const area = Object.assign(new EventTarget(), {
    width: 390, height: 844, offsetTop: 0, offsetLeft: 0, pageTop: 0, pageLeft: 0, scale: 1,
  });
  Object.defineProperty(window, 'visualViewport', { value: area });
  window.keyboard = (height, offsetTop) => {
    Object.assign(area, { height, offsetTop });
    area.dispatchEvent(new Event('resize'));
  };
}"""


def in_sight(part: Locator, top: float) -> None:
    """It lies wholly in what the keyboard leaves, below `top`."""
    box = part.bounding_box()
    assert box
    assert top <= box["y"]
    assert box["y"] + box["height"] <= top + LEFT, box


def opens_keyboard(phone: Person, *, over: bool, top: int) -> None:
    """As this kind of phone does it."""
    if over:
        phone.page.evaluate(f"window.keyboard({LEFT}, {top})")
    else:
        phone.page.set_viewport_size({"width": PHONE["width"], "height": LEFT})
    expect(phone.page.locator("[data-keyboard]")).to_be_attached()


@pytest.mark.parametrize(("over", "top"), [(False, 0), (True, 0), (True, 120)])
def test_the_composer_and_its_button_stay_in_sight(
    people: Any, board: str, over: bool, top: int
) -> None:
    """Where the keyboard makes the page smaller, and where it is laid over it; many lines too."""
    phone = people("Bicycle repairer", PHONE)
    if over:
        phone.page.add_init_script(f"({LAID_OVER})()")
    phone.join(board)
    field = phone.page.get_by_label("Your note")
    field.focus()
    opens_keyboard(phone, over=over, top=top)
    go = phone.page.get_by_role("button", name="Put on the board")
    for words in ("Rent windows", "A long thought, in many lines. " * 30):
        field.fill(words)
        in_sight(field, top)
        in_sight(go, top)
    looked_at(phone, f"keyboard-{over}-{top}")
    go.click()
    phone.all_saved()
    in_sight(field, top)
    in_sight(go, top)
