"""Sixty phones behind one address come in though somebody there guesses; his right code is refused.

With the ten thousand guesses of the promise: `python3 scripts/dev.py soak room`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from accounts import actions, invitations, limits
from accounts.models import JoinCode

from .browser import Browser, code_of
from .room import room, wrong

MUSEUM = "192.0.2.77"
GUESSES = 400


def test_sixty_phones_come_in_while_a_guesser_beside_them_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = room(tmp_path, GUESSES)
    with capsys.disabled():
        print(f"\n{found.summary}")
    assert found.wrong == []


def test_a_key_opens_a_place_that_is_shut_for_guessing(door: JoinCode) -> None:
    shut(MUSEUM)
    browser = Browser(MUSEUM)
    assert code_of(browser.join(door.code)) == "too_many_tries"
    assert browser.join(door.invitation.lower()).status_code == 200


@pytest.mark.parametrize("key", ["0" * 16, "", "ZZZZ"])
def test_a_key_that_is_not_the_codes_own_opens_nothing(door: JoinCode, key: str) -> None:
    shut(MUSEUM)
    assert Browser(MUSEUM).join(door.code + key).status_code != 200


def test_the_key_of_another_code_opens_nothing(door: JoinCode, other_door: JoinCode) -> None:
    shut(MUSEUM)
    mixed = door.code + invitations.key_of(other_door.code)
    assert code_of(Browser(MUSEUM).join(mixed)) == "too_many_tries"


def test_a_wrong_key_counts_as_a_guess_and_leaves_the_code_what_it_is(door: JoinCode) -> None:
    """As after a change of the installation's secret: the code in an old picture still works."""
    assert Browser(MUSEUM).join(door.code + "0" * 16).status_code == 200
    answers = [code_of(Browser(MUSEUM).join(wrong(n) + "0" * 16)) for n in range(30)]
    assert answers[-1] == "too_many_tries"


def test_the_key_of_a_withdrawn_code_opens_nothing(door: JoinCode) -> None:
    invitation = door.invitation
    actions.revoke_join_code(join_code=door, by=None)
    assert code_of(Browser(MUSEUM).join(invitation)) == "code_unknown"


def shut(address: str) -> None:
    """Somebody there guesses until the place is refused unread."""
    for number in range(limits.PER_PLACE):
        Browser(address).post("/api/join/look", {"code": wrong(number)})
