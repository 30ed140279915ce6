"""Sees every statement that writes, and stops what goes past the door.

It is a wrapper round Django's cursor on every connection: a net for mistakes, not a wall
against whoever holds the database (for that there are triggers and the chain). The driver's
own cursor is not seen; the few places that use one demand an open action themselves.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from . import act as acts
from .errors import OutsideTheDoor

#: Tables whose rows are no contribution: table → why nothing is said in the log about it.
EXEMPT: dict[str, str] = {
    "django_migrations": "which migrations ran",
    "django_content_type": "Django's list of our models",
    "django_session": "who is logged in here, until when",
    "auth_permission": "Django's list of permissions, made by migrate",
    "auth_group": "not used; made by Django",
    "auth_group_permissions": "not used; made by Django",
    "accounts_devicetoken": "which device is whose, renewed as it is used",
    "accounts_ratelimit": "how often an address tried lately",
    "boards_textclient": "numbers lent to browsers for text merging; no content",
    "boards_lease": "who is present, until when",
}

#: Who may write past the door (`lifted`), and why.
LIFTERS: dict[str, str] = {
    "migrate": "tables change shape before there is anybody to act",
    "flush": "empties a database on purpose (the log's triggers still refuse to lose entries)",
    "loaddata": "puts back what was dumped, log included",
    "tests": "builds and tears down what a test needs",
}

#: Making a stream says nothing yet: the entry it was made for does.
_SILENT = re.compile(r"insert into contributions_", re.IGNORECASE)

_READS = ("SELECT", "PRAGMA", "SAVEPOINT", "RELEASE", "BEGIN", "ROLLBACK")
_WRITING = re.compile(
    r"""(?:\s|/\*.*?\*/|--[^\n]*\n)*
        (?:insert|update|delete|replace|truncate|with|merge|copy)\b""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_TARGET = re.compile(
    r"""\b(?<!for\s)(?:insert\s+(?:or\s+\w+\s+)?into|replace\s+into|merge\s+into|delete\s+from|copy
        |truncate(?:\s+table)?|update(?:\s+or\s+(?:rollback|abort|replace|fail|ignore))?)
        \s+(?:only\s+)?(?:["\w]+\.)?["`\[]?(\w+)""",
    re.IGNORECASE | re.VERBOSE,
)


class _Here(threading.local):
    lifted: str = ""


_here = _Here()


def exempt(table: str, reason: str) -> None:
    """Name a table that is written without an entry, and why."""
    EXEMPT.setdefault(table, reason)
    _guarded.cache_clear()


@contextmanager
def lifted(lifter: str) -> Iterator[None]:
    """Let this thread write past the door. Only those listed in `LIFTERS` may."""
    if lifter not in LIFTERS:
        raise OutsideTheDoor(f"{lifter!r} may not write past the door")
    before, _here.lifted = _here.lifted, lifter
    try:
        yield
    finally:
        _here.lifted = before


def watch(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """The wrapper: raises OutsideTheDoor before a stray write, counts changes inside an action."""
    text = sql if isinstance(sql, str) else str(sql)
    if (text.startswith(_READS) and ";" not in text) or not _guarded(text):
        return execute(sql, params, many, context)
    act = acts.peek()
    if act is None and not _here.lifted:
        raise OutsideTheDoor(f"written with no action open: {text[:120]}")
    result = execute(sql, params, many, context)
    if act is not None and context["cursor"].rowcount != 0 and not _SILENT.match(text):
        act.changed += 1
    return result


@lru_cache(maxsize=2048)
def _guarded(sql: str) -> bool:
    """Does the statement write to a guarded table?"""
    return bool(written_tables(sql) - EXEMPT.keys())


def written_tables(sql: str) -> set[str]:
    """The tables that a statement writes to, lower-case."""
    if not any(_WRITING.match(part) for part in sql.split(";")):
        return set()
    return {name.lower() for name in _TARGET.findall(sql)} - {"set", "of", "skip", "nowait"}


def install(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Put the guard on a connection (receiver of `connection_created`)."""
    if watch not in connection.execute_wrappers:
        connection.execute_wrappers.append(watch)
