"""Two workers need PostgreSQL: without one these tests are not collected (`make test` has both)."""

from __future__ import annotations

import os
import random
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from .stage import Stage, two_workers

DATABASE = os.environ.get("LIVELAB_DATABASE", "")
collect_ignore_glob = [] if DATABASE.startswith("postgres") else ["test_*.py"]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stage(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    """Both workers, started once; each test has a board of its own on them."""
    home = tmp_path_factory.mktemp("two-workers")
    async with two_workers(home, DATABASE) as ready:
        yield ready


@pytest.fixture
def seed() -> int:
    """The seed of this test's chances; LIVELAB_SEED repeats one."""
    given = int(os.environ.get("LIVELAB_SEED", "0"))
    chosen = given or random.SystemRandom().randrange(1, 10**6)
    print(f"LIVELAB_SEED={chosen}")
    return chosen
