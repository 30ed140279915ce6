"""Erased words are gone and cannot be guessed; the chain is whole without them."""

import hashlib

import pytest

from contributions import chain, privacy, read, verify
from contributions.errors import DoesNotFit, UnknownStream
from contributions.models import Contribution, Erasure, Words
from contributions.redact import SEQS_PER_ENTRY, erase_words
from tests.contributions.cast import (
    BOARD,
    FEMKE,
    JAN,
    LAB,
    LAB_LOG,
    OTHER_BOARD,
    OTHER_LAB,
    ROSA,
    log_of,
    move_note,
    texts_of,
    write_note,
)

pytestmark = pytest.mark.django_db(transaction=True)


def erase() -> int:
    return erase_words(log=LAB_LOG, entries={BOARD.id: [1, 3]}, reason="person_asked", actor=JAN)


@pytest.fixture
def three_notes() -> None:
    for text in ("glass", "fibre", "glass"):
        write_note(text)


def test_the_words_are_gone_and_the_chain_is_whole(three_notes: None) -> None:
    before = read.head(BOARD)
    assert erase() == 2
    assert texts_of() == [None, b'{"text":"fibre"}', None]
    assert read.head(BOARD) == before
    assert verify.verify().findings == []


def test_the_labs_log_says_which_entries_and_nothing_about_whose(three_notes: None) -> None:
    erase()
    (entry,) = log_of(LAB_LOG)
    assert entry.verb == "words_erased"
    assert entry.facts == b'{"stream":"%s","seqs":[1,3]}' % BOARD.id.encode()
    assert entry.words is None
    assert ROSA not in repr(entry)


def test_what_was_written_cannot_be_guessed_from_what_stays(three_notes: None) -> None:
    first, _, third = (bytes(c.commitment) for c in Contribution.objects.order_by("pk"))
    erase()
    guess = b'{"text":"glass"}'
    assert first != third
    for commitment in (first, third):
        assert commitment not in (hashlib.sha256(guess).digest(), chain.commitment(b"", guess))
    salts = [bytes(words.salt) for words in Words.objects.all()]
    assert all(chain.commitment(salt, guess) not in (first, third) for salt in salts)


def test_every_salt_is_another() -> None:
    for _ in range(20):
        write_note("glass")
    salts = {bytes(words.salt) for words in Words.objects.all()}
    assert len(salts) == 20
    assert {len(salt) for salt in salts} == {chain.SALT_LENGTH}


def test_erasing_twice_erases_once(three_notes: None) -> None:
    assert erase() == 2
    assert erase() == 0
    assert Erasure.objects.count() == 2
    assert len(log_of(LAB_LOG)) == 1


def test_entries_without_words_are_passed_over() -> None:
    move_note(3)
    write_note("glass")
    assert erase_words(
        log=LAB_LOG, entries={BOARD.id: [1, 2, 99]}, reason="person_asked", actor=JAN
    ) == 1  # fmt: skip
    assert verify.verify().findings == []


def test_another_labs_words_stay(three_notes: None) -> None:
    with pytest.raises(UnknownStream):
        erase_words(
            log=LAB_LOG._replace(lab=OTHER_LAB, object_id=OTHER_LAB),
            entries={BOARD.id: [1]},
            reason="person_asked",
            actor=JAN,
        )
    assert None not in texts_of()


def test_the_reason_is_a_code_and_no_text(three_notes: None) -> None:
    with pytest.raises(DoesNotFit):
        erase_words(log=LAB_LOG, entries={}, reason="Rosa asked for it", actor=JAN)


def test_many_words_are_named_in_several_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    assert SEQS_PER_ENTRY == 1000
    monkeypatch.setattr("contributions.redact.SEQS_PER_ENTRY", 2)
    for _ in range(5):
        write_note("glass")
    erase_words(log=LAB_LOG, entries={BOARD.id: range(1, 6)}, reason="person_asked", actor=JAN)
    assert len(log_of(LAB_LOG)) == 3


def test_rosa_is_told_what_the_log_holds_of_her(three_notes: None) -> None:
    write_note("not hers", by=FEMKE)
    erase_words(log=LAB_LOG, entries={BOARD.id: [1]}, reason="person_asked", actor=JAN)
    held = privacy.collect(LAB, ROSA)["entries"]
    assert [(entry["kind"], entry["seq"]) for entry in held] == [("wall", n) for n in (1, 2, 3)]
    assert [entry["words"] is None for entry in held] == [True, False, False]
    assert privacy.collect(OTHER_LAB, ROSA) == {"entries": []}


def test_the_log_forgets_what_rosa_wrote_and_nobody_elses_words(three_notes: None) -> None:
    write_note("on the other board", key=OTHER_BOARD)
    write_note("not hers", by=FEMKE)
    assert privacy.erase(LAB_LOG, ROSA, "unlink", by=JAN) == 0
    assert privacy.erase(LAB_LOG, ROSA, "blank", by=JAN) == 4
    assert texts_of() == [None, None, None, b'{"text":"not hers"}']
    assert texts_of(OTHER_BOARD) == [None]
    assert privacy.erase(LAB_LOG, ROSA, "remove", by=JAN) == 0
    assert verify.verify().findings == []
