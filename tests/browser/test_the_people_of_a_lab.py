"""An administrator finds somebody, makes her a facilitator, ends her devices, takes her out."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.browser.lab import RunningLab
from tests.browser.screens import Visitor, visitor

__all__ = ["visitor"]


def becomes_administrator(somebody: Visitor, lab: RunningLab) -> Page:
    """By the one-time link, as the lab's first administrator did."""
    page = somebody.page
    page.goto(lab.first_link())
    page.get_by_label("Your name in the lab").fill(somebody.label)
    address = f"{somebody.label}@lab.test".replace(" ", "-").replace(",", "").lower()
    page.get_by_label("E-mail address").fill(address)
    page.get_by_label("Password", exact=True).fill("window putty and quartz sand")
    page.get_by_role("button", name="Open the lab").click()
    expect(page.get_by_role("heading", name="Boards")).to_be_visible(timeout=15_000)
    return page


def test_looking_after_the_people(visitor: Visitor, people: Any, lab: RunningLab) -> None:
    """Found by name, given a role, renamed, signed out, taken out and let in again."""
    name = f"Kiln builder, met on a {visitor.label.split()[-1]}"
    guest = people(name, PHONE).join()
    page = becomes_administrator(visitor, lab)
    page.get_by_role("link", name="People and their roles").click()
    visitor.check("people", page.get_by_role("link", name="Art school student"))
    finds(visitor, name)
    page.get_by_role("checkbox", name="facilitator").click(force=True)
    expect(page.get_by_role("listitem").filter(has_text="facilitator")).to_be_visible()
    visitor.check("person", page.get_by_role("heading", name=name, level=1))
    page.get_by_role("button", name="Hand out a personal code").click()
    visitor.check("person-code", page.get_by_text("It is shown once"))
    page.get_by_label("The others read").fill(f"{name}, again")
    page.get_by_role("button", name="Change it").click()
    expect(page.get_by_role("heading", name=f"{name}, again", level=1)).to_be_visible()
    page.get_by_role("button", name="Sign out everywhere").click()
    visitor.check("person-sign-out", page.get_by_role("alertdialog"))
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(guest.page.get_by_role("heading", name="You are not on this board")).to_be_visible()
    page.get_by_role("button", name="Take out of the lab").click()
    page.get_by_role("button", name="Take out", exact=True).click()
    visitor.check("person-gone", page.get_by_role("button", name="Let in again"))
    page.get_by_role("button", name="Let in again").click()
    expect(page.get_by_role("button", name="Take out of the lab")).to_be_visible()


def finds(visitor: Visitor, name: str) -> None:
    """By words that nobody has, then by the right ones, by keyboard alone."""
    page = visitor.page
    search = page.get_by_role("searchbox", name="Search")
    search.fill("zzz nobody")
    visitor.check("people-none", page.get_by_text("Nobody fits."))
    search.fill(f"kiln {name.split()[-1]}")
    expect(page.get_by_role("status").filter(has_text="1 person")).to_be_visible()
    page.get_by_role("link", name=name).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def test_pages_that_are_not_there(visitor: Visitor, lab: RunningLab) -> None:
    """A facilitator finds no such person and no such page; a guest is told that she may not."""
    page = visitor.join(role="facilitator").page
    page.goto(f"{lab.url}/lab/people/{'0' * 32}")
    visitor.check("person-none", page.get_by_text("There is nobody of this lab here."))
    page.goto(f"{lab.url}/lab/attic")
    visitor.check("lab-no-page", page.get_by_text("This address leads to no page."))
    page.goto(f"{lab.url}/lab/people")
    page.get_by_role("searchbox", name="Search").fill(visitor.label)
    page.get_by_role("link", name=visitor.label).first.click()
    visitor.check("person-read", page.get_by_text("An administrator can change"))


def test_the_labs_organisations(visitor: Visitor, people: Any, lab: RunningLab) -> None:
    """Entered, edited, said of somebody who typed its name, taken off the list."""
    name = f"Putty works {visitor.label.split()[-1]}"
    page = becomes_administrator(visitor, lab)
    page.get_by_role("link", name="Organisations").click()
    page.get_by_role("button", name="Enter it").click()
    visitor.check("organisation-missing", page.get_by_text("Give it a name first."))
    page.get_by_label("Name of the organisation").fill(name)
    page.get_by_label("Sector").fill("glass")
    page.get_by_label("Kind").select_option("Start-up")
    page.get_by_text("Only a possible partner so far").click()
    page.get_by_role("button", name="Enter it").click()
    line = page.get_by_role("listitem").filter(has_text=name)
    expect(line).to_contain_text("Possible partner")
    page.get_by_role("button", name="Enter it").scroll_into_view_if_needed()
    visitor.check("organisations", line)
    page.get_by_role("button", name=f"Edit {name}").click()
    visitor.check("organisation-edit", page.get_by_role("dialog"))
    page.get_by_role("dialog").get_by_text("Only a possible partner so far").click()
    page.get_by_role("button", name="Keep the changes").click()
    expect(line).not_to_contain_text("Possible partner")
    walks_in_for(people, name)
    page.goto(f"{lab.url}/lab/people?organisation={name}")
    page.get_by_role("link", name="Putty maker").click()
    expect(page.get_by_label("Is of")).to_have_value(re.compile("[0-9a-f]{32}"))
    visitor.check("person-organisation", page.get_by_label("Is of"))
    page.goto(f"{lab.url}/lab/organisations")
    expect(line).to_contain_text("1 person here")
    page.get_by_role("button", name=f"Take off the list {name}").click()
    back = page.get_by_role("button", name=f"Put on the list again {name}")
    visitor.check("organisation-retired", back)


def walks_in_for(people: Any, organisation: str) -> None:
    """Somebody comes in by the pages and types where she works."""
    guest = people("Putty maker", PHONE)
    page = guest.page
    page.goto(f"{guest.lab.url}/join/{guest.lab.codes['participant']}")
    page.get_by_role("button", name="Yes, this is it").click()
    page.get_by_label("Name or role").fill(guest.label)
    page.get_by_label("Organisation").fill(organisation.lower())
    page.get_by_role("button", name="Next").click()
    page.get_by_role("checkbox").first.check(force=True)
    page.get_by_role("button", name="Take part").click()
    expect(page.get_by_role("link", name="I have it, let me in")).to_be_visible()
