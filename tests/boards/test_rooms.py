"""B12, B2, B5: rooms follow what other processes and actions do, and keep nobody by mistake."""

from __future__ import annotations

import asyncio
import re

from asgiref.sync import sync_to_async
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import actions as accounts
from accounts.models import Person
from boards import actions, service
from boards.models import Board
from contributions.door import Act, action
from tests.boards.stage import (
    admit_member,
    change_mode,
    change_role,
    coloured,
    database_thread_held,
    done,
    end_membership,
    ends,
    entries_of,
    knock,
    open_board,
    said_so_far,
    skip,
)
from tests.support.cast import Cast, person
from tests.support.socket import note, sit_down


async def test_who_was_taken_off_is_sent_away_even_when_others_write_first(cast: Cast) -> None:
    """[B12.5] A batch that sees the new rights before the poll does must not hide them from it."""
    technologist = await sit_down(cast.board, cast.technologist)
    artist = await sit_down(cast.board, cast.artist)
    await end_membership(board=cast.board, person=cast.artist, by=cast.facilitator)
    await done(technologist, note("Written at once"))
    skip(1)
    frames, code = await ends(artist)
    assert (frames[-1]["t"], frames[-1]["code"], code) == ("bye", "not_member", 4003)
    await done(technologist, note("Without her"))
    assert "Without her" not in "".join(artist.heard)


async def test_who_was_taken_off_hears_nothing_a_second_later(cast: Cast) -> None:
    """[B12.2] Nothing happens on the board, and still she is sent away by the poll."""
    artist = await sit_down(cast.board, cast.artist)
    await end_membership(board=cast.board, person=cast.artist, by=cast.facilitator)
    skip(1)
    assert (await ends(artist))[1] == 4003


async def test_the_end_of_a_stay_in_the_lab_ends_it_on_its_boards(cast: Cast) -> None:
    """[B12.6] Who leaves the lab leaves its boards."""
    artist = await sit_down(cast.board, cast.artist)
    await sync_to_async(accounts.remove_person)(person=cast.artist, by=cast.artist)
    skip(1)
    assert (await ends(artist))[1] == 4003


async def test_who_joins_while_the_room_catches_up_stays(cast: Cast) -> None:
    """It judges those who are in when it looks, not those who were when it was asked.

    [B1.19] [B1.2]
    """
    technologist = await sit_down(cast.board, cast.technologist)
    artist = await knock(cast.board, cast.artist)
    async with database_thread_held():
        await artist.send(t="join", protocol=1, cursors=[])
        while not any("join" in job.task.__qualname__ for job in service.hub().jobs):
            await asyncio.sleep(0)
        service.hub().nudge(cast.board.hex)
    assert (await artist.frame())["t"] == "welcome"
    assert not [frame for frame in await said_so_far(artist) if frame["t"] in ("bye", "refused")]
    assert (await technologist.until("people"))["people"][0]["id"] == cast.artist.hex


async def test_a_page_reloaded_while_the_room_catches_up_finds_a_room_that_answers(
    cast: Cast,
) -> None:
    """[B1.2] [B5.1] The old room, forgotten late, does not take the new one with it."""
    before = await sit_down(cast.board, cast.technologist)
    after = await knock(cast.board, cast.technologist)
    async with database_thread_held():
        service.hub().nudge(cast.board.hex)
        await before.leave()
        assert cast.board.hex not in service.hub().rooms
        await after.send(t="join", protocol=1, cursors=[])
        while cast.board.hex not in service.hub().rooms:
            await asyncio.sleep(0)
    assert (await after.frame())["t"] == "welcome"
    assert (await done(after, note("Still there")))["t"] == "entry"


async def test_a_room_catches_up_with_any_number_of_entries(cast: Cast) -> None:
    """1,100 notes written elsewhere all arrive, and the next number is right.

    [B2.14] [B2.2] [B5.1]
    """
    technologist = await sit_down(cast.board, cast.technologist)
    notes = [actions.NewNote(x=i, y=0, colour="green", text=str(i)) for i in range(1_100)]
    await sync_to_async(actions.add_notes)(board=cast.board, by=cast.artist, notes=notes)
    op_id = await technologist.do(note("After them"))
    heard: list[int] = []
    while not heard or heard[-1] <= 1_100:
        frame = await technologist.until("entries")
        heard += [entry["seq"] for entry in frame["entries"]]
    assert heard == list(range(1, 1_102))
    assert frame["entries"][-1]["op"] == op_id
    await technologist.do(note("Again"), op_id=op_id)
    assert (await technologist.settled(op_id))["seq"] == 1_101


async def test_an_action_elsewhere_is_heard_within_a_second(cast: Cast) -> None:
    """[B5.5] [B5.1] Notes added by an action of another process come by the poll."""
    artist = await sit_down(cast.board, cast.artist)
    notes = [actions.NewNote(x=0, y=0, colour="pink", text="From elsewhere")]
    (made,) = await sync_to_async(actions.add_notes)(
        board=cast.board, by=cast.technologist, notes=notes
    )
    skip(1)
    frame = await artist.until("entries")
    assert [entry["facts"]["id"] for entry in frame["entries"]] == [made]
    assert (await done(artist, coloured(made)))["t"] == "entry"
    assert len(await entries_of(cast.board.stream.id)) == 2


async def test_a_new_name_reaches_everybody(cast: Cast) -> None:
    """[B5.6] [B5.1] `people` says who changed: also her label."""
    technologist = await sit_down(cast.board, cast.technologist)
    artist = await sit_down(cast.board, cast.artist)
    await technologist.until("people")
    await sync_to_async(accounts.rename)(person=cast.artist, label="Glass engraver", by=cast.artist)
    skip(1)
    frame = await technologist.until("people")
    shown = {"id": cast.artist.hex, "label": "Glass engraver", "role": "participant", "here": True}
    assert frame["people"] == [shown]
    assert (await artist.until("people"))["people"] == [shown]


async def test_rules_are_told_when_they_change_and_not_otherwise(cast: Cast) -> None:
    """[B9.10] A catching-up that changes nothing for a member says nothing to her."""
    artist = await sit_down(cast.board, cast.artist)
    await admit_member(
        board=cast.board, person=cast.visitor, role="participant", by=cast.facilitator
    )
    service.hub().nudge(cast.board.hex)
    assert [frame["t"] for frame in await said_so_far(artist)] == ["people"]


async def test_an_ended_role_narrows_what_she_may(cast: Cast) -> None:
    """The lab's facilitator becomes what her membership says, without joining again.

    [B12.3] [B6]
    """
    helper = await sync_to_async(_helper)(cast)
    socket = await sit_down(cast.board, helper)
    await sync_to_async(accounts.end_role)(person=helper, role="facilitator", by=None)
    service.hub().nudge(cast.board.hex)
    rules = await socket.until("rules")
    assert rules == {"t": "rules", "mode": "open", "may": []}
    assert (await done(socket, note("Not any more")))["code"] == "not_now"


async def test_who_becomes_an_observer_writes_no_more_and_goes_on_reading(cast: Cast) -> None:
    """Her role on the board itself: the operation under way is refused already.

    [B12.3] [B12.9] [B6]
    """
    technologist = await sit_down(cast.board, cast.technologist)
    artist = await sit_down(cast.board, cast.artist)
    async with database_thread_held():
        late = await artist.do(note("Too late"))
        await artist.send(t="ping", n=1)
        await artist.until("pong")
        await change_role(
            board=cast.board, person=cast.artist, role="observer", by=cast.facilitator
        )
    assert (await artist.settled(late))["code"] == "not_now"
    assert (await artist.until("rules"))["may"] == []
    seen = await technologist.do(note("Read this"))
    assert (await artist.until("entries"))["entries"][0]["op"] == seen


async def test_a_board_that_is_gone_has_nobody_on_it(cast: Cast) -> None:
    """Archived while people are on it: nothing more is accepted, everybody is sent away.

    [B12.4] [B12.10]
    """
    artist = await sit_down(cast.board, cast.artist)
    async with database_thread_held():
        late = await artist.do(note("Too late"))
        await artist.send(t="ping", n=1)
        await artist.until("pong")
        await sync_to_async(_archive)(board=cast.board, by=cast.facilitator)
    assert (await artist.settled(late))["code"] == "not_member"
    frames, code = await ends(artist)
    assert (frames[-1]["code"], code) == ("unknown_board", 4003)
    assert await entries_of(cast.board.stream.id) == []


@action
def _archive(act: Act, *, board: Board, by: Person) -> None:
    """Put a board away; whoever may do so later, this is what becomes of its row."""
    board.archived_at = act.now
    board.save(update_fields=["archived_at"])
    actions.change_role(board=board, person=by, role="observer", by=by)


def _helper(cast: Cast):
    """A facilitator of the lab who is an observer on the board."""
    helper = person(cast.lab, "Helping hand", "facilitator")
    actions.admit_member(board=cast.board, person=helper, role="observer", by=cast.facilitator)
    return helper


async def test_boards_are_locked_in_the_order_of_their_ids(cast: Cast) -> None:
    """[B12] As a batch over several boards locks them, so that neither waits for the other."""
    boards = [await open_board(cast.lab, cast.facilitator, [cast.artist]) for _ in range(3)]
    for board in (boards[0], cast.board):  # what was written last comes last where nobody orders
        await change_mode(board=board, mode="silent", by=cast.facilitator)
    locked = await sync_to_async(_locked_by_renaming)(cast)
    assert locked == sorted([cast.board.hex, *(board.hex for board in boards)])


def _locked_by_renaming(cast: Cast) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE boards_board")  # so that it is read as it lies on the disk
    with CaptureQueriesContext(connection) as queries:
        accounts.rename(person=cast.artist, label="Glass engraver", by=cast.artist)
    updates = [q["sql"] for q in queries if q["sql"].startswith('UPDATE "boards_board"')]
    found = [re.findall(r"[0-9a-f-]{32,36}", sql.rpartition("WHERE")[2])[0] for sql in updates]
    return [one.replace("-", "") for one in found]
