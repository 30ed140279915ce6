"""Writing goes on without the server, and survives a reload: nothing lost, nothing twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, expect

from tests.browser.lab import RunningLab
from tests.browser.person import Person

NOTES = [f"Thought {number:02d} without a server" for number in range(1, 21)]


@pytest.fixture
def own_lab(tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> Iterator[RunningLab]:
    """A lab that may be stopped without disturbing other tests."""
    lab = RunningLab(tmp_path_factory.mktemp("own-lab")).begin_as(prepared)
    lab.start()
    yield lab
    lab.stop()


def test_twenty_notes_written_with_the_server_down_arrive_once(
    own_lab: RunningLab, browser: Browser
) -> None:
    """The server is killed, twenty notes are written, the tab reloaded: each arrives once."""
    writer = _somebody(browser, "Glass technologist", own_lab).join()
    reader = _somebody(browser, "Glass artist", own_lab).join()
    own_lab.kill()
    expect(writer.page.get_by_text("You can go on writing")).to_be_visible(timeout=15_000)
    writer.page.get_by_role("button", name="List", exact=True).click()
    for text in NOTES:
        writer.compose(text)
    with pytest.raises(Error):  # there is nobody to answer; what was written must not mind
        writer.page.reload()
    own_lab.start()
    writer.page.goto(reader.page.url)
    writer.is_in()
    reader.page.get_by_role("button", name="List", exact=True).click()
    for text in NOTES:
        expect(reader.page.locator("[data-item]", has_text=text)).to_have_count(1, timeout=20_000)


def _somebody(browser: Browser, label: str, lab: RunningLab, **options: Any) -> Person:
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, locale="en-GB", base_url=lab.url, **options
    )
    return Person(label, context.new_page(), lab)
