"""S10, S3: texts that are scripts, in every field there is, on every screen there is: none runs.

Fields come from the API's description and the wire's union, pages from the application's own list
of them: a field that nothing is written into, or a page that nobody opens, fails here.
"""

from __future__ import annotations

import html
import json
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, TimeoutError

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.lab import ROOT, RunningLab
from tests.browser.scripts import fields, writing
from tests.browser.scripts.payloads import FOREIGN, PAYLOADS
from tests.browser.scripts.sensors import Sensors
from tests.browser.scripts.writing import Caller, Writer

APP = ROOT / "frontend" / "src"
#: so high that long lists are there whole
TALL = {"width": 1440, "height": 6000}
HTML, SCRIPT = {"Content-Type": "text/html"}, {"Content-Type": "text/javascript"}
#: so many at least are alive: run without a policy, are told of under ours
ALIVE = 40


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningLab]:
    """A lab of its own."""
    running = RunningLab(tmp_path_factory.mktemp("scripts"))
    manage(running, "migrate", "-v0")
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def writer(lab: RunningLab) -> Writer:
    """Who wrote everything; the lab's name and who answers for it are scripts, too."""
    name, controller = PAYLOADS[0], " ".join(PAYLOADS)
    said = manage(lab, "start_lab", name, f"--controller={controller}")
    somebody = Writer(lab, said.rpartition("#")[2].strip())
    somebody.writes()
    return somebody


def manage(lab: RunningLab, *words: str) -> str:
    """What a command of the lab's machine prints."""
    return subprocess.run(
        lab._command(*words), cwd=ROOT, env=lab._environment(), check=True, timeout=120,
        capture_output=True, text=True,
    ).stdout  # fmt: skip


# -- nothing is left out


def test_every_field_is_written_into() -> None:
    """As the API and the wire declare them."""
    assert len(set(PAYLOADS)) >= 200
    assert fields.written_over_rest() == set(writing.OVER_REST) | writing.SHOWN_TO_NOBODY
    assert fields.written_on_boards() == writing.ON_BOARDS


def test_every_page_is_visited() -> None:
    """As the application's list of pages has them, and the rooms behind the lab's front page."""
    routes = re.findall(r"pattern: '([^'*]+)'", (APP / "app" / "routes.tsx").read_text())
    rooms = re.search(r"ROOMS: [^{]*{(.*?)\n};", (APP / "lab" / "office.tsx").read_text(), re.S)
    assert rooms is not None
    behind = [f"/lab/{name}" for name in re.findall(r"^  (\w+):", rooms[1], re.M)]
    visited = {pattern for pattern, _ in PAGES}
    assert set(routes) <= visited
    assert set(behind) <= visited


# -- the sensors sense

RENDER = """
for (const text of JSON.parse(document.getElementById('texts').textContent)) {
  const place = document.createElement('div');
  document.body.append(place);
  place.innerHTML = text;
}
"""


@pytest.mark.parametrize("guarded", [False, True])
def test_a_page_that_renders_them_unsafely_is_heard(
    browser: Browser, lab: RunningLab, guarded: bool
) -> None:
    """A page of this test's own: without a policy many run, under ours the policy tells."""
    context = browser.new_context(base_url=lab.url)
    sensors = Sensors(context, lab)
    policy = context.request.get(lab.url).headers["content-security-policy"]
    headers = {"Content-Security-Policy": policy} if guarded else {}
    texts = html.escape(json.dumps(PAYLOADS), quote=False)
    body = f"<!doctype html><meta charset=utf-8><body><pre id=texts>{texts}</pre>"
    body += "<script src=/static/planted.js></script>"
    context.route("**/planted", lambda to: to.fulfill(body=body, headers=HTML | headers))
    context.route("**/planted.js", lambda to: to.fulfill(body=RENDER, headers=SCRIPT))
    context.route(f"**/{FOREIGN}/**", lambda to: to.abort())
    page = context.new_page()
    page.goto(f"{lab.url}/planted", wait_until="commit")
    wanted = "policy" if guarded else "ran"
    for _ in range(100):
        if sensors.count(wanted) >= ALIVE:
            break
        page.wait_for_timeout(100)
    print(f"{sensors.count(wanted)} of {len(PAYLOADS)} heard as {wanted}")
    assert sensors.count(wanted) >= ALIVE
    assert sensors.count("policy" if wanted == "ran" else "ran") == 0
    context.close()


# -- every screen


@dataclass
class Walk:
    """Somebody who opens pages one after another and looks at what they became."""

    writer: Writer
    page: Page
    sensors: Sensors

    def opens(self, address: str, shows: int = 0) -> Page:
        """A page on which at least so many of the texts stand."""
        self.page.goto(f"{self.writer.lab.url}{address}")
        self.page.locator("h1, [data-ready]").first.wait_for(state="attached")
        return self.looks(address, shows)

    def looks(self, where: str, shows: int = 0) -> Page:
        """What is on the screen now."""
        try:
            self.page.wait_for_function(COUNTS, arg=shows, timeout=15_000)
        except TimeoutError as late:
            raise AssertionError(
                f"{where} shows too little: {self.page.content()[-900:]}"
            ) from late
        self.sensors.look(self.page, where)
        return self.page


COUNTS = "(wanted) => document.body.textContent.split('__ran').length > wanted"


def join(walk: Walk) -> None:
    """By somebody nobody knows: the board, the lab's name; then who answers for the data."""
    context = walk.page.context
    known: Any = context.cookies()
    context.clear_cookies()
    page = walk.opens(f"/join/{walk.writer.code}", 1)
    page.get_by_role("button", name="Yes, this is it").click()
    page.get_by_label("Name or role").fill(PAYLOADS[0])
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Take part").wait_for()
    walk.looks("consents", 1)
    context.add_cookies(known)


def people(walk: Walk) -> None:
    page = walk.opens("/lab/people", 50)
    page.get_by_role("searchbox", name="Search").fill("__ran")
    walk.looks("people found", 20)


def challenge(walk: Walk) -> None:
    """The first ones whole, in both languages."""
    for one in walk.writer.challenges[:8]:
        page = walk.opens(f"/challenges/{one}", 100)
        page.get_by_role("button", name="Nederlands").last.click()
        walk.looks(f"{one} in Dutch", 100)


def edit(walk: Walk) -> None:
    """Being written, compared, and as a phone would show it."""
    for one in walk.writer.challenges[2:4]:
        page = walk.opens(f"/challenges/{one}/edit")
        page.get_by_role("button", name="See it on a phone").click()
        page.get_by_role("dialog").wait_for()
        walk.looks("preview", 100)
        page.keyboard.press("Escape")


def board(walk: Walk) -> None:
    """On the canvas, in the list, with comments, history and people."""
    page = walk.opens(f"/boards/{walk.writer.boards[0]}")
    page.locator("[data-ready]").wait_for(state="attached")
    page.get_by_role("button", name="1 person here").click()
    page.get_by_role("dialog").wait_for()
    walk.looks("people here", 1)
    page.keyboard.press("Escape")
    page.set_viewport_size(TALL)  # type: ignore[arg-type]  # a size
    walk.looks("canvas", 100)
    page.get_by_role("button", name="List").click()
    page.locator("[data-row]").first.wait_for()
    walk.looks("list", 250)
    row = page.locator("[data-row]", has_text="__ran=1").first
    row.press("h")
    walk.looks("history", 100)
    row.press("c")
    walk.looks("comments", 100)


def board_about_a_challenge(walk: Walk) -> None:
    """The brief lies on it and stands beside it, where its terms are asked for."""
    page = walk.opens(f"/boards/{walk.writer.about}")
    page.locator("[data-ready]").wait_for(state="attached")
    page.set_viewport_size(TALL)  # type: ignore[arg-type]  # a size
    walk.looks("a challenge on its board", 5)
    page.get_by_role("button", name=re.compile("brief", re.I)).first.click()
    walk.looks("the brief beside it", 100)


#: the patterns of the application's list of pages → what is done there
PAGES: list[tuple[str, Callable[[Walk], object]]] = [
    ("/", lambda walk: walk.opens("/")),
    ("/join/:code", join),
    ("/resume", lambda walk: walk.opens("/resume")),
    ("/login", lambda walk: walk.opens("/login")),
    ("/first", lambda walk: walk.opens("/first#none")),
    ("/first/:token", lambda walk: walk.opens("/first/none")),
    ("/lab", lambda walk: walk.opens("/lab", 100)),
    ("/lab/:room", lambda walk: walk.opens("/lab/nowhere")),
    ("/lab/:room/:id", lambda walk: walk.opens(f"/lab/people/{walk.writer.me}", 1)),
    ("/lab/people", people),
    ("/lab/invitations", lambda walk: walk.opens("/lab/invitations", 50)),
    ("/lab/welcome", lambda walk: walk.opens("/lab/welcome#none")),
    ("/lab/password", lambda walk: walk.opens("/lab/password")),
    ("/lab/organisations", lambda walk: walk.opens("/lab/organisations", 100)),
    ("/challenges", lambda walk: walk.opens("/challenges", 100)),
    ("/challenges/:id", challenge),
    ("/challenges/:id/edit", edit),
    ("/teams", lambda walk: walk.opens("/teams", 3)),
    ("/design", lambda walk: walk.opens("/design")),
    ("/boards/:id", board),
    ("/boards/:id", board_about_a_challenge),
]


@pytest.fixture
def walk(browser: Browser, writer: Writer) -> Iterator[Walk]:
    """The host, at a desk."""
    found = walker(browser, writer, writer.host, viewport=DESKTOP)
    yield found
    found.page.context.close()


def walker(browser: Browser, writer: Writer, who: Caller, **options: Any) -> Walk:
    """A browser that is already who wrote or read."""
    context = browser.new_context(base_url=writer.lab.url, locale="en-GB", **options)
    cookies = [{"name": k, "value": v, "url": writer.lab.url} for k, v in who.cookies.items()]
    context.add_cookies(cookies)  # type: ignore[arg-type]  # as dictionaries
    return Walk(writer, context.new_page(), Sensors(context, writer.lab))


def test_no_screen_runs_what_was_written(walk: Walk) -> None:
    """Every page there is, by the lab's host."""
    for _, visits in PAGES:
        visits(walk)


def test_no_screen_of_a_phone_runs_what_was_written(browser: Browser, writer: Writer) -> None:
    """A guest's: the lab, a challenge, a board."""
    assert writer.guest is not None
    phone = walker(browser, writer, writer.guest, viewport=PHONE, is_mobile=True, has_touch=True)
    phone.opens("/lab", 1)
    phone.opens("/challenges", 1)
    phone.opens(f"/challenges/{writer.challenges[0]}", 100)
    phone.opens(f"/boards/{writer.boards[0]}", 1)
    phone.page.context.close()


def test_no_address_is_run(walk: Walk) -> None:
    """What stands in the address itself: path, question and what is behind the `#`."""
    for text in PAYLOADS[:: len(PAYLOADS) // 6]:
        said = quote(text, safe="")
        for address in (f"/{said}", f"/join/{said}", f"/lab/{said}", f"/?x={said}#{said}"):
            walk.opens(address)
