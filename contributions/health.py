"""Is the log protected as it should be? For the system check, the health page and `migrate`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.db import connections

from . import triggers

UNPROTECTED = "contributions.E001"


def protected(using: str = "default") -> bool:
    """Do the database's triggers refuse to change and lose entries?"""
    return triggers.present(connections[using])


def check_triggers(
    app_configs: Sequence[AppConfig] | None,
    databases: Sequence[str] | None = None,
    **_: Any,
) -> list[checks.CheckMessage]:
    """System check: a database that has the log has its triggers."""
    unprotected = [u for u in databases or () if _has_the_log(u) and not protected(u)]
    return [
        checks.Error(
            f"Database {using!r} would let entries of the log be changed or deleted.",
            hint="Run: manage.py migrate --skip-checks",
            id=UNPROTECTED,
        )
        for using in unprotected
    ]


def keep_triggers(sender: AppConfig, using: str, **_: Any) -> None:
    """After `migrate`: put back the triggers which a change of the tables took away."""
    if _has_the_log(using) and not protected(using):
        triggers.install(connections[using])


def _has_the_log(using: str) -> bool:
    connection = connections[using]
    return set(triggers.TABLES) <= set(connection.introspection.table_names())
