"""What every test stands on: a real database, two labs, triggers lifted only for the flush."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from asgiref.sync import sync_to_async
from django.db import connections

from accounts.actions import Newcomer, enrol, make_join_code, start_lab
from accounts.models import JoinCode, Lab, Person
from boards import outlet, service
from contributions import testing

HERE = Path(__file__).parent
#: folders whose tests start servers, or open databases, as the environment says
SERVE = {"backup", "bench", "fsync", "kill", "security", "simulation", "workers"}
#: who is given a database, pytest-django opens it for; for all others it is shut
GIVEN = {"db", "transactional_db", "own_database"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What knows no database is not tried on PostgreSQL once more: it is the same test."""
    if not os.environ.get("LIVELAB_DATABASE"):
        return
    known = {item: _knows_a_database(item) for item in items}
    config.hook.pytest_deselected(items=[item for item in items if not known[item]])
    items[:] = [item for item in items if known[item]]


def _knows_a_database(item: pytest.Item) -> bool:
    if item.path.relative_to(HERE).parts[0] in SERVE or item.get_closest_marker("django_db"):
        return True
    return isinstance(item, pytest.Function) and not GIVEN.isdisjoint(item.fixturenames)


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
