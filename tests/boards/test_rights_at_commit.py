"""B6: rights are decided inside the transaction, from rows, not when the operation was sent."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from asgiref.sync import sync_to_async

from accounts import actions as accounts
from boards import actions
from tests.boards.stage import (
    change_mode,
    database_thread_held,
    deleted,
    done,
    end_membership,
    entries_of,
    everything,
    own_of,
)
from tests.support.cast import Cast, person
from tests.support.socket import Frame, Socket, note, sit_down


async def sent_before(socket: Socket, op: Frame, then: Callable[[], Awaitable[None]]) -> Frame:
    """The answer to an operation that waits while something else is committed."""
    async with database_thread_held():
        op_id = await socket.do(op)
        await socket.send(t="ping", n=1)
        await socket.until("pong")
        await then()
    return await socket.settled(op_id)


async def test_membership_ended_between_sending_and_commit(cast: Cast) -> None:
    """[B6.1] [B12.1] Refused `not_member`, and nothing of it is anywhere."""
    artist = await sit_down(cast.board, cast.artist)
    await done(artist, note("In time"))
    before = await everything(cast.board, [cast.artist])

    async def end() -> None:
        await end_membership(board=cast.board, person=cast.artist, by=cast.facilitator)

    answer = await sent_before(artist, note("Too late"), end)
    assert answer["code"] == "not_member"
    assert await everything(cast.board, [cast.artist]) == before


async def test_the_stay_in_the_lab_ended_between_sending_and_commit(cast: Cast) -> None:
    """[B6.2] [B12.1] The same for who is removed from the lab."""
    artist = await sit_down(cast.board, cast.artist)
    await done(artist, note("In time"))

    async def remove() -> None:
        await sync_to_async(accounts.remove_person)(person=cast.artist, by=cast.artist)

    assert (await sent_before(artist, note("Too late"), remove))["code"] == "not_member"


async def test_a_role_ended_between_sending_and_commit(silent: Cast) -> None:
    """The facilitator of the lab who is one no more does not reveal, nor delete another's.

    [B6.3]
    """
    helper = await sync_to_async(person)(silent.lab, "Helping hand", "facilitator")
    await sync_to_async(actions.admit_member)(
        board=silent.board, person=helper, role="participant", by=silent.facilitator
    )
    socket = await sit_down(silent.board, helper)
    assert (await done(socket, note("As facilitator")))["verb"] == "note_added"

    async def end() -> None:
        await sync_to_async(accounts.end_role)(person=helper, role="facilitator", by=None)

    assert (await sent_before(socket, {"t": "reveal"}, end))["code"] == "not_allowed"
    assert (await done(socket, note("As participant")))["verb"] == "note_added"


async def test_a_role_given_between_sending_and_commit(cast: Cast) -> None:
    """[B6.4] It counts at once, too: what she may at the commit is what counts."""
    technologist = await sit_down(cast.board, cast.technologist)
    artist = await sit_down(cast.board, cast.artist)
    hers = note("Of the artist")
    await done(artist, hers)
    assert (await done(technologist, deleted(hers["id"])))["code"] == "not_allowed"

    async def give() -> None:
        await sync_to_async(accounts.give_role)(
            person=cast.technologist, role="facilitator", by=None
        )

    assert (await sent_before(technologist, deleted(hers["id"]), give))["t"] == "entry"


async def test_silence_that_began_between_sending_and_commit(cast: Cast) -> None:
    """[B6.5] [B7.3] [S1] A note sent in the open arrives in silence: it stays with its author."""
    technologist = await sit_down(cast.board, cast.technologist)

    async def hush() -> None:
        await change_mode(board=cast.board, mode="silent", by=cast.facilitator)

    answer = await sent_before(technologist, note("Meant for all"), hush)
    assert answer["stream"] == own_of(cast.board, cast.technologist).id
    assert await entries_of(cast.board.stream.id) == []
