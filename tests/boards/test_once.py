"""B4: an operation is accepted once, whichever stream it fell into, whenever it comes again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import time_machine

from boards import service
from tests.boards.stage import change_mode, database_thread_held, done, entries_of, own_of
from tests.support.cast import Cast
from tests.support.socket import note, sit_down


async def test_a_repetition_gets_the_first_answer(cast: Cast) -> None:
    """From the same socket, from another one, and after a server's restart.

    [B4.1] [B4.2] [B4.6]
    """
    socket = await sit_down(cast.board, cast.technologist)
    said = note("Once")
    first = await done(socket, said)
    other = await sit_down(cast.board, cast.technologist)
    expected = {
        "t": "accepted", "op_id": first["op"], "stream": first["stream"], "seq": first["seq"],
    }  # fmt: skip
    for again in (socket, other):
        await again.do(said, op_id=first["op"])
        assert await again.settled(first["op"]) == expected
    await service.drain()
    later = await sit_down(cast.board, cast.technologist)
    await later.do(note("Another content"), op_id=first["op"])
    assert await later.settled(first["op"]) == expected
    assert len(await entries_of(cast.board.stream.id)) == 1


async def test_twice_in_one_batch_is_once(cast: Cast) -> None:
    """[B4.4] [B4.1] Both arrive before either is committed."""
    socket = await sit_down(cast.board, cast.technologist)
    said = note("Twice")
    async with database_thread_held():
        op_id = await socket.do(said)
        await socket.do(said, op_id=op_id)
        await socket.send(t="ping", n=1)
        await socket.until("pong")
    entry, again = await socket.settled(op_id), await socket.settled(op_id)
    assert (again["t"], again["seq"]) == ("accepted", entry["seq"])


async def test_another_persons_operation_of_the_same_id_is_another(cast: Cast) -> None:
    """[B4.5] [B4.1] An id belongs to its person: nobody can use up somebody's."""
    technologist = await sit_down(cast.board, cast.technologist)
    artist = await sit_down(cast.board, cast.artist)
    first = await done(technologist, note("Mine"))
    await artist.do(note("Hers"), op_id=first["op"])
    while (entry := await artist.settled(first["op"]))["actor"] != cast.artist.hex:
        assert entry["t"] == "entry"
    assert entry["seq"] == 2


async def test_across_streams_and_after_the_reveal(silent: Cast) -> None:
    """A note accepted in silence and sent again in the open stays where it fell.

    [B4.7] [B4.1] [B4.2]
    """
    technologist = await sit_down(silent.board, silent.technologist)
    facilitator = await sit_down(silent.board, silent.facilitator)
    said = note("In silence")
    first = await done(technologist, said, private=True)
    own = own_of(silent.board, silent.technologist).id
    assert first["stream"] == own
    await done(facilitator, {"t": "reveal"})
    for private in (True, False):
        await technologist.do(said, op_id=first["op"], private=private)
        answer = await technologist.settled(first["op"])
        assert (answer["t"], answer["stream"], answer["seq"]) == ("accepted", own, 1)
    assert [e["verb"] for e in await entries_of(silent.board.stream.id)] == ["items_revealed"]


async def test_a_repeated_reveal_is_answered_with_the_boards_entry(cast: Cast) -> None:
    """[B4.8] [B4.2] Also where the facilitator's own notes were among the revealed."""
    facilitator = await sit_down(cast.board, cast.facilitator)
    for round_ in range(1, 6):
        await change_mode(board=cast.board, mode="silent", by=cast.facilitator)
        await done(facilitator, note(f"Of the facilitator, {round_}"))
        first = await done(facilitator, {"t": "reveal"})
        assert (first["stream"], first["seq"]) == (cast.board.stream.id, round_)
        await facilitator.do({"t": "reveal"}, op_id=first["op"])
        again = await facilitator.until("accepted")
        assert (again["op_id"], again["stream"], again["seq"]) == (
            first["op"], first["stream"], first["seq"],
        )  # fmt: skip


async def test_hours_later_it_is_still_known(cast: Cast) -> None:
    """[B4.3] A phone comes out of the drawer five weeks later and sends its queue again."""
    socket = await sit_down(cast.board, cast.technologist)
    said = note("From the train")
    first = await done(socket, said)
    await socket.leave()
    with time_machine.travel(datetime.now(UTC) + timedelta(days=36)):
        late = await sit_down(cast.board, cast.technologist)
        await late.do(said, op_id=first["op"])
        answer = await late.settled(first["op"])
        assert (answer["t"], answer["seq"]) == ("accepted", first["seq"])
        fresh = await done(late, note("New"))
        assert (fresh["seq"], fresh["at"] > first["at"]) == (2, True)
