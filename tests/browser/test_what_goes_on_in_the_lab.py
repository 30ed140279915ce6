"""The lab's page says who is on a board now, and what waits for whoever looks at it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE
from tests.browser.lab import RunningLab
from tests.browser.person import Host
from tests.browser.screens import Visitor, visitor

__all__ = ["visitor"]


def part(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def test_who_is_on_a_board_now_is_told_on_the_labs_page(
    visitor: Visitor, people: Any, host: Host, lab: RunningLab
) -> None:
    """It comes without a reload, leads there, and goes when the last one goes."""
    title = f"Meet here, {visitor.label}"
    code = host.opens(title)
    page = visitor.join(role="facilitator").page
    page.goto(f"{lab.url}/lab")
    now = part(page, "Going on now")
    expect(now).to_be_visible()
    expect(now.get_by_text(title)).to_have_count(0)
    maker = people("Maker", PHONE).join(code)
    line = now.get_by_role("listitem").filter(has_text=title)
    expect(line.get_by_text("1 person on it now")).to_be_visible(timeout=20_000)
    visitor.check("lab-now", line)
    maker.page.context.close()
    expect(line).to_have_count(0, timeout=20_000)


def test_a_brief_waits_until_it_was_read_on_this_device(visitor: Visitor, lab: RunningLab) -> None:
    page = visitor.join().page
    page.goto(f"{lab.url}/lab")
    waits = part(page, "Waits for you")
    brief = waits.get_by_role("link", name="Read the brief").first
    expect(brief).to_be_visible()
    before = waits.get_by_role("link").count()
    brief.click()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.go_back()
    expect(waits).to_be_visible()
    expect(waits.get_by_role("link")).to_have_count(before - 1)


def test_an_empty_lab_teaches_the_next_step(visitor: Visitor, lab: RunningLab) -> None:
    """Nothing goes on, waits or is there: told to who runs sessions, and to who does not."""
    page = visitor.page
    nothing: dict[str, list[Any]] = {"boards": [], "challenges": [], "waiting": [], "lately": []}
    page.route("**/api/home", lambda route: route.fulfill(json=nothing))
    visitor.join()
    page.goto(f"{lab.url}/lab")
    visitor.check("lab-empty-guest", page.get_by_text("you get a code from the facilitator"))
    visitor.join(role="facilitator")
    page.goto(f"{lab.url}/lab")
    visitor.check("lab-empty-facilitator", page.get_by_text("A session begins with a board"))
    expect(page.get_by_text("Begin with a title")).to_be_visible()
