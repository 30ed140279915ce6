"""What every test stands on: a real database, two labs, triggers lifted only for the flush."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from asgiref.sync import sync_to_async
from django.db import connections

from accounts.actions import Newcomer, enrol, make_join_code, start_lab
from accounts.models import JoinCode, Lab, Person
from boards import outlet, service
from contributions import testing


@pytest.fixture(scope="session", autouse=True)
def flushes_allowed() -> Iterator[None]:
    """The log refuses to be emptied; between two tests it must be."""
    with testing.flushes_allowed():
        yield


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test reads its sockets one after another; those it is not at are no slow readers."""
    monkeypatch.setattr(outlet, "PATIENCE_S", 600.0)


@pytest_asyncio.fixture
async def rooms() -> AsyncIterator[None]:
    """Rooms of this test's event loop, drained at its end, all connections given back."""
    yield
    await service.drain()
    await sync_to_async(connections.close_all)()


# A lab on window glass with a code on the door, and another lab beside it.


@pytest.fixture
def glass(db: None) -> Lab:
    return start_lab(name="Glass lab", languages=["en", "nl"], controller="The glass museum.")


@pytest.fixture
def bicycles(db: None) -> Lab:
    return start_lab(name="Bicycle lab", languages=["nl"])


@pytest.fixture
def administrator(glass: Lab) -> Person:
    return enrol(lab=glass, who=Newcomer("The host"), role="administrator")


@pytest.fixture
def facilitator(glass: Lab) -> Person:
    return enrol(lab=glass, who=Newcomer("The facilitator"), role="facilitator")


@pytest.fixture
def door(glass: Lab) -> JoinCode:
    return make_join_code(lab=glass, kind="lab", target=glass.hex, role="participant", by=None)


@pytest.fixture
def other_door(bicycles: Lab) -> JoinCode:
    return make_join_code(
        lab=bicycles, kind="lab", target=bicycles.hex, role="participant", by=None
    )
