"""B14: a board goes on from a backup, in an epoch of its own."""

from __future__ import annotations

from asgiref.sync import sync_to_async

from accounts import actions as accounts
from boards import actions
from boards.store import SKIPPED
from contributions import read
from tests.boards.stage import done, knock
from tests.support.cast import Cast
from tests.support.socket import note


async def test_who_comes_back_takes_everything_anew_under_another_number(cast: Cast) -> None:
    """[B14.2] [B14.3] [B14.15] Another epoch, the same streams, no number lent a second time."""
    before = await (await knock(cast.board, cast.technologist)).join()
    begin = sync_to_async(actions.begin_epoch)
    await begin(board=cast.board)
    cursors = [
        {"stream": stream["id"], "seq": stream["seq"], "hash": stream["hash"]}
        for stream in before["streams"]
    ]
    mine, epoch = before["you"]["y_client"], before["epoch"]
    socket = await knock(cast.board, cast.technologist)
    after = await socket.join(epoch=epoch, y_client=mine, cursors=cursors)
    assert after["t"] == "welcome"
    assert after["epoch"] != epoch
    assert after["you"]["y_client"] > mine + SKIPPED
    again = await (await knock(cast.board, cast.artist)).join()
    assert again["you"]["y_client"] > after["you"]["y_client"]
    assert (await done(socket, note("goes on")))["stream"] == before["streams"][0]["id"]


def test_the_labs_log_says_so(cast: Cast) -> None:
    """[B14.2] Which board, and which epoch; no person did it."""
    actions.begin_epoch(board=cast.board)
    entry = read.entries(accounts.lab_stream(cast.lab).id, 0)[-1]
    cast.board.refresh_from_db()
    assert (entry.verb, entry.actor) == ("epoch_begun", "0" * 32)
    assert entry.facts.decode() == (f'{{"board":"{cast.board.hex}","epoch":"{cast.board.epoch}"}}')
