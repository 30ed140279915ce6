"""The database itself refuses to change or lose an entry, whoever asks.

* Entries are never updated; they are deleted only with a disposable stream.
* Words are never updated; they are deleted where an erasure stands, or with a disposable stream.
* Erasures are never updated; they are deleted only with a disposable stream.
* A stream keeps its identity, its head only goes forward, and only a disposable one goes, last.
* SQLite: `INSERT OR REPLACE` may not take an older row's place (it would fire no other trigger).
* PostgreSQL: none of the tables can be truncated.

`lift` is for the test fixture round a flush, and for a migration that alters these tables: begin
it with `lift`, for SQLite makes such a table anew. After every `migrate` they are put back.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper

STREAM, ENTRY, WORDS, ERASURE = TABLES = (
    "contributions_stream",
    "contributions_contribution",
    "contributions_words",
    "contributions_erasure",
)

_IDENTITY = ("id", "lab", "kind", "object_id", "disposable", "created_at")
_STAYS = f"NOT EXISTS (SELECT 1 FROM {STREAM} WHERE id = OLD.stream AND disposable)"
_NOT_ERASED = f"NOT EXISTS (SELECT 1 FROM {ERASURE} WHERE stream = OLD.stream AND seq = OLD.seq)"
_HELD = " OR ".join(f"EXISTS (SELECT 1 FROM {t} WHERE stream = OLD.id)" for t in TABLES[1:])


def _rules(differs: str) -> dict[tuple[str, str], str]:
    """(table, event) → when it is refused; `differs` compares, NULL included."""
    moved = " OR ".join(f"NEW.{c} {differs} OLD.{c}" for c in _IDENTITY)
    same_place = f"NEW.head_seq = OLD.head_seq AND NEW.head_hash {differs} OLD.head_hash"
    return {
        (ENTRY, "UPDATE"): "TRUE",
        (ENTRY, "DELETE"): _STAYS,
        (WORDS, "UPDATE"): "TRUE",
        (WORDS, "DELETE"): f"{_STAYS} AND {_NOT_ERASED}",
        (ERASURE, "UPDATE"): "TRUE",
        (ERASURE, "DELETE"): _STAYS,
        (STREAM, "UPDATE"): f"{moved} OR NEW.head_seq < OLD.head_seq OR ({same_place})",
        (STREAM, "DELETE"): f"NOT OLD.disposable OR {_HELD}",
    }


def _replacements() -> dict[str, str]:
    """SQLite: table → is there a row already whose place the new one would take?"""
    place = "EXISTS (SELECT 1 FROM {0} WHERE stream = NEW.stream AND seq = NEW.seq)"
    accepted = (
        f"EXISTS (SELECT 1 FROM {ENTRY}"
        " WHERE stream = NEW.stream AND actor = NEW.actor AND op_id = NEW.op_id)"
    )
    return {
        ENTRY: f"{place.format(ENTRY)} OR {accepted}",
        WORDS: place.format(WORDS),
        ERASURE: place.format(ERASURE),
        STREAM: f"EXISTS (SELECT 1 FROM {STREAM} WHERE id = NEW.id"
        " OR (kind = NEW.kind AND object_id = NEW.object_id))",
    }


def _name(table: str, event: str) -> str:
    return f"{table}_{event.lower()}_refused"


def _sqlite() -> dict[str, str]:
    """Name → the statement that makes the trigger."""
    refused = _rules("IS NOT") | {(t, "INSERT"): when for t, when in _replacements().items()}
    return {
        _name(table, event): f"CREATE TRIGGER {_name(table, event)} BEFORE {event} ON {table}"
        f" WHEN {when} BEGIN SELECT RAISE(ABORT, 'append only: {table}'); END"
        for (table, event), when in refused.items()
    }


def _postgresql() -> dict[str, tuple[str, str, str]]:
    """Name → (table, when the trigger fires, body of its function)."""
    refused = {
        _name(table, event): (table, f"BEFORE {event} ON {table} FOR EACH ROW", when)
        for (table, event), when in _rules("IS DISTINCT FROM").items()
    }
    truncated = {
        _name(t, "TRUNCATE"): (t, f"BEFORE TRUNCATE ON {t} FOR EACH STATEMENT", "TRUE")
        for t in TABLES
    }
    return {
        name: (table, fires, _body(table, when))
        for name, (table, fires, when) in (refused | truncated).items()
    }


def _body(table: str, when: str) -> str:
    return (
        f"BEGIN IF {when} THEN RAISE EXCEPTION 'append only: {table}'"
        " USING ERRCODE = 'restrict_violation'; END IF;"
        " IF TG_OP = 'UPDATE' THEN RETURN NEW; END IF; RETURN OLD; END"
    )


def install(connection: BaseDatabaseWrapper) -> None:
    """Make all triggers, anew where they exist."""
    lift(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for statement in _sqlite().values():
                cursor.execute(statement)
            return
        for name, (_, fires, body) in _postgresql().items():
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql"
                f" AS $refuse${body}$refuse$"
            )
            cursor.execute(f"CREATE TRIGGER {name} {fires} EXECUTE FUNCTION {name}()")


def lift(connection: BaseDatabaseWrapper) -> None:
    """Remove all triggers. Only for a flush between tests and for migrations of these tables."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in _sqlite():
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            return
        for name, (table, _, _) in _postgresql().items():
            cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")


@contextmanager
def lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """`lift`, and `install` again whatever happens."""
    lift(connection)
    try:
        yield
    finally:
        install(connection)


def present(connection: BaseDatabaseWrapper) -> bool:
    """Are all triggers there, in force, and as this module makes them?"""
    if connection.vendor == "sqlite":
        return _sqlite().items() <= _found_sqlite(connection).items()
    wanted = {name: body for name, (_, _, body) in _postgresql().items()}
    return wanted.items() <= _found_postgresql(connection).items()


def _found_sqlite(connection: BaseDatabaseWrapper) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return dict(cursor.fetchall())


def _found_postgresql(connection: BaseDatabaseWrapper) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgname, p.prosrc FROM pg_trigger t"
            " JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')"
            " AND pg_table_is_visible(c.oid)"
        )
        return dict(cursor.fetchall())
