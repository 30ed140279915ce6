"""An owner writes a challenge in both languages; a guest reads it, asks, and is answered."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.browser.lab import RunningLab
from tests.browser.screens import Visitor, visitor

__all__ = ["visitor"]

PROBLEM = "Window panes are broken on site and end between the rubble."


def saved(page: Page) -> None:
    expect(page.get_by_role("status").filter(has_text="All saved")).to_be_visible()


def test_from_nothing_to_what_was_decided(visitor: Visitor, people: Any, lab: RunningLab) -> None:
    """Write, look, lose the line, publish; be asked and answer; change, compare, close, decide."""
    title = f"Whole panes, by {visitor.label}"
    page = visitor.join(role="facilitator").page
    address = begins(visitor, lab, title)
    writes_both_languages(page)
    saved(page)
    visitor.check("challenge-edit", page.get_by_role("button", name="Publish"))
    page.get_by_role("button", name="See it on a phone").click()
    visitor.check("challenge-preview", page.get_by_role("dialog"))
    page.get_by_role("button", name="Close", exact=True).click()
    keeps_what_is_written_without_a_line(visitor)
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Version 1")).to_be_visible()

    guest = people("Guest at a table", PHONE).join().page
    reads_and_asks(guest, lab, title)
    page.goto(address)
    page.get_by_role("button", name="Answer Who pays for the extra minutes?").click()
    page.get_by_label("Your answer").fill("The contractor, up to the price of the landfill.")
    page.get_by_role("button", name="Tell every team").click()
    expect(page.get_by_role("button", name="Answer better")).to_be_visible()
    page.goto(address)
    visitor.check("challenge-brief", page.get_by_text("up to the price of the landfill"))
    guest.reload()
    expect(guest.get_by_text("up to the price of the landfill")).to_be_visible()

    opens_a_board_with_it(visitor)
    page.goto(address)
    changes_and_compares(visitor)
    decides(visitor)
    guest.reload()
    expect(guest.get_by_text("We try the kit in one house.")).to_be_visible()


def reads_and_asks(guest: Page, lab: RunningLab, title: str) -> None:
    guest.goto(f"{lab.url}/challenges")
    guest.get_by_label("Search").fill("rubble crane")
    guest.get_by_role("link", name=title).click()
    expect(guest.get_by_role("heading", name=title, level=1)).to_be_visible()
    expect(guest.get_by_text(PROBLEM)).to_be_visible()
    guest.get_by_role("button", name="Nederlands").last.click()
    expect(guest.get_by_text("Ruiten worden stukgeslagen.")).to_be_visible()
    guest.get_by_role("button", name="I would like to work on this").click()
    expect(guest.get_by_text("1 person would like to work on this.")).to_be_visible()
    guest.get_by_label("Your question").fill("Who pays for the extra minutes?")
    guest.get_by_role("button", name="Ask the owner").click()
    expect(guest.get_by_text("Waits for an answer")).to_be_visible()


def opens_a_board_with_it(visitor: Visitor) -> None:
    page = visitor.page
    page.get_by_label("Name of the board").fill("Table one")
    page.get_by_role("button", name="Open the board").click()
    visitor.is_in()
    if visitor.on_phone:
        page.get_by_role("button", name="Board", exact=True).click()
    page.get_by_role("button", name="Show all notes").click()
    visitor.check("challenge-board", page.get_by_text("No crane").first)


def decides(visitor: Visitor) -> None:
    page = visitor.page
    page.get_by_role("button", name="Close it").click()
    decided = page.get_by_role("region", name="What was decided")
    decided.get_by_label("English").fill("We try the kit in one house.")
    page.get_by_role("button", name="Tell everybody").click()
    visitor.check("challenge-decided", page.get_by_text("Everybody can read it now."))


def begins(visitor: Visitor, lab: RunningLab, title: str) -> str:
    """A draft with a title only; returns where it will be read."""
    page = visitor.page
    page.goto(f"{lab.url}/challenges")
    visitor.check("challenges", page.get_by_role("link", name="Whole panes", exact=False).first)
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("Give it a title first.")).to_be_visible()
    page.get_by_label("Title").fill(title)
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    visitor.check("challenge-missing", page.get_by_text("Write this first: The problem · English."))
    return page.url.removesuffix("/edit")


def writes_both_languages(page: Page) -> None:
    title = page.get_by_label("Title").input_value()
    page.get_by_label("The problem").fill(PROBLEM)
    page.get_by_label("It has to respect").fill("No crane\nTwo people, hand tools")
    page.get_by_label("A good answer").fill("60 % of the panes come out unbroken")
    page.get_by_label("Questions to begin with").fill("Which panes?\nWho pays?")
    page.get_by_label("Sector").fill("glass")
    page.get_by_role("button", name="Add a criterion").click()
    one = page.get_by_role("group", name="Criterion 1")
    one.get_by_label("English").fill("Can be tried within eight weeks")
    one.get_by_label("Nederlands").fill("Binnen acht weken te proberen")
    page.get_by_role("group", name="Language you write in").get_by_text("Nederlands").click()
    page.get_by_label("Title").fill(f"{title} (NL)")
    page.get_by_label("The problem").fill("Ruiten worden stukgeslagen.")
    page.get_by_role("group", name="Language you write in").get_by_text("English").click()


def keeps_what_is_written_without_a_line(visitor: Visitor) -> None:
    page = visitor.page
    page.context.set_offline(True)
    page.get_by_label("Why here, why now").fill("Lommel has made glass since the 19th century.")
    expect(page.get_by_text("What you write stays on this device")).to_be_visible(timeout=20_000)
    visitor.check("challenge-offline", page.get_by_text("What you write stays on this device"))
    page.context.set_offline(False)
    saved(page)
    page.reload()
    context = page.get_by_label("Why here, why now")
    expect(context).to_have_value("Lommel has made glass since the 19th century.")


def changes_and_compares(visitor: Visitor) -> None:
    page = visitor.page
    page.get_by_role("link", name="Edit").click()
    page.get_by_label("The problem").fill(f"{PROBLEM} We lose energy.")
    expect(page.get_by_text("Readers do not see the changes yet.")).to_be_visible()
    page.get_by_role("button", name="Publish the changes").click()
    page.get_by_role("button", name="What changed in version 2").click()
    visitor.check("challenge-versions", page.get_by_role("dialog"))
    page.get_by_role("button", name="Close", exact=True).click()
    page.get_by_text("Confidential", exact=True).click()
    visitor.check("challenge-named", page.get_by_role("group", name="They read it, and ask"))
    page.get_by_text("Open to all", exact=True).click()
    saved(page)
