"""The net catches fish: each bug planted into the shipped sources is found within 500 seeds.

Those that few seeds show are looked for from one that did (`Bug.shown_by`). The sources as they are
pass the same seeds (`test_everybody_agrees`).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from .bugs import BUGS
from .node import ROOT, bundle
from .planted import Bug, copy, hunt
from .shapes import SHAPES

SEEDS = 500

Hunts = dict[Bug, Future[dict[str, Any]]]


@pytest.fixture(scope="module")
def hunts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hunts]:
    """All hunts, as many at a time as there are processors."""
    here = tmp_path_factory.mktemp("planted")
    clients = bundle(ROOT, here / "clients.mjs")
    empty = _empty_database(here / "empty")
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield {
            bug: pool.submit(_hunt, bug, here / str(n), clients, empty)
            for n, bug in enumerate(BUGS)
        }


def _empty_database(home: Path) -> Path:
    environment = {name: value for name, value in os.environ.items() if name[:8] != "LIVELAB_"}
    environment |= {"LIVELAB_HOME": str(home)}
    migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(migrate, cwd=ROOT, env=environment, check=True, timeout=120)
    return home


def _hunt(bug: Bug, folder: Path, clients: Path, empty: Path) -> dict[str, Any]:
    folder.mkdir()
    shutil.copytree(empty, folder / "home")
    copy(folder / "tree", bug)
    return hunt(bug, folder / "tree", folder / "home", clients, SEEDS)


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_planted_bug_is_found(bug: Bug, hunts: Hunts, capsys: pytest.CaptureFixture[str]) -> None:
    """Some seed shows it."""
    found = hunts[bug].result()
    assert found["failures"], f"{SEEDS} seeds from {bug.shown_by} on did not show it"
    seed = found["failures"][0]["seed"]
    with capsys.disabled():
        begun = f"looked for from {bug.shown_by} on, among {SEEDS}"
        print(f"\n{bug.name}: caught by seed {seed}, {begun}, {found['seconds']} s")


def test_every_shape_has_a_bug() -> None:
    """Fifteen bugs or more, and none of the shapes without one."""
    shown = {shape for bug in BUGS for shape in bug.shapes}
    assert shown == set(range(1, len(SHAPES) + 1))
    assert len(BUGS) >= 15
