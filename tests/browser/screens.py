"""Looking at screens: one page for all widths and both themes of a device, each looked at with axe.

With `LIVELAB_SCREENS` set the pictures of `KEPT` are put into docs/screens/; with `LIVELAB_LOOK`
every one is put into the folder it names.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, TABLET
from tests.browser.lab import ROOT, RunningLab
from tests.browser.person import Person

AXE = (ROOT / "frontend/node_modules/axe-core/axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
#: of these what a theme changes; all else is the same page in other colours
RULES_OF_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
#: a theme fades in: what is looked at half way has neither's colours
RUN = """
rules => Promise.allSettled(document.getAnimations()
    .filter(one => one.effect.getComputedTiming().endTime !== Infinity).map(one => one.finished))
  .then(() => axe.run(document, {runOnly: rules, resultTypes: ['violations']}))
  .then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0, 120))]))
"""
#: tools that nobody can reach because they lie outside the window
CUT = """
[...document.querySelectorAll('[role=toolbar] button')].filter(b => b.offsetParent)
  .filter(b => b.getBoundingClientRect().right > innerWidth || b.getBoundingClientRect().left < 0)
  .map(b => b.getAttribute('aria-label'))
"""
PICTURES = ROOT / "docs" / "screens"
KEPT = {
    "start", "wrong-code", "join-what", "join-who", "join-consent", "personal-code",
    "lab", "lab-now", "lab-tour", "not-found", "design",
    "board-empty", "board", "list", "offline", "silence", "comments",
    "challenges", "challenge-edit", "challenge-brief", "people", "person", "organisations",
    "ideas", "ideas-far", "ideas-list", "ideas-phone-write",
}  # fmt: skip
#: shown whole, however long
WHOLE = {"design"}
DEVICES = {"desk": (DESKTOP, TABLET), "phone": (PHONE,)}
THEMES = ("light", "dark")


def violations(page: Page, theme: Any) -> Any:
    """What axe has against the page in a theme, by the rules of WCAG 2.2 AA."""
    page.emulate_media(color_scheme=theme)
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE)
    return page.evaluate(RUN, RULES if theme == THEMES[0] else RULES_OF_COLOURS)


class Visitor(Person):
    """Somebody with one device, whose screens are looked at in all its widths and both themes."""

    on_phone: bool = False

    def check(self, name: str, when: Locator, at_each_width: Locator | None = None) -> None:
        """Wait until the screen is there; then nothing sticks out and axe finds nothing.

        What is pressed at each width brings everything into sight again.
        """
        expect(when).to_be_visible(timeout=15_000)
        self.page.evaluate("document.fonts.ready")
        first, *others = DEVICES["phone" if self.on_phone else "desk"]
        for size in (first, *others):
            if others:
                self.page.set_viewport_size({"width": size["width"], "height": size["height"]})
                if at_each_width:
                    at_each_width.click()
            for theme in THEMES:
                self._look(name, f"{size['width']}-{theme}", theme)
        if others:
            self.page.set_viewport_size({"width": first["width"], "height": first["height"]})

    def _look(self, name: str, look: str, theme: Any) -> None:
        page = self.page
        page.emulate_media(color_scheme=theme)
        for folder in _folders(name):
            page.screenshot(path=folder / f"{name}-{look}.png", full_page=name in WHOLE)
        fits = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert fits, f"{name} sticks out at {look}"
        assert page.evaluate(CUT) == [], f"{name}: tools outside the window at {look}"
        found = violations(page, theme)
        assert found == [], f"{name} at {look}: {found}"


def _folders(name: str) -> Iterator[Path]:
    if name in KEPT and os.environ.get("LIVELAB_SCREENS"):
        yield PICTURES
    if folder := os.environ.get("LIVELAB_LOOK"):
        yield Path(folder)


@pytest.fixture(params=DEVICES)
def visitor(request: Any, browser: Browser, lab: RunningLab) -> Iterator[Visitor]:
    """Somebody at a desk, or with a phone."""
    somebody = came(browser, lab, request.param)
    yield somebody
    somebody.page.context.close()


def came(browser: Browser, lab: RunningLab, device: str) -> Visitor:
    """A newcomer with this device."""
    phone = device == "phone"
    context = browser.new_context(
        viewport=PHONE if phone else DESKTOP,  # type: ignore[arg-type]
        is_mobile=phone,
        has_touch=phone,
        locale="en-GB",
        reduced_motion="reduce",
        base_url=lab.url,
    )
    context.on("weberror", lambda error: pytest.fail(str(error.error)))
    somebody = Visitor(f"Visiting maker, {device}", context.new_page(), lab)
    somebody.on_phone = phone
    return somebody
