"""Which database: an embedded SQLite file, or PostgreSQL named by an address."""

from __future__ import annotations

import os
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

#: Every commit is on the disk before it is answered; a writer takes its turn at the beginning.
SQLITE_COMMANDS = (
    "PRAGMA busy_timeout=10000; PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=4000; "
    "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON"
)


class BadDatabaseAddress(Exception):
    """LIVELAB_DATABASE names a database that we do not speak."""


def database(address: str, home: Path) -> dict[str, Any]:
    """Django's settings for `sqlite:///path`, `postgresql://user:word@host:port/name` or ''."""
    if not address:
        return _sqlite(str(home / "livelab.sqlite3"))
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path.removeprefix("/")) or str(home / "livelab.sqlite3"))
    if parts.scheme in {"postgres", "postgresql"}:
        return _postgresql(address)
    raise BadDatabaseAddress("LIVELAB_DATABASE begins with neither sqlite:// nor postgresql://")


def _sqlite(name: str) -> dict[str, Any]:
    # Tests need a file: several connections (rooms, views) must see one database.
    test_name = Path(tempfile.gettempdir()) / f"livelab-test-{os.getpid()}.sqlite3"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "CONN_MAX_AGE": 0,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 10,
            "init_command": SQLITE_COMMANDS,
        },
        "TEST": {"NAME": str(test_name)},
    }


def _postgresql(address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    name = unquote(parts.path.lstrip("/"))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or _socket_folder(parts.query),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0,
        "OPTIONS": _pool(),
        "TEST": {"NAME": f"test_{name}_{os.getpid()}"},
    }


def _socket_folder(query: str) -> str:
    """`?host=/run/postgresql` names a Unix socket, as in libpq's addresses."""
    for pair in query.split("&"):
        key, _, value = pair.partition("=")
        if key == "host":
            return unquote(value)
    return ""


def _pool() -> dict[str, Any]:
    """Connections are pooled, not kept per thread: under ASGI those are never given back."""
    return {"pool": {"min_size": 1, "max_size": 16}} if find_spec("psycopg_pool") else {}
