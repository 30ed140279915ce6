"""The walks through every page and state once more, in a language that nobody speaks.

What has plain letters then is neither in a catalogue nor anybody's writing. The words are two
fifths longer too: on a phone none may be cut off, stick out, or be wider than its button.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.lab import ROOT, RunningLab
from tests.browser.person import Host, Person
from tests.browser.plain_words import LISTEN, cut_off, hard_coded
from tests.browser.screens import DEVICES, Visitor, came
from tests.browser.strange_tongue import speak_strangely, teach, understood
from tests.browser.test_a_tour_of_the_lab import test_a_facilitator_is_shown_around_once
from tests.browser.test_an_owner_brings_a_challenge import test_from_nothing_to_what_was_decided
from tests.browser.test_every_screen import (
    test_doors_that_stay_shut,
    test_other_ways_in_and_what_they_refuse,
    test_silence,
    test_the_brief_is_read_beside_the_board,
    test_the_lab_of_a_facilitator,
    test_the_way_in,
)
from tests.browser.test_every_state_of_a_board import (
    test_a_board_in_a_hand,
    test_the_canvas_of_a_desk,
    test_the_list,
    test_what_is_not_placed_and_what_waits_for_a_line,
)
from tests.browser.test_moved_to_another_team import test_who_sits_where_is_told_on_one_page
from tests.browser.test_the_people_of_a_lab import (
    test_looking_after_the_people,
    test_pages_that_are_not_there,
)
from tests.browser.test_what_goes_on_in_the_lab import (
    test_an_empty_lab_teaches_the_next_step,
    test_who_is_on_a_board_now_is_told_on_the_labs_page,
)
from tests.browser.test_what_screens_are_made_of import test_every_component_in_every_state

__all__ = [
    "test_a_board_in_a_hand",
    "test_a_facilitator_is_shown_around_once",
    "test_an_empty_lab_teaches_the_next_step",
    "test_doors_that_stay_shut",
    "test_every_component_in_every_state",
    "test_from_nothing_to_what_was_decided",
    "test_looking_after_the_people",
    "test_other_ways_in_and_what_they_refuse",
    "test_pages_that_are_not_there",
    "test_silence",
    "test_the_brief_is_read_beside_the_board",
    "test_the_canvas_of_a_desk",
    "test_the_lab_of_a_facilitator",
    "test_the_list",
    "test_the_way_in",
    "test_what_is_not_placed_and_what_waits_for_a_line",
    "test_who_is_on_a_board_now_is_told_on_the_labs_page",
    "test_who_sits_where_is_told_on_one_page",
]

#: what people are called here, and what the demo's boards are
CALLED = {"Facilitator", "Guest at a table", "Whole panes", "In silence", "Led in silence"}
#: what files are called, and what is said of a cover
FILES = {"Grondplan hal 3.pdf", "kit.webp", "kit.pdf", "kit", "Window panes, marked by laser"}
#: what the walks let a server say in its place
SAID_FOR_IT = {"Writing is over"}
ROUTES = ROOT / "frontend" / "src" / "app" / "routes.tsx"
visited: set[str] = set()


class Stranger(Visitor):
    """Sees everything in the strange tongue, and finds what is not."""

    def __init__(self, visitor: Visitor, typed: set[str]) -> None:
        super().__init__(visitor.label, visitor.page, visitor.lab)
        self.on_phone = visitor.on_phone
        self.typed = typed
        self.complaints: list[str] = []

    def check(self, name: str, when: Locator, at_each_width: Locator | None = None) -> None:
        """Wait until the screen is there; nothing on it is plain, and on a phone nothing is cut."""
        expect(when).to_be_visible(timeout=15_000)
        visited.add(urlsplit(self.page.url).path)
        self.page.evaluate("document.fonts.ready")
        found = hard_coded(self.page, self.typed | CALLED | FILES | SAID_FOR_IT | {self.label})
        if self.on_phone:
            found += cut_off(self.page)
        self.complaints += [f"{name}: {one}" for one in found]


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> Iterator[RunningLab]:
    """A demo lab whose server speaks the strange tongue."""
    running = RunningLab(tmp_path_factory.mktemp("strange")).begin_as(prepared)
    teach(running)
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def host(browser: Browser, lab: RunningLab) -> Iterator[Host]:
    """A facilitator of that lab."""
    context = browser.new_context(base_url=lab.url, locale="en-GB")
    yield Host(Person("Facilitator", context.new_page(), lab).join(role="facilitator"))
    context.close()


@pytest.fixture
def typed() -> Iterator[set[str]]:
    """What people type here; as long as it is asked for, walks in English find their way."""
    words: set[str] = set()
    with understood(words):
        yield words


@pytest.fixture
def people(browser: Browser, lab: RunningLab, typed: set[str]) -> Iterator[Any]:
    """As everywhere, but they read the strange tongue too."""
    found: list[Person] = []

    def somebody(label: str, size: dict[str, int], **options: Any) -> Person:
        context = browser.new_context(
            viewport=size,  # type: ignore[arg-type]
            has_touch=True, is_mobile=True, base_url=lab.url, locale="en-GB", **options,
        )  # fmt: skip
        found.append(Person(label, context.new_page(), lab))
        speak_strangely(found[-1].page)
        return found[-1]

    yield somebody
    for person in found:
        person.page.context.close()


@pytest.fixture(params=DEVICES)
def visitor(request: Any, browser: Browser, lab: RunningLab, typed: set[str]) -> Iterator[Visitor]:
    """Somebody at a desk, or with a phone."""
    yield from strangers(browser, lab, request.param, typed)


@pytest.fixture
def desk(browser: Browser, lab: RunningLab, typed: set[str]) -> Iterator[Visitor]:
    yield from strangers(browser, lab, "desk", typed)


@pytest.fixture
def phone(browser: Browser, lab: RunningLab, typed: set[str]) -> Iterator[Visitor]:
    yield from strangers(browser, lab, "phone", typed)


def strangers(browser: Browser, lab: RunningLab, device: str, typed: set[str]) -> Iterator[Visitor]:
    """One visitor, and what she complains about when she is gone."""
    one = Stranger(came(browser, lab, device), typed)
    speak_strangely(one.page)
    one.page.context.add_init_script(LISTEN)
    yield one
    one.page.context.close()
    assert one.complaints == [], "\n".join(one.complaints)


def test_no_address_was_left_out() -> None:
    """Runs last: whoever adds a page adds a walk to it."""
    patterns = re.findall(r"pattern: '(/[^']*)'", ROUTES.read_text(encoding="utf-8"))
    assert len(patterns) > 8
    left_out = [one for one in patterns if not any(map(as_path(one).fullmatch, visited))]
    assert left_out == []


def as_path(pattern: str) -> re.Pattern[str]:
    """A route's pattern as a regular expression."""
    return re.compile(re.sub(r":\w+", "[^/]+", pattern))
