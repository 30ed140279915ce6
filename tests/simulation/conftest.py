"""The browsers of the simulation: bundled once, one process."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from .node import ROOT, Clients, bundle

#: The copies with planted bugs run on SQLite, whatever the rest of the run is on: once is enough.
collect_ignore = ["test_planted_bugs.py"] if os.environ.get("LIVELAB_DATABASE") else []


@pytest.fixture(scope="session")
def clients(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clients]:
    """The shipped clients, waiting for commands."""
    script = bundle(ROOT, tmp_path_factory.mktemp("clients") / "clients.mjs")
    running = Clients(script)
    yield running
    running.close()
