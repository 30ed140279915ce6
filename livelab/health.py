"""Is the server able to do its work?"""

from __future__ import annotations

import logging
from typing import Any

from django.db import DatabaseError, connection

from contributions import triggers

from . import checks

logger = logging.getLogger(__name__)


def look() -> dict[str, Any]:
    """`{"ok", "database", "log_guarded", "packages"}`: what is well; nothing about versions."""
    database, guarded = _database()
    packages = not checks.old_packages()
    return {
        "ok": database and guarded and packages,
        "database": database,
        "log_guarded": guarded,
        "packages": packages,
    }


def _database() -> tuple[bool, bool]:
    """Does it answer, and does it guard the log?"""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return True, triggers.present(connection)
    except DatabaseError:
        logger.exception("The database does not answer")
        return False, False
