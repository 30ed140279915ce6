"""The tabs in front of which people sit, and what they do to them."""

from __future__ import annotations

from .ground import Browser, Ground
from .plan import NAMES
from .replica import Replica
from .witness import Person


class Tabs(Ground):
    """Whatever befalls a tab: it is loaded again, opened twice, put to sleep, woken."""

    def open_tab(self, name: str, person: Person) -> None:
        """Somebody opens the board for the first time."""
        self.browsers[name] = self._browser(name, person)
        mode = self.random.choice([None, "silent" if self.plan.silent else "open"])
        options = {
            "board": self.board,
            "person": person.id,
            "mode": mode,
            "shelf": person.mark,
            "seed": self.random.getrandbits(32),
            "slow": self.random.choice([0, 0, 40, 400]),
        }
        self.ask(("open", name, options))

    def _browser(self, name: str, person: Person) -> Browser:
        return Browser(name, person.id, person.mark, self._page(person.id))

    def _page(self, person: str) -> Replica:
        return Replica(person, self.revoked.roles[person])

    def reload(self, browser: Browser, *, orderly: bool) -> None:
        """A tab is loaded again, from its shelf."""
        wire, browser.wire = browser.wire, None
        self.left.append(browser.page)
        browser.page, browser.asleep = self._page(browser.person), False
        self.ask(("reload", browser.name, orderly, self.random.getrandbits(32), None))
        if wire:
            self._let_go(wire)  # the system closes what the page left open

    def duplicate(self, browser: Browser) -> None:
        """A tab was closed, and is opened again twice: both pages begin with all that it left."""
        self.reload(browser, orderly=True)
        name = NAMES[len(self.browsers)]
        self.browsers[name] = self._browser(name, self.people[browser.person])
        self.witness.in_two_tabs.add(browser.person)
        self.ask(("duplicate", browser.name, name, self.random.getrandbits(32)))

    def awake(self) -> list[Browser]:
        """Tabs somebody can work in."""
        return [browser for browser in self.browsers.values() if not browser.asleep]

    def sleep(self, browser: Browser) -> None:
        """A tab's time stands still."""
        browser.asleep = True
        self.ask(("sleep", browser.name))

    def rouse(self, browser: Browser) -> None:
        """… and goes on, with everything that waited."""
        browser.asleep = False
        self.ask(("rouse", browser.name))
