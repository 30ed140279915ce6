"""An administrator invites somebody by a link; she comes in, and gets another password."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.browser.lab import RunningLab
from tests.browser.screens import Visitor, visitor
from tests.browser.test_the_people_of_a_lab import becomes_administrator

__all__ = ["visitor"]

FIRST, SECOND, THIRD = (
    "sand, soda and a hot oven",
    "quartz, lime and patience",
    "a third pane of it",
)


def test_from_an_invitation_to_a_new_password(
    visitor: Visitor, people: Any, lab: RunningLab
) -> None:
    """Made, opened once, used to come in; then changed by her and reset by the administrator."""
    name = f"evaluator.{visitor.label.split()[-1]}"
    page = becomes_administrator(visitor, lab)
    page.get_by_role("link", name="Invitations").click()
    page.get_by_label("Will be").select_option("evaluator")
    page.get_by_label("For whom").fill(f"The one with the {name}")
    page.get_by_role("button", name="Make a link").click()
    visitor.check("invitations", page.get_by_role("img", name="QR code of the link"))
    link = page.get_by_label("The link", exact=True).input_value()
    guest = people("Invited", PHONE).page
    comes_in(guest, link, name)
    guest.goto(link)
    expect(guest.get_by_text("This link does not work any more.")).to_be_visible()
    changes_password(guest, lab)
    page.goto(f"{lab.url}/lab/people?words={name}")
    page.get_by_role("link", name=name).click()
    page.get_by_role("button", name="Make a link to a new password").click()
    visitor.check("person-password", page.get_by_role("img", name="QR code of the link"))
    reset = page.get_by_label("The link", exact=True).input_value()
    visitor_opens(visitor, people, reset, name)
    guest.goto(f"{lab.url}/lab")
    expect(guest.get_by_text("You are not in a lab on this device yet.")).to_be_visible()


def comes_in(page: Page, link: str, name: str) -> None:
    page.goto(link)
    expect(page.get_by_text("You are invited")).to_be_visible()
    assert "#" not in page.url
    page.get_by_role("button", name="Come in").click()
    expect(page.get_by_text("Tick the first box to go on")).to_be_visible()
    page.get_by_label("Your name in the lab").fill(f"Looks on as {name}")
    page.get_by_label("E-mail address or user name").fill(name)
    page.get_by_label("Password", exact=True).fill(FIRST)
    page.get_by_role("checkbox").nth(1).check(force=True)
    page.get_by_role("button", name="Come in").click()
    expect(page.get_by_text("(evaluator)")).to_be_visible(timeout=15_000)


def changes_password(page: Page, lab: RunningLab) -> None:
    page.goto(f"{lab.url}/lab")
    page.get_by_role("link", name="Change my password").click()
    old = page.get_by_role("region", name="The one you have")
    new = page.get_by_role("region", name="The new one")
    old.get_by_label("Password", exact=True).fill("not this one")
    new.get_by_label("Password", exact=True).fill(SECOND)
    page.get_by_role("button", name="Change the password").click()
    expect(page.get_by_text("This is not your password.")).to_be_visible(timeout=15_000)
    old.get_by_label("Password", exact=True).fill(FIRST)
    page.get_by_role("button", name="Change the password").click()
    expect(page.get_by_text("You have a new password.")).to_be_visible(timeout=15_000)


def visitor_opens(visitor: Visitor, people: Any, link: str, name: str) -> None:
    """On another device, looked at on the visitor's own: she is not signed out by a look."""
    visitor.page.goto(link)
    visitor.check("reset", visitor.page.get_by_role("heading", name="A new password"))
    elsewhere = people("Elsewhere", PHONE).page
    elsewhere.goto(link)
    elsewhere.get_by_label("Password", exact=True).fill(THIRD)
    elsewhere.get_by_role("button", name="Set it and come in").click()
    expect(elsewhere.get_by_text("(evaluator)")).to_be_visible(timeout=15_000)


def test_the_pages_of_a_link(visitor: Visitor, people: Any, lab: RunningLab) -> None:
    """What is missing is said; a link that is no good; one's own password; nothing waits."""
    page = becomes_administrator(visitor, lab)
    page.goto(f"{lab.url}/lab/password")
    page.get_by_role("button", name="Change the password").click()
    visitor.check("password", page.get_by_text("Type your password."))
    page.goto(f"{lab.url}/lab/invitations")
    page.get_by_role("button", name="Make a link").click()
    link = page.get_by_label("The link", exact=True).input_value()
    page.goto(link)
    page.get_by_role("button", name="Come in").click()
    visitor.check("invited", page.get_by_text("Type a name first."))
    page.goto(f"{lab.url}/lab/welcome#none")
    visitor.check("link-none", page.get_by_text("This link does not work any more."))
    page.goto(f"{lab.url}/lab/invitations")
    page.get_by_role("button", name="Withdraw").first.click()
    visitor.check("invitations-none", page.get_by_text("No link is waiting."))
