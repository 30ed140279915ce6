"""A folder of its own for each test's files, and the cast with uploads of theirs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from files import pace
from tests.support import cast as stage


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> Path:
    """Where this test's files are."""
    settings.HOME = tmp_path
    pace.forget()
    return tmp_path


@pytest.fixture
def people(db: None) -> stage.Cast:
    """Everybody, on an open board, for tests without sockets."""
    return stage.assemble()


@pytest.fixture
async def cast(transactional_db: None, rooms: None) -> stage.Cast:
    """Everybody, on an open board."""
    return await sync_to_async(stage.assemble)()


@pytest.fixture
async def silent(transactional_db: None, rooms: None) -> stage.Cast:
    """Everybody, on a board where notes stay private until the reveal."""
    return await sync_to_async(stage.assemble)("silent")
