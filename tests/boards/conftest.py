"""The cast on an open and on a silent board."""

from __future__ import annotations

import pytest
from asgiref.sync import sync_to_async

from boards import flood
from tests.support import cast as stage


@pytest.fixture
async def cast(transactional_db: None, rooms: None) -> stage.Cast:
    """Everybody, on an open board."""
    return await sync_to_async(stage.assemble)()


@pytest.fixture
async def silent(transactional_db: None, rooms: None) -> stage.Cast:
    """Everybody, on a board where notes stay private until the reveal."""
    return await sync_to_async(stage.assemble)("silent")


@pytest.fixture
def tireless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three people are in all sessions, quicker than anybody may be."""
    monkeypatch.setattr(flood, "PERSON_FRAMES_PER_SECOND", 1e6)
    monkeypatch.setattr(flood, "KNOCKS_AT_ONCE", 1e6)
