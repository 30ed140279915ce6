"""Another device on the network comes over plain http, where browsers lock many abilities away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import PHONE
from tests.browser.lab import NEIGHBOUR, RunningLab
from tests.browser.person import Person


@pytest.fixture
def lan_lab(tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> Iterator[RunningLab]:
    """A lab that admits exactly one origin, and that is not a secure one."""
    lab = RunningLab(tmp_path_factory.mktemp("lan-lab"), NEIGHBOUR).begin_as(prepared)
    lab.start()
    yield lab
    lab.stop()


def test_joining_writing_and_the_outbox_work_without_a_secure_context(
    lan_lab: RunningLab, browser: Browser
) -> None:
    """A phone joins, writes, goes on writing without the server, and all of it arrives."""
    context = browser.new_context(viewport=_size(), is_mobile=True, has_touch=True, locale="en-GB")
    phone = Person("Bicycle repairer", context.new_page(), lan_lab).walks_in()
    assert phone.page.evaluate("isSecureContext") is False
    phone.compose("Written with a server")
    phone.all_saved()
    lan_lab.kill()
    expect(phone.page.get_by_text("You can go on writing")).to_be_visible(timeout=15_000)
    phone.compose("Written without one")
    lan_lab.start()
    phone.all_saved()
    other = browser.new_context(locale="en-GB").new_page()
    reader = Person("Glass artist", other, lan_lab).walks_in()
    reader.page.get_by_role("button", name="List", exact=True).click()
    reader.sees("Written with a server")
    reader.sees("Written without one")


def _size() -> Any:
    return PHONE
