"""PostgreSQL: its tables copied as one moment; restored into a schema beside, then put in place.

It needs no program of PostgreSQL's: the tables are made by the migrations that had run, and filled
by COPY. The schema takes the lab's place in one transaction, and the lab's is kept under a name.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from contributions import guard

from .bundle import Bundle, Writer
from .errors import Refused

TABLES = "tables/"
COLUMNS = "columns.json"
BESIDE = "livelab_restoring"
PLACE = "public"

#: `migrate` fills these itself
_MADE_BY_MIGRATE = ("django_content_type", "auth_permission")
#: what migrations ran stands in the manifest
_NOT_COPIED = ("django_migrations",)


#: so long may the connection of a process that has ended be in sight
_LINGERING_S = 2.0


class Served:
    """The lab's database on a PostgreSQL server."""

    def add(self, writer: Writer, folder: Path) -> None:
        """Add every table as it is at one moment; nobody who writes has to wait for it."""
        with transaction.atomic():
            _say("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            columns = _columns()
            writer.add(COLUMNS, [msgspec.json.encode(columns)])
            for table, names in columns.items():
                with (
                    _bare() as cursor,
                    cursor.copy(f"COPY {_named(table, names)} TO STDOUT") as out,
                ):
                    writer.add(TABLES + table, map(bytes, out))

    def exists(self) -> bool:
        """Whoever can be connected to is there."""
        return True

    def demand_alone(self) -> None:
        """Refuse while anybody else is connected to the database."""
        _forget_connections()
        limit = time.monotonic() + _LINGERING_S
        while others := _others():
            if time.monotonic() > limit:
                said = f"{others} others are connected to its database"
                raise Refused(f"The lab is being served: {said}. Stop it first.")
            time.sleep(0.1)

    @contextmanager
    def beside(self, bundle: Bundle) -> Iterator[None]:
        """Inside, Django's connection speaks to the restored tables, which are nobody's yet."""
        _say(f"DROP SCHEMA IF EXISTS {BESIDE} CASCADE", f"CREATE SCHEMA {BESIDE}")
        try:
            with _speaking_to(BESIDE):
                _make_tables(bundle.manifest.migrations)
                with transaction.atomic():
                    _fill(bundle)
                yield
        except BaseException:
            _say(f"DROP SCHEMA IF EXISTS {BESIDE} CASCADE")
            raise

    def take_place(self, now: datetime) -> str:
        """Put the restored tables where the lab's are; says where those are kept."""
        self.demand_alone()
        kept = f"before_restore_{now:%Y%m%d_%H%M%S}"
        with transaction.atomic():
            _say(
                f"ALTER SCHEMA {PLACE} RENAME TO {kept}",
                f"ALTER SCHEMA {BESIDE} RENAME TO {PLACE}",
            )
        _forget_connections()
        return f"the schema {kept}"


def _others() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
        )
        others: int = cursor.fetchone()[0]
    return others


def _columns() -> dict[str, list[str]]:
    """Each table with its columns."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        return {
            table: [column.name for column in describe(cursor, table)]
            for table in sorted(tables)
            if table not in _NOT_COPIED
            for describe in [connection.introspection.get_table_description]
        }


def _make_tables(migrations: dict[str, list[str]]) -> None:
    """The tables as the backup's database had them."""
    ran = {(app, name) for app, names in migrations.items() for name in names}
    with guard.lifted("migrate"):
        executor = MigrationExecutor(connection)
        nodes = executor.loader.graph.node_map
        last = [one for one in sorted(ran) if ran.isdisjoint(c.key for c in nodes[one].children)]
        executor.migrate(last)


def _fill(bundle: Bundle) -> None:
    with bundle.open(COLUMNS) as file:
        columns = msgspec.json.decode(file.read(), type=dict[str, list[str]])
    there = set(_columns())
    if not columns.keys() <= there:
        raise Refused(f"It has tables that are not known: {sorted(columns.keys() - there)}.")
    _say(f"TRUNCATE {', '.join(_MADE_BY_MIGRATE)} CASCADE")
    for table, names in columns.items():
        _fill_one(bundle, table, names)
    _count_on()


def _fill_one(bundle: Bundle, table: str, names: list[str]) -> None:
    said = f"COPY {_named(table, names)} FROM STDIN"
    with (
        bundle.open(TABLES + table) as source,
        _bare() as cursor,
        cursor.copy(said) as target,
    ):
        while chunk := source.read(1 << 20):
            target.write(chunk)


def _count_on() -> None:
    """Numbers that the database gives go on after the highest there is."""
    models = apps.get_models(include_auto_created=True)
    _say(*connection.ops.sequence_reset_sql(no_style(), models))


@contextmanager
def _speaking_to(schema: str) -> Iterator[None]:
    options = connection.settings_dict["OPTIONS"]
    _forget_connections()
    connection.settings_dict["OPTIONS"] = options | {"options": f"-c search_path={schema}"}
    try:
        yield
    finally:
        _forget_connections()
        connection.settings_dict["OPTIONS"] = options


def _forget_connections() -> None:
    """Close ours and the pool's; the next one is made as the settings say then, and alone."""
    connection.close()
    pooled: Any = connection
    pooled.close_pool()
    connection.settings_dict["OPTIONS"].pop("pool", None)


@contextmanager
def _bare() -> Iterator[Any]:
    import psycopg

    connection.ensure_connection()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        yield cursor


def _say(*statements: str) -> None:
    with _bare() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _named(table: str, columns: list[str]) -> str:
    return f"{_quoted(table)} ({', '.join(map(_quoted, columns))})"


def _quoted(name: str) -> str:
    quoted: str = connection.ops.quote_name(name)
    return quoted
