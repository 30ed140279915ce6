"""T2: one socket at a time has a number of the text merge, here and in other processes."""

from __future__ import annotations

from asgiref.sync import sync_to_async

from accounts.models import Person
from boards import store
from boards.models import TextClient
from tests.boards.stage import done, knock
from tests.support.cast import Cast
from tests.support.socket import Socket, note
from tests.texts.test_edits_that_are_refused import answer, letters
from tests.texts.typist import Typist


async def come(cast: Cast, person: Person, offered: int | None = None) -> tuple[Socket, int]:
    """A joined socket that offered this number, and the number it got."""
    socket = await knock(cast.board, person)
    known = {} if offered is None else {"epoch": cast.board.epoch, "y_client": offered}
    welcome = await socket.join(**known)
    return socket, welcome["you"]["y_client"]


async def test_a_second_socket_gets_a_number_of_its_own(cast: Cast) -> None:
    """[T2.9] A duplicated tab offers its twin's number while that writes under it."""
    tabs = [await come(cast, cast.technologist)]
    for _ in range(3):
        tabs.append(await come(cast, cast.technologist, tabs[0][1]))
    assert len({number for _, number in tabs}) == 4


async def test_two_who_come_at_once_do_not_share_it(cast: Cast) -> None:
    """[T2.10] Both offer a number that nobody uses at that moment: one of them gets it."""
    first, number = await come(cast, cast.technologist)
    await first.leave()
    both = [await knock(cast.board, cast.technologist) for _ in range(2)]
    for socket in both:
        epoch = cast.board.epoch
        await socket.send(t="join", protocol=1, epoch=epoch, cursors=[], y_client=number)
    got = {(await socket.until("welcome"))["you"]["y_client"] for socket in both}
    assert number in got
    assert len(got) == 2


async def test_who_comes_back_goes_on_under_her_number(cast: Cast) -> None:
    """[T2.11] The tab was closed: the number is free again, for her and for nobody else."""
    socket, number = await come(cast, cast.technologist)
    await socket.leave()
    _, others = await come(cast, cast.artist, number)
    assert others != number
    assert (await come(cast, cast.technologist, number))[1] == number


async def test_another_process_lends_another_number(cast: Cast) -> None:
    """[T2.12] Only the process that lent a number knows whether it is in use."""
    socket, number = await come(cast, cast.technologist)
    await socket.leave()
    await sync_to_async(TextClient.objects.filter(number=number).update)(process="e" * 32)
    assert (await come(cast, cast.technologist, number))[1] != number


async def test_an_older_copy_of_the_database_lends_no_number_again(cast: Cast) -> None:
    """[T2.15] Somebody laid it there by hand, and another process serves it."""
    board = cast.board.hex
    lent = [
        await sync_to_async(store.lend_text_client)(board, "a" * 32, 16, process)
        for process in ("0123" * 8, "0123" * 8, "00ff" * 8)
    ]
    assert lent == [16 + 0x123, 16 + 0x123 + 1, 16 + 0x123 + 2 + 0xFF]


async def test_what_was_typed_under_the_old_number_still_comes(cast: Cast) -> None:
    """It was hers: the letters that waited in the tab are taken under the number of then.

    [T2.13]
    """
    socket, number = await come(cast, cast.technologist)
    one = note("Whole panes")
    await done(socket, one)
    typist = Typist(socket, number, one["id"])
    await typist.open()
    (update,) = letters(typist, " come back")
    typist.socket, fresh = await come(cast, cast.technologist, number)
    assert fresh != number
    assert (await answer(typist, update))["words"]["insert"] == " come back"


async def test_two_tabs_under_one_number_lose_nothing_silently(cast: Cast) -> None:
    """[T2] Should it happen all the same, the second tab is told: its letters are not swallowed."""
    socket, number = await come(cast, cast.technologist)
    one = note("Whole panes")
    await done(socket, one)
    tabs = [Typist(socket, number, one["id"]) for _ in range(2)]
    for tab in tabs:
        await tab.open()
    updates = [letters(tab, word)[0] for tab, word in zip(tabs, ("first", "second"), strict=True)]
    assert (await answer(tabs[0], updates[0]))["t"] == "entry"
    refused = await answer(tabs[1], updates[1])
    assert (refused["t"], refused["code"]) == ("refused", "text_forged")
