"""Every screen in three widths and two themes: no violation of WCAG 2.2 AA, nothing sticks out.

With `LIVELAB_SCREENS` set the pictures are kept in docs/screens/.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, TABLET
from tests.browser.lab import ROOT, RunningLab
from tests.browser.person import Person

AXE = (ROOT / "frontend/node_modules/axe-core/axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PICTURES = ROOT / "docs" / "screens"
LOOKS = [(size, scheme) for size in (DESKTOP, TABLET, PHONE) for scheme in ("light", "dark")]


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]['width']}-{look[1]}")
def visitor(request: Any, browser: Browser, lab: RunningLab) -> Iterator[Person]:
    """Somebody with this window and theme."""
    size, scheme = request.param
    phone = size == PHONE
    context = browser.new_context(
        viewport=size,
        color_scheme=scheme,
        is_mobile=phone,
        has_touch=phone,
        locale="en-GB",
        reduced_motion="reduce",
        base_url=lab.url,
    )
    context.on("weberror", lambda error: pytest.fail(str(error.error)))
    yield Person(f"Visiting maker {request.node.callspec.id}", context.new_page(), lab)
    context.close()


def test_the_way_in(visitor: Person, lab: RunningLab) -> None:
    """Start, a wrong code, what is joined, name, consents, personal code, the lab's page."""
    page = visitor.page
    page.goto(lab.url)
    _check(visitor, "start", page.get_by_label("Join code"))
    page.goto(f"{lab.url}/join/00000000")
    _check(visitor, "wrong-code", page.get_by_text("This code does not work"))
    page.goto(f"{lab.url}/join/{lab.codes['participant']}")
    _check(visitor, "join-what", page.get_by_role("button", name="Yes, this is it"))
    page.get_by_role("button", name="Yes, this is it").click()
    _check(visitor, "join-who", page.get_by_label("Name or role"))
    page.get_by_label("Name or role").fill(visitor.label)
    page.get_by_role("button", name="Next").click()
    _check(visitor, "join-consent", page.get_by_role("button", name="Take part"))
    page.get_by_role("checkbox").first.check(force=True)
    page.get_by_role("button", name="Take part").click()
    _check(visitor, "personal-code", page.get_by_role("link", name="I have it, let me in"))
    page.goto(f"{lab.url}/lab")
    _check(visitor, "lab", page.get_by_role("heading", level=1))
    page.goto(f"{lab.url}/nowhere")
    _check(visitor, "not-found", page.get_by_role("heading", level=1))


def test_the_board(visitor: Person, board: str) -> None:
    """Empty, with a note, as a list, and without a connection."""
    visitor.join(board)
    _check(visitor, "board-empty", visitor.page.locator("[data-ready]"))
    on_phone = visitor.page.viewport_size == PHONE
    write: Callable[[str], None] = visitor.compose if on_phone else visitor.write
    for text in ("Laser-mark every new pane", "Fuse whole offcuts into thick wall tiles"):
        write(text)
        visitor.sees(text)
    visitor.all_saved()
    _check(visitor, "board", visitor.page.locator("[data-ready]"))
    name = "Notes" if on_phone else "List"
    visitor.page.get_by_role("button", name=name, exact=True).click()
    _check(visitor, "list", visitor.note("Laser-mark"))
    visitor.page.context.set_offline(True)
    visitor.page.evaluate("window.dispatchEvent(new Event('offline'))")
    _check(visitor, "offline", visitor.page.get_by_text("You can go on writing"))


def test_what_is_said_about_a_note(visitor: Person, board: str) -> None:
    """In the list: a zone and a note, all actions, connecting, comments open and resolved."""
    visitor.join(board)
    page = visitor.page
    on_phone = page.viewport_size == PHONE
    page.get_by_role("button", name="Notes" if on_phone else "List", exact=True).click()
    _check(visitor, "list-empty", page.get_by_text("No notes yet"))
    if on_phone:
        page.get_by_role("button", name="Write", exact=True).click()
    visitor.compose("Rent whole windows")
    visitor.compose("Ask who takes them down")
    if on_phone:
        page.get_by_role("button", name="Notes", exact=True).click()
    else:
        page.get_by_label("New zone").fill("Where panes come from\n")
        page.get_by_label("New zone").press("Enter")
    note = visitor.note("Rent whole windows")
    note.get_by_role("button", name="Actions").click()
    _check(visitor, "list-actions", page.get_by_role("group", name="Actions"))
    note.get_by_role("button", name="React", exact=True).click()
    note.get_by_role("button", name="agree").click()
    _check(visitor, "list-reactions", note.get_by_role("group", name="Reactions"))
    note.get_by_role("button", name="Connect", exact=True).click()
    _check(visitor, "list-connect", page.get_by_label("Find the other by its words"))
    note.get_by_role("button", name="Comments", exact=True).click()
    page.get_by_label("Your comment").fill("By the year?")
    page.get_by_role("button", name="Comment", exact=True).click()
    _check(visitor, "comments", page.get_by_role("list", name="Open comments"))
    page.get_by_role("button", name="Resolve").click()
    page.get_by_text("1 resolved").click()
    _check(visitor, "comments-resolved", page.get_by_role("button", name="Open again"))


def test_silence(visitor: Person, silent_board: str) -> None:
    """A silent board says so."""
    visitor.join(silent_board)
    _check(visitor, "silence", visitor.page.get_by_text("Writing in silence"))


def _check(visitor: Person, name: str, when: Any) -> None:
    """Wait until the screen is there, then look at it."""
    page = visitor.page
    expect(when).to_be_visible(timeout=15_000)
    page.evaluate("document.fonts.ready")
    _keep(page, name)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} sticks out"
    page.evaluate(AXE)
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: rules})"
        ".then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0, 120))]))",
        RULES,
    )
    assert found == [], f"{name}: {found}"


def _keep(page: Page, name: str) -> None:
    if not os.environ.get("LIVELAB_SCREENS"):
        return
    scheme = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'")
    width = page.evaluate("innerWidth")
    Path(PICTURES).mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}-{width}-{scheme}.png")
