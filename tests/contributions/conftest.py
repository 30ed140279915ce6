"""What every test of the log needs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from contributions import verbs
from tests.contributions import cast


@pytest.fixture(autouse=True)
def the_verbs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two verbs of these tests, gone after each."""
    monkeypatch.setattr(verbs, "_verbs", dict(verbs._verbs))
    cast.declare_verbs()


@pytest.fixture
def shelf(transactional_db: None) -> Iterator[None]:
    """A guarded table of no app."""
    with cast.a_shelf():
        yield
