"""The brief, its limits, its materials and first questions lie on a board when its team arrives."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import Lab
from boards.operations import AddNote, AddText, AddZone, LockItems
from boards.seeds import HEAD, NOTE, Headings, of_brief
from challenges.models import Brief
from tests.accounts.browser import Browser

from .test_writing import owner, published, somebody

__all__ = ["owner"]

HEADINGS = Headings("The challenge", "It has to respect", "In the room")
FULL: dict[str, Any] = {
    "problem": "Panes are broken on site.",
    "constraints": ["No crane", "Two people"],
    "materials": ["Float panes"],
    "first_questions": [f"Question {n}?" for n in range(1, 6)],
}


def items(browser: Browser, board: str) -> list[dict[str, Any]]:
    return list(browser.get(f"/api/boards/{board}/items").json())


def opened(browser: Browser, path: str, mode: str = "open") -> str:
    about = {"title": "Table 1", "mode": mode, "challenge": path.rpartition("/")[2]}
    answer = browser.post("/api/boards", about)
    assert answer.status_code == 201, answer.content
    return str(answer.json()["id"])


@pytest.mark.parametrize("mode", ["open", "silent"])
def test_a_teams_board_holds_its_challenge_locked(glass: Lab, owner: Browser, mode: str) -> None:
    path = published(owner, **FULL)
    facilitator = somebody(glass, "facilitator")
    board = opened(facilitator, path, mode)
    code = facilitator.post(f"/api/boards/{board}/code").json()["code"]
    team = Browser()
    assert team.join(code).status_code == 200
    assert team.get(f"/api/boards/{board}").json()["mode"] == mode
    there = items(team, board)
    assert [one["kind"] for one in there].count("note") == 5
    texts = {one["text"] for one in there}
    assert "Whole panes\n\nPanes are broken on site." in texts
    assert "It has to respect\n– No crane\n– Two people" in texts
    assert "In the room\n– Float panes" in texts
    assert all("locked" in one for one in there)
    assert {one["lang"] for one in there} == {"en"}


def test_it_is_seeded_in_the_language_it_is_written_in(glass: Lab, owner: Browser) -> None:
    path = published(owner, constraints=["No crane"])
    board = opened(somebody(glass, "facilitator", "nl"), path)
    texts = {one["text"] for one in items(somebody(glass, "facilitator"), board)}
    assert "It has to respect\n– No crane" in texts


@pytest.mark.parametrize("fields", [{"ip_policy": "nda"}, {"audience": "named"}])
def test_nothing_of_one_for_named_people_is_put_there(
    glass: Lab, owner: Browser, fields: Any
) -> None:
    facilitator = somebody(glass, "facilitator")
    board = opened(facilitator, published(owner, **fields))
    assert items(facilitator, board) == []


def test_what_is_seeded_lies_inside_its_zone_and_apart() -> None:
    brief = Brief(
        "Whole panes", "Broken. " * 300, **{k: v for k, v in FULL.items() if k != "problem"}
    )
    made: Any = of_brief(brief, "en", HEADINGS)
    zone, *inside, lock = made
    assert isinstance(zone, AddZone)
    assert isinstance(lock, LockItems)
    assert lock.ids == [zone.id, *(one.id for one in inside)]
    boxes = [box(one) for one in inside]
    for x, y, right, bottom in boxes:
        assert zone.x <= x < right <= zone.x + zone.w
        assert zone.y + HEAD <= y < bottom <= zone.y + zone.h
    apart = [(a, b) for a in boxes for b in boxes if a is not b]
    assert not any(a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for a, b in apart)
    assert len({one.z for one in inside}) == len(inside)


def box(one: AddNote | AddText) -> tuple[int, int, int, int]:
    w, h = (one.w, one.h) if isinstance(one, AddText) else (NOTE, NOTE)
    return one.x, one.y, one.x + w, one.y + h


def test_a_brief_that_says_little_seeds_little() -> None:
    made: Any = of_brief(Brief("Whole panes", "Broken."), "en", HEADINGS)
    zone, text, lock = made
    assert isinstance(text, AddText)
    assert text.zone == zone.id
    assert lock.ids == [zone.id, text.id]
