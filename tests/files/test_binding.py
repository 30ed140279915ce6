"""An operation binds a file to an item: hers, on this board, once, inside the transaction."""

from __future__ import annotations

import asyncio
import base64
import json

from asgiref.sync import sync_to_async
from pycrdt import Doc, Text

from boards import rebuild, texts
from boards.models import Attachment, BoardItem
from common.ids import new_id
from tests.boards import stage as boards
from tests.boards.stage import coloured, deleted, done, moved, open_board
from tests.files.stage import bring, rows
from tests.support.cast import Cast
from tests.support.files import image
from tests.support.socket import Frame, note, sit_down


@sync_to_async
def bound_to(file: str) -> str:
    return Attachment.objects.across_labs().get(id=file).item


@sync_to_async
def item(item_id: str) -> Frame:
    """An item as the projection holds it now."""
    found: Frame = json.loads(bytes(BoardItem.objects.get(item=item_id).data))
    return found


@sync_to_async
def digest_of(file: str) -> str:
    return Attachment.objects.across_labs().get(id=file).digest


async def test_a_picture_comes_onto_the_board(cast: Cast) -> None:
    """[F5.1] [B2.1] [B5.1] One entry, the same for everybody; its digest is among the words."""
    technologist = await sit_down(cast.board, cast.technologist)
    artist = await sit_down(cast.board, cast.artist)
    file = await bring(cast.board, cast.technologist)
    op = image(file, "Whole panes 🪟", x=16, y=-32, z="Zz")
    entry = await done(technologist, op)
    assert (entry["t"], entry["verb"]) == ("entry", "image_added")
    assert entry["facts"] == {key: op[key] for key in ("id", "x", "y", "z", "w", "h", "file")}
    assert entry["words"] == {"text": op["alt"], "digest": await digest_of(file)}
    heard = (await artist.until("entries"))["entries"]
    assert [one | {"t": "entry", "stream": entry["stream"]} for one in heard] == [entry]
    assert await bound_to(file) == op["id"]
    seen = await item(op["id"])
    assert (seen["kind"], seen["file"], seen["text"]) == ("image", file, op["alt"])
    assert seen["author"] == cast.technologist.hex


async def test_what_may_not_be_bound(cast: Cast) -> None:
    """Unknown, another's, another board's: all alike `no_such_file`, and nothing changes.

    [F5.2] [B3]
    """
    technologist = await sit_down(cast.board, cast.technologist)
    members = [cast.technologist, cast.artist]
    second = await open_board(cast.lab, cast.facilitator, members)
    others = [
        new_id(),
        await bring(cast.board, cast.artist),
        await bring(second, cast.technologist),
    ]
    people = [cast.technologist, cast.artist]
    before = await boards.everything(cast.board, people)
    answers = [await done(technologist, image(file)) for file in others]
    assert [answer["code"] for answer in answers] == ["no_such_file"] * 3
    assert len({answer["message"] for answer in answers}) == 1
    assert await boards.everything(cast.board, people) == before
    assert [await bound_to(file) for file in others[1:]] == ["", ""]


async def test_a_file_is_bound_once(cast: Cast) -> None:
    """The same operation again is answered as before; another one is refused.

    [F5.3] [B4.1] [B4.2]
    """
    technologist = await sit_down(cast.board, cast.technologist)
    file, other = [await bring(cast.board, cast.technologist) for _ in range(2)]
    op, op_id = image(file), new_id()
    first = await technologist.settled(await technologist.do(op, op_id))
    again = await technologist.settled(await technologist.do(op, op_id))
    assert (again["t"], again["stream"], again["seq"]) == (
        "accepted", first["stream"], first["seq"],
    )  # fmt: skip
    assert (await done(technologist, image(file)))["code"] == "file_taken"
    assert (await done(technologist, image(other, id=op["id"])))["code"] == "id_taken"
    assert await bound_to(file) == op["id"]
    assert await bound_to(other) == ""
    await done(technologist, deleted(op["id"]))
    assert (await done(technologist, image(file)))["code"] == "file_taken"


async def test_once_within_a_batch_too(cast: Cast) -> None:
    """[F5.3] [B3] Two operations in one transaction want the same file: the first has it."""
    technologist = await sit_down(cast.board, cast.technologist)
    file = await bring(cast.board, cast.technologist)
    async with boards.database_thread_held():
        ids = [await technologist.do(image(file)) for _ in range(3)]
        await asyncio.sleep(0)
    answers = [await technologist.settled(op_id) for op_id in ids]
    assert [answer.get("code", answer["t"]) for answer in answers] == [
        "entry", "file_taken", "file_taken",
    ]  # fmt: skip


async def test_a_refused_one_leaves_the_file_free(cast: Cast) -> None:
    """What was refused for its text, its id or its moment may be tried again.

    [T5.1] [F5.4] [B3.1]
    """
    technologist = await sit_down(cast.board, cast.technologist)
    file = await bring(cast.board, cast.technologist)
    taken = note("there already")
    await done(technologist, taken)
    for op, private, code in (
        (image(file, "x" * 4_001), False, "text_too_long"),
        (image(file, id=taken["id"]), False, "id_taken"),
        (image(file), True, "now_public"),
    ):
        answer = await technologist.settled(await technologist.do(op, private=private))
        assert answer["code"] == code
        assert await bound_to(file) == ""
    assert (await done(technologist, image(file, "x" * 4_000)))["t"] == "entry"


async def test_it_is_moved_and_deleted_like_a_note_and_has_no_colour(cast: Cast) -> None:
    """[B3.5] [F9.1] [B3.3] A gesture over notes and pictures is taken or refused as a whole."""
    technologist = await sit_down(cast.board, cast.technologist)
    artist = await sit_down(cast.board, cast.artist)
    op, beside = image(await bring(cast.board, cast.technologist)), note("beside it")
    await done(technologist, op)
    await done(technologist, beside)
    both = (op["id"], beside["id"])
    assert (await done(artist, moved(*both, x=99)))["verb"] == "items_moved"
    for ids in ((op["id"],), both):
        assert (await done(artist, coloured(*ids)))["code"] == "no_colour"
    seen = await item(op["id"])
    assert (seen["x"], seen["w"], seen["h"]) == (99, op["w"], op["h"])
    assert (await item(beside["id"]))["colour"] == beside["colour"]
    assert (await done(artist, deleted(op["id"])))["code"] == "not_allowed"
    assert (await done(technologist, deleted(*both)))["verb"] == "items_deleted"
    assert (await done(technologist, moved(op["id"])))["code"] == "item_gone"
    assert op["file"] in await sync_to_async(rows)()  # undo may bring it back


async def test_what_it_shows_is_edited_as_a_text(cast: Cast) -> None:
    """[T1.6] [T2] The alternative text has a document like a note's."""
    socket = await boards.knock(cast.board, cast.artist)
    client = (await socket.join())["you"]["y_client"]
    technologist = await sit_down(cast.board, cast.technologist)
    op = image(await bring(cast.board, cast.technologist), "Panes")
    await done(technologist, op)
    await socket.send(t="open_text", item=op["id"])
    opened = await socket.until("text")
    doc: Doc[Text] = Doc(client_id=client)
    doc.apply_update(texts.base("Panes"))
    assert base64.b64decode(opened["state"]) == texts.base("Panes")
    before = doc.get_state()
    doc.get("t", type=Text).insert(0, "Whole 🪟 ")
    update = base64.b64encode(doc.get_update(before)).decode()
    entry = await done(socket, {"t": "edit_text", "id": op["id"], "epoch": 0, "update": update})
    assert entry["words"]["insert"] == "Whole 🪟 "
    assert (await item(op["id"]))["text"] == "Whole 🪟 Panes"


async def test_in_silence_it_is_private_until_the_reveal(silent: Cast) -> None:
    """As notes: her own stream first, then the board, with its author and digest.

    [S1.2] [S2.3] [S3]
    """
    technologist = await sit_down(silent.board, silent.technologist)
    facilitator = await sit_down(silent.board, silent.facilitator)
    file = await bring(silent.board, silent.technologist)
    op = image(file, "A secret pane")
    entry = await done(technologist, op, private=True)
    own = boards.own_of(silent.board, silent.technologist).id
    assert entry["stream"] == own
    assert (await done(technologist, moved(op["id"], x=64)))["stream"] == own
    assert (await done(facilitator, moved(op["id"])))["code"] == "no_such_item"
    assert (await done(technologist, coloured(op["id"])))["code"] == "no_colour"
    revealed = await done(facilitator, {"t": "reveal"})
    (shown,) = revealed["facts"]["items"]
    assert shown["kind"] == "image"
    assert (shown["id"], shown["file"], shown["x"]) == (op["id"], file, 64)
    (said,) = revealed["words"]["texts"]
    digest = await digest_of(file)
    assert said == {"id": op["id"], "text": "A secret pane", "state": None, "digest": digest}
    seen = await item(op["id"])
    assert (seen["author"], seen["digest"]) == (silent.technologist.hex, digest)
    assert await bound_to(file) == op["id"]
    await done(technologist, moved(op["id"], x=128))
    assert not await sync_to_async(rebuild.differs)(board=silent.board.hex)


async def test_believed_private_it_waits_in_the_tray(cast: Cast) -> None:
    """[B7.2] [B7.3] As a note: not published by surprise, and the file is still hers to place."""
    technologist = await sit_down(cast.board, cast.technologist)
    file = await bring(cast.board, cast.technologist)
    assert (await done(technologist, image(file), private=True))["code"] == "now_public"
    assert (await done(technologist, image(file)))["t"] == "entry"


async def test_an_upload_in_between_is_caught_up_with(cast: Cast) -> None:
    """Uploads are entries of her own stream, written past the room: none is lost.

    [B2.14] [B2.2] [B2.3]
    """
    technologist = await sit_down(cast.board, cast.technologist)
    for number in range(3):
        file = await bring(cast.board, cast.technologist)
        assert (await done(technologist, image(file)))["seq"] == number + 1
    await boards.said_so_far(technologist)
    seen = [entry for text in technologist.heard for entry in json.loads(text).get("entries", [])]
    uploads = [entry["seq"] for entry in seen if entry["verb"] == "file_uploaded"]
    assert uploads == [1, 2, 3]


async def test_who_only_watches_binds_nothing(cast: Cast) -> None:
    """[B6] Rights are asked in the transaction: she was made an observer after her upload."""
    file = await bring(cast.board, cast.artist)
    artist = await sit_down(cast.board, cast.artist)
    await boards.change_role(
        board=cast.board, person=cast.artist, role="observer", by=cast.facilitator
    )
    assert (await done(artist, image(file)))["code"] == "not_now"
    assert await bound_to(file) == ""
