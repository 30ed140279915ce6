"""Ten thousand guesses let nobody in; a class of sixty behind one address gets in."""

from collections import Counter
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ObjectDoesNotExist

from accounts import actions, limits
from accounts.errors import CodeUnknown, TooManyTries
from accounts.models import JoinCode, Lab, Person, RateLimit
from common import clock
from common.ids import CODE_ALPHABET, code

from .browser import Browser, code_of

MUSEUM = "192.0.2.77"
STRANGER = "198.51.100.9"


def guess(address: str, text: str) -> str:
    try:
        limits.try_join_code(address, text)
    except (CodeUnknown, TooManyTries) as refusal:
        return refusal.code
    return "in"


def wrong(number: int) -> str:
    """A well-formed code that is in force nowhere."""
    return "ZZZ" + "".join(CODE_ALPHABET[number >> shift & 31] for shift in (20, 15, 10, 5, 0))


def test_ten_thousand_guesses_let_nobody_in(door: JoinCode) -> None:
    answers = Counter(guess(STRANGER, wrong(number)) for number in range(10_000))
    assert answers == {"code_unknown": 20, "too_many_tries": 9_980}


def test_who_guessed_too_often_is_refused_unread(door: JoinCode) -> None:
    for number in range(20):
        guess(STRANGER, wrong(number))
    assert guess(STRANGER, door.code) == "too_many_tries"
    assert guess(MUSEUM, door.code) == "in"


def test_after_ten_minutes_the_place_may_try_again(door: JoinCode) -> None:
    for number in range(20):
        guess(STRANGER, wrong(number))
    with time_machine.travel(clock.now() + timedelta(minutes=10, seconds=1), tick=False):
        assert guess(STRANGER, door.code) == "in"


def test_a_whole_ipv6_network_is_one_place(door: JoinCode) -> None:
    answers = [guess(f"2001:db8:1:1::{number:x}", wrong(number)) for number in range(30)]
    assert answers.count("code_unknown") == 20
    assert guess("2001:db8:1:2::1", door.code) == "in"
    assert guess(f"::ffff:{MUSEUM}", door.code) == "in"


def test_repeating_a_wrong_code_is_one_failure(door: JoinCode) -> None:
    assert {guess(MUSEUM, wrong(1)) for _ in range(200)} == {"code_unknown"}
    assert guess(MUSEUM, door.code) == "in"


@pytest.mark.parametrize("text", ["", "ABC", "ABCDEFGHI", "ABCD!FG", "UUUUUUUU", "♥♥♥♥♥♥♥♥"])
def test_what_cannot_be_a_code_costs_nothing(door: JoinCode, text: str) -> None:
    assert {guess(MUSEUM, text) for _ in range(50)} == {"code_unknown"}
    assert not RateLimit.objects.exists()


def test_a_class_of_sixty_behind_one_address_gets_in(glass: Lab, door: JoinCode) -> None:
    """Everybody mistypes once: a third the same sign, a third a sign too few, a third at will."""
    in_time = 0
    for pupil in range(60):
        browser = Browser(MUSEUM)
        typo = (wrong(1), door.code[:-1], wrong(pupil + 100))[pupil % 3]
        assert code_of(browser.join(typo, label=f"Pupil {pupil}")) == "code_unknown"
        in_time += browser.join(door.code, label=f"Pupil {pupil}").status_code == 200
    assert in_time == 60
    assert Person.objects.in_lab(glass).count() == 60


def test_somebody_inside_gets_no_more_than_two_hundred_guesses(door: JoinCode) -> None:
    for _ in range(100):
        limits.count_arrival(MUSEUM)
    answers = Counter(guess(MUSEUM, wrong(number)) for number in range(1_000))
    assert answers["code_unknown"] == limits.MOST_PER_PLACE == 200


def test_many_places_together_have_less_room_each(door: JoinCode) -> None:
    for place in range(50):
        for number in range(20):
            guess(f"10.0.{place}.1", wrong(place * 20 + number))
    answers = [guess("10.9.9.9", wrong(5_000 + number)) for number in range(5)]
    assert answers == ["code_unknown"] * 3 + ["too_many_tries"] * 2
    assert guess("10.8.8.8", door.code) == "in"


def test_the_wait_is_told(door: JoinCode) -> None:
    browser = Browser(STRANGER)
    for number in range(20):
        browser.post("/api/join/look", {"code": wrong(number)})
    answer = browser.post("/api/join/look", {"code": door.code})
    assert answer.status_code == 429
    assert code_of(answer) == "too_many_tries"
    assert answer.json()["details"] == {"minutes": 10}
    assert code_of(browser.join(door.code)) == "too_many_tries"


def test_resume_codes_share_the_room(glass: Lab, door: JoinCode) -> None:
    for number in range(20):
        with pytest.raises(CodeUnknown):
            limits.try_resume_code(STRANGER, wrong(number) + "0000")
    assert guess(STRANGER, door.code) == "too_many_tries"


def test_no_address_is_kept_and_old_buckets_go(door: JoinCode) -> None:
    guess(STRANGER, wrong(1))
    kept = " ".join(str(vars(row)) for row in RateLimit.objects.all())
    assert STRANGER not in kept
    assert wrong(1) not in kept
    with time_machine.travel(clock.now() + timedelta(minutes=11), tick=False):
        assert limits.forget_old() == 2


def test_codes_collide_as_rarely_as_chance_says() -> None:
    """40 bits: among 100,000 codes a pair is expected once in two hundred runs."""
    assert len({code() for _ in range(100_000)}) >= 100_000 - 2


def test_a_code_withdrawn_between_look_and_join_lets_nobody_in(glass: Lab, door: JoinCode) -> None:
    found = limits.try_join_code(MUSEUM, door.code)
    actions.revoke_join_code(join_code=door, by=None)
    who = actions.Newcomer("Rosa", consents=frozenset({"taking_part"}))
    with pytest.raises(CodeUnknown):
        actions.join_with_code(join_code=found, who=who, known=None)
    with pytest.raises(ObjectDoesNotExist):
        Person.objects.in_lab(glass).get()
