"""Whatever somebody changes in the log, `verify_log` finds; an honest log it leaves alone."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from common.ids import new_id
from contributions import anchors, chain
from contributions.redact import erase_words
from tests.contributions.cast import (
    BOARD,
    FEMKE,
    JAN,
    LAB_LOG,
    OTHER_BOARD,
    REHEARSAL,
    ROSA,
    move_note,
    sql,
    tamper,
    write_note,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def a_log() -> None:
    """Two boards and the lab's log; one entry has lost its words as it should."""
    for turn in range(6):
        write_note(f"glass {turn}", by=ROSA if turn % 2 else FEMKE)
        move_note(turn, key=OTHER_BOARD)
    erase_words(log=LAB_LOG, entries={BOARD.id: [2]}, reason="person_asked", actor=JAN)


def verify_log(*arguments: Any) -> tuple[int, str]:
    """Exit code and what it printed."""
    out = io.StringIO()
    try:
        call_command("verify_log", *map(str, arguments), stdout=out)
    except SystemExit as stop:
        return int(str(stop.code)), out.getvalue()
    return 0, out.getvalue()


def found(*arguments: Any) -> set[tuple[str, int | None, str]]:
    """The findings: stream, number, code."""
    code, printed = verify_log("--json", *arguments)
    findings = json.loads(printed)["findings"]
    assert code == (1 if findings else 0)
    return {(finding["stream"], finding["seq"], finding["code"]) for finding in findings}


def test_an_honest_log_is_left_alone(a_log: None) -> None:
    code, printed = verify_log()
    assert code == 0
    assert printed.splitlines()[-1].startswith("13 entries in 3 streams, ")
    assert f"{BOARD.id} 6 " in printed


CHANGES = {
    "op_id": f"'{new_id()}'",
    "at": "'2026-03-09T08:00:00.000000Z'",
    "actor": f"'{JAN}'",
    "verb": "'note_removed'",
    "context": "'{}'",
    "facts": "facts || ' '",
}
ONE_BYTE = {
    "sqlite": "CAST(substr({0}, 1, 5) || x'00' || substr({0}, 7) AS BLOB)",
    "postgresql": "set_byte({0}, 5, (get_byte({0}, 5) + 1) %% 256)",
}[connection.vendor]


@pytest.mark.parametrize("column", CHANGES)
def test_a_changed_text_column_is_found(column: str, a_log: None) -> None:
    tamper(
        f"UPDATE contributions_contribution SET {column} = {CHANGES[column]}"
        " WHERE stream = %s AND seq = 3",
        BOARD.id,
    )
    assert found() == {(BOARD.id, 3, "hash")}


@pytest.mark.parametrize("column", ["commitment", "hash"])
def test_a_changed_byte_is_found(column: str, a_log: None) -> None:
    tamper(
        f"UPDATE contributions_contribution SET {column} = {ONE_BYTE.format(column)}"
        " WHERE stream = %s AND seq = 3",
        BOARD.id,
    )
    assert (BOARD.id, 3, "hash") in found()


@pytest.mark.parametrize("column", ["bytes", "salt"])
def test_changed_words_are_found(column: str, a_log: None) -> None:
    tamper(
        f"UPDATE contributions_words SET {column} = {ONE_BYTE.format(column)}"
        " WHERE stream = %s AND seq = 3",
        BOARD.id,
    )
    assert found() == {(BOARD.id, 3, "words")}


@pytest.mark.parametrize(
    ("column", "value"),
    [("lab", "'f'"), ("kind", "'own'"), ("object_id", "'f'"), ("disposable", "TRUE")],
)
def test_a_stream_that_was_given_another_identity_is_found(
    column: str, value: str, a_log: None
) -> None:
    tamper(f"UPDATE contributions_stream SET {column} = {value} WHERE id = %s", BOARD.id)
    assert found() - {(BOARD.id, 2, "erasure_unsaid")} == {(BOARD.id, 1, "hash")}


def test_a_removed_entry_is_found(a_log: None) -> None:
    tamper("DELETE FROM contributions_contribution WHERE stream = %s AND seq = 3", BOARD.id)
    assert found() == {(BOARD.id, 4, "gap"), (BOARD.id, 3, "orphan_words")}


def test_removed_words_are_found(a_log: None) -> None:
    tamper("DELETE FROM contributions_words WHERE stream = %s AND seq = 3", BOARD.id)
    assert found() == {(BOARD.id, 3, "words_gone")}


def test_an_erasure_that_erased_nothing_is_found(a_log: None) -> None:
    for stream, seq in ((BOARD.id, 3), (OTHER_BOARD.id, 3), (BOARD.id, 99)):
        tamper(
            "INSERT INTO contributions_erasure (stream, seq, at, reason) VALUES (%s, %s, '', '')",
            stream,
            seq,
        )
    assert found() == {
        (BOARD.id, 3, "erasure"),
        (BOARD.id, 3, "erasure_unsaid"),
        (OTHER_BOARD.id, 3, "erasure"),
        (OTHER_BOARD.id, 3, "erasure_unsaid"),
        (BOARD.id, 99, "orphan_erasure"),
    }


def test_an_erasure_that_the_labs_log_does_not_tell_is_found(a_log: None) -> None:
    tamper("DELETE FROM contributions_words WHERE stream = %s AND seq = 3", BOARD.id)
    tamper(
        "INSERT INTO contributions_erasure (stream, seq, at, reason) VALUES (%s, 3, '', '')",
        BOARD.id,
    )
    assert found() == {(BOARD.id, 3, "erasure_unsaid")}


def test_a_removed_stream_is_found(a_log: None) -> None:
    tamper("DELETE FROM contributions_stream WHERE id = %s", BOARD.id)
    assert found() == {(BOARD.id, 1, "orphan_entry")}


def test_two_entries_that_changed_places_are_found(a_log: None) -> None:
    for was, becomes in ((3, 99), (4, 3), (99, 4)):
        tamper(
            "UPDATE contributions_contribution SET seq = %s WHERE stream = %s AND seq = %s",
            becomes,
            BOARD.id,
            was,
        )
    assert {(BOARD.id, 3, "hash"), (BOARD.id, 4, "hash")} <= found()


def swap_streams() -> None:
    """Everything of one board under the other's name, heads too."""
    for table in ("contribution", "words", "erasure"):
        _rename(f"contributions_{table}", "stream")
    heads = sql("SELECT id, head_seq, head_hash FROM contributions_stream ORDER BY id")
    heads = [head for head in heads if head[0] in (BOARD.id, OTHER_BOARD.id)]
    for (stream, _, _), (_, seq, digest) in zip(heads, reversed(heads), strict=True):
        tamper(
            "UPDATE contributions_stream SET head_seq = %s, head_hash = %s WHERE id = %s",
            seq,
            digest,
            stream,
        )


def _rename(table: str, column: str) -> None:
    for was, becomes in ((BOARD.id, "x"), (OTHER_BOARD.id, BOARD.id), ("x", OTHER_BOARD.id)):
        tamper(f"UPDATE {table} SET {column} = %s WHERE {column} = %s", becomes, was)


def test_two_boards_that_changed_names_are_found(a_log: None) -> None:
    swap_streams()
    assert {(BOARD.id, 1, "hash"), (OTHER_BOARD.id, 1, "hash")} <= found()


# What a chain cannot tell by itself, because whoever holds the database can make it anew.


@pytest.fixture
def anchor(a_log: None, tmp_path: Path) -> Path:
    path = tmp_path / "heads.json"
    assert verify_log("--write-anchor", path)[0] == 0
    return path


def remake_chain(stream: str) -> None:
    """Compute every hash of a stream anew, as a forger would."""
    ((lab, kind, object_id, disposable),) = sql(
        "SELECT lab, kind, object_id, disposable FROM contributions_stream WHERE id = %s", stream
    )
    previous, last = chain.genesis(stream, lab, kind, object_id, bool(disposable)), 0
    for seq, at, actor, op_id, verb, context, facts, commitment in sql(
        "SELECT seq, at, actor, op_id, verb, context, facts, commitment"
        " FROM contributions_contribution WHERE stream = %s ORDER BY seq",
        stream,
    ):
        fields = at, actor, op_id, verb, context
        previous = chain.link(
            previous, stream, seq, *fields, facts=facts.encode(), commitment=bytes(commitment)
        )
        last = seq
        tamper(
            "UPDATE contributions_contribution SET hash = %s WHERE stream = %s AND seq = %s",
            previous,
            stream,
            seq,
        )
    tamper(
        "UPDATE contributions_stream SET head_seq = %s, head_hash = %s WHERE id = %s",
        last,
        previous,
        stream,
    )


def cut_tail() -> None:
    for table in ("words", "contribution"):
        tamper(f"DELETE FROM contributions_{table} WHERE stream = %s AND seq > 4", BOARD.id)
    remake_chain(BOARD.id)


def rehash_suffix() -> None:
    tamper(
        "UPDATE contributions_contribution SET actor = %s WHERE stream = %s AND seq = 5",
        JAN,
        BOARD.id,
    )
    remake_chain(BOARD.id)


def swap_and_remake() -> None:
    swap_streams()
    remake_chain(BOARD.id)
    remake_chain(OTHER_BOARD.id)


def lose_board() -> None:
    for table in ("erasure", "words", "contribution"):
        tamper(f"DELETE FROM contributions_{table} WHERE stream = %s", BOARD.id)
    tamper("DELETE FROM contributions_stream WHERE id = %s", BOARD.id)


FORGERIES: list[tuple[Callable[[], None], set[str]]] = [
    (cut_tail, {"cut"}),
    (rehash_suffix, {"anchor"}),
    (swap_and_remake, {"anchor", "erasure_unsaid"}),
    (lose_board, {"stream_gone"}),
]


@pytest.mark.parametrize(("forge", "codes"), FORGERIES)
def test_a_forged_chain_is_found_with_an_anchor_from_outside(
    forge: Callable[[], None], codes: set[str], anchor: Path
) -> None:
    forge()
    assert {code for _, _, code in found("--anchor", anchor)} == codes


@pytest.mark.parametrize("forge", [cut_tail, rehash_suffix, lose_board])
def test_without_an_anchor_nobody_can_tell(forge: Callable[[], None], a_log: None) -> None:
    forge()
    assert found() == set()


def test_an_anchor_goes_on_holding_while_the_log_grows(anchor: Path) -> None:
    write_note("later")
    write_note("a rehearsal", key=REHEARSAL)
    assert verify_log("--anchor", anchor)[0] == 0


def test_a_rehearsal_is_not_anchored(anchor: Path, tmp_path: Path) -> None:
    write_note("a rehearsal", key=REHEARSAL)
    later = tmp_path / "later.json"
    verify_log("--write-anchor", later)
    assert REHEARSAL.id not in anchors.read(later)
    assert BOARD.id in anchors.read(later)


def test_no_anchor_is_written_of_a_log_that_was_tampered_with(a_log: None, tmp_path: Path) -> None:
    tamper("DELETE FROM contributions_words WHERE seq = 3")
    assert verify_log("--write-anchor", tmp_path / "heads.json")[0] == 1
    assert not (tmp_path / "heads.json").exists()


def test_a_file_that_is_no_anchor_is_refused(a_log: None, tmp_path: Path) -> None:
    for content in ("{}", "[]", "nothing"):
        (tmp_path / "heads.json").write_text(content)
        with pytest.raises(CommandError):
            verify_log("--anchor", tmp_path / "heads.json")


def run(command: str, *arguments: Any) -> str:
    out = io.StringIO()
    call_command(command, *map(str, arguments), stdout=out)
    return out.getvalue()


def test_an_anchor_is_written_with_one_line_to_be_kept(a_log: None, tmp_path: Path) -> None:
    path = tmp_path / "heads.json"
    digest = run("anchor", path).splitlines()[-1]
    assert len(digest.split()) == 8
    assert json.loads(path.read_text())["digest"] == digest
    assert verify_log("--anchor", path)[1].endswith(f"anchor {digest}\n")
    write_note("later")
    assert run("anchor", tmp_path / "later.json").splitlines()[-1] != digest


def test_an_anchor_goes_into_the_labs_home_and_is_never_written_over(
    a_log: None, tmp_path: Path, settings: Any
) -> None:
    settings.HOME = tmp_path
    run("anchor")
    (path,) = (tmp_path / "anchors").iterdir()
    with pytest.raises(CommandError):
        run("anchor", path)
    tamper("DELETE FROM contributions_words WHERE seq = 3")
    with pytest.raises(CommandError):
        run("anchor", tmp_path / "more.json")
    assert not (tmp_path / "more.json").exists()


def test_an_anchor_file_that_was_changed_is_refused(anchor: Path) -> None:
    data = json.loads(anchor.read_text())
    data["heads"][BOARD.id]["seq"] = 4
    anchor.write_text(json.dumps(data))
    with pytest.raises(CommandError):
        verify_log("--anchor", anchor)


def test_each_finding_is_one_line(a_log: None) -> None:
    tamper("DELETE FROM contributions_words WHERE seq = 3")
    code, printed = verify_log("--quiet")
    assert code == 1
    assert printed.splitlines()[0].startswith(f"{BOARD.id} 3: words_gone: ")
    assert printed.splitlines()[1].endswith("1 findings")


def test_sqlite_may_hold_anything_and_verifying_does_not_stumble(a_log: None) -> None:
    values = ["'x'", "x'ff'", "3.5", "-7"] if connection.vendor == "sqlite" else ["-7"]
    for value in values:
        tamper(
            f"UPDATE contributions_contribution SET seq = {value} WHERE stream = %s AND seq = ("
            "SELECT max(seq) FROM contributions_contribution WHERE stream = %s)",
            BOARD.id,
            BOARD.id,
        )
        assert found()
