"""Ten thousand changes of more than a thousand entries are all found, honest logs left alone."""

from __future__ import annotations

import os
import random

import pytest

from contributions import walk
from contributions.erasing import Erasures
from contributions.walk import Walk
from tests.contributions import tamper_trial
from tests.contributions.tamper_trial import Result
from tests.contributions.tampering import KINDS

pytestmark = pytest.mark.django_db(transaction=True)

SEED = int(os.environ.get("LIVELAB_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)


@pytest.fixture
def result(capsys: pytest.CaptureFixture[str]) -> Result:
    print(f"LIVELAB_SEED={SEED}")
    return Result(SEED)


def test_ten_thousand_changes_are_all_found(result: Result) -> None:
    """In columns, entries, words, streams; chains made anew, tails cut, boards rolled back."""
    log = tamper_trial.write_a_thousand_entries()
    tamper_trial.change_it(result, log, 10_000)
    assert result.missed == []
    assert result.entries > 1_000
    assert result.changes == 10_000
    assert set(result.tried) == {kind.__name__ for kind in KINDS}


BLINDNESS: dict[str, tuple[object, str, object]] = {
    "hashes": (Walk, "_link", lambda self, row: row.hash),
    "words": (walk, "_words_fit", lambda row: True),
    "the anchor": (Walk, "_meet_anchor", lambda self: setattr(self, "_anchored", None)),
    "erasures": (Erasures, "unsaid", lambda self: []),
}


@pytest.mark.parametrize("what", BLINDNESS)
def test_a_verification_that_is_blind_to_something_misses_it(
    what: str, result: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The changes are such that each part of the verification is needed."""
    log = tamper_trial.write_a_thousand_entries()
    owner, name, blind = BLINDNESS[what]
    monkeypatch.setattr(owner, name, blind)
    tamper_trial.change_it(result, log, 1_000)
    assert result.missed


def test_every_single_byte_of_fifty_entries_is_guarded(result: Result) -> None:
    tamper_trial.turn_every_byte(result, tamper_trial.write_a_thousand_entries())
    assert result.bytes_missed == []
    assert result.bytes_turned > 5_000


def test_a_thousand_honest_logs_are_all_left_alone(result: Result) -> None:
    tamper_trial.leave_honest_logs_alone(result, 1_000)
    assert result.false_alarms == []
    assert result.honest_logs == 1_000
    assert result.honest_erased > 1_000
