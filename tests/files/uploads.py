"""Files sent to a real server through both its doors, and what each costs it.

Run as a program it prepares the server's home: a lab, a board, a challenge, and people with a
cookie each. What an upload costs is read off the operating system: seconds of the processor (of the
server and of what it started), seconds on the clock, and how far its memory rose.
"""

from __future__ import annotations

import http.client
import json
import os
import sys
import time
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from files.pace import BURST

TOKEN = "t" * 32
TICKS = os.sysconf("SC_CLK_TCK")


class Cost(NamedTuple):
    """Of one upload."""

    status: int
    body: bytes
    clock_s: float
    processor_s: float
    memory_mib: float
    #: whose cookie it was sent with
    who: str


@dataclass
class Sender:
    """Sends files as our pages do, each person no faster than she may."""

    port: int
    pid: int
    cookies: deque[str]
    doors: dict[str, str]
    sent: dict[str, int] = field(default_factory=dict)

    def send(self, door: str, data: bytes) -> Cost:
        """Upload it at a door, by somebody who may still."""
        cookie = self._whose()
        processor, rose = self._processor(), Rise(self.pid)
        began = time.monotonic()
        status, body, _ = self._ask("POST", self.doors[door], cookie, data)
        clock = time.monotonic() - began
        return Cost(status, body, clock, self._processor() - processor, rose.mib(), cookie)

    def look(self, path: str, cookie: str) -> tuple[int, bytes, dict[str, str]]:
        """Ask for a file, as whoever sent it."""
        return self._ask("GET", path, cookie)

    def _whose(self) -> str:
        if self.sent.get(self.cookies[0], 0) >= BURST:
            self.cookies.popleft()
        self.sent[self.cookies[0]] = self.sent.get(self.cookies[0], 0) + 1
        return self.cookies[0]

    def _ask(
        self, method: str, path: str, cookie: str, data: bytes | None = None
    ) -> tuple[int, bytes, dict[str, str]]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {
            "Cookie": f"{cookie}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
            "Origin": f"http://127.0.0.1:{self.port}",
            "Content-Type": "image/png",
            "X-File-Name": "..%2F..%2Fpasswd%E2%80%AEfdp.exe",
        }
        try:
            line.request(method, path, data, headers)
            answer = line.getresponse()
            return answer.status, answer.read(), dict(answer.headers)
        finally:
            line.close()

    def _processor(self) -> float:
        """Seconds of the server, and of its children that have ended."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(") ")[2].split()
        return sum(map(int, fields[11:15])) / TICKS


class Rise:
    """How far a process' memory has risen since this was made."""

    def __init__(self, pid: int) -> None:
        self.status = Path(f"/proc/{pid}/status")
        Path(f"/proc/{pid}/clear_refs").write_text("5")  # the highest begins anew
        self.before = self._kib("VmRSS")

    def mib(self) -> float:
        """By so much at the most."""
        return (self._kib("VmHWM") - self.before) / 1024

    def _kib(self, name: str) -> int:
        lines = self.status.read_text().splitlines()
        return int(next(line for line in lines if line.startswith(name)).split()[1])


def main(count: int) -> None:
    """Make the lab."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    sys.stdout.write(json.dumps(_make(count)) + "\n")


def _make(count: int) -> dict[str, Any]:
    from accounts import actions as accounts
    from challenges import actions as challenges
    from tests.support import cast

    lab = accounts.start_lab(name="Glass lab", languages=["en", "nl"])
    people = [cast.person(lab, f"Facilitator {n}", "facilitator") for n in range(count)]
    board = cast.open_board(lab, people[0], people[1:])
    briefs = [
        challenges.begin_challenge(lab=lab, title="Whole panes", language="en", by=people[0])
        for _ in range(4)
    ]
    return {
        "board": board.hex,
        "challenges": [one.hex for one in briefs],
        "cookies": [cast.cookie(person) for person in people],
    }


if __name__ == "__main__":
    main(int(sys.argv[1]))
