"""Who leads sessions is shown around the lab's page once: by keyboard too, and over nothing."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.lab import RunningLab
from tests.browser.screens import Visitor, visitor

__all__ = ["visitor"]


def tour(page: Page) -> Locator:
    return page.get_by_role("region", name="A short tour")


def stop(page: Page, title: str) -> Locator:
    return tour(page).get_by_role("heading", name=title)


def test_a_facilitator_is_shown_around_once(visitor: Visitor, lab: RunningLab) -> None:
    """Stop by stop, left at any of them, and begun again when she likes."""
    page = visitor.join(role="facilitator").page
    page.goto(f"{lab.url}/lab")
    visitor.check("lab-tour", stop(page, "Begin with a board"))
    covers_nothing(page)
    expect(page.locator("[data-toured]").get_by_label("Title")).to_be_visible()
    page.get_by_role("button", name="Next").focus()
    page.keyboard.press("Enter")
    expect(stop(page, "People come in with the code")).to_be_focused()
    expect(page.locator("[data-toured]").get_by_text("Going on now")).to_be_visible()
    page.get_by_role("button", name="Back").press("Enter")
    expect(stop(page, "Begin with a board")).to_be_focused()
    page.keyboard.press("Escape")
    expect(tour(page)).to_have_count(0)
    expect(page.locator("[data-toured]")).to_have_count(0)
    page.reload()
    again = page.get_by_role("button", name="Show me around")
    expect(again).to_be_visible()
    expect(tour(page)).to_have_count(0)
    again.click()
    for _ in range(2):
        page.get_by_role("button", name="Next").click()
    visitor.check("lab-tour-end", stop(page, "What needs you comes up here"))
    expect(page.get_by_role("button", name="Skip the tour")).to_have_count(0)
    tour(page).get_by_role("button", name="Begin", exact=True).click()
    expect(tour(page)).to_have_count(0)


def test_it_is_skipped_with_one_press(visitor: Visitor, lab: RunningLab) -> None:
    page = visitor.join(role="facilitator").page
    page.goto(f"{lab.url}/lab")
    page.get_by_role("button", name="Skip the tour").click()
    expect(tour(page)).to_have_count(0)
    page.reload()
    expect(page.get_by_role("button", name="Show me around")).to_be_visible()
    expect(tour(page)).to_have_count(0)


def test_who_leads_no_session_is_not_held_up(visitor: Visitor, lab: RunningLab) -> None:
    page = visitor.join().page
    page.goto(f"{lab.url}/lab")
    expect(page.get_by_role("region", name="Going on now")).to_be_visible()
    expect(tour(page)).to_have_count(0)
    expect(page.get_by_role("button", name="Show me around")).to_have_count(0)


def covers_nothing(page: Page) -> None:
    """It takes room of its own, above what she types in."""
    tours, field = tour(page).bounding_box(), page.get_by_label("Title").bounding_box()
    assert tours is not None
    assert field is not None
    assert tours["y"] + tours["height"] <= field["y"]
