"""LiveLab as `make run` starts it: `manage.py serve`, guests who came in by their join code."""

from __future__ import annotations

import http.client
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from . import machine
from .generator import Seat, Way
from .served import HOST, Served

FURNISH = Path(__file__).with_name("furnish.py")
Board = Mapping[str, Any]


class Lab(Served):
    """The shipped application of a source tree, with a database of its own on a real disk."""

    name = "livelab"
    form = "edit_text"

    def __init__(
        self,
        tree: Path = machine.ROOT,
        server: str = "daphne",
        boards: Sequence[Board] = ({"mode": "open", "items": 0},),
    ) -> None:
        super().__init__()
        self.tree = tree
        self.server = server
        self.wanted = list(boards)
        self.boards: list[dict[str, str]] = []
        self.origin = f"http://{HOST}:{self.port}"
        self._guests: dict[int, list[str]] = {}
        self._page = ""

    def command(self) -> Sequence[str]:
        """As `scripts/dev.py run` does; the second server by its name."""
        other = [] if self.server == "daphne" else ["--server", self.server]
        return [sys.executable, "manage.py", "serve", "--port", str(self.port), *other]

    def where(self) -> Path:
        """The source tree."""
        return self.tree

    def environment(self) -> Mapping[str, str]:
        """A home of its own, and no setting of ours."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith("LIVELAB_")}
        return kept | {
            "DJANGO_SETTINGS_MODULE": "livelab.settings",
            "LIVELAB_HOME": str(self.folder),
            "LIVELAB_ORIGINS": self.origin,
            "PYTHONPATH": str(self.tree),
            "PYTHONUNBUFFERED": "1",
        }

    def prepare(self) -> None:
        """A lab with its boards."""
        self.boards = self._script(FURNISH, json.dumps({"boards": self.wanted}))["boards"]

    def answers(self) -> bool:
        """Does it say that it is well?"""
        try:
            return self._request("GET", "/api/health")[0] == 200
        except OSError:
            return False

    def way(self, form: str = "") -> Way:
        """The shipped protocol."""
        silent = self.wanted[0].get("mode") == "silent"
        return Way("livelab", form or self.form, self.origin, private=silent)

    def seats(self, people: int, room: int = 0) -> list[Seat]:
        """Guests of a board: who is there already, and as many new ones as are wanted."""
        guests = self._guests.setdefault(room, [])
        while len(guests) < people:
            guests.append(self._come_in(self.boards[room]["code"], len(guests)))
        path = f"/ws/boards/{self.boards[room]['id']}"
        return [Seat(path, room, cookie) for cookie in guests[:people]]

    def proof(self) -> dict[str, Any]:
        """Is every acknowledged operation one row, and does `verify_log` find the log whole?

        Who was sent away in a flood may have operations in the log whose answer she never got.
        """
        acknowledged = sum(known for known, _ in self.runs.values())
        unanswered = sum(sent - known for known, sent in self.runs.values())
        rows = self._entries_of(list(self.runs))
        verified, said = self._verify()
        return {
            "rows": rows,
            "acknowledged": acknowledged,
            "unanswered": unanswered,
            "verified": verified,
            "verify_log": said,
            "held": verified and acknowledged <= rows <= acknowledged + unanswered,
        }

    def _verify(self) -> tuple[bool, str]:
        done = subprocess.run(
            [sys.executable, "manage.py", "verify_log", "--json", "--quiet"],
            cwd=self.tree,
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        said = (done.stdout.strip() or done.stderr.strip()).splitlines()
        return done.returncode == 0, said[-1] if said else ""

    def _entries_of(self, runs: Sequence[int]) -> int:
        """Entries whose op_id is of these runs of the generator."""
        heads = [f"{0x019A00000000 + run:012x}" for run in runs]
        database = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)
        try:
            asked = "SELECT count(*) FROM contributions_contribution WHERE substr(op_id, 1, 12) = ?"
            return sum(int(database.execute(asked, (head,)).fetchone()[0]) for head in heads)
        finally:
            database.close()

    @property
    def database(self) -> Path:
        """The database file."""
        return next(self.folder.glob("*.sqlite3"))

    def _script(self, path: Path, *arguments: str) -> Any:
        done = subprocess.run(
            [sys.executable, str(path), *arguments],
            cwd=self.tree,
            env=self.environment(),
            stdout=subprocess.PIPE,
            check=True,
        )
        return json.loads(done.stdout.splitlines()[-1])

    def _come_in(self, code: str, number: int) -> str:
        """A guest as her browser does it: the page first, then the form; her device cookie."""
        if not self._page:
            self._page = _cookie(self._request("GET", "/")[1], "csrftoken")
        headers = {"Cookie": self._page, "X-CSRFToken": self._page.partition("=")[2]}
        who = {"code": code, "label": f"Maker {number}", "language": "en"}
        body = json.dumps(who | {"consents": ["taking_part"]})
        status, got, said = self._request("POST", "/api/join", body, headers)
        if status != 200:
            raise RuntimeError(f"a guest was not let in: {status} {said[:200]!r}")
        return _cookie(got, "livelab_device")

    def _request(
        self, method: str, path: str, body: str | None = None, headers: Mapping[str, str] = {}
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=20)
        try:
            all_headers = {"Content-Type": "application/json", "Origin": self.origin, **headers}
            connection.request(method, path, body, all_headers)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()


def _cookie(headers: http.client.HTTPMessage, name: str) -> str:
    """`name=value` of a cookie that was set."""
    for line in headers.get_all("Set-Cookie") or []:
        if line.startswith(name + "="):
            return str(line).partition(";")[0]
    raise RuntimeError(f"the server set no cookie {name}")
