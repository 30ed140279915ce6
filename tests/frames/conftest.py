"""What the tests of malformed frames stand on."""

from __future__ import annotations

from tests.kill.conftest import own_database

__all__ = ["own_database"]
