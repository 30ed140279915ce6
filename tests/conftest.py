"""What every test stands on: a real database, the log's triggers lifted only for the flush."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from asgiref.sync import sync_to_async
from django.db import connections

from boards import service
from contributions import testing


@pytest.fixture(scope="session", autouse=True)
def flushes_allowed() -> Iterator[None]:
    """The log refuses to be emptied; between two tests it must be."""
    with testing.flushes_allowed():
        yield


@pytest_asyncio.fixture
async def rooms() -> AsyncIterator[None]:
    """Rooms of this test's event loop, drained at its end, all connections given back."""
    yield
    await service.drain()
    await sync_to_async(connections.close_all)()
