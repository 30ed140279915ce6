"""Who comes onto a team's board accepts its terms first, and is asked again when she is moved."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.person import Host, Person, posted
from tests.browser.screens import THEMES, Visitor, violations, visitor
from tests.browser.test_kinds_on_the_canvas import looked_at

__all__ = ["visitor"]

_numbers = count(1)
#: colours have come to where they go
SETTLED = "Promise.all(document.getAnimations().map((one) => one.finished))"


class Team:
    """A challenge with these terms, and a board on it."""

    def __init__(self, host: Host, policy: str) -> None:
        self.host, self.title = host, f"Team {next(_numbers)}"
        about = self._post("/api/challenges", {"title": self.title, "language": "en"})
        self.path = f"/api/challenges/{about['id']}"
        self.has(policy)
        made = self._post("/api/boards", {"title": self.title, "challenge": about["id"]})
        self.board = str(made["id"])
        self.code = str(self._post(f"/api/boards/{self.board}/code", {})["code"])

    def has(self, policy: str) -> None:
        """Its owner publishes it with these terms."""
        draft = self._page.context.request.get(f"{self.path}/draft").json()
        content = draft["content"] | {"ip_policy": policy}
        content["texts"]["en"]["problem"] = "Canary quarry"
        saved = self._post(self.path + "/draft", {"content": content} | self._of(draft), "patch")
        self._post(f"{self.path}/publish", self._of(saved))

    def names(self, person: Person) -> None:
        """She may read it, also where it is confidential."""
        me = person.page.context.request.get("/api/me").json()["person"]["id"]
        named = {"person": me, "named": True}
        posted(self._page, f"{self.path}/readers", self.host.person.lab, named)

    def takes(self, person: Person, source: Team) -> None:
        """The facilitator moves somebody here."""
        me = person.page.context.request.get("/api/me").json()["person"]["id"]
        moved = {"person": me, "leaving": source.board}
        self._post(f"/api/boards/{self.board}/members", moved)

    @property
    def _page(self) -> Page:
        return self.host.person.page

    @staticmethod
    def _of(draft: dict[str, Any]) -> dict[str, Any]:
        return {"revision": draft["revision"]}

    def _post(self, path: str, data: dict[str, Any], method: str = "post") -> dict[str, Any]:
        return posted(self._page, path, self.host.person.lab, data, method)


def is_sound(person: Person, name: str) -> None:
    """No violation of WCAG 2.2 AA, in either theme."""
    for theme in THEMES:
        person.page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        person.page.evaluate(SETTLED)
        looked_at(person, f"{name}-{theme}")
        assert violations(person.page, theme) == []


def puts(person: Person, text: str) -> None:
    """A new note, the way this screen makes one."""
    if person.page.viewport_size == PHONE:
        person.compose(text)
    else:
        person.write(text)
    person.all_saved()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_a_person_moved_to_a_team_with_another_policy_is_asked_again(
    people: Any, host: Host, size: dict[str, int]
) -> None:
    """She reads before she accepts where that is allowed, and nothing where it is confidential."""
    first, second = Team(host, "keep"), Team(host, "nda")
    artist = people("Glass artist", size).join(first.code)
    page = artist.page
    asked = page.get_by_role("alertdialog")
    expect(asked.get_by_text("Your ideas stay yours.")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_text("You read along")).to_be_visible()
    assert page.get_by_label("Your note").count() == 0
    page.get_by_role("button", name="Read the terms").click()
    page.get_by_role("button", name="I accept").click()
    expect(asked).to_be_hidden()
    puts(artist, "Whole panes from houses")
    page.reload()
    artist.is_in()
    expect(asked).to_be_hidden()

    second.takes(artist, first)
    expect(page.get_by_role("heading", name="You are not on this board")).to_be_visible()
    is_sound(artist, f"moved-{size['width']}")
    page.get_by_role("link", name=second.title).click()
    expect(page.get_by_role("heading", name="Before you see this board")).to_be_visible()
    expect(page.get_by_text("confidential")).to_be_visible()
    assert "Canary" not in page.content()
    is_sound(artist, f"terms-confidential-{size['width']}")
    page.get_by_role("button", name="I accept").click()
    artist.is_in()
    puts(artist, "Said in confidence")


def test_a_facilitator_moves_people_by_menu_and_keyboard(
    visitor: Visitor, people: Any, host: Host
) -> None:
    """The page tells who sits where and who has not accepted yet; what she moves is said."""
    first, second = Team(host, "open"), Team(host, "keep")
    name = f"Sorter {first.title}"
    people(name).join(first.code)
    page = visitor.join(role="facilitator").page
    page.goto("/challenges")
    page.get_by_role("link", name="Who sits where").click()
    where = page.get_by_label(f"Another board for {name}")
    row = page.get_by_role("listitem").filter(has=where)
    visitor.check("teams", row.get_by_text("has not accepted the terms yet"))
    where.focus()
    while where.input_value() != second.board:
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"{name} is on “{second.title}” now.")).to_be_visible()
    team = page.get_by_role("region", name=second.title, exact=True)
    expect(team.get_by_text(name).first).to_be_visible()
    visitor.check("teams-moved", page.get_by_text(f"{name} is on"))


def test_who_sits_where_is_told_on_one_page(visitor: Visitor) -> None:
    """Every board of the lab with its people, and who is on none."""
    page = visitor.join(role="facilitator").page
    page.goto(f"{visitor.lab.url}/teams")
    visitor.check("teams-all", page.get_by_text("Another board for").first)


def test_what_was_written_without_a_line_is_kept_when_the_terms_change(
    people: Any, host: Host
) -> None:
    """[B16.5] On the phone: it waits in her tray, and goes onto the board once she accepted."""
    team = Team(host, "open")
    artist = people("Glass artist", PHONE).join(team.code)
    page = artist.page
    page.get_by_role("button", name="I accept").click()
    puts(artist, "Before")
    page.context.set_offline(True)
    artist.compose("Written on the train")
    team.has("keep")
    page.context.set_offline(False)
    asked = page.get_by_role("alertdialog")
    expect(asked.get_by_text("Your ideas stay yours.")).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="I accept").click()
    page.get_by_role("button", name="1 note was not placed").click()
    page.get_by_role("region", name="Not placed").get_by_role("button", name="Put on").click()
    artist.all_saved()
    page.get_by_role("button", name="Notes", exact=True).click()
    expect(page.get_by_text("Written on the train")).to_be_visible()


def test_what_was_written_without_a_line_is_kept_when_it_becomes_confidential(
    people: Any, host: Host
) -> None:
    """[B16.5] Until she accepts she sees no board at all; then hers is there, or in her tray."""
    team = Team(host, "open")
    artist = people("Glass artist", PHONE).join(team.code)
    page = artist.page
    page.get_by_role("button", name="I accept").click()
    puts(artist, "Before")
    page.context.set_offline(True)
    artist.compose("Written on the train")
    team.names(artist)
    team.has("nda")
    page.context.set_offline(False)
    accept = page.get_by_role("button", name="I accept")
    expect(accept).to_be_visible(timeout=20_000)
    expect(page.get_by_text("Written on the train")).to_have_count(0)
    accept.click()
    artist.is_in()
    page.get_by_role("button", name="Notes", exact=True).click()
    tray = page.get_by_role("button", name="1 note was not placed")
    hers = page.get_by_text("Written on the train")
    expect(tray.or_(hers).first).to_be_visible(timeout=20_000)
    if tray.is_visible():
        tray.click()
        page.get_by_role("region", name="Not placed").get_by_role("button", name="Put on").click()
    artist.all_saved()
    expect(hers).to_be_visible()
