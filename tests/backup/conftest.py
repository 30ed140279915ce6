"""A home and a database for each test here, and the pages of those who come to it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kill.database import own_database
from tests.kill.server import Place
from tests.simulation.node import bundle

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A home, and a file in it or a database of its own on PostgreSQL; one process serves it."""
    home = tmp_path / "home"
    home.mkdir()
    with own_database(os.environ.get("LIVELAB_DATABASE", "")) as own:
        yield Place(home, own)


@pytest.fixture(scope="session")
def pages_script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped TypeScript clients on real sockets, bundled once."""
    return bundle(ROOT, tmp_path_factory.mktemp("pages") / "pages.mjs", "backup/pages.ts")
