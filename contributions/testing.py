"""For tests: a flush between two of them, which the triggers would refuse."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.test import TransactionTestCase

from . import guard, triggers


@contextmanager
def flushes_allowed() -> Iterator[None]:
    """Lift the log's triggers round the flush that ends each transactional test, nowhere else.

    For a fixture of the whole session: `with flushes_allowed(): yield`.
    """
    case_class: Any = TransactionTestCase
    flush = case_class._fixture_teardown

    def lifted(case: Any) -> None:
        with guard.lifted("tests"), triggers.lifted(connection):
            flush(case)

    case_class._fixture_teardown = lifted
    try:
        yield
    finally:
        case_class._fixture_teardown = flush


@contextmanager
def tampering() -> Iterator[None]:
    """Let a test do what only somebody with the whole database in her hands could."""
    with guard.lifted("tests"), triggers.lifted(connection):
        yield
