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

from .node import FRONTEND, ROOT, bundle

PACKAGES = (
    "accounts", "boards", "challenges", "common", "contributions", "demo", "files", "livelab",
)  # fmt: skip


@dataclass(frozen=True)
class Bug:
    """One change of one shipped file. `old` must stand there exactly once."""

    name: str
    #: the numbers of the shapes of `shapes.py` that it takes to show it
    shapes: tuple[int, ...]
    file: str
    old: str
    new: str
    #: a second change of the same file
    more: tuple[str, str] | None = None
    #: a seed that showed it: the hunt begins there, for what took it long from seed 1 on
    shown_by: int = 1

    @property
    def in_the_browser(self) -> bool:
        """Is it the page's code that is changed?"""
        return self.file.startswith("frontend/")

    def plant(self, tree: Path) -> None:
        """Put it into a copy of the sources."""
        path = tree / self.file
        text = path.read_text("utf-8")
        for old, new in filter(None, [(self.old, self.new), self.more]):
            assert text.count(old) == 1, f"{self.name}: the patch of {self.file} does not apply"
            text = text.replace(old, new)
        path.write_text(text, "utf-8")


def copy(tree: Path, bug: Bug) -> None:
    """The sources with the bug in them: its package is copied, all others are links."""
    tree.mkdir()
    if bug.in_the_browser:
        _copy_browser(tree)
    else:
        changed = bug.file.split("/")[0]
        for name in (*PACKAGES, "locale", "tests"):
            if name != changed:
                (tree / name).symlink_to(ROOT / name)
        shutil.copytree(ROOT / changed, tree / changed)
    bug.plant(tree)


def _copy_browser(tree: Path) -> None:
    """What the bundle of the simulation's clients is made of."""
    leave = shutil.ignore_patterns("*.test.ts", "*.tsx", "*.css", "*.po")
    for name in ("boards", "api"):
        shutil.copytree(FRONTEND / "src" / name, tree / "frontend" / "src" / name, ignore=leave)
    (tree / "tests" / "simulation").mkdir(parents=True)
    shutil.copy2(ROOT / "tests" / "simulation" / "clients.ts", tree / "tests" / "simulation")


def hunt(bug: Bug, tree: Path, home: Path, clients: Path, seeds: int) -> dict[str, Any]:
    """Run the simulation over a copy, from a seed that showed it on, until it finds something.

    `clients`: the bundle of the shipped browser code; where the bug is in it another one is made.
    """
    if bug.in_the_browser:
        clients = bundle(tree, tree / "clients.mjs")
    environment = {name: value for name, value in os.environ.items() if name[:8] != "LIVELAB_"}
    environment |= {"LIVELAB_HOME": str(home), "DJANGO_SETTINGS_MODULE": "livelab.settings"}
    command = ["-m", "tests.simulation.hunt", "--first", str(bug.shown_by), "--seeds", str(seeds)]
    command += ["--clients", str(clients)]
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT if bug.in_the_browser else tree,
        env=environment,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
