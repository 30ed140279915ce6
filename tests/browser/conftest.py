"""Real browsers on a real server. No test here touches the database: all goes through the pages."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.lab import NEIGHBOUR, RunningLab
from tests.browser.person import Host, Person

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--host-resolver-rules=MAP {NEIGHBOUR} 127.0.0.1",
]
DESKTOP = {"width": 1440, "height": 900}
TABLET = {"width": 1024, "height": 768}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Debian's Chromium; nothing is downloaded."""
    path = os.environ.get("LIVELAB_CHROMIUM", "/usr/bin/chromium")
    return {"executable_path": path, "args": QUIET}


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a demo lab, for every lab to begin with."""
    return RunningLab(tmp_path_factory.mktemp("prepared")).prepare().home


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> Iterator[RunningLab]:
    """The demo lab, served."""
    running = RunningLab(tmp_path_factory.mktemp("lab")).begin_as(prepared)
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def host(browser: Browser, lab: RunningLab) -> Iterator[Host]:
    """A facilitator, who opens boards."""
    context = browser.new_context(base_url=lab.url, locale="en-GB")
    yield Host(Person("Facilitator", context.new_page(), lab).join(role="facilitator"))
    context.close()


@pytest.fixture
def board(host: Host) -> str:
    """The join code of a board of this test's own."""
    return host.opens("Whole panes")


@pytest.fixture
def silent_board(host: Host) -> str:
    """The join code of a board where notes stay private until the reveal."""
    return host.opens("In silence", mode="silent")


@pytest.fixture
def people(browser: Browser, lab: RunningLab) -> Iterator[Any]:
    """Call `people(label, size)` for somebody with a browser profile of her own."""
    contexts: list[BrowserContext] = []

    def somebody(label: str, size: dict[str, int] | None = None, **options: Any) -> Person:
        phone = size == PHONE
        settings: dict[str, Any] = {
            "viewport": size or DESKTOP,
            "locale": "en-GB",
            "has_touch": phone,
        } | options
        context = browser.new_context(is_mobile=phone, base_url=lab.url, **settings)
        contexts.append(context)
        return Person(label, context.new_page(), lab)

    yield somebody
    for context in contexts:
        context.close()
