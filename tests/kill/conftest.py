"""What the tests of a killed server stand on."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from . import database


@pytest.fixture
def own_database() -> Iterator[str]:
    """The database of a server: a file of its own, or on PostgreSQL a database of its own."""
    with database.own_database(os.environ.get("LIVELAB_DATABASE", "")) as address:
        yield address
