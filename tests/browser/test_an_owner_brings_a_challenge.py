"""An owner writes a challenge in both languages; a guest reads it, asks, and is answered."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from playwright.sync_api import FilePayload, Page, expect

from tests.browser.conftest import PHONE
from tests.browser.lab import RunningLab
from tests.browser.screens import Visitor, visitor
from tests.browser.test_pictures import WORDS, is_drawn, photo
from tests.files import pdfs

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
    brings_a_cover_and_files(visitor)
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
    sees_the_cover_and_keeps_the_file(guest)
    page.goto(address)
    page.get_by_role("button", name="Answer Who pays for the extra minutes?").click()
    page.get_by_label("Your answer").fill("The contractor, up to the price of the landfill.")
    page.get_by_role("button", name="Tell every team").click()
    expect(page.get_by_role("button", name="Answer better")).to_be_visible()
    page.goto(address)
    visitor.check("challenge-brief", page.get_by_text("up to the price of the landfill"))
    page.goto(f"{lab.url}/challenges")
    is_drawn(page.get_by_role("img", name=WORDS).first)
    visitor.check("challenges", page.get_by_role("link", name=title))
    page.goto(address)
    expect(page.get_by_text("up to the price of the landfill")).to_be_visible()
    guest.reload()
    expect(guest.get_by_text("up to the price of the landfill")).to_be_visible()

    opens_a_board_with_it(visitor)
    page.goto(address)
    changes_and_compares(visitor)
    decides(visitor)
    guest.reload()
    expect(guest.get_by_text("We try the kit in one house.")).to_be_visible()


def brings_a_cover_and_files(visitor: Visitor) -> None:
    """Choose a cover, then a plan and a picture; one that is refused; put in order, taken back."""
    page = visitor.page
    page.get_by_label("Choose a cover").set_input_files(photo())
    cover = page.get_by_role("group", name="Cover")
    cover.get_by_label("What it shows · English").fill(WORDS)
    cover.get_by_label("What it shows · Nederlands").fill("Ruiten, met laser gemerkt")
    is_drawn(cover.locator("img"))
    chooser = page.get_by_label("Add files")
    plan = FilePayload(name="Grondplan hal 3.pdf", mimeType="application/pdf", buffer=pdfs.pdf())
    chooser.set_input_files([FilePayload(photo() | {"name": "kit.jpg"}), plan])
    first = page.get_by_role("group", name="kit.webp")
    second = page.get_by_role("group", name="Grondplan hal 3.pdf")
    expect(second).to_be_visible(timeout=20_000)
    second.get_by_label("What it is · English").fill("Floor plan of hall 3")
    script = FilePayload(name="kit.pdf", mimeType="application/pdf", buffer=pdfs.pdf(pdfs.SCRIPTED))
    chooser.set_input_files(script)
    visitor.check("challenge-file-refused", page.get_by_text("This PDF does more than be read"))
    page.get_by_role("button", name="Leave it out").click()
    page.get_by_role("button", name="Up: Grondplan hal 3.pdf").click()
    expect(page.get_by_role("listitem").filter(has=second)).to_have_js_property(
        "previousElementSibling", None
    )
    page.get_by_role("button", name="Take away kit.webp").click()
    expect(first).to_be_hidden()
    page.get_by_role("button", name="Put it back").click()
    expect(first).to_be_visible()
    drops_and_pastes(page)
    stops_one_on_its_way(visitor)


HANDED = """([name, bytes]) => {
  const held = new DataTransfer();
  held.items.add(new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], name));
  return held;
}"""


PASTED = """held => document.body.dispatchEvent(
  new ClipboardEvent('paste', {clipboardData: held, bubbles: true})
)"""


def drops_and_pastes(page: Page) -> None:
    """What is pasted anywhere is a file; a picture let go over the cover takes its place."""
    held = page.evaluate_handle(HANDED, ["kit.pdf", b64encode(pdfs.pdf()).decode()])
    page.evaluate(PASTED, held)
    pasted = page.get_by_role("group", name="kit.pdf")
    expect(pasted).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="Take away kit.pdf").click()
    expect(pasted).to_be_hidden()
    cover = page.get_by_role("group", name="Cover")
    before = cover.locator("img").get_attribute("src")
    held = page.evaluate_handle(HANDED, ["front.jpg", b64encode(photo()["buffer"]).decode()])
    page.get_by_label("Choose another picture").dispatch_event("drop", {"dataTransfer": held})
    expect(cover.locator("img")).not_to_have_attribute("src", str(before), timeout=20_000)
    cover.get_by_label("What it shows · English").fill(WORDS)


def stops_one_on_its_way(visitor: Visitor) -> None:
    """It says how far it is, and is stopped; the others stay."""
    page = visitor.page
    page.route("**/files", lambda route: None)
    page.get_by_label("Add files").set_input_files(FilePayload(photo() | {"name": "kit.pdf"}))
    visitor.check("challenge-file-sending", page.get_by_text("kit.pdf…"))
    page.get_by_role("button", name="Stop kit.pdf").click()
    expect(page.get_by_text("kit.pdf…")).to_be_hidden()
    page.unroute("**/files")
    expect(page.get_by_role("group", name="kit.webp")).to_be_visible()


def sees_the_cover_and_keeps_the_file(guest: Page) -> None:
    """On a phone: the picture with its words, the file with its kind; nothing jumps."""
    guest.get_by_role("button", name="English").last.click()
    cover = guest.get_by_role("img", name=WORDS)
    cover.scroll_into_view_if_needed()
    is_drawn(cover)
    box = cover.bounding_box()
    assert box is not None
    assert box["width"] <= PHONE["width"]
    plan = guest.get_by_role("link", name="Floor plan of hall 3")
    expect(plan).to_contain_text("PDF")
    with guest.expect_download() as kept:
        plan.click()
    assert kept.value.suggested_filename == "Grondplan hal 3.pdf"
    assert kept.value.path().read_bytes() == pdfs.pdf()
    guest.emulate_media(media="print")
    expect(cover).to_be_visible()
    expect(plan).to_be_visible()
    guest.emulate_media(media="screen")
    guest.get_by_role("link", name="Challenges").first.click()
    is_drawn(guest.get_by_role("img", name=WORDS).first)
    guest.go_back()


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
    visitor.check(
        "challenges-first", page.get_by_role("link", name="Whole panes", exact=False).first
    )
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
