"""What the tests of a killed server stand on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from . import database
from .server import Place


@pytest.fixture
def own_database() -> Iterator[str]:
    """The database of a server: a file of its own, or on PostgreSQL a database of its own."""
    with database.own_database(os.environ.get("LIVELAB_DATABASE", "")) as address:
        yield address


@pytest.fixture
def place(tmp_path: Path, own_database: str) -> Place:
    """A home and a database, on PostgreSQL with Redis beside it."""
    redis = os.environ.get("LIVELAB_REDIS", "") if own_database else ""
    return Place(tmp_path, own_database, redis)
