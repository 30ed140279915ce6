"""Versions below which known holes are open: packages are refused, engines warned of."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

from django.conf import settings
from django.core import checks

FLOORS: Final = {
    "django": "5.2.19",
    "channels": "4.3.2",
    "daphne": "4.2.3",
    "autobahn": "26.10.1",
    "twisted": "26.10.0",
    "channels-redis": "4.3.0",
    "redis": "4.5.4",
    "djangorestframework": "3.18.2",
    "pillow": "13.0.0",
}
SQLITE_FLOOR: Final = (3, 51, 3)
SQLITE_BACKPORTS: Final = ((3, 50, 7), (3, 44, 6))
POSTGRESQL_FLOOR: Final = 140000
REDIS_FLOOR: Final = (8, 2, 2)
#: PostgreSQL's settings that must not be off: how we take it, and what would happen
DURABLE: Final[dict[str, tuple[type[checks.Error | checks.Warning], str, str]]] = {
    "fsync": (checks.Error, "livelab.E003", "a power cut could lose or ruin the whole lab."),
    "synchronous_commit": (
        checks.Error,
        "livelab.E004",
        "a power cut could lose writing that was acknowledged.",
    ),
    "full_page_writes": (
        checks.Warning,
        "livelab.W004",
        "a power cut could ruin pages, unless the file system never writes half of one.",
    ),
}
REMEDY: Final = "Turn {} on in postgresql.conf, for this database and for its user."


def numbers(text: str) -> tuple[int, ...]:
    """`5.2.19rc1` → (5, 2, 19)."""
    return tuple(int(part) for part in re.findall(r"\d+", text)[:3])


def old_packages(floors: dict[str, str] | None = None) -> dict[str, str]:
    """Package → the version found, where it is under its floor or missing."""
    found: dict[str, str] = {}
    for name, floor in (floors or FLOORS).items():
        try:
            here = version(name)
        except PackageNotFoundError:
            here = ""
        if numbers(here) < numbers(floor):
            found[name] = here
    return found


def sqlite_is_sound(found: tuple[int, ...] = sqlite3.sqlite_version_info) -> bool:
    """Is this SQLite outside the versions that can corrupt a database in WAL mode?"""
    backported = any(found[:2] == fixed[:2] and found >= fixed for fixed in SQLITE_BACKPORTS)
    return found >= SQLITE_FLOOR or backported


@checks.register(checks.Tags.compatibility)
def check_packages(app_configs: Sequence[Any] | None, **_: Any) -> list[checks.CheckMessage]:
    """Python packages under their floor stop the start."""
    return [
        checks.Error(
            f"{name} {here or 'is missing'}; LiveLab needs {FLOORS[name]} or newer.",
            hint="Install the packages in requirements/ again.",
            id="livelab.E001",
        )
        for name, here in old_packages().items()
    ]


@checks.register(checks.Tags.compatibility)
def check_sqlite(app_configs: Sequence[Any] | None, **_: Any) -> list[checks.CheckMessage]:
    """An old SQLite library is warned of: the system brings it."""
    if "sqlite" not in settings.DATABASES["default"]["ENGINE"] or sqlite_is_sound():
        return []
    return [
        checks.Warning(
            f"SQLite {sqlite3.sqlite_version} can corrupt a database in WAL mode.",
            hint="Install pysqlite3, whose wheel carries a newer one.",
            id="livelab.W001",
        )
    ]


@checks.register(checks.Tags.database)
def check_durability(
    app_configs: Sequence[Any] | None, databases: Sequence[str] | None = None, **_: Any
) -> list[checks.CheckMessage]:
    """What is acknowledged must be on PostgreSQL's disk."""
    from django.db import connection

    if not databases or connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        shown = {name: _shown(cursor, name) for name in DURABLE}
    return durability_findings(shown)


def _shown(cursor: Any, name: str) -> str:
    cursor.execute(f"SHOW {name}")
    return str(cursor.fetchone()[0])


def durability_findings(shown: Mapping[str, str]) -> list[checks.CheckMessage]:
    """What is to be said of these settings, as our own connection sees them."""
    return [
        kind(f"PostgreSQL runs with {name} = off: {why}", hint=REMEDY.format(name), id=number)
        for name, (kind, number, why) in DURABLE.items()
        if shown[name] == "off"
    ]


@checks.register(checks.Tags.database)
def check_engines(
    app_configs: Sequence[Any] | None, databases: Sequence[str] | None = None, **_: Any
) -> list[checks.CheckMessage]:
    """Old PostgreSQL and Redis servers are warned of."""
    if not databases:
        return []
    return [
        checks.Warning(text, id=f"livelab.W00{number}")
        for number, text in ((2, _postgresql_warning()), (3, redis_warning()))
        if text
    ]


def _postgresql_warning() -> str:
    from django.db import connection

    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        found = int(cursor.fetchone()[0])
    return "" if found >= POSTGRESQL_FLOOR else f"PostgreSQL {found // 10000} is no longer kept."


def redis_warning(address: str | None = None) -> str:
    """What is to be said of the Redis server; nothing where none is used."""
    address = settings.REDIS if address is None else address
    if not address:
        return ""
    import redis

    try:
        with redis.Redis.from_url(address, socket_timeout=2) as client:
            found = str(client.info("server").get("redis_version", ""))
    except redis.RedisError:
        return "The Redis server of LIVELAB_REDIS does not answer; boards go on more slowly."
    old = numbers(found) < REDIS_FLOOR
    return f"Redis {found} is older than 8.2.2, unless your system patches it." if old else ""


@checks.register(checks.Tags.security)
def check_workers(app_configs: Sequence[Any] | None, **_: Any) -> list[checks.CheckMessage]:
    """Several processes need Redis and PostgreSQL between them."""
    workers = int(os.environ.get("WEB_CONCURRENCY") or 1)
    if workers <= 1 or settings.REDIS:
        return []
    return [
        checks.Error(
            "Several processes cannot serve one lab without Redis: set LIVELAB_REDIS.",
            id="livelab.E002",
        )
    ]
