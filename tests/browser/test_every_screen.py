"""Every screen beside the board's own, on each device, in each width and theme: axe is silent."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import WebSocketRoute, expect

from tests.browser.lab import RunningLab
from tests.browser.person import Host
from tests.browser.screens import Visitor, visitor

__all__ = ["visitor"]


def test_the_way_in(visitor: Visitor, lab: RunningLab) -> None:
    """Start, a wrong code, what is joined, name, consents, personal code, the lab's page."""
    page = visitor.page
    page.goto(lab.url)
    visitor.check("start", page.get_by_label("Join code"))
    page.goto(f"{lab.url}/join/00000000")
    visitor.check("wrong-code", page.get_by_text("This code does not work"))
    page.goto(f"{lab.url}/join/{lab.codes['participant']}")
    visitor.check("join-what", page.get_by_role("button", name="Yes, this is it"))
    page.get_by_role("button", name="Yes, this is it").click()
    visitor.check("join-who", page.get_by_label("Name or role"))
    page.get_by_role("button", name="Next").click()
    visitor.check("join-who-missing", page.get_by_role("textbox", name="Name or role"))
    page.get_by_label("Name or role").fill(visitor.label)
    page.get_by_role("button", name="Next").click()
    visitor.check("join-consent", page.get_by_role("button", name="Take part"))
    page.get_by_role("button", name="Take part").click()
    visitor.check("join-consent-missing", page.get_by_text("Tick this box to take part"))
    page.get_by_role("checkbox").first.check(force=True)
    page.get_by_role("button", name="Take part").click()
    visitor.check("personal-code", page.get_by_role("link", name="I have it, let me in"))
    page.goto(f"{lab.url}/lab")
    expect(page.get_by_role("link", name="Open", exact=False).first).to_be_visible()
    visitor.check("lab", page.locator("a[href^='/challenges/']").first)
    page.get_by_role("button", name="Leave this device").click()
    visitor.check("leave", page.get_by_role("alertdialog"))
    page.goto(f"{lab.url}/nowhere")
    visitor.check("not-found", page.get_by_role("heading", level=1))


def test_other_ways_in_and_what_they_refuse(visitor: Visitor, lab: RunningLab) -> None:
    """Signing in, a personal code, the first administrator's link; nobody yet; no line."""
    page = visitor.page
    page.goto(f"{lab.url}/login")
    page.get_by_role("button", name="Sign in").click()
    visitor.check("login-missing", page.get_by_text("Type your password."))
    page.get_by_label("E-mail address or user name").fill("nobody@lab.test")
    page.get_by_label("Password", exact=True).fill("not the right one")
    page.get_by_role("button", name="Sign in").click()
    visitor.check("login-refused", page.get_by_role("alert"))
    page.goto(f"{lab.url}/resume")
    page.get_by_label("Your personal code").fill("0000 0000 0000")
    page.get_by_role("button", name="Go on").click()
    visitor.check("resume-refused", page.get_by_text("This code does not work"))
    page.goto(f"{lab.url}/first#none")
    visitor.check("first", page.get_by_role("button", name="Open the lab"))
    page.goto(f"{lab.url}/first/none")
    page.get_by_role("button", name="Open the lab").click()
    visitor.check("first-missing", page.get_by_text("Type a name first."))
    page.goto(f"{lab.url}/lab")
    visitor.check("lab-nobody", page.get_by_role("link", name="Enter a join code"))
    page.get_by_role("link", name="Enter a join code").click()
    page.get_by_label("Join code").fill(lab.codes["participant"][:8])
    page.context.set_offline(True)
    page.get_by_role("button", name="Next").click()
    visitor.check("no-line", page.get_by_text("No connection to the lab.").first)


def test_the_lab_of_a_facilitator(visitor: Visitor, lab: RunningLab) -> None:
    """Boards, a new one, a title that is missing, its code, the code for the room, a brief."""
    page = visitor.join(role="facilitator").page
    page.goto(f"{lab.url}/lab")
    page.get_by_role("button", name="Make the board").click()
    visitor.check("lab-title-missing", page.get_by_text("Give it a title first."))
    page.get_by_label("Title").fill(f"What if, on a {visitor.label}")
    page.get_by_role("button", name="Make the board").click()
    visitor.check("lab-made", page.get_by_role("img", name="QR code of the join address"))
    page.get_by_role("button", name="Show it to the room").click()
    visitor.check("lab-code", page.get_by_role("dialog"))
    page.keyboard.press("Escape")
    challenge = page.locator("a[href^='/challenges/']", has_text="second life").first
    page.goto(f"{lab.url}{challenge.get_attribute('href')}")
    visitor.check("challenge", page.get_by_role("heading", name="Please not"))
    page.goto(f"{lab.url}/challenges/{'0' * 32}")
    visitor.check("challenge-none", page.get_by_text("You cannot see this brief."))


def test_doors_that_stay_shut(visitor: Visitor, lab: RunningLab, board: str) -> None:
    """Not joined, no such board, taken off it, renewed meanwhile, out of reach."""
    page = visitor.page
    page.goto(f"{lab.url}/boards/{'0' * 32}")
    visitor.check("join-first", page.get_by_role("heading", name="Join first"))
    address = visitor.join(board).page.url
    page.goto(f"{lab.url}/boards/none")
    visitor.check("no-such-board", page.get_by_text("This address leads to no board."))
    goodbye = {"code": 0}

    def closes(socket: WebSocketRoute) -> None:
        socket.close(code=goodbye["code"])

    page.route_web_socket("**/ws/boards/*", closes)
    for code, says in (
        (4003, "You are not on this board"),
        (4010, "LiveLab was renewed"),
        (1000, "The board cannot be reached"),
    ):
        goodbye["code"] = code
        page.goto(address)
        visitor.check(f"closed-{code}", page.get_by_role("heading", name=says))


def test_silence(visitor: Visitor, host: Host, lab: RunningLab, silent_board: str) -> None:
    """A silent board says so; who leads it is asked before she reveals what was written."""
    visitor.join(silent_board)
    visitor.check("silence", visitor.page.get_by_text("Writing in silence"))
    leader = visitor.join(role="facilitator")
    board, _ = Host(leader).opens_with_id("Led in silence", "silent")
    leader.page.goto(f"{lab.url}/boards/{board}")
    leader.page.get_by_role("button", name="Reveal", exact=True).click()
    visitor.check("silence-reveal", leader.page.get_by_role("alertdialog"))


def test_the_brief_is_read_beside_the_board(visitor: Visitor, host: Host) -> None:
    """In a drawer on a desk, in a sheet on a phone; on a phone in plain language as well."""
    visitor.join(host.opens("How can we keep panes whole?", challenge=True))
    page = visitor.page
    visitor.check("terms", page.get_by_role("alertdialog"))
    page.get_by_role("button", name="Only read for now").click()
    visitor.check("terms-later", page.get_by_text("You read along"))
    page.get_by_role("button", name="Read the terms").click()
    page.get_by_role("button", name="I accept").click()
    expect(page.get_by_text("You read along")).to_be_hidden()
    brief: Any = page.get_by_role("complementary", name="Challenge brief")
    if visitor.on_phone:
        page.get_by_role("button", name="Easy to read").click()
        visitor.check("phone-plain", page.get_by_role("button", name="Read aloud"))
        page.get_by_text("Read the brief").click()
        brief = page.get_by_role("dialog")
    else:
        page.get_by_role("button", name="Challenge brief").click()
    visitor.check("brief", brief)
