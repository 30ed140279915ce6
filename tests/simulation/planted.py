"""Bugs planted into a copy of the shipped sources, to see whether the simulation finds them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .node import FRONTEND, ROOT

SOURCES = (
    "accounts",
    "boards",
    "challenges",
    "common",
    "contributions",
    "demo",
    "livelab",
    "locale",
    "tests",
)


@dataclass(frozen=True)
class Bug:
    """One change of one shipped file. `old` must stand there exactly once."""

    name: str
    file: str
    old: str
    new: str

    def plant(self, tree: Path) -> None:
        """Put it into a copy of the sources."""
        path = tree / self.file
        text = path.read_text("utf-8")
        assert text.count(self.old) == 1, f"{self.name}: the patch of {self.file} does not apply"
        path.write_text(text.replace(self.old, self.new), "utf-8")


BUGS = (
    Bug(
        "acknowledge before commit",
        "boards/room.py",
        "        return [member for member, _ in taken], Work(self._state(), requests)",
        "        state = self._state()\n"
        "        next_seq = state.streams[state.board_stream].head.seq\n"
        "        for member, request in taken:\n"
        "            next_seq += 1\n"
        "            member.tell(Accepted(request.op_id, state.board_stream, next_seq))\n"
        "        return [member for member, _ in taken], Work(self._state(), requests)",
    ),
    Bug(
        "number outside the lock",
        "boards/batch.py",
        "    heads = append.lock([key for owners in keys for key in owners.values()])",
        "    heads = append.lock([key for owners in keys for key in owners.values()])\n"
        "    heads |= {s.id: s.head for work in works for s in work.state.streams.values()}",
    ),
    Bug(
        "no duplicate check",
        "boards/ledger.py",
        "        known = self.accepted.get((request.person, request.op_id))",
        "        known = None",
    ),
    Bug(
        "the browser applies entries whatever their number",
        "frontend/src/boards/sync/streams.ts",
        "      if (entry.seq > head + 1) break;\n"
        "      if (entry.seq === head + 1) this.#apply(id, entry);",
        "      if (entry.seq > head) this.#apply(id, entry);",
    ),
    Bug(
        "the server does not catch up before it writes",
        "boards/batch.py",
        "    if head.seq > layer.head.seq:",
        "    if head.seq > layer.head.seq and not layer.below.items:",
    ),
    Bug(
        "private entries are sent to everybody",
        "boards/room.py",
        "self._send(self.sockets_of(owner) if owner else self.members, frame)",
        "self._send(self.members, frame)",
    ),
    Bug(
        "the other process's text edits are not read again",
        "boards/batch.py",
        "        overlay.forget_texts = True",
        "        overlay.forget_texts = False",
    ),
    Bug(
        "a process never looks what others wrote",
        "boards/polling.py",
        "    if version != was.access_version:",
        "    if not heads or version:\n        return False\n    if version != was.access_version:",
    ),
)


def copy(tree: Path) -> None:
    """A copy of the shipped sources; packages are shared."""
    leave = shutil.ignore_patterns("__pycache__", "node_modules", "dist*", "*.sqlite3*", "browser")
    for name in SOURCES:
        shutil.copytree(ROOT / name, tree / name, ignore=leave)
    shutil.copytree(FRONTEND / "src", tree / "frontend" / "src", ignore=leave)
    for name in ("package.json", "tsconfig.json", "node_modules"):
        (tree / "frontend" / name).symlink_to(FRONTEND / name)


def hunt(tree: Path, home: Path, seeds: int) -> dict[str, Any]:
    """Run the simulation of a copy until it finds something."""
    home.mkdir(exist_ok=True)
    environment = {name: value for name, value in os.environ.items() if name[:8] != "LIVELAB_"}
    environment |= {"LIVELAB_HOME": str(home), "DJANGO_SETTINGS_MODULE": "livelab.settings"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.simulation.hunt", "--seeds", str(seeds)],
        cwd=tree,
        env=environment,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
