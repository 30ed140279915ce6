"""B8.18 to B8.26: what one socket, one person and one address may ask of a process."""

from __future__ import annotations

import pytest

from boards.flood import (
    BLAMELESS,
    FLOOD_SECONDS,
    FRAMES_PER_SECOND,
    IN_VAIN_AT_ONCE,
    KNOCKING,
    KNOCKS_AT_ONCE,
    PERSON_FRAMES_PER_SECOND,
    REMEMBERED,
    SOCKETS_PER_PERSON,
    WAITING_PER_PERSON,
    Doorstep,
    Memory,
    Purse,
)
from common.bucket import Bucket

CLASS = 60
VENUE = "192.0.2.7"


class Socket:
    """A socket of somebody."""

    def __init__(self, purse: Purse, now: float = 0.0) -> None:
        self.bucket = Bucket(FRAMES_PER_SECOND, FLOOD_SECONDS, now)
        self.purse = purse
        self.spent = 0.0
        self.waiting = 0
        self.heard = 0
        self.open = True
        purse.enter(self, now)

    def too_much(self) -> None:
        self.open = False
        self.purse.leave(self)

    def say(self, now: float) -> None:
        """A frame, as the consumer counts it."""
        if not self.bucket.take(now, 1):
            self.too_much()
        elif self.open:
            self.purse.spend(self, now, 1)
        self.heard += self.open


def test_ten_sockets_get_no_more_than_about_one() -> None:
    """[B8.18] Each says less than one may; together they say what a person may, and no more."""
    purse = Purse(0.0)
    sockets = [Socket(purse) for _ in range(10)]
    for tick in range(10_000):  # ten seconds, a thousand frames a second
        for socket in sockets[tick % 10 :: 10]:
            if socket.open:
                socket.say(tick / 1000)
    heard = sum(socket.heard for socket in sockets)
    assert heard <= PERSON_FRAMES_PER_SECOND * (FLOOD_SECONDS + 10) + 10 * BLAMELESS
    assert 1 <= sum(socket.open for socket in sockets) <= 3


def test_her_quiet_window_stays_when_another_floods() -> None:
    """[B8.18] It is the socket which said most that has to go."""
    purse = Purse(0.0)
    quiet, *loud = [Socket(purse) for _ in range(9)]
    for _ in range(900):
        for socket in loud:
            if socket.open:
                socket.say(0.1)
        if quiet.heard < 5:
            quiet.say(0.1)
    assert quiet.open
    assert not any(socket.open for socket in loud)
    quiet.say(0.2)
    assert quiet.open


def test_a_new_socket_brings_no_new_budget() -> None:
    """[B8.18] Who was sent away and comes back has what is left."""
    purse = Purse(0.0)
    for _ in range(20):
        socket = Socket(purse)
        for _ in range(1_000):
            if socket.open:
                socket.say(0.0)
        purse.leave(socket)
    assert purse.bucket.left < 1


def test_the_socket_that_was_silent_for_longest_makes_room() -> None:
    """[B8.22] So many sockets of one person, and a new one is always let in."""
    purse = Purse(0.0)
    sockets = [Socket(purse, now) for now in range(SOCKETS_PER_PERSON)]
    sockets[0].say(100.0)
    newest = Socket(purse, 101.0)
    assert [socket.open for socket in sockets].index(False) == 1
    assert newest.open
    assert len(purse.sockets) == SOCKETS_PER_PERSON


def test_operations_that_wait_add_up() -> None:
    """[B8.20] The socket of which most wait has to go."""
    purse = Purse(0.0)
    sockets = [Socket(purse) for _ in range(4)]
    for socket, waiting in zip(sockets, (1, 128, 129, WAITING_PER_PERSON - 259), strict=True):
        socket.waiting = waiting
    purse.queue()
    assert all(socket.open for socket in sockets)
    sockets[0].waiting = 2
    purse.queue()
    assert [socket.open for socket in sockets] == [True, True, False, True]


def test_a_class_behind_one_address_comes_in_at_once() -> None:
    """[B8.24] [B8.25] Also after some went wrong."""
    step = Doorstep()
    for _ in range(100):
        assert step.knock(VENUE, "", 0.0)
        step.left(VENUE, 0.0, in_vain=True)
    assert all(step.knock(VENUE, f"phone {n}", 0.0) for n in range(CLASS))


def test_sockets_that_never_join_are_bounded_by_address() -> None:
    """[B8.24] [B8.26] Others come in meanwhile: from elsewhere, and who was in before."""
    step = Doorstep()
    assert step.knock(VENUE, "known", 0.0)
    step.joined(VENUE, "known", 0.0)
    assert sum(step.knock(VENUE, "", 1.0) for _ in range(1_000)) == KNOCKING
    assert not step.knock(VENUE, "new", 1.0)
    assert step.knock(VENUE, "known", 1.0)
    assert step.knock("192.0.2.8", "new", 1.0)


def test_knocking_in_vain_is_bounded_by_address() -> None:
    """[B8.25] [B8.26] What was not the visitor's doing does not count."""
    step = Doorstep()

    def visits(times: int, now: float, in_vain: bool) -> int:
        let_in = 0
        for _ in range(times):
            if step.knock(VENUE, "", now):
                step.left(VENUE, now, in_vain=in_vain)
                let_in += 1
        return let_in

    assert visits(1_000, 0.0, in_vain=False) == 1_000
    assert visits(1_000, 0.0, in_vain=True) == IN_VAIN_AT_ONCE
    assert visits(1_000, 10.0, in_vain=True) == 20
    assert step.knock("192.0.2.8", "", 10.0)


@pytest.mark.parametrize("seconds", [0, 5, 60])
def test_one_cookie_knocks_so_often(seconds: int) -> None:
    """[B8.23] Nobody else is refused for it."""
    step = Doorstep()
    let_in = 0
    for _ in range(1_000):
        if step.knock(VENUE, "restless", 0.0):
            step.joined(VENUE, "restless", 0.0)
            let_in += 1
    assert let_in == KNOCKS_AT_ONCE
    more = [step.knock(VENUE, "restless", float(seconds)) for _ in range(100)]
    assert sum(more) == min(seconds, KNOCKS_AT_ONCE)
    assert step.knock(VENUE, "patient", 0.0)


def test_what_is_full_again_is_forgotten() -> None:
    """A million addresses do not fill the memory."""
    purses = Memory(Purse)
    for n in range(5 * REMEMBERED):
        assert purses.of(f"person {n}", float(n)).bucket.take(float(n))
    assert len(purses) < 2 * REMEMBERED
