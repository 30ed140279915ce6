"""Where the long runs live, and how what they came to is kept."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

import livelab  # noqa: F401  # puts a current SQLite in the place of the old one

LIBRARIES = ("channels-redis", "psycopg", "redis", "websockets")


@contextmanager
def place(address: str) -> Iterator[tuple[Path, str]]:
    """A home and a database for one run."""
    from tests.kill.database import own_database

    with tempfile.TemporaryDirectory(prefix="livelab-soak-") as home, own_database(address) as own:
        yield Path(home), own


def record(name: str, result: dict[str, Any], home: Path, address: str = "") -> None:
    """Keep a result, with what it depends on: commit, machine, versions, database."""
    from tests.bench.record import circumstances, save

    known = circumstances(home)
    known["versions"] |= {name: version(name) for name in LIBRARIES} | {"database": engine(address)}
    save(name, result | known)


def engine(address: str) -> str:
    """The database in words, with its version."""
    if not address:
        import sqlite3

        return f"SQLite {sqlite3.sqlite_version}"
    import psycopg

    with psycopg.connect(address) as connection:
        return f"PostgreSQL {connection.info.server_version // 10000}"
