"""What is erased is written down outside the database first, so that no backup brings it back."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from contributions import forgotten, journal, read, verify
from contributions.door import Act, action
from contributions.redact import erase_words
from tests.contributions.cast import (
    BOARD,
    FEMKE,
    JAN,
    LAB_LOG,
    OTHER_BOARD,
    ROSA,
    log_of,
    tamper,
    texts_of,
    write_note,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """The journal of this test."""
    settings.ERASURES = tmp_path / "erasures.jsonl"
    yield tmp_path / "erasures.jsonl"
    forgotten.read_again()


@pytest.fixture(autouse=True)
def three_notes(kept: Path) -> None:
    for text in ("glass", "fibre", "a secret"):
        write_note(text)


def erase(*seqs: int) -> int:
    return erase_words(
        log=LAB_LOG, entries={BOARD.id: seqs or (1, 3)}, reason="person_asked", actor=JAN
    )


def lines() -> list[journal.Line]:
    return journal.read([journal.path()]).lines


@action
def again(act: Act) -> journal.Lost:
    """Do again what the journal tells, as a restore does."""
    lost: journal.Lost = set()
    for line in lines():
        lost |= journal.again(act, line)
    return lost


def test_it_names_entries_by_their_operations_and_holds_no_text(kept: Path) -> None:
    erase()
    entries = log_of()
    (line,) = lines()
    assert line.kind == "words"
    assert line.data["stream"] == BOARD.id
    assert line.data["entries"] == [[n, ROSA, entries[n - 1].op_id] for n in (1, 3)]
    assert "secret" not in kept.read_text()
    assert os.stat(kept).st_mode & 0o777 == 0o600


def test_it_is_on_the_disk_before_the_commit(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    fsync = os.fsync

    def watched(file: int) -> None:
        fsync(file)
        synced.append(kept.read_text())

    monkeypatch.setattr(os, "fsync", watched)

    @action
    def erases(act: Act) -> None:
        erase()
        assert journal.path().read_text() in synced
        assert len(texts_of()) == 3

    erases()
    assert len(lines()) == 1


def test_what_is_rolled_back_is_taken_back(kept: Path) -> None:
    @action
    def fails(act: Act) -> None:
        erase()
        raise LookupError

    with pytest.raises(LookupError):
        fails()
    assert len(kept.read_text().splitlines()) == 2
    assert lines() == []
    assert None not in texts_of()


def test_an_inner_action_that_fails_takes_back_its_own_only() -> None:
    @action
    def inner(act: Act) -> None:
        erase(1)
        raise LookupError

    @action
    def outer(act: Act) -> None:
        erase(2)
        with pytest.raises(LookupError):
            inner()

    outer()
    assert [entry[0] for line in lines() for entry in line.data["entries"]] == [2]
    assert [text is None for text in texts_of()] == [False, True, False]


def test_nothing_is_erased_that_cannot_be_written_down(tmp_path: Path, settings: Any) -> None:
    settings.ERASURES = tmp_path / "no such folder" / "erasures.jsonl"
    with pytest.raises(FileNotFoundError):
        erase()
    assert None not in texts_of()


def test_a_line_that_broke_off_is_passed_over_and_the_next_is_whole(kept: Path) -> None:
    erase(1)
    whole = kept.read_text()
    kept.write_text(whole + whole[:40])
    assert journal.read([kept]) == journal.Read(lines(), 0)
    erase(3)
    found = journal.read([kept])
    assert [line.data["entries"][0][0] for line in found.lines] == [1, 3]
    assert found.unreadable == 1


BROKEN = ("{", "[]", "null", '{"undone": 3, "more": 4}', '{"id": "x"}', "\x00\x00")


@pytest.mark.parametrize("line", BROKEN)
def test_lines_that_are_none_are_counted(line: str, kept: Path) -> None:
    kept.write_text(line + "\n")
    assert journal.read([kept]) == journal.Read([], 1)


def test_erased_again_it_is_erased_once() -> None:
    erase()
    entries = len(log_of(LAB_LOG))
    assert again() == set()
    assert len(log_of(LAB_LOG)) == entries
    assert len(lines()) == 1


def bring_back(change: Callable[[], None]) -> None:
    """As a database from before the erasure is: words there, no erasure, no word of it."""
    words = _words()
    erase()
    for table in ("erasure", "words"):
        tamper(f"DELETE FROM contributions_{table} WHERE stream = %s", BOARD.id)
    tamper("DELETE FROM contributions_contribution WHERE stream = %s", LAB_LOG.id)
    tamper("DELETE FROM contributions_stream WHERE id = %s", LAB_LOG.id)
    for seq, (text, salt) in words.items():
        tamper(
            "INSERT INTO contributions_words (stream, seq, bytes, salt) VALUES (%s, %s, %s, %s)",
            BOARD.id,
            seq,
            text,
            salt,
        )
    change()


def _words() -> dict[int, tuple[bytes, bytes]]:
    from contributions.models import Words

    found = Words.objects.filter(stream=BOARD.id)
    return {words.seq: (bytes(words.bytes), bytes(words.salt)) for words in found}


def test_words_that_a_backup_brought_back_are_erased_again() -> None:
    bring_back(lambda: None)
    assert None not in texts_of()
    assert again() == set()
    assert [text is None for text in texts_of()] == [True, False, True]
    assert verify.verify().findings == []
    assert [entry.actor for entry in log_of(LAB_LOG)] == ["0" * 32]


def test_an_entry_that_has_the_number_by_now_is_left_alone() -> None:
    """After a restore the numbers are given again: an operation tells which entry was meant."""
    bring_back(lambda: tamper("DELETE FROM contributions_words WHERE seq = 3"))
    tamper("DELETE FROM contributions_contribution WHERE stream = %s AND seq = 3", BOARD.id)
    head = log_of()[1]
    tamper(
        "UPDATE contributions_stream SET head_seq = 2, head_hash = %s WHERE id = %s",
        head.hash,
        BOARD.id,
    )
    write_note("another's", by=FEMKE)
    lost = again()
    assert texts_of()[2] == b'{"text":"another\'s"}'
    assert len(lost) == 1
    assert {actor for actor, _ in lost} == {ROSA}


def test_what_was_lost_after_it_was_erased_is_not_taken_again() -> None:
    @action
    def restores(act: Act) -> None:
        forgotten.add({(ROSA, "1" * 32)})
        act.append(LAB_LOG, "test_moved", actor=JAN, facts={"id": "c" * 32, "x": 1})

    assert not forgotten.holds(ROSA, "1" * 32)
    restores()
    restores()
    assert forgotten.holds(ROSA, "1" * 32)
    assert not forgotten.holds(FEMKE, "1" * 32)


def test_other_journals_are_taken_over_once(kept: Path, tmp_path: Path) -> None:
    erase(1)
    other = tmp_path / "other.jsonl"
    line = json.loads(kept.read_text()) | {"id": "e" * 32}
    other.write_text(kept.read_text() + json.dumps(line) + "\n")
    for _ in range(2):
        journal.adopt(journal.read([other]).lines)
    assert len(lines()) == 2
    assert "e" * 32 in [line.id for line in lines()]


def test_streams_that_are_not_there_are_passed_over() -> None:
    write_note("elsewhere", key=OTHER_BOARD)
    erase_words(log=LAB_LOG, entries={OTHER_BOARD.id: [1]}, reason="person_asked", actor=JAN)
    (line,) = lines()
    operation = (line.data["entries"][0][1], line.data["entries"][0][2])
    for table in ("erasure", "words", "contribution"):
        tamper(f"DELETE FROM contributions_{table} WHERE stream = %s", OTHER_BOARD.id)
    tamper("DELETE FROM contributions_stream WHERE id = %s", OTHER_BOARD.id)
    assert again() == {operation}
    assert read.head(OTHER_BOARD).seq == 0
