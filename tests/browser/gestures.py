"""Fingers and a pen on one glass, as the device tells them."""

from __future__ import annotations

from playwright.sync_api import CDPSession, Locator, Page, expect

from tests.browser.person import Person

Point = tuple[float, float]

STEPS = 6


def middle(where: Locator) -> Point:
    """The middle of what is seen there."""
    box = where.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def way(start: Point, end: Point) -> list[Point]:
    """From one point to another in steps, as a hand goes."""
    return [
        (start[0] + (end[0] - start[0]) * n / STEPS, start[1] + (end[1] - start[1]) * n / STEPS)
        for n in range(1, STEPS + 1)
    ]


class Hand:
    """Fingers on the glass."""

    def __init__(self, person: Person) -> None:
        self.page: Page = person.page
        self.cdp: CDPSession = person.page.context.new_cdp_session(person.page)

    def touch(self, kind: str, *points: Point) -> None:
        """What the glass feels: `touchStart`, `touchMove`, `touchEnd`; where each finger is."""
        told = [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(points)]
        self.cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": told})

    def taps(self, where: Locator | Point, times: int = 1) -> None:
        """Down and up again at once."""
        at = middle(where) if isinstance(where, Locator) else where
        for _ in range(times):
            self.touch("touchStart", at)
            self.touch("touchEnd")

    def holds(self, where: Locator | Point, until: Locator) -> None:
        """Stays until something comes of it, then goes."""
        self.stays(where, until)
        self.touch("touchEnd")

    def stays(self, where: Locator | Point, until: Locator) -> None:
        """Down, and not moved, until something comes of it."""
        self.touch("touchStart", middle(where) if isinstance(where, Locator) else where)
        expect(until).to_be_visible()

    def swipes(self, start: Point, end: Point) -> None:
        """One finger from here to there."""
        self.touch("touchStart", start)
        for at in way(start, end):
            self.touch("touchMove", at)
        self.touch("touchEnd")

    def two(self, first: tuple[Point, Point], second: tuple[Point, Point]) -> None:
        """Two fingers at once, each from here to there."""
        self.touch("touchStart", first[0])
        self.touch("touchStart", first[0], second[0])
        for one, other in zip(way(*first), way(*second), strict=True):
            self.touch("touchMove", one, other)
        self.touch("touchEnd")


class Pen:
    """A pen: it points as exactly as a mouse, and says how hard it is pressed."""

    def __init__(self, person: Person) -> None:
        self.page: Page = person.page
        self.cdp: CDPSession = person.page.context.new_cdp_session(person.page)

    def tells(self, kind: str, at: Point, force: float = 0.7, clicks: int = 1) -> None:
        """`mousePressed`, `mouseMoved` or `mouseReleased`: so the browser is told of a pen."""
        self.cdp.send(
            "Input.dispatchMouseEvent",
            {
                "type": kind, "x": at[0], "y": at[1], "button": "left", "clickCount": clicks,
                "buttons": 0 if kind == "mouseReleased" else 1, "pointerType": "pen",
                "force": force,
            },
        )  # fmt: skip

    def taps(self, where: Locator | Point, times: int = 1) -> None:
        """Down and up again at once."""
        at = middle(where) if isinstance(where, Locator) else where
        for n in range(1, times + 1):
            self.tells("mousePressed", at, clicks=n)
            self.tells("mouseReleased", at, clicks=n)

    def holds(self, where: Locator | Point, until: Locator) -> None:
        """Stays until something comes of it, then goes."""
        at = middle(where) if isinstance(where, Locator) else where
        self.tells("mousePressed", at)
        expect(until).to_be_visible()
        self.tells("mouseReleased", at)

    def draws(self, start: Point, end: Point) -> None:
        """From here to there, harder and harder."""
        self.tells("mousePressed", start)
        for n, at in enumerate(way(start, end), 1):
            self.tells("mouseMoved", at, 0.15 * n)
        self.tells("mouseReleased", end)
