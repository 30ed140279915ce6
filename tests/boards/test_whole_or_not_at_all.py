"""B3: an operation is accepted as a whole, or leaves no trace but its answer to its sender."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from boards import ops, rebuild
from boards.wire import ColourItems
from common.ids import new_id
from tests.boards.stage import (
    change_mode,
    coloured,
    database_thread_held,
    deleted,
    done,
    everything,
    moved,
    said_so_far,
)
from tests.support.cast import Cast
from tests.support.socket import Frame, note, sit_down


def edit(item: str, update: bytes = b"\x00\x00", epoch: int = 0) -> Frame:
    """An `edit_text` operation."""
    packed = base64.b64encode(update).decode()
    return {"t": "edit_text", "id": item, "epoch": epoch, "update": packed}


async def test_a_refusal_leaves_no_trace_and_only_its_sender_hears_of_it(cast: Cast) -> None:
    """For every operation one that fails at its last part: nothing of it happens.

    [B3.1] [B3.2] [B3.4] [B3.5] [B3.8] [B3.9] [B8.13] [T5.1]
    """
    technologist = await sit_down(cast.board, cast.technologist)
    artist = await sit_down(cast.board, cast.artist)
    mine, hers, gone = note("Mine"), note("Hers"), note("Gone")
    for socket, one in ((technologist, mine), (technologist, gone), (artist, hers)):
        await done(socket, one)
    await done(technologist, deleted(gone["id"]))
    await said_so_far(artist)
    nobody = "f" * 32
    refused: list[tuple[Frame, str]] = [
        (note("Taken", id=mine["id"]), "id_taken"),
        (note("Taken", id=gone["id"]), "id_taken"),
        (note("😀" * 2_001), "text_too_long"),
        (note("x" * 4_001), "text_too_long"),
        (moved(mine["id"], nobody), "no_such_item"),
        (coloured(mine["id"], nobody), "no_such_item"),
        (deleted(mine["id"], nobody), "no_such_item"),
        (deleted(mine["id"], gone["id"]), "item_gone"),
        (deleted(mine["id"], hers["id"]), "not_allowed"),
        (edit(nobody), "no_such_item"),
        (edit(mine["id"], epoch=1), "text_epoch"),
        (edit(mine["id"], b"\x01\x01\x02\x00"), "text_forged"),
        (edit(mine["id"], b""), "text_forged"),
        (edit(mine["id"]) | {"update": "not base64"}, "not_understood"),
        ({"t": "reveal"}, "not_allowed"),
    ]
    before = await everything(cast.board, [cast.technologist, cast.artist])
    for op, code in refused:
        answer = await done(technologist, op)
        assert answer.keys() == {"t", "op_id", "code", "message"}
        assert (answer["t"], answer["code"]) == ("refused", code), op
        assert answer["message"]
    assert await everything(cast.board, [cast.technologist, cast.artist]) == before
    assert await said_so_far(artist) == []
    assert await said_so_far(technologist) == []


async def test_private_and_shared_items_do_not_mix(cast: Cast) -> None:
    """[B3.6] [S2.1] [B3.1] [B7.4] `mixed_streams`, for moving, colouring and deleting."""
    socket = await sit_down(cast.board, cast.technologist)
    shared, own = note("Shared"), note("Own")
    await done(socket, shared)
    await change_mode(board=cast.board, mode="silent", by=cast.facilitator)
    await done(socket, own)
    before = await everything(cast.board, [cast.technologist])
    for op in (moved, coloured, deleted):
        assert (await done(socket, op(shared["id"], own["id"])))["code"] == "mixed_streams"
        assert (await done(socket, op(own["id"], new_id())))["code"] == "no_such_item"
        assert (await done(socket, op(shared["id"])))["code"] == "not_now"
    assert await everything(cast.board, [cast.technologist]) == before


async def test_a_sentence_comes_in_the_language_of_its_reader(cast: Cast) -> None:
    """[B3.2] The artist reads Dutch: the code is the same, the sentence hers."""
    technologist = await sit_down(cast.board, cast.technologist)
    artist = await sit_down(cast.board, cast.artist)
    answers = [await done(socket, deleted("f" * 32)) for socket in (technologist, artist)]
    assert {answer["code"] for answer in answers} == {"no_such_item"}
    assert answers[0]["message"] == "That note is not on this board."


async def test_a_failing_operation_fails_alone(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A fault of ours in one operation: it is refused `failed`, its batch goes through.

    [B3.7] [B3.1]
    """

    def poisoned(*_: Any) -> Any:
        raise RuntimeError("poison")

    monkeypatch.setitem(ops.EFFECTS, ColourItems, poisoned)
    technologist = await sit_down(cast.board, cast.technologist)
    artist = await sit_down(cast.board, cast.artist)
    first = note("First")
    await done(technologist, first)
    async with database_thread_held():
        sent = [
            await technologist.do(note("Before")),
            await technologist.do(coloured(first["id"])),
            await technologist.do(note("After")),
        ]
        beside = await artist.do(note("Beside"))
        await _read(technologist)
        await _read(artist)
    answers = [await technologist.settled(op_id) for op_id in sent]
    assert [a.get("verb") or a["code"] for a in answers] == ["note_added", "failed", "note_added"]
    assert (await artist.settled(beside))["verb"] == "note_added"
    assert [record.getMessage() for record in caplog.records] == [
        "a batch failed and is taken apart", "an operation failed",
    ]  # fmt: skip


async def test_a_refused_edit_leaves_no_document_beside_what_was_taken(cast: Cast) -> None:
    """[B3.1] In one batch with a note that is taken: the text is as if nobody had touched it."""
    technologist = await sit_down(cast.board, cast.technologist)
    untouched = note("")
    await done(technologist, untouched)
    async with database_thread_held():
        refused = await technologist.do(edit(untouched["id"], b"\x01\x01\x02\x00"))
        taken = await technologist.do(note("Beside"))
        await _read(technologist)
    assert (await technologist.settled(taken))["verb"] == "note_added"
    assert (await technologist.settled(refused))["code"] == "text_forged"
    assert not await sync_to_async(rebuild.differs)(board=cast.board.hex)


async def _read(socket: Any) -> None:
    await socket.send(t="ping", n=0)
    await socket.until("pong")
