"""A lab on window glass with a code on the door, and another lab beside it."""

from __future__ import annotations

import pytest

from accounts.actions import Newcomer, enrol, make_join_code, start_lab
from accounts.models import JoinCode, Lab, Person


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
