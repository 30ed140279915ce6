"""Whatever changes a row says so in the log, in the same transaction."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from common.clock import stamp
from contributions import append, verify
from contributions.door import SERVER, Act, action, as_of, write_lock
from contributions.errors import (
    DoesNotFit,
    NothingLogged,
    OutsideTheDoor,
    StaleHead,
    StreamMismatch,
    UndeclaredVerb,
    UnknownStream,
)
from contributions.streams import StreamKey
from tests.contributions.cast import (
    BOARD,
    FEMKE,
    JAN,
    LAB,
    MONDAY,
    NOTE,
    OTHER_BOARD,
    OTHER_LAB,
    ROSA,
    log_of,
    on_shelf,
    put_on_shelf,
    sql,
    write_note,
)

pytestmark = pytest.mark.django_db(transaction=True)


def say(act: Act, x: int = 1, key: StreamKey = BOARD) -> None:
    act.append(key, "test_moved", actor=ROSA, facts={"id": NOTE, "x": x})


@action
def shelve(act: Act, thing: str) -> str:
    put_on_shelf(thing)
    say(act)
    return thing


def test_what_an_action_did_and_said_is_there_together(shelf: None) -> None:
    assert shelve("vase") == "vase"
    assert on_shelf() == ["vase"]
    assert [entry.verb for entry in log_of()] == ["test_moved"]


def test_an_action_that_does_not_log_is_caught(shelf: None) -> None:
    @action
    def planted(act: Act) -> None:
        put_on_shelf("vase")

    with pytest.raises(NothingLogged):
        planted()
    assert on_shelf() == []


def test_an_action_inside_another_must_say_what_it_did_itself(shelf: None) -> None:
    @action
    def planted(act: Act) -> None:
        put_on_shelf("vase")

    @action
    def outer(act: Act) -> None:
        say(act)
        planted()

    with pytest.raises(NothingLogged):
        outer()
    assert on_shelf() == []
    assert log_of() == []


def test_a_change_that_met_no_row_needs_no_entry(shelf: None) -> None:
    @action
    def planted(act: Act) -> None:
        sql("UPDATE test_shelf SET thing = 'vase' WHERE thing = 'jug'")

    planted()


def test_one_that_logs_outside_its_transaction_is_caught(shelf: None) -> None:
    kept: list[Act] = []

    @action
    def planted(act: Act) -> None:
        kept.append(act)
        say(act)

    planted()
    draft = append.Draft(BOARD.id, "", stamp(MONDAY), ROSA, "test_moved", "{}", b"{}", None)
    heads = {BOARD.id: append.Head(BOARD.id, 1, log_of()[0].hash)}
    with pytest.raises(OutsideTheDoor):
        append.append_many(heads, [draft])
    with pytest.raises(OutsideTheDoor):
        append.lock([BOARD.id])
    with pytest.raises(OutsideTheDoor):
        say(kept[0])
    assert len(log_of()) == 1


def test_an_action_called_inside_another_joins_it(shelf: None) -> None:
    @action
    def lay_the_table(act: Act) -> None:
        shelve("vase")
        shelve("jug")
        raise LookupError

    with pytest.raises(LookupError):
        lay_the_table()
    assert on_shelf() == []
    assert log_of() == []


def test_an_inner_action_that_fails_undoes_only_itself(shelf: None) -> None:
    @action
    def drop(act: Act) -> None:
        put_on_shelf("jug")
        say(act, x=2)
        raise LookupError

    @action
    def lay_the_table(act: Act) -> None:
        shelve("vase")
        with pytest.raises(LookupError):
            drop()

    lay_the_table()
    assert on_shelf() == ["vase"]
    assert [entry.facts for entry in log_of()] == [b'{"id":"%s","x":1}' % NOTE.encode()]


def test_an_action_needs_a_transaction_of_its_own() -> None:
    with transaction.atomic(), pytest.raises(RuntimeError):
        write_note("inside somebody else's transaction")


def test_everything_in_an_action_happens_at_one_instant() -> None:
    @action
    def twice(act: Act) -> None:
        write_note("one")
        write_note("two", by=FEMKE)
        assert act.now == MONDAY

    with as_of(MONDAY):
        twice()
    assert {entry.at for entry in log_of()} == {"2026-03-09T08:00:00.000000Z"}


def test_as_of_ends_where_it_ends() -> None:
    with as_of(MONDAY):
        pass
    write_note("today")
    assert log_of()[0].at > stamp(MONDAY)


def test_entries_keep_their_exact_bytes() -> None:
    write_note('é "quoted" \u0000 \U0001f9ea', by=JAN)
    (entry,) = log_of()
    assert entry.facts == b'{"id":"%s","x":3}' % NOTE.encode()
    assert entry.words == '{"text":"é \\"quoted\\" \\u0000 \U0001f9ea"}'.encode()
    assert entry.context == f'{{"board":"{BOARD.object_id}","lab":"{LAB}"}}'
    assert entry.actor == JAN


def test_one_action_may_speak_in_several_streams() -> None:
    @action
    def both(act: Act) -> None:
        for key in (OTHER_BOARD, BOARD, OTHER_BOARD):
            say(act, key=key)

    both()
    assert [len(log_of(key)) for key in (BOARD, OTHER_BOARD)] == [1, 2]
    assert verify.verify().findings == []


@pytest.mark.parametrize(
    ("verb", "facts", "words", "context", "actor", "fault"),
    [
        ("test_unknown", {"id": NOTE}, None, {}, ROSA, UndeclaredVerb),
        ("test_moved", {"id": NOTE}, None, {}, ROSA, DoesNotFit),
        ("test_moved", {"id": "rosa", "x": 1}, None, {}, ROSA, DoesNotFit),
        ("test_moved", {"id": NOTE, "x": 1, "y": 2}, None, {}, ROSA, DoesNotFit),
        ("test_moved", {"id": NOTE, "x": 1}, {"text": "no"}, {}, ROSA, DoesNotFit),
        ("test_noted", {"id": NOTE}, None, {}, ROSA, DoesNotFit),
        ("test_noted", {"id": NOTE}, {"said": "no"}, {}, ROSA, DoesNotFit),
        ("test_moved", {"id": NOTE, "x": 1}, None, {"lab": "the glass works"}, ROSA, DoesNotFit),
        ("test_moved", {"id": NOTE, "x": 1}, None, {"The lab": LAB}, ROSA, DoesNotFit),
        ("test_moved", {"id": NOTE, "x": 1}, None, {}, "Rosa", DoesNotFit),
    ],
)
def test_what_the_verb_does_not_declare_is_refused(
    verb: str, facts: object, words: object, context: dict, actor: str, fault: type
) -> None:
    @action
    def planted(act: Act) -> None:
        act.append(BOARD, verb, actor=actor, facts=facts, words=words, context=context)

    with pytest.raises(fault):
        planted()
    assert log_of() == []


def test_the_server_acts_under_a_name_of_its_own() -> None:
    @action
    def by_itself(act: Act) -> None:
        act.append(BOARD, "test_moved", actor=SERVER, facts={"id": NOTE, "x": 1})

    by_itself()
    assert log_of()[0].actor == SERVER


def test_an_object_has_one_stream_of_a_kind() -> None:
    write_note("here")
    with pytest.raises(StreamMismatch):
        write_note("there", key=BOARD._replace(lab=OTHER_LAB))
    with pytest.raises(StreamMismatch):
        write_note("for trying", key=BOARD._replace(disposable=True))


@pytest.mark.parametrize("seen", [0, 7])
def test_a_head_that_was_not_locked_is_caught(seen: int) -> None:
    write_note("one")

    @action
    def planted(act: Act) -> None:
        heads = {BOARD.id: append.Head(BOARD.id, seen, BOARD.genesis)}
        draft = append.Draft(BOARD.id, "", stamp(act.now), ROSA, "test_moved", "{}", b"{}", None)
        append.append_many(heads, [draft])

    with pytest.raises((StaleHead, IntegrityError)):
        planted()
    assert len(log_of()) == 1


def test_nobody_locks_a_stream_that_nobody_made() -> None:
    @action
    def planted(act: Act) -> None:
        append.lock(["f" * 32])

    with pytest.raises(UnknownStream):
        planted()


def test_an_action_belongs_to_its_thread() -> None:
    seen: list[BaseException] = []

    def elsewhere(act: Act) -> None:
        try:
            append.lock([])
        except OutsideTheDoor as fault:
            seen.append(fault)
        finally:
            connection.close()

    @action
    def outer(act: Act) -> None:
        thread = threading.Thread(target=elsewhere, args=(act,))
        thread.start()
        thread.join()

    outer()
    assert len(seen) == 1


def test_on_sqlite_writers_take_turns() -> None:
    free: list[bool] = []

    def try_the_lock() -> None:
        free.append(write_lock.acquire(blocking=False))
        if free[-1]:
            write_lock.release()

    @action
    def outer(act: Act) -> None:
        thread = threading.Thread(target=try_the_lock)
        thread.start()
        thread.join()

    outer()
    assert free == [connection.vendor != "sqlite"]
