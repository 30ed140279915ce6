"""Where the demo's ideas came from, asked as an evaluator asks: with nothing but her code."""

from __future__ import annotations

from typing import Any

import pytest

from demo import content
from demo.actions import Demo, make_demo
from tests.accounts.browser import Browser

pytestmark = pytest.mark.django_db

#: idea → ancestors, authors, disciplines, as the invented day's own sources have them
FIGURES = {"C20": (8, 5, 3), "G20": (7, 4, 3), "G15": (2, 2, 1)}


def evaluator(demo: Demo) -> Browser:
    """A browser that came in with the evaluator's code."""
    browser = Browser()
    code = next(code for code in demo.codes if code.role == "evaluator")
    assert browser.join(code.code, label="Evaluator").json()["path"] == "/"
    return browser


def board_of(browser: Browser, idea: str) -> str:
    """The board an idea of the day lies on, found by the list of boards."""
    challenges = {one.id: one for one in content.day().challenges}
    about = next(one.challenge for one in content.day().ideas if one.id == idea)
    title = challenges[about].texts["en"].title[:120]
    [board] = [one for one in browser.get("/api/lineage").json() if one["title"] == title]
    return str(board["id"])


def told(demo: Demo, browser: Browser, idea: str) -> Any:
    """The lineage of an idea of the day, which is found by when and by whom it was written."""
    board = board_of(browser, idea)
    day = next(one for one in content.day().ideas if one.id == idea)
    author, created = demo.people[day.author].hex, f"{day.created_at:%Y-%m-%dT%H:%M:%S.%fZ}"
    found = [
        one["id"]
        for one in browser.get(f"/api/boards/{board}/lineage").json()
        if (one["author"], one["created"]) == (author, created)
    ]
    return browser.get(f"/api/boards/{board}/items/{found[0]}/lineage").json()


@pytest.mark.parametrize("idea", FIGURES)
def test_an_evaluator_counts_what_came_together_in_an_idea(idea: str) -> None:
    """[H3.1] [H3.2]"""
    demo = make_demo()
    lineage = told(demo, evaluator(demo), idea)
    counted = tuple(len(lineage[part]) for part in ("ancestors", "authors", "disciplines"))
    assert counted == FIGURES[idea]


def test_the_lineage_of_the_box_names_each_idea_and_how_it_hangs_together() -> None:
    """[H3.1] [H3.2]"""
    demo = make_demo()
    lineage = told(demo, evaluator(demo), "C20")
    ideas = {one.id: one for one in content.day().ideas}
    names = ("C01", "C02", "C04", "C07", "C09", "C13", "C16", "C19")
    expected = {
        (demo.people[ideas[one].author].hex, f"{ideas[one].created_at:%Y-%m-%dT%H:%M:%S.%fZ}")
        for one in names
    }
    assert {(one["author"], one["created"]) for one in lineage["ancestors"]} == expected
    assert lineage["disciplines"] == ["creative", "maker", "technical"]
    parents = sum(len(ideas[one].parents) for one in (*names, "C20"))
    assert len(lineage["edges"]) == parents
    assert {edge["relation"] for edge in lineage["edges"]} == {"builds_on"}
    labels = {person.label for person in demo.people.values()}
    assert not any(label in str(lineage) for label in labels)


def test_the_list_of_a_board_says_the_same_of_every_idea() -> None:
    """[H3.1]"""
    demo = make_demo()
    browser = evaluator(demo)
    board = board_of(browser, "C20")
    ideas = browser.get(f"/api/boards/{board}/lineage").json()
    most = max(ideas, key=lambda one: one["ancestors"])
    assert (most["ancestors"], most["authors"], most["disciplines"]) == FIGURES["C20"]
    assert [one["created"] for one in ideas] == sorted(one["created"] for one in ideas)
