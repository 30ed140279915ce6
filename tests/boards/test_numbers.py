"""B2: every accepted operation is one entry with the next number of its stream."""

from __future__ import annotations

import asyncio

from asgiref.sync import sync_to_async

from boards import actions, service
from contributions import verify
from tests.boards.stage import (
    coloured,
    deleted,
    done,
    entries_of,
    moved,
    own_of,
    said_so_far,
    stored,
)
from tests.support.cast import Cast
from tests.support.socket import Frame, Socket, note, sit_down

EACH = 60


async def write(socket: Socket, about: str) -> list[str]:
    """Sixty notes, without waiting for the answers."""
    return [await socket.do(note(f"{about} {number}")) for number in range(EACH)]


def entries_in(frames: list[Frame]) -> list[Frame]:
    """The entries that frames brought, with their stream, as they came."""
    return [
        entry | {"stream": frame["stream"]}
        for frame in frames
        if frame["t"] == "entries"
        for entry in frame["entries"]
    ]


async def test_numbers_are_dense_however_many_write_at_once(cast: Cast) -> None:
    """Five sockets of three people: 1, 2, 3… everywhere, each operation once.

    [B2.1] [B2.2] [B2.13]
    """
    people = [cast.facilitator, cast.technologist, cast.artist, cast.technologist, cast.artist]
    sockets = [await sit_down(cast.board, person) for person in people]
    sent = await asyncio.gather(*(write(s, str(i)) for i, s in enumerate(sockets)))
    heard = [entries_in(await said_so_far(socket)) for socket in sockets]
    numbers = list(range(1, len(sockets) * EACH + 1))
    for entries in heard:
        assert [entry["seq"] for entry in entries] == numbers
    assert all(entries == heard[0] for entries in heard)
    assert sorted(e["op"] for e in heard[0]) == sorted(op for ops in sent for op in ops)
    for mine in sent:  # and each sender's stand in the order in which she sent them
        assert [e["op"] for e in heard[0] if e["op"] in set(mine)] == mine
    log = await entries_of(cast.board.stream.id)
    assert log == [{k: v for k, v in e.items() if k != "stream"} for e in heard[0]]
    assert (await sync_to_async(verify.verify)()).findings == []


async def test_private_streams_have_numbers_of_their_own(silent: Cast) -> None:
    """[B2.6] [B2.1] [S1] In silence each counts for herself, and the board does not count."""
    technologist = await sit_down(silent.board, silent.technologist)
    artist = await sit_down(silent.board, silent.artist)
    await asyncio.gather(write(technologist, "t"), write(artist, "a"))
    for socket, person in ((technologist, silent.technologist), (artist, silent.artist)):
        entries = entries_in(await said_so_far(socket))
        assert [entry["seq"] for entry in entries] == list(range(1, EACH + 1))
        assert {entry["stream"] for entry in entries} == {own_of(silent.board, person).id}
    assert await entries_of(silent.board.stream.id) == []


async def test_one_operation_is_one_entry_however_many_items_it_names(cast: Cast) -> None:
    """[B2.1] Add, move, colour, delete: one gesture, one number."""
    socket = await sit_down(cast.board, cast.technologist)
    notes = [note(str(number)) for number in range(3)]
    for one in notes:
        await done(socket, one)
    ids = [one["id"] for one in notes]
    answers = [await done(socket, op) for op in (moved(*ids), coloured(*ids), deleted(*ids))]
    assert [(entry["verb"], entry["seq"]) for entry in answers] == [
        ("items_moved", 4), ("items_coloured", 5), ("items_deleted", 6),
    ]  # fmt: skip


async def test_refused_operations_take_no_number(cast: Cast) -> None:
    """[B2.7] [B2.2] [B3.1] Refusals in between leave no gap."""
    socket = await sit_down(cast.board, cast.technologist)
    answers = []
    for number in range(6):
        op = note(str(number)) if number % 2 else deleted("f" * 32)
        answers.append(await done(socket, op))
    assert [a.get("seq") or a["code"] for a in answers] == [
        "no_such_item", 1, "no_such_item", 2, "no_such_item", 3,
    ]  # fmt: skip


async def test_a_reveal_is_one_entry_per_hundred_notes_and_one_per_stream(silent: Cast) -> None:
    """130 notes of two people: two entries on the board, one in each private stream.

    [B2.8] [B2.1]
    """
    technologist = await sit_down(silent.board, silent.technologist)
    artist = await sit_down(silent.board, silent.artist)
    facilitator = await sit_down(silent.board, silent.facilitator)
    for number in range(65):
        await technologist.do(note(f"t{number}"))
        await artist.do(note(f"a{number}"))
    await said_so_far(technologist)
    await said_so_far(artist)
    answer = await done(facilitator, {"t": "reveal"})
    assert (answer["verb"], answer["seq"]) == ("items_revealed", 1)
    board = await entries_of(silent.board.stream.id)
    assert [(e["verb"], len(e["facts"]["items"])) for e in board] == [
        ("items_revealed", 100), ("items_revealed", 30),
    ]  # fmt: skip
    for person in (silent.technologist, silent.artist):
        own = await entries_of(own_of(silent.board, person).id)
        assert [e["verb"] for e in own] == ["note_added"] * 65 + ["items_published"]
    assert await entries_of(own_of(silent.board, silent.facilitator).id) == []


async def test_pulling_brings_what_is_missing_and_a_beat_says_where_the_streams_are(
    cast: Cast,
) -> None:
    """Entries after a number, contiguous, with the hash of the last.

    [B2.9] [B2.10] [B2.12] [B2.3] [B2.4]
    """
    socket = await sit_down(cast.board, cast.technologist)
    stream = cast.board.stream.id
    for number in range(5):
        await done(socket, note(str(number)))
    await socket.send(t="pull", stream=stream, since=2)
    frame = await socket.until("entries")
    log = await sync_to_async(stored)(stream)
    assert [entry["seq"] for entry in frame["entries"]] == [3, 4, 5]
    assert frame["hash"] == log[-1].hash.hex()
    service.hub().beat()
    beat = await socket.until("beat")
    assert beat["heads"] == {stream: 5, own_of(cast.board, cast.technologist).id: 0}
    await socket.send(t="pull", stream=stream, since=5)
    assert await said_so_far(socket) == []


async def test_pulling_far_behind_comes_in_parts(cast: Cast) -> None:
    """At most 500 entries a pull and 96 KiB a frame; the client goes on from there.

    [B13.6] [B2.3]
    """
    notes = [actions.NewNote(x=i, y=0, colour="blue", text=str(i)) for i in range(620)]
    await sync_to_async(actions.add_notes)(board=cast.board, by=cast.artist, notes=notes)
    socket = await sit_down(cast.board, cast.technologist)
    heard: list[int] = []
    for upto in (500, 620):
        await socket.send(t="pull", stream=cast.board.stream.id, since=len(heard))
        while len(heard) < upto:
            heard += [entry["seq"] for entry in (await socket.until("entries"))["entries"]]
            assert len(socket.heard[-1]) < 100 * 1024
    assert heard == list(range(1, 621))


async def test_only_streams_she_reads_are_pulled(silent: Cast) -> None:
    """[B2.11] [B1.5] [B9] Another's private stream answers like one that does not exist."""
    technologist = await sit_down(silent.board, silent.technologist)
    await done(technologist, note("Private"))
    artist = await sit_down(silent.board, silent.artist)
    answers = []
    for stream in (own_of(silent.board, silent.technologist).id, "f" * 32):
        await artist.send(t="pull", stream=stream, since=0)
        answers.append(await artist.until("refused"))
    assert answers[0] == answers[1]
