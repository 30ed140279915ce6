"""Somebody with a browser: what she does, in the words of what she sees."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any, Self

from playwright.sync_api import Locator, Page, expect

from tests.browser.lab import RunningLab


@dataclass
class Person:
    """One browser profile."""

    label: str
    page: Page
    lab: RunningLab

    def join(
        self, code: str | None = None, role: str = "participant", within_ms: int = 15_000
    ) -> Self:
        """Be let in with a code, as a guest, by the calls pages make, and wait for the board."""
        asks = self.page.context.request
        asks.get(self.lab.url)
        said = {"code": code or self.lab.codes[role], "label": self.label, "language": "en"}
        agreed = {"languages": ["en"], "consents": ["taking_part"]}
        answer = posted(self.page, f"{self.lab.url}/api/join", self.lab, said | agreed)
        self.page.goto(f"{self.lab.url}{answer['path']}")
        self.is_in(within_ms)
        return self

    def walks_in(
        self, code: str | None = None, role: str = "participant", within_ms: int = 15_000
    ) -> Self:
        """Come in with a code, as a guest, through the pages, and wait until the board is there."""
        page = self.page
        page.goto(f"{self.lab.url}/join/{code or self.lab.codes[role]}")
        page.get_by_role("button", name="Yes, this is it").click()
        page.get_by_label("Name or role").fill(self.label)
        page.get_by_role("button", name="Next").click()
        page.get_by_role("checkbox").first.check(force=True)
        page.get_by_role("button", name="Take part").click()
        page.get_by_role("link", name="I have it, let me in").click()
        self.is_in(within_ms)
        return self

    def is_in(self, within_ms: int = 15_000) -> None:
        """The board is joined."""
        expect(self.page.locator("[data-ready]")).to_be_attached(timeout=within_ms)

    def write(self, text: str) -> None:
        """A new note on the canvas: N, type, Escape."""
        self.page.get_by_label("Board", exact=True).click(position={"x": 30, "y": 300})
        self.page.keyboard.press("n")
        self.page.keyboard.type(text)
        self.page.keyboard.press("Escape")

    def compose(self, text: str) -> None:
        """A new note from the phone's first screen."""
        self.page.get_by_label("Your note").fill(text)
        self.page.get_by_role("button", name="Put on the board").click()

    def note(self, text: str) -> Locator:
        """The note with this text, wherever this screen shows it."""
        return self.page.locator("[data-item]", has_text=text).first

    def sees(self, text: str) -> None:
        """The note is on her screen in time."""
        expect(self.note(text)).to_be_attached(timeout=5_000)

    def seconds_until_seen(self, text: str) -> float:
        """How long it takes from now until the note is on her screen."""
        began = time.monotonic()
        self.note(text).wait_for(state="attached", timeout=5_000)
        return time.monotonic() - began

    def all_saved(self) -> None:
        """Everything she wrote is confirmed (on the phone the words are for readers)."""
        expect(self.page.get_by_text("All saved").first).to_be_attached(timeout=15_000)


@dataclass
class Host:
    """A facilitator who opens boards, through the same API as her page."""

    person: Person

    def opens(self, title: str, mode: str = "open", challenge: bool = False) -> str:
        """A new board, about the demo's first challenge or a free one; returns its join code."""
        return self.opens_with_id(title, mode, challenge)[1]

    def opens_with_id(
        self, title: str, mode: str = "open", challenge: bool = False
    ) -> tuple[str, str]:
        """A new board; returns its id and its join code."""
        about = {"challenge": self._challenge()} if challenge else {}
        made = self._post("/api/boards", {"title": title, "mode": mode} | about)
        code = self._post(f"/api/boards/{made['id']}/code", {})["code"]
        return str(made["id"]).replace("-", ""), str(code)

    def _challenge(self) -> str:
        listed = self.person.page.context.request.get("/api/challenges").json()
        return str(listed[-1]["id"]).replace("-", "")

    def _post(self, path: str, data: dict[str, Any]) -> dict[str, Any]:
        return posted(self.person.page, path, self.person.lab, data)


def posted(
    page: Page, path: str, lab: RunningLab, data: dict[str, Any], method: str = "post"
) -> dict[str, Any]:
    """What the lab answers to a call as a page of it makes one."""
    cookies = {str(c.get("name")): str(c.get("value")) for c in page.context.cookies()}
    headers = {"X-CSRFToken": cookies["csrftoken"], "Origin": lab.url}
    answer = page.context.request.fetch(path, method=method, data=data, headers=headers)
    assert answer.ok, answer.text()
    told = answer.json()
    return told if isinstance(told, dict) else {}
