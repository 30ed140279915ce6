"""Two people type in one note at once; input methods are not disturbed."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.person import Person

LEFT = "žluťoučký 👩‍👩‍👧 kůň"
RIGHT = "přeskočil 🪟 vysoký plot"


def test_two_people_type_in_one_note_and_no_letter_is_lost(people: Any, board: str) -> None:
    """Both keep every character, emoji and Czech included."""
    technologist, artist = _two_in_one_note(people, board, "Sklo")
    mine, hers = _editor(technologist), _editor(artist)
    for left, right in zip_longest(LEFT, RIGHT, fillvalue=""):
        mine.press("ControlOrMeta+End")
        technologist.page.keyboard.insert_text(left)
        hers.press("ControlOrMeta+Home")
        artist.page.keyboard.insert_text(right)
    technologist.all_saved()
    artist.all_saved()
    letters = sorted("Sklo" + LEFT + RIGHT)
    expect(mine).to_have_value(hers.input_value(), timeout=10_000)
    assert sorted(mine.input_value()) == letters


def test_an_input_method_composes_while_others_write(people: Any, board: str) -> None:
    """Composed text stands where it was composed, though a colleague wrote before it meanwhile."""
    technologist, artist = _two_in_one_note(people, board, "板")
    mine, hers = _editor(technologist), _editor(artist)
    mine.press("End")
    keyboard = technologist.page.context.new_cdp_session(technologist.page)
    for reading in ("が", "がら", "がらす"):
        _compose(keyboard, reading)
    hers.press("Home")
    artist.page.keyboard.insert_text("窓の")
    artist.all_saved()
    keyboard.send("Input.insertText", {"text": "ガラス"})
    expect(mine).to_have_value("窓の板ガラス", timeout=10_000)
    expect(hers).to_have_value("窓の板ガラス", timeout=10_000)


def _two_in_one_note(people: Any, board: str, text: str) -> tuple[Person, Person]:
    """Both have the same note open."""
    technologist, artist = (
        people("Glass technologist").join(board),
        people("Glass artist").join(board),
    )
    technologist.write(text)
    artist.sees(text)
    for person in (technologist, artist):
        person.note(text).dblclick()
        expect(_editor(person)).to_be_focused()
    return technologist, artist


def _editor(person: Person) -> Locator:
    return person.page.get_by_label("Text of the note")


def _compose(keyboard: Any, reading: str) -> None:
    end = len(reading)
    keyboard.send(
        "Input.imeSetComposition",
        {"text": reading, "selectionStart": end, "selectionEnd": end},
    )
