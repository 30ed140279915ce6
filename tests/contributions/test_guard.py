"""A row that is written with no action open is refused before it is written."""

import timeit

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection

from contributions import guard
from contributions.door import Act, action
from contributions.errors import NothingLogged, OutsideTheDoor
from tests.contributions.cast import on_shelf, put_on_shelf, sql

pytestmark = pytest.mark.django_db(transaction=True)

WRITES = [
    "INSERT INTO test_shelf (thing) VALUES ('jug')",
    "insert into test_shelf (thing) values ('jug')",
    'INSERT INTO "test_shelf" ("thing") VALUES (\'jug\')',
    "  -- a remark\n /* another */ INSERT INTO test_shelf (thing) VALUES ('jug')",
    "UPDATE test_shelf SET thing = 'jug'",
    "DELETE FROM test_shelf",
    "WITH all_of AS (SELECT 1) DELETE FROM test_shelf",
    "INSERT INTO contributions_words SELECT * FROM contributions_words",
]


@pytest.mark.parametrize("statement", WRITES)
def test_a_row_written_outside_any_action_is_caught(statement: str, shelf: None) -> None:
    with guard.lifted("tests"):
        put_on_shelf("vase")
    with pytest.raises(OutsideTheDoor):
        sql(statement)
    assert on_shelf() == ["vase"]


def test_many_rows_at_once_are_caught_too(shelf: None) -> None:
    with pytest.raises(OutsideTheDoor), connection.cursor() as cursor:
        cursor.executemany("INSERT INTO test_shelf (thing) VALUES (%s)", [("a",), ("b",)])
    assert on_shelf() == []


def test_rows_written_in_an_action_are_counted(shelf: None) -> None:
    @action
    def planted(act: Act) -> None:
        put_on_shelf("vase")
        put_on_shelf("jug")
        assert act.changed == 2

    with pytest.raises(NothingLogged):
        planted()


def test_an_exempt_table_is_written_without_an_entry(monkeypatch, shelf: None) -> None:
    monkeypatch.setattr(guard, "EXEMPT", dict(guard.EXEMPT))
    guard.exempt("test_shelf", "these tests")
    try:
        put_on_shelf("vase")
        assert on_shelf() == ["vase"]
    finally:
        guard._guarded.cache_clear()


def test_frameworks_own_lists_are_exempt() -> None:
    ContentType.objects.create(app_label="shelf", model="vase").delete()


def test_every_exemption_says_why() -> None:
    assert all(len(reason) > 10 for reason in [*guard.EXEMPT.values(), *guard.LIFTERS.values()])


def test_only_those_listed_may_lift_the_guard() -> None:
    with pytest.raises(OutsideTheDoor), guard.lifted("whoever"):
        pass


def test_migrate_may_write(shelf: None) -> None:
    call_command("migrate", verbosity=0)


@pytest.mark.parametrize(
    ("statement", "tables"),
    [
        ("SELECT * FROM a FOR UPDATE", set()),
        ("SELECT 'delete from a'", set()),
        ("WITH x AS (SELECT 1 FROM a FOR UPDATE OF a) SELECT 1", set()),
        ("INSERT INTO a (x) SELECT x FROM b", {"a"}),
        ("INSERT INTO a VALUES (1) ON CONFLICT (x) DO UPDATE SET x = 1", {"a"}),
        ("INSERT OR REPLACE INTO a VALUES (1)", {"a"}),
        ("REPLACE INTO a VALUES (1)", {"a"}),
        ("UPDATE OR IGNORE a SET x = 1", {"a"}),
        ('UPDATE ONLY "public"."a" SET x = 1', {"a"}),
        ("TRUNCATE TABLE a", {"a"}),
        ("TRUNCATE a", {"a"}),
        ("COPY a FROM STDIN", {"a"}),
        ("SELECT 1; DELETE FROM a", {"a"}),
        ("WITH gone AS (DELETE FROM a RETURNING *) INSERT INTO b SELECT * FROM gone", {"a", "b"}),
        ("CREATE TABLE a (x int)", set()),
        ("SAVEPOINT s", set()),
        ("BEGIN IMMEDIATE", set()),
    ],
)
def test_it_sees_which_tables_a_statement_writes(statement: str, tables: set) -> None:
    assert guard.written_tables(statement) == tables


def test_it_is_on_every_connection_once() -> None:
    connection.close()
    connection.ensure_connection()
    assert connection.execute_wrappers.count(guard.watch) == 1


def test_it_costs_a_read_next_to_nothing() -> None:
    statement = "SELECT " + ", ".join(f'"a"."column_{n}"' for n in range(20)) + ' FROM "a"'
    runs = 10_000
    took = min(
        timeit.repeat(
            lambda: guard.watch(lambda *_: None, statement, (), False, {}), number=runs, repeat=5
        )
    )
    assert took / runs < 10e-6
