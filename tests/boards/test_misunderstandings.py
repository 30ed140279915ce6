"""B8: what is not understood is refused and changes nothing; a flood closes its own socket only."""

from __future__ import annotations

import json
import logging
from itertools import islice
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from accounts.models import Person
from boards import actions
from boards.room import WAITING_LIMIT
from tests.boards.mutations import broken, frames
from tests.boards.stage import (
    database_thread_held,
    done,
    ends,
    entries_of,
    everything,
    said_so_far,
)
from tests.support import cast as stage
from tests.support.cast import Cast
from tests.support.socket import Socket, note, sit_down

BROKEN = 5_000
#: one socket says this much: 200 frames a second for five seconds are allowed at once
A_SOCKET_SAYS = 450


def newcomers(cast: Cast, count: int) -> list[Person]:
    """So many more on the board."""
    made = [stage.person(cast.lab, f"Maker {n}", "participant") for n in range(count)]
    for one in made:
        actions.admit_member(board=cast.board, person=one, role="participant", by=cast.facilitator)
    return made


async def answer_to(socket: Socket, frame: str | bytes, number: int) -> list[dict[str, object]]:
    """Everything the server says to a frame before it answers the ping that follows it."""
    kind = "bytes" if isinstance(frame, bytes) else "text"
    await socket.raw.send_input({"type": "websocket.receive", kind: frame})
    await socket.send(t="ping", n=number)
    said = []
    while (found := await socket.frame()) and (found["t"], found.get("n")) != ("pong", number):
        assert found["t"] != "closed", frame[:200]
        if found["t"] != "beat":
            said.append(found)
    return said


async def test_broken_frames_are_refused_and_change_nothing(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    """5,000 frames, each broken in one place: one `refused`, no trace, no fault, no harm.

    [B8.1]
    """
    makers = await sync_to_async(newcomers)(cast, BROKEN // A_SOCKET_SAYS + 1)
    innocent = await sit_down(cast.board, cast.artist)
    await done(innocent, note("Before"))
    people = [cast.artist, *makers]
    before = await everything(cast.board, people)
    await said_so_far(innocent)
    stream = broken(seed=20_260_312, count=BROKEN)
    number = 0
    while part := list(islice(stream, A_SOCKET_SAYS)):
        socket = await sit_down(cast.board, makers.pop())
        for frame in part:
            number += 1
            answers = await answer_to(socket, frame, number)
            assert len(answers) == 1, (frame[:200], answers)
            (said,) = answers
            assert said.keys() == {"t", "op_id", "code", "message"}, frame[:200]
            assert (said["t"], said["code"]) == ("refused", "not_understood")
            assert said["op_id"] is None or f'"{said["op_id"]}"' in frame
        await socket.leave()
    assert number == BROKEN
    assert await everything(cast.board, people) == before
    assert {frame["t"] for frame in await said_so_far(innocent)} <= {"people", "beat"}
    assert (await done(innocent, note("After")))["seq"] == 2
    assert [r for r in caplog.records if r.levelno >= logging.WARNING] == []


async def test_the_frames_that_were_broken_are_proper(cast: Cast) -> None:
    """[B8.1] Unbroken, none of them is misunderstood: it was the one broken place that counted."""
    socket = await sit_down(cast.board, cast.technologist)
    for number, frame in enumerate(frames()):
        await answer_to(socket, json.dumps(frame), 1_000 + number)
    await said_so_far(socket)
    codes = [json.loads(text).get("code") for text in socket.heard]
    assert codes.count("not_understood") <= 1  # the pull of a stream that is not hers


async def test_the_answer_names_the_operation_where_it_can_be_read(cast: Cast) -> None:
    """So that its sender need not wait for it for ever; unreadable ones are not guessed.

    [B8.9] [B8.10] [B8.1]
    """
    socket = await sit_down(cast.board, cast.technologist)
    frame = {"t": "op", "op_id": "a" * 32, "private": False, "op": note("Proper")}
    changes: list[tuple[dict[str, Any], str | None]] = [
        ({"op": {"t": "vote", "dots": 3}}, "a" * 32),
        ({"op": note() | {"text": 5}}, "a" * 32),
        ({"private": None}, "a" * 32),
        ({"author": "b" * 32}, "a" * 32),
        ({"op_id": "A" * 32}, None),
        ({"op_id": None}, None),
        ({"t": "opp"}, None),
    ]
    for number, (change, named) in enumerate(changes):
        (said,) = await answer_to(socket, json.dumps(frame | change), number)
        assert (said["code"], said["op_id"]) == ("not_understood", named), change


async def test_a_frame_beyond_the_limit_is_not_understood(cast: Cast) -> None:
    """[B8.6] [B8.1] 300 kB in one frame; a text as long as a frame may be is only too long."""
    socket = await sit_down(cast.board, cast.technologist)
    huge = {"t": "op", "op_id": "a" * 32, "private": False, "op": note("x" * 300_000)}
    (said,) = await answer_to(socket, json.dumps(huge), 1)
    assert said["code"] == "not_understood"
    assert (await done(socket, note("x" * 200_000)))["code"] == "text_too_long"
    assert (await done(socket, note("😀" * 2_000)))["t"] == "entry"
    assert (await done(socket, note("x" * 4_000)))["t"] == "entry"


async def test_twenty_in_a_row_close_the_socket(cast: Cast) -> None:
    """Nineteen do not, and something proper in between begins the count anew.

    [B8.7] [B8.8] [B8.1]
    """
    socket = await sit_down(cast.board, cast.technologist)
    for _ in range(2):
        for _ in range(19):
            await socket.raw.send_to(text_data="{")
        frames = await said_so_far(socket)
        assert [frame["code"] for frame in frames] == ["not_understood"] * 19
    for _ in range(20):
        await socket.raw.send_to(bytes_data=b"\x00")
    said, code = await ends(socket)
    assert ([frame["code"] for frame in said], code) == (["not_understood"] * 20, 4001)


async def test_a_flood_of_frames_closes_that_socket_and_no_other(cast: Cast) -> None:
    """[B8.2] More than 200 a second for five seconds: `too_much`, 4029. Her other window stays."""
    other = await sit_down(cast.board, cast.technologist)
    flood = await sit_down(cast.board, cast.technologist)
    artist = await sit_down(cast.board, cast.artist)
    for number in range(1_500):
        await flood.send(t="ping", n=number)
    said, code = await ends(flood)
    assert (said[-1]["t"], said[-1]["code"], code) == ("refused", "too_much", 4029)
    assert 1_000 <= len(said) < 1_500
    for socket in (other, artist):
        assert (await done(socket, note("Not bothered")))["t"] == "entry"


async def test_large_frames_count_for_more(cast: Cast) -> None:
    """[B8.19] Thirty frames of 200 kB are a flood, thirty small ones are none."""
    socket = await sit_down(cast.board, cast.artist)
    for _ in range(30):
        await socket.do(note("x"))
    await said_so_far(socket)
    answered = 0
    while (said := await answer_to_large(socket))["code"] == "text_too_long":
        answered += 1
    assert said["code"] == "too_much"
    assert 15 <= answered < 30
    assert (await ends(socket))[1] == 4029


async def answer_to_large(socket: Socket) -> dict[str, Any]:
    """What is said to a note of 200 kB."""
    await socket.do(note("x" * 200_000))
    return await socket.until("refused")


async def test_more_than_256_waiting_operations_close_that_socket_and_no_other(cast: Cast) -> None:
    """What she sent before is in the log once; a colleague's operation among it, too.

    [B8.11] [B8.12] [B8.2]
    """
    assert WAITING_LIMIT == 256
    flood = await sit_down(cast.board, cast.technologist)
    artist = await sit_down(cast.board, cast.artist)
    async with database_thread_held():
        beside = await artist.do(note("Beside"))
        sent = [await flood.do(note(str(number))) for number in range(WAITING_LIMIT + 5)]
        said, code = await ends(flood)
    assert (said[-1]["t"], said[-1]["code"], code) == ("bye", "too_much", 4029)
    assert (await artist.settled(beside))["t"] == "entry"
    await said_so_far(artist)
    log = await entries_of(cast.board.stream.id)
    assert [e["op"] for e in log if e["op"] != beside] == sent[:WAITING_LIMIT]
