"""How often somebody may guess a code or a password.

What has to hold: ten thousand guesses from one place let nobody in, and a class of sixty behind one
address gets in though some of them mistype.

* A text that cannot be a code (wrong length, a foreign sign) is refused for nothing and not
  counted: it is no guess. Many slips of the hand are of this kind.
* Only failures count, and one wrong code counts once per place and stretch: sixty people
  misreading one projector make one failure, and repeating a wrong code tells a guesser nothing.
* A place (an IPv4 address, an IPv6 /64) has 20 failures in ten minutes. Then everything from there
  is refused *unread*, a right code too, so that further guesses win nothing.
* Each person who comes in from a place adds 5 failures to its room, up to 200: a class that is
  coming in earns the patience that a stranger does not have.
* Who followed a QR code brings a key that nobody guesses (`invitations`): she is let in whatever
  was guessed from there, and a guesser who has only typed codes stays refused.
* When the whole installation has seen 1,000 failures in the stretch, a place without anybody who
  came in has 3 instead of 20: many addresses together win little, and newcomers still get in.

With 40 bits and 1,000 codes in force, 20 guesses hit with a chance of 2 in 100 million, and ten
thousand addresses guessing together for an hour (3 each in ten minutes) with 2 in 10,000.
What stays open: somebody in the room may use up the room's 20 for ten minutes for those who type.
Who follows the QR code, and who is in already (device cookie, log-in), notices nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from math import ceil
from typing import Final, TypeVar

from django.db import connection, transaction
from django.utils.crypto import salted_hmac

from common import clock
from common.ids import CODE_ALPHABET, CODE_LENGTH, clean_code
from common.places import place_of
from contributions.door import write_lock

from . import invitations, queries
from .devices import RESUME_CODE_LENGTH
from .errors import CodeUnknown, TooManyTries
from .models import JoinCode, Person, RateLimit

STRETCH: Final = timedelta(minutes=10)
PER_PLACE: Final = 20
PER_PLACE_WHEN_CROWDED: Final = 3
PER_ARRIVAL: Final = 5
MOST_PER_PLACE: Final = 200
CROWDED: Final = 1000
PER_LOGIN: Final = 50
EVERYWHERE: Final = "code:everywhere"

T = TypeVar("T")


def try_join_code(address: str, text: str) -> JoinCode:
    """The join code in force that this text is; raises CodeUnknown or TooManyTries."""
    code, has_key = invitations.read(text)
    invited = queries.live_code(code, clock.now()) if has_key else None
    return invited or _try(
        address, code, CODE_LENGTH, lambda typed: queries.live_code(typed, clock.now())
    )


def try_resume_code(address: str, text: str) -> Person:
    """Whose code to come back this is; raises CodeUnknown or TooManyTries."""
    return _try(address, text, RESUME_CODE_LENGTH, queries.person_of_resume_code)


def _try(address: str, text: str, length: int, find: Callable[[str], T | None]) -> T:
    """What `find` makes of this code; raises CodeUnknown, or TooManyTries without looking."""
    code = clean_code(text)
    if len(code) != length or not set(code) <= set(CODE_ALPHABET):
        raise CodeUnknown
    place = _place("code", address)
    _demand_room(place)
    with _turn():
        _demand_room(place, lock=True)
        found = find(code)
        if found is None:
            _count_failure(place, code, PER_PLACE)
            _count_failure(EVERYWHERE, address + code, CROWDED)
    if found is None:
        raise CodeUnknown
    return found


def count_arrival(address: str) -> None:
    """Somebody came in from here."""
    with _turn():
        row = _row(_place("code", address), lock=True)
        row.successes += 1
        row.save()


def demand_login_room(address: str, email: str) -> None:
    """Raises TooManyTries when passwords were guessed too often from here, or for this address."""
    for bucket, most in _login_buckets(address, email):
        row = _row(bucket)
        if row.failures >= most:
            raise TooManyTries(minutes=_minutes_left(row))


def count_failed_login(address: str, email: str) -> None:
    """A password was wrong."""
    with _turn():
        for bucket, most in _login_buckets(address, email):
            _count_failure(bucket, "", most)


def demand_link_room(address: str) -> None:
    """Raises TooManyTries when too many links from here were no good."""
    row = _row(_place("link", address))
    if row.failures >= PER_PLACE:
        raise TooManyTries(minutes=_minutes_left(row))


def count_wrong_link(address: str) -> None:
    """A one-time link was no good."""
    with _turn():
        _count_failure(_place("link", address), "", PER_PLACE)


def _login_buckets(address: str, email: str) -> list[tuple[str, int]]:
    return [(_place("login", address), PER_PLACE), (_named("login", email.lower()), PER_LOGIN)]


def _demand_room(place: str, *, lock: bool = False) -> None:
    row = _row(place, lock=lock)
    if row.failures >= _room(row):
        raise TooManyTries(minutes=_minutes_left(row))


def _room(row: RateLimit) -> int:
    crowded = row.successes == 0 and _row(EVERYWHERE).failures >= CROWDED
    least = PER_PLACE_WHEN_CROWDED if crowded else PER_PLACE
    return min(least + PER_ARRIVAL * row.successes, MOST_PER_PLACE)


def _count_failure(bucket: str, guess: str, remembered: int) -> None:
    """One more failure, unless this very guess was counted already (an empty one always counts)."""
    row = _row(bucket, lock=True)
    mark = _keyed("guess", guess)[:12]
    if guess and mark in row.seen:
        return
    row.failures += 1
    if guess and bucket != EVERYWHERE and len(row.seen) < MOST_PER_PLACE:
        row.seen = [*row.seen, mark]
    row.save()


def _row(bucket: str, *, lock: bool = False) -> RateLimit:
    """The bucket as it stands now; an old stretch counts as an empty one."""
    now = clock.now()
    if lock:
        RateLimit.objects.get_or_create(bucket=bucket, defaults={"started_at": now})
    rows = RateLimit.objects.select_for_update() if lock else RateLimit.objects.all()
    row = rows.filter(bucket=bucket).first() or RateLimit(bucket=bucket, started_at=now)
    if row.started_at + STRETCH <= now:
        row.started_at, row.failures, row.successes, row.seen = now, 0, 0, []
    return row


def forget_old() -> int:
    """Remove what no longer counts; says how many places were forgotten."""
    return RateLimit.objects.filter(started_at__lt=clock.now() - STRETCH).delete()[0]


@contextmanager
def _turn() -> Iterator[None]:
    """A short transaction: on SQLite in this process's turn, elsewhere under the row's lock."""
    with write_lock if connection.vendor == "sqlite" else nullcontext(), transaction.atomic():
        yield


def _minutes_left(row: RateLimit) -> int:
    return max(1, ceil((row.started_at + STRETCH - clock.now()) / timedelta(minutes=1)))


def _place(what: str, address: str) -> str:
    """The bucket of an address; the address itself is not kept."""
    return _named(what, place_of(address))


def _named(what: str, name: str) -> str:
    return f"{what}:{_keyed('place', name)[:32]}"


def _keyed(salt: str, text: str) -> str:
    return salted_hmac(f"accounts.limits.{salt}", text, algorithm="sha256").hexdigest()
