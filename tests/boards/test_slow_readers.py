"""B13: what is under way to one socket is bounded, and who reads slowly loses nothing by it."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from boards import outlet
from boards.frames import PIECE, Frame
from boards.outlet import MARK_EVERY, OFFERED, WAITING, WINDOW, Outlet
from tests.boards.stage import skip
from tests.support.cast import Cast
from tests.support.socket import note, sit_down

PATIENCE_S = outlet.PATIENCE_S
NEWS = Frame(json.dumps({"t": "entries", "entries": "x" * 10_000}).encode())
#: of the greatest length, together more than the window
NOTES = 240
ANSWER = Frame(b'{"t":"refused"}')
SNAPSHOT = Frame(b'{"t":"items"}' + b" " * 90_000, shared=True)


class Line:
    """The other end of an outlet: keeps what it was sent."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.closed: int | None = None
        self.caught_up = 0
        self.outlet = Outlet(self._take, self)
        self.outlet.lagging = self._catch_up

    async def _take(self, message: dict[str, Any]) -> None:
        self.closed = message["code"]

    def _catch_up(self) -> None:
        self.caught_up += 1

    def write(self, framed: bytes) -> None:
        self.heard.append(framed[framed.index(b"{") :].decode())

    def listen(self, hear: Any) -> None:
        """Nothing is said here."""

    @property
    def marks(self) -> list[int]:
        return [json.loads(text)["n"] for text in self.heard if text.startswith('{"t":"mark"')]

    @property
    def weight(self) -> int:
        return sum(len(text) for text in self.heard)


async def test_a_mark_comes_after_every_so_many_bytes() -> None:
    """[B13.1] Numbered from 1."""
    assert MARK_EVERY == 128 * 1024
    line = Line()
    for _ in range(3 * MARK_EVERY // NEWS.size + 3):
        line.outlet.offer(NEWS)
    assert line.marks == [1, 2, 3]


async def test_nothing_is_sent_beyond_the_window() -> None:
    """[B13.2] [B13.3] Entries are left out, not stored; reading again, she is told so once."""
    assert (WINDOW, WAITING) == (768 * 1024, 128 * 1024)
    line = Line()
    for _ in range(1_000):
        line.outlet.offer(NEWS)
    assert WINDOW - NEWS.size <= line.weight <= WINDOW + 200
    assert line.caught_up == 0
    for number in line.marks:
        assert line.outlet.seen(number)
    assert line.caught_up == 1
    assert line.weight <= WINDOW + WAITING + 200
    line.outlet.offer(NEWS)
    assert line.heard[-1].startswith('{"t": "entries"')


async def test_answers_wait_in_order_and_a_snapshot_weighs_nothing() -> None:
    """[B13.8] [B13.2] What must arrive arrives, after what was sent before it."""
    line = Line()
    for _ in range(20):
        line.outlet.send(SNAPSHOT)
    line.outlet.send(ANSWER)
    assert "refused" not in "".join(line.heard)
    while line.heard[-1] != ANSWER.text:
        assert line.outlet.seen(line.marks[-1])
    assert sum(text.startswith('{"t":"items"') for text in line.heard) == 20


@pytest.mark.parametrize("how", ["offer", "send"])
async def test_who_lacks_credit_is_asked_for_a_sign_at_once(how: str) -> None:
    """[B13.9] A frame so great that it waits, while little is under way and no mark is due."""
    line = Line()
    line.outlet.offer(NEWS)
    great = Frame(b'{"t":"great"}' + b" " * (WINDOW - NEWS.size // 2), shared=how == "send")
    getattr(line.outlet, how)(great)
    assert (line.marks, line.caught_up, line.closed) == ([1], 0, None)
    assert line.outlet.seen(1)
    if how == "send":
        assert line.heard[-2].startswith('{"t":"great"')
    else:
        assert line.caught_up == 1


async def test_entries_leave_room_for_what_must_arrive() -> None:
    """[B13.11] [B13.8] However many are left out, the news after them find room."""
    line = Line()
    small = Frame(json.dumps({"t": "entries", "entries": "x" * 500}).encode())
    for _ in range(2 * (WINDOW + WAITING) // small.size):
        line.outlet.offer(small)
    for _ in range((WAITING - OFFERED) // ANSWER.size):
        line.outlet.send(ANSWER)
    await asyncio.sleep(0)
    assert line.closed is None
    while line.heard[-1] != ANSWER.text:
        assert line.outlet.seen(line.marks[-1])
    assert line.caught_up == 1


async def test_answers_that_find_no_room_close_the_socket() -> None:
    """[B13.4] 4008."""
    line = Line()
    for _ in range(WINDOW // NEWS.size + 1):
        line.outlet.offer(NEWS)
    for _ in range(WAITING // NEWS.size + 1):
        line.outlet.send(NEWS)
    await asyncio.sleep(0)
    assert line.closed == 4008


async def test_who_sees_no_mark_is_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """[B13.5] After eight seconds without one; whoever gets on, however slowly, stays."""
    assert PATIENCE_S == 8
    monkeypatch.setattr(outlet, "PATIENCE_S", PATIENCE_S)
    line = Line()
    for _ in range(60):
        line.outlet.offer(NEWS)
    for number in line.marks[:3]:
        skip(PATIENCE_S - 1)
        await asyncio.sleep(0.01)
        assert line.closed is None
        assert line.outlet.seen(number)
    skip(PATIENCE_S + 1)
    async with asyncio.timeout(5):
        while line.closed is None:
            await asyncio.sleep(0)
    assert line.closed == 4008


async def test_marks_that_never_were_are_not_seen() -> None:
    """[B13.7] [B13.1] A repetition changes nothing; a number never given is not understood."""
    line = Line()
    for _ in range(30):
        line.outlet.offer(NEWS)
    assert line.outlet.seen(2)
    assert line.outlet.seen(1)
    assert not line.outlet.seen(0)
    assert not line.outlet.seen(3)


async def test_who_fell_behind_pulls_what_she_missed(cast: Cast) -> None:
    """[B13.3] [B2.4] A socket that answers no mark for a while."""
    slow = await sit_down(cast.board, cast.artist)
    author = await sit_down(cast.board, cast.technologist)
    for _ in range(NOTES // 40):
        sent = [await author.do(note("x" * 3_900)) for _ in range(40)]
        await author.settled(sent[-1])
    marks: list[int] = []
    last = weight = 0
    while weight < WINDOW - PIECE:
        text = (await slow.raw.receive_output(10))["text"]
        weight, said = weight + len(text), json.loads(text)
        marks += [said["n"]] if said["t"] == "mark" else []
        last = said["entries"][-1]["seq"] if said["t"] == "entries" else last
    assert last < NOTES
    for number in marks:
        await slow.send(t="seen", n=number)
    beat = await slow.until("beat")
    while last < beat["heads"][cast.board.stream.id]:
        await slow.send(t="pull", stream=cast.board.stream.id, since=last)
        last = (await slow.until("entries"))["entries"][-1]["seq"]
    assert last == NOTES


@pytest.mark.parametrize("number", [0, 1, 2**53 - 1])
async def test_seeing_what_was_never_sent_is_not_understood(cast: Cast, number: int) -> None:
    """[B13.7] [B8.1] [B13.1] No mark was sent yet."""
    socket = await sit_down(cast.board, cast.artist)
    await socket.send(t="seen", n=number)
    assert (await socket.until("refused"))["code"] == "not_understood"
