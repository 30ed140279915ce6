"""Nobody changes or loses an entry: not through the models, not through SQL."""

from typing import Any

import pytest
from django.db import DatabaseError, connection

from contributions import act, guard, health, streams, triggers
from contributions.door import Act, action
from contributions.errors import AppendOnly
from contributions.models import Contribution, Erasure, Stream, Words
from contributions.redact import erase_words
from tests.contributions.cast import (
    BOARD,
    LAB_LOG,
    REHEARSAL,
    ROSA,
    log_of,
    move_note,
    sql,
    write_note,
)

pytestmark = pytest.mark.django_db(transaction=True)

REFUSED = [
    "UPDATE contributions_contribution SET actor = 'x'",
    "UPDATE contributions_contribution SET facts = facts",
    "DELETE FROM contributions_contribution",
    "DELETE FROM contributions_contribution WHERE seq = 2",
    "UPDATE contributions_words SET bytes = salt",
    "DELETE FROM contributions_words WHERE seq = 2",
    "UPDATE contributions_erasure SET reason = 'x'",
    "DELETE FROM contributions_erasure",
    "UPDATE contributions_stream SET head_seq = head_seq - 1",
    "UPDATE contributions_stream SET head_hash = id::bytea",
    "UPDATE contributions_stream SET lab = kind",
    "UPDATE contributions_stream SET disposable = TRUE",
    "UPDATE contributions_stream SET created_at = ''",
    "DELETE FROM contributions_stream",
]
SAME_PLACE = [
    "INSERT OR REPLACE INTO contributions_contribution"
    " SELECT stream, seq, 'f', at, actor, verb, context, facts, commitment, hash"
    " FROM contributions_contribution WHERE seq = 2",
    "INSERT OR REPLACE INTO contributions_contribution"
    " SELECT stream, 99, op_id, at, actor, verb, context, facts, commitment, hash"
    " FROM contributions_contribution WHERE seq = 2",
    "INSERT OR REPLACE INTO contributions_words SELECT stream, seq, x'00', salt"
    " FROM contributions_words",
    "REPLACE INTO contributions_erasure SELECT stream, seq, at, 'x' FROM contributions_erasure",
    "REPLACE INTO contributions_stream"
    " SELECT id, lab, kind, object_id, TRUE, head_seq, head_hash, created_at"
    " FROM contributions_stream",
]
TRUNCATED = [f"TRUNCATE {table} CASCADE" for table in triggers.TABLES]
OF_THIS_DATABASE = SAME_PLACE if connection.vendor == "sqlite" else TRUNCATED


@pytest.fixture
def two_notes_and_an_erasure():
    write_note("the glass is warm")
    write_note("the mould leaks")
    erase_words(log=LAB_LOG, entries={BOARD.id: [1]}, reason="person_asked", actor=ROSA)


def whole_log():
    return [sql(f"SELECT * FROM {table} ORDER BY 1, 2") for table in triggers.TABLES]


def is_refused(statement: str) -> None:
    before = whole_log()
    with pytest.raises(DatabaseError, match="append only"), guard.lifted("tests"):
        sql(statement)
    assert whole_log() == before


@pytest.mark.parametrize("statement", REFUSED + OF_THIS_DATABASE)
def test_the_database_refuses_to_change_or_lose_what_rosa_wrote(
    statement: str, two_notes_and_an_erasure: None
) -> None:
    if connection.vendor == "sqlite":
        statement = statement.replace("id::bytea", "CAST(id AS BLOB)")
    is_refused(statement)


@pytest.mark.parametrize("model", [Stream, Contribution, Words, Erasure])
def test_the_models_only_read(model: Any, two_notes_and_an_erasure: None) -> None:
    row = model.objects.order_by("pk")[0]
    writes = [
        row.save,
        row.delete,
        model().save,
        model.objects.all().delete,
        lambda: model.objects.all().update(),
        lambda: model.objects.create(),
        lambda: model.objects.bulk_create([row]),
        lambda: model.objects.bulk_update([row], []),
        lambda: model.objects.get_or_create(),
        lambda: model.objects.update_or_create(),
        lambda: model._base_manager.all().delete(),
    ]
    for write in writes:
        with pytest.raises(AppendOnly):
            write()


def test_a_running_connection_has_the_triggers() -> None:
    assert health.protected()
    assert health.check_triggers(None, databases=["default"]) == []


def test_missing_triggers_are_noticed() -> None:
    triggers.lift(connection)
    try:
        (error,) = health.check_triggers(None, databases=["default"])
        assert error.id == health.UNPROTECTED
    finally:
        triggers.install(connection)
    assert health.protected()


def test_a_trigger_that_was_made_harmless_is_noticed() -> None:
    name = "contributions_words_delete_refused"
    try:
        if connection.vendor == "sqlite":
            sql(f"DROP TRIGGER {name}")
            sql(f"CREATE TRIGGER {name} BEFORE DELETE ON contributions_words BEGIN SELECT 1; END")
        else:
            sql(f"ALTER TABLE contributions_words DISABLE TRIGGER {name}")
        assert not health.protected()
    finally:
        triggers.install(connection)


def test_after_a_migrate_the_triggers_are_back() -> None:
    from django.core.management import call_command

    triggers.lift(connection)
    call_command("migrate", verbosity=0)
    assert health.protected()


@action
def end_rehearsal(act: Act, key: streams.StreamKey) -> None:
    streams.discard([key.id])
    act.append(LAB_LOG, "test_moved", actor=ROSA, facts={"id": "f" * 32, "x": 0})


def test_a_rehearsal_may_go_with_all_it_holds() -> None:
    write_note("only trying", key=REHEARSAL)
    erase_words(log=LAB_LOG, entries={REHEARSAL.id: [1]}, reason="person_asked", actor=ROSA)
    write_note("only trying again", key=REHEARSAL)
    write_note("for real")
    end_rehearsal(REHEARSAL)
    assert log_of(REHEARSAL) == []
    assert sql("SELECT count(*) FROM contributions_words") == [(1,)]
    assert not Stream.objects.filter(id=REHEARSAL.id).exists()


def test_what_was_for_real_may_not_be_discarded() -> None:
    write_note("for real")
    with pytest.raises(AppendOnly):
        end_rehearsal(BOARD)
    assert len(log_of()) == 1


def test_a_rehearsals_stream_does_not_go_before_what_it_holds() -> None:
    write_note("only trying", key=REHEARSAL)
    is_refused("DELETE FROM contributions_stream")


def test_words_go_only_where_an_erasure_stands(two_notes_and_an_erasure: None) -> None:
    is_refused("DELETE FROM contributions_words")
    with guard.lifted("tests"):
        sql(
            "INSERT INTO contributions_erasure (stream, seq, at, reason) VALUES (%s, 2, %s, 'x')",
            BOARD.id,
            "2026-03-09T08:00:00.000000Z",
        )
        sql("DELETE FROM contributions_words WHERE seq = 2")
    assert sql("SELECT count(*) FROM contributions_words") == [(0,)]


def test_moving_a_note_has_no_words() -> None:
    move_note(4)
    (entry,) = log_of()
    assert entry.words is None
    assert act.peek() is None
