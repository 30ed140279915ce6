"""B12: what let a socket in may be withdrawn; then that socket ends, and no other of hers."""

from __future__ import annotations

from asgiref.sync import sync_to_async

from accounts import actions as accounts
from accounts.models import Person
from boards.models import Board
from common.ids import token_hash
from tests.accounts.browser import Browser
from tests.accounts.test_the_first_administrator import claim
from tests.boards.stage import database_thread_held, done, ends, everything, skip
from tests.support import cast as stage
from tests.support.cast import Cast
from tests.support.socket import Socket, note, sit_down


async def with_cookie(board: Board, cookie: str) -> Socket:
    """A joined socket of whoever has this cookie."""
    socket = await Socket(board.hex, cookie).open()
    assert (await socket.join())["t"] == "welcome"
    return socket


@sync_to_async
def leave(person: Person, cookie: str) -> None:
    """The browser with this cookie is left."""
    secret = cookie.partition("=")[2]
    accounts.leave_device(person=person, token_hashes=[token_hash(secret)])


async def test_a_device_that_was_left_hears_nothing_more(cast: Cast) -> None:
    """[B12.7] Its socket is closed within a second; her other device stays on the board."""
    borrowed = await sync_to_async(stage.cookie)(cast.artist)
    tablet = await with_cookie(cast.board, borrowed)
    phone = await sit_down(cast.board, cast.artist)
    await leave(cast.artist, borrowed)
    skip(1)
    frames, code = await ends(tablet)
    assert (frames[-1]["code"], code) == ("not_member", 4003)
    assert (await done(phone, note("From my own phone")))["t"] == "entry"


async def test_an_operation_from_a_device_that_was_left_is_refused(cast: Cast) -> None:
    """[B6.6] [B12.1] Decided inside the transaction: nobody need have closed the socket yet."""
    borrowed = await sync_to_async(stage.cookie)(cast.artist)
    tablet = await with_cookie(cast.board, borrowed)
    await done(tablet, note("In time"))
    before = await everything(cast.board, [cast.artist])
    async with database_thread_held():
        op_id = await tablet.do(note("By whoever borrowed it next"))
        await tablet.send(t="ping", n=1)
        await tablet.until("pong")
        await leave(cast.artist, borrowed)
    assert (await tablet.settled(op_id))["code"] == "not_member"
    assert await everything(cast.board, [cast.artist]) == before


async def test_logging_out_ends_what_the_log_in_opened(cast: Cast) -> None:
    """[B12.8] A socket that a device's secret let in is not concerned."""
    browser = Browser()
    await sync_to_async(arrive)(browser, cast)
    laptop = await with_cookie(
        cast.board, f"livelab_session={browser.cookies()['livelab_session']}"
    )
    phone = await sit_down(cast.board, cast.artist)
    assert (await done(laptop, note("While logged in")))["t"] == "entry"
    await sync_to_async(browser.post)("/api/logout")
    skip(1)
    assert (await ends(laptop))[1] == 4003
    assert (await done(phone, note("Still here")))["t"] == "entry"


def arrive(browser: Browser, cast: Cast) -> None:
    """The host of the lab comes in by her first link and is logged in."""
    secret = accounts.make_first_link(lab=cast.lab)
    assert claim(secret, browser).status_code == 200
