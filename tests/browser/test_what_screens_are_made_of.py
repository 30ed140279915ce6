"""The page of all components: axe is silent on it, and the contrasts it measures are enough."""

from __future__ import annotations

from typing import Any

from tests.browser.lab import RunningLab
from tests.browser.screens import THEMES, Visitor, visitor

__all__ = ["visitor"]

TOO_LITTLE = """
[...document.querySelectorAll('[data-contrast]')]
  .filter(pair => Number(pair.dataset.contrast) < Number(pair.dataset.least))
  .map(pair => pair.innerText)
"""


def test_every_component_in_every_state(visitor: Visitor, lab: RunningLab) -> None:
    """The whole page, then what opens over it."""
    page = visitor.page
    page.goto(f"{lab.url}/design")
    visitor.check("design", page.get_by_role("heading", name="What screens are made of"))
    for name in ("A question", "A dialog", "A sheet over it"):
        page.get_by_role("button", name=name, exact=True).click()
        over = page.get_by_role("alertdialog" if name == "A question" else "dialog")
        visitor.check(f"design-{name.lower().replace(' ', '-')}", over)
        page.keyboard.press("Escape")
    page.get_by_role("button", name="Show the panel").click()
    panel = page.get_by_role("complementary")
    visitor.check("design-panel", panel)
    panel.press("Escape")
    assert panel.count() == 0


def test_each_pair_of_colours_is_measured_in_both_themes(visitor: Visitor, lab: RunningLab) -> None:
    """Whatever the device prefers: as the browser computes them, not as they are written."""
    page = visitor.page
    themes: tuple[Any, ...] = THEMES
    for theme in themes:
        page.emulate_media(color_scheme=theme)
        page.goto(f"{lab.url}/design")
        page.get_by_role("heading", name="What screens are made of").wait_for()
        measured = page.locator("[data-contrast]")
        assert measured.count() > 70
        # One of each theme, whatever the page's own.
        first = page.locator("[data-theme] [data-contrast]:first-child")
        assert len(set(first.evaluate_all("all => all.map(one => one.dataset.contrast)"))) == 2
        assert page.evaluate(TOO_LITTLE) == []
