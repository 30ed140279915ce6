"""What the tests of a killed server stand on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from . import database
from .server import Place


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A home and a database: a file in it, or one of its own on PostgreSQL, Redis beside it."""
    address = os.environ.get("LIVELAB_DATABASE", "")
    with database.own_database(address) as own:
        yield Place(tmp_path, own, os.environ.get("LIVELAB_REDIS", "") if own else "")
