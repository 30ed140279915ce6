"""A flag asks the facilitator to look at an item, and nobody else hears of it."""

from __future__ import annotations

import json
from typing import Any

from asgiref.sync import sync_to_async

from boards import privacy
from boards.models import Board
from common.ids import new_id
from contributions import read
from tests.boards.stage import Browser, browser, deleted, done, end_membership
from tests.support.cast import Cast
from tests.support.socket import Socket, note, sit_down

HURTFUL, UNCLEAR = "hurtful", "unclear"


async def flag(of: Browser, board: Board, item: str, reason: Any = HURTFUL) -> tuple[int, Any]:
    """Flag an item: the answer."""
    return await of.put(f"/api/boards/{board.hex}/items/{item}/flag", {"reason": reason})


async def withdraw(of: Browser, board: Board, item: str) -> tuple[int, Any]:
    """Take a flag back: the answer."""
    return await of.delete(f"/api/boards/{board.hex}/items/{item}/flag")


async def settle(of: Browser, board: Board, item: str) -> tuple[int, Any]:
    """Say that an item was looked at: the answer."""
    return await of.post(f"/api/boards/{board.hex}/items/{item}/flag/settled", {})


async def flags(of: Browser, board: Board) -> Any:
    """What somebody is told about flags."""
    status, told = await of.get(f"/api/boards/{board.hex}/flags")
    assert status == 200, told
    return told


async def a_note(socket: Socket, text: str = "Glass that hears") -> str:
    """A note of this person: its id."""
    made = note(text)
    await done(socket, made)
    return str(made["id"])


async def test_a_facilitator_sees_how_many_and_why_and_not_who(cast: Cast) -> None:
    """Whoever flagged is nowhere in what a facilitator is told. [H4.1] [H4.2]"""
    technologist = await sit_down(cast.board, cast.technologist)
    item = await a_note(technologist, "Kiln talk " * 40)
    artist, facilitator = await browser(cast.artist), await browser(cast.facilitator)
    assert await flag(artist, cast.board, item) == (204, None)
    assert await flag(facilitator, cast.board, item, UNCLEAR) == (204, None)
    [line] = (await flags(facilitator, cast.board))["flagged"]
    assert line.pop("since")
    assert line == {
        "item": item,
        "kind": "note",
        "author": cast.technologist.hex,
        "excerpt": ("Kiln talk " * 40)[:200],
        "people": 2,
        "reasons": [HURTFUL, UNCLEAR],
    }
    assert cast.artist.hex not in facilitator.heard[-1]
    assert await flags(artist, cast.board) == {
        "mine": [{"item": item, "reason": HURTFUL}],
        "flagged": [],
    }


async def test_nobody_else_hears_of_a_flag(cast: Cast) -> None:
    """Neither its author nor the others, in no frame and no answer. [H4.2] [B9]"""
    author = await sit_down(cast.board, cast.technologist)
    facilitator = await sit_down(cast.board, cast.facilitator)
    item = await a_note(author)
    await facilitator.until("entries")
    heard = len(author.heard), len(facilitator.heard)
    flagging = await browser(cast.artist)
    await flag(flagging, cast.board, item)
    await flag(flagging, cast.board, item, UNCLEAR)
    await settle(await browser(cast.facilitator), cast.board, item)
    fence = await a_note(author, "Fence")
    await facilitator.until("entries", lambda frame: fence in json.dumps(frame))
    for socket, before in ((author, heard[0]), (facilitator, heard[1])):
        assert not [text for text in socket.heard[before:] if item in text or "flag" in text]
    his = await browser(cast.technologist)
    assert await flags(his, cast.board) == {"mine": [], "flagged": []}
    for path in ("entries", "items", f"items/{item}/history"):
        status, told = await his.get(f"/api/boards/{cast.board.hex}/{path}")
        assert status == 200
        assert "flag" not in json.dumps(told)
        assert cast.artist.hex not in json.dumps(told)


async def test_a_flag_is_taken_back_or_settled_and_may_come_again(cast: Cast) -> None:
    """Saying the same twice says it once. [H4.3]"""
    technologist = await sit_down(cast.board, cast.technologist)
    item = await a_note(technologist)
    artist, facilitator = await browser(cast.artist), await browser(cast.facilitator)
    for _ in range(2):
        await flag(artist, cast.board, item)
    await flag(artist, cast.board, item, UNCLEAR)
    for _ in range(2):
        assert await withdraw(artist, cast.board, item) == (204, None)
    assert (await flags(facilitator, cast.board))["flagged"] == []
    await flag(artist, cast.board, item)
    for _ in range(2):
        assert await settle(facilitator, cast.board, item) == (204, None)
    assert await flags(artist, cast.board) == {"mine": [], "flagged": []}
    await flag(artist, cast.board, item, UNCLEAR)
    assert len((await flags(facilitator, cast.board))["flagged"]) == 1
    assert await said(cast.board) == [
        "item_flagged", "item_flagged", "flag_withdrawn", "item_flagged", "flags_settled",
        "item_flagged",
    ]  # fmt: skip


@sync_to_async
def said(board: Board) -> list[str]:
    """The verbs of the board's stream of flags."""
    again = Board.objects.across_labs().select_related("lab").get(pk=board.pk)
    return [entry.verb for entry in read.tail(again.flags_stream.id, 0)]


async def test_what_goes_off_the_board_is_flagged_no_more(cast: Cast) -> None:
    """It comes back with the item. [H4.4]"""
    technologist = await sit_down(cast.board, cast.technologist)
    item = await a_note(technologist)
    artist, facilitator = await browser(cast.artist), await browser(cast.facilitator)
    await flag(artist, cast.board, item)
    await done(technologist, deleted(item))
    assert (await flags(facilitator, cast.board))["flagged"] == []
    assert (await flag(artist, cast.board, item))[1]["code"] == "no_such_item"
    await done(technologist, {"t": "restore_items", "ids": [item]})
    assert len((await flags(facilitator, cast.board))["flagged"]) == 1


async def test_what_is_private_cannot_be_flagged(silent: Cast) -> None:
    """Neither another's note, answered as one that is not, nor one's own. [H4.4] [B9.6]"""
    technologist = await sit_down(silent.board, silent.technologist)
    secret = note("Canary plover")
    await done(technologist, secret, private=True)
    for person in (silent.technologist, silent.artist, silent.facilitator):
        of = await browser(person)
        answers = [await flag(of, silent.board, item) for item in (secret["id"], new_id())]
        assert answers[0] == answers[1]
        assert answers[0][1]["code"] == "no_such_item"
    assert (await flags(await browser(silent.facilitator), silent.board))["flagged"] == []


async def test_only_facilitators_settle_and_only_members_flag(cast: Cast) -> None:
    """Asked of rows each time. [H4.5]"""
    technologist = await sit_down(cast.board, cast.technologist)
    item = await a_note(technologist)
    artist = await browser(cast.artist)
    await flag(artist, cast.board, item)
    assert (await settle(artist, cast.board, item))[1]["code"] == "not_allowed"
    assert (await settle(artist, cast.board, new_id()))[1]["code"] == "not_allowed"
    await end_membership(board=cast.board, person=cast.artist, by=cast.facilitator)
    for person, code in (
        (cast.artist, "not_member"),
        (cast.visitor, "not_member"),
        (cast.stranger, "not_member"),
        (None, "not_joined"),
    ):
        of = await browser(person)
        for answer in (
            await flag(of, cast.board, item),
            await withdraw(of, cast.board, item),
            await settle(of, cast.board, item),
            await of.get(f"/api/boards/{cast.board.hex}/flags"),
        ):
            assert answer[1]["code"] == code
    for wrong in ("rude", "", None, 3, ["hurtful"]):
        assert (await flag(await browser(cast.technologist), cast.board, item, wrong))[0] == 400


async def test_flags_are_hers_to_see_and_to_have_forgotten(cast: Cast) -> None:
    """They are in what is told about her, and go when she is removed. [H4.6]"""
    technologist = await sit_down(cast.board, cast.technologist)
    item = await a_note(technologist)
    await flag(await browser(cast.artist), cast.board, item)
    told = await sync_to_async(privacy.collect)(cast.artist)
    assert [(row["item"], row["reason"]) for row in told["flags"]] == [(item, HURTFUL)]
    await sync_to_async(privacy.erase)(cast.artist, "blank")
    assert len((await flags(await browser(cast.facilitator), cast.board))["flagged"]) == 1
    await sync_to_async(privacy.erase)(cast.artist, "remove")
    assert (await flags(await browser(cast.facilitator), cast.board))["flagged"] == []
    assert (await sync_to_async(privacy.collect)(cast.artist))["flags"] == []
