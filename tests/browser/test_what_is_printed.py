"""On paper: light whatever the screen, no controls, links with their address, few sheets."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.lab import RunningLab
from tests.browser.person import Host
from tests.browser.screens import PICTURES

#: what can only be pressed or filled in, and is still there
CONTROLS = """
[...document.querySelectorAll('button, input, select, textarea, [role=toolbar]')]
  .filter(one => one.checkVisibility()).map(one => one.outerHTML.slice(0, 100))
"""
#: what has dark paper, or ink that is hard to read on white
DARK = """
[...document.querySelectorAll('body, body *')].filter(one => one.checkVisibility()).flatMap(one => {
  const style = getComputedStyle(one);
  const light = colour => {
    const [r, g, b, a = 1] = (colour.match(/[\\d.]+/g) ?? []).map(Number);
    return a === 0 ? null : (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
  };
  const paper = light(style.backgroundColor), ink = light(style.color);
  const own = [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  const dark = paper !== null && paper < 0.5;
  return dark || (own && ink > 0.55) ? [one.outerHTML.slice(0, 100)] : [];
})
"""
LEADS = (
    "getComputedStyle(document.querySelector('main a[href^=\"/challenges/\"]'), '::after').content"
)
#: so many challenges go onto a sheet, however long their titles are
SHORTEST_SHEET = 4


def on_paper(page: Page, name: str) -> int:
    """How many sheets it takes; it is looked at as it will be."""
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(CONTROLS) == []
    assert page.evaluate(DARK) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for folder in folders():
        page.set_viewport_size({"width": 680, "height": 960})
        page.screenshot(path=folder / f"print-{name}.png", full_page=True)
    pdf = page.pdf(prefer_css_page_size=True)
    page.emulate_media(media="null")
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def folders() -> list[Path]:
    """Where the pictures go, as in `screens`."""
    kept = [PICTURES] if os.environ.get("LIVELAB_SCREENS") else []
    look = os.environ.get("LIVELAB_LOOK")
    return kept + ([Path(look)] if look else [])


def test_a_brief_is_one_sheet_or_two(people: Any, lab: RunningLab) -> None:
    page = people("Reader").join(role="facilitator").page
    page.goto(f"{lab.url}/challenges")
    page.get_by_role("link", name="second life").click()
    expect(page.get_by_role("heading", name="Please not")).to_be_visible()
    assert on_paper(page, "brief") <= 2
    expect(page.get_by_role("button", name="Print")).to_be_visible()


def test_the_catalogue_is_a_list_that_says_where_each_is(people: Any, lab: RunningLab) -> None:
    page = people("Reader").join(role="facilitator").page
    page.goto(f"{lab.url}/challenges")
    expect(page.get_by_role("link", name="second life")).to_be_visible()
    listed = page.locator('main a[href^="/challenges/"]').count()
    assert on_paper(page, "catalogue") <= 1 + listed / SHORTEST_SHEET
    page.emulate_media(media="print")
    assert f"{lab.url}" in page.evaluate(LEADS)
    assert "/challenges/" in page.evaluate(LEADS)


def test_a_board_is_a_list_by_zones_with_authors(people: Any, host: Host) -> None:
    """Whichever face is shown: what is printed is made for it, and gone afterwards."""
    code = host.opens("What if offcuts had a price?")
    maker = people("Glass artist").join(code)
    page = maker.page
    page.get_by_role("button", name="List", exact=True).click()
    page.get_by_label("New zone").fill("Who is affected")
    page.get_by_label("New zone").press("Enter")
    inside = page.get_by_label("New note in Who is affected")
    inside.fill("The sorter at the yard")
    inside.press("Enter")
    maker.compose("Rent whole windows")
    maker.all_saved()
    page.get_by_role("button", name="Board", exact=True).click()
    paper = page.get_by_role("article")
    expect(paper).to_have_count(0)
    page.emulate_media(media="print")
    said = paper.inner_text()
    title, date, *_ = filter(None, said.splitlines())
    assert title == "What if offcuts had a price?"
    assert date.startswith("As it was on ")
    affected, loose = said.split("In no zone")
    assert "Who is affected" in affected
    assert "The sorter at the yard — Glass artist" in affected
    assert "Rent whole windows — Glass artist" in loose
    assert on_paper(page, "board") == 1
    expect(paper).to_have_count(0)


def test_the_sheet_at_the_door_has_the_code_and_nothing_else(people: Any, lab: RunningLab) -> None:
    page = people("Leader").join(role="facilitator").page
    page.goto(f"{lab.url}/lab")
    page.get_by_role("button", name="Join code").first.click()
    page.get_by_role("button", name="Show it to the room").click()
    sheet = page.get_by_role("dialog")
    expect(sheet.get_by_role("button", name="Print the sheet")).to_be_visible()
    code = sheet.locator("code").inner_text()
    page.emulate_media(media="print")
    expect(sheet.get_by_role("img", name="QR code of the join address")).to_be_visible()
    assert code in page.locator("body").inner_text()
    assert not page.locator("main").is_visible()
    assert on_paper(page, "join-sheet") == 1
