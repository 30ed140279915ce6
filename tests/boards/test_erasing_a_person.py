"""B10, T4: what a person wrote is gone everywhere when she asks for it, and nobody else's is."""

from __future__ import annotations

from typing import Any

import pytest
from asgiref.sync import sync_to_async

from boards import erasure, privacy, rebuild, service
from boards.models import BoardMember
from contributions import privacy as log_privacy
from contributions import verify
from contributions.door import Act, action
from tests.boards.erasing import HERS, HIS, Table, found, in_memory, in_tables
from tests.boards.stage import (
    as_json,
    browser,
    change_mode,
    done,
    end_membership,
    folded,
    idle,
    knock,
    open_board,
    own_of,
    projection,
    snapshot,
    stored,
    stroke,
)
from tests.support.cast import Cast
from tests.support.socket import Frame, note

erase = sync_to_async(privacy.erase)
rebuilt = sync_to_async(rebuild.differs)


@pytest.fixture
async def table(cast: Cast) -> Table:
    """The board with everything she wrote on it."""
    laid = await Table.lay(cast)
    await laid.writes()
    return laid


async def items_of(cast: Cast, person: Any) -> dict[str, Frame]:
    """What this person is welcomed with, by id."""
    socket = await knock(cast.board, person)
    welcome = await socket.join()
    await socket.leave()
    return {item["id"]: item for stream in welcome["streams"] for item in stream["items"]}


async def texts_now(table: Table) -> dict[str, str]:
    """The text of every note on the board and in her and his private streams."""
    cast = table.cast
    items = await items_of(cast, cast.artist) | await items_of(cast, cast.technologist)
    return {key: item["text"] for key, item in items.items()}


async def test_her_words_are_gone_and_the_others_stay(table: Table) -> None:
    """In shared texts to the letter; alone written ones are empty; also what is deleted.

    [E1.1] [E2.1]
    """
    assert await in_tables(HERS)
    assert await erase(table.cast.artist, "blank") > 15
    assert await texts_now(table) == table.left
    assert await in_tables(HERS) == []
    kept = {word for _, word in await in_tables(HIS)}
    assert kept == set(HIS[:14])
    assert not await rebuilt(board=table.cast.board.hex)
    assert (await sync_to_async(verify.verify)()).findings == []


async def test_none_of_her_words_reaches_anybody_any_more(table: Table) -> None:
    """[E1.3] [B9] Not by joining, coming back, pulling, opening a text, nor over REST."""
    cast = table.cast
    cursors = await cursors_of(cast, cast.technologist)
    await erase(cast.artist, "blank")
    for person in (cast.artist, cast.technologist, cast.facilitator):
        socket = await knock(cast.board, person)
        await socket.join()
        for stream in (cast.board.stream.id, own_of(cast.board, person).id):
            await socket.send(t="pull", stream=stream, since=0)
        for item in table.left:
            await socket.send(t="open_text", item=item)
        await socket.send(t="ping", n=1)
        await socket.until("pong")
        back = await knock(cast.board, person)
        await back.join(epoch=cast.board.epoch, cursors=cursors)
        reader = await browser(person)
        for path in ("items", "entries"):
            await reader.get(f"/api/boards/{cast.board.hex}/{path}", limit=1000)
        heard = "\n".join(socket.heard + back.heard + reader.heard).encode()
        assert found(HERS, heard) == []
        assert len(found(HIS, heard)) > 10
        for one in (socket, back):
            await one.leave()


async def cursors_of(cast: Cast, person: Any) -> list[Frame]:
    """Where somebody's browser is now."""
    socket = await knock(cast.board, person)
    streams = (await socket.join())["streams"]
    await socket.leave()
    return [{"stream": one["id"], "seq": one["seq"], "hash": one["hash"]} for one in streams]


async def test_rooms_drop_what_they_held(table: Table) -> None:
    """[E6.1] The process did not erase anything itself: it heard of it like any other."""
    assert in_memory(HERS, service.hub().rooms)
    await erase(table.cast.artist, "blank")
    await table.he.until("entries", rewritten)
    await idle()
    assert in_memory(HERS, service.hub().rooms) == []
    assert in_memory(HIS, service.hub().rooms)


def rewritten(frame: Frame) -> bool:
    return any(entry["verb"] == "texts_rewritten" for entry in frame["entries"])


async def test_who_is_there_hears_of_the_new_texts(table: Table) -> None:
    """The entries fold what everybody holds into what a newcomer gets, private ones too.

    [B10.3] [E2.9]
    """
    cast = table.cast
    people = cast.artist, cast.technologist
    held = {person.hex: await holds(cast, person) for person in people}
    await erase(cast.artist, "blank")
    for person in people:
        streams = held[person.hex]
        for stream, start in streams.items():
            entries = await sync_to_async(stored)(stream, start["seq"])
            made = as_json(folded(entries, snapshot(start["items"])))
            now = await items_of(cast, person)
            assert made == {key: now[key] for key in made}
            assert {entry.actor for entry in entries} <= {"0" * 32}


async def holds(cast: Cast, person: Any) -> dict[str, Frame]:
    """What somebody's browser holds now, stream by stream."""
    socket = await knock(cast.board, person)
    welcome = await socket.join()
    await socket.leave()
    return {stream["id"]: stream for stream in welcome["streams"]}


async def test_the_projection_is_what_the_log_says(table: Table) -> None:
    """[B10.4] Thrown away and made anew after the erasure: byte for byte the same."""
    await erase(table.cast.artist, "blank")
    before = await sync_to_async(projection)(table.cast.board.hex)
    await sync_to_async(rebuild.rebuild)(board=table.cast.board.hex)
    assert await sync_to_async(projection)(table.cast.board.hex) == before
    assert len(before[1]) > 5


async def test_a_colleague_s_text_that_was_told_with_hers_goes_on(table: Table) -> None:
    """Revealed in one entry: his document and epoch stay, his open editor is in time.

    [E4.1] [S3]
    """
    his = next(key for key, text in table.left.items() if text == HIS[8] + HIS[9] + HIS[10])
    await silence_ends(table)
    hand = await table.hand(table.he, his)
    await erase(table.cast.artist, "blank")
    assert (await hand.types(HIS[14]))["words"]["insert"] == HIS[14]
    assert (await texts_now(table))[his] == HIS[8] + HIS[9] + HIS[10] + HIS[14]
    assert not await rebuilt(board=table.cast.board.hex)


async def silence_ends(table: Table) -> None:
    """End the silence: public texts may be edited."""
    assert (await done(table.facilitator, {"t": "reveal"}))["t"] == "entry"


async def test_what_was_typed_into_the_old_text_is_refused(table: Table) -> None:
    """An edit of the old epoch is refused `text_epoch`; one of the new epoch is taken.

    [T4.1] [E2.2]
    """
    await silence_ends(table)
    shared = next(key for key, text in table.left.items() if text == HIS[0] + HIS[1])
    hand = await table.hand(table.he, shared)
    await erase(table.cast.artist, "blank")
    late = await hand.types(HIS[14])
    assert (late["t"], late["code"]) == ("refused", "text_epoch")
    await hand.open()
    assert (hand.epoch, hand.text) == (1, HIS[0] + HIS[1])
    assert (await hand.types(HIS[15], before=HIS[1]))["t"] == "entry"
    assert (await texts_now(table))[shared] == HIS[0] + HIS[15] + HIS[1]
    assert not await rebuilt(board=table.cast.board.hex)


async def test_an_old_document_is_not_sent_between_the_erasure_and_the_news(table: Table) -> None:
    """[E6.2] The room still holds the old item when somebody opens its text: the new one comes."""
    alone = next(key for key, text in table.left.items() if text == "")
    hub = service.hub()
    hub.nudge = lambda board: None  # this process hears of it as late as can be
    await erase(table.cast.artist, "blank")
    assert in_memory(HERS, hub.rooms)
    hand = await table.hand(table.he, alone)
    assert hand.text == ""
    assert found(HERS, "\n".join(table.he.heard[-1:]).encode()) == []


async def test_erasing_twice_changes_nothing_more(table: Table) -> None:
    """[E2.6] Nothing is left to erase: not an entry more, not an epoch."""
    cast = table.cast
    await erase(cast.artist, "blank")
    before = await sync_to_async(stored)(cast.board.stream.id)
    rows = await sync_to_async(projection)(cast.board.hex)
    assert await erase(cast.artist, "blank") == 0
    assert await sync_to_async(stored)(cast.board.stream.id) == before
    assert await sync_to_async(projection)(cast.board.hex) == rows


async def test_one_after_the_other(table: Table) -> None:
    """[E2.7] The rewritten texts still tell whose a letter is: afterwards his go just as well."""
    await erase(table.cast.artist, "blank")
    await erase(table.cast.technologist, "blank")
    assert set((await texts_now(table)).values()) == {""}
    assert await in_tables(HERS + HIS) == []
    assert not await rebuilt(board=table.cast.board.hex)


async def test_she_may_write_again(table: Table) -> None:
    """[E2.8] Erasing is no ban: what she writes afterwards stands, under her number of before."""
    await silence_ends(table)
    await erase(table.cast.artist, "blank")
    shared = next(key for key, text in table.left.items() if text == HIS[0] + HIS[1])
    await table.edit(table.she, shared, HERS[15])
    assert (await texts_now(table))[shared] == HIS[0] + HIS[1] + HERS[15]
    await erase(table.cast.artist, "blank")
    assert await in_tables(HERS) == []
    assert (await texts_now(table))[shared] == HIS[0] + HIS[1]


async def test_revealed_later_her_private_notes_are_empty(table: Table) -> None:
    """[E4.3] [S3] A private text keeps its epoch when it goes onto the board."""
    private = await items_of(table.cast, table.cast.artist)
    await erase(table.cast.artist, "blank")
    revealed = await done(table.facilitator, {"t": "reveal"})
    epochs = {item["id"]: item["epoch"] for item in revealed["facts"]["items"]}
    assert set(epochs.values()) == {0, 1}
    assert {key for key, epoch in epochs.items() if epoch} <= private.keys()
    hand = await table.hand(table.she, next(key for key, epoch in epochs.items() if epoch))
    assert (hand.epoch, hand.text) == (1, "")
    assert await in_tables(HERS) == []
    assert not await rebuilt(board=table.cast.board.hex)


async def test_levels(table: Table) -> None:
    """[E1.4] To unlink touches no board. To remove takes her own notes off, and herself."""
    cast = table.cast
    assert await erase(cast.artist, "unlink") == 0
    assert await in_tables(HERS)
    await erase(cast.artist, "remove")
    left = (await items_of(cast, cast.technologist)).values()
    hers = [item for item in left if item["author"] == cast.artist.hex]
    assert {item["text"] == "" for item in hers} == {True, False}
    assert all(item.get("deleted", False) is (item["text"] == "") for item in hers)
    assert not any("deleted" in item for item in left if item not in hers)
    member = await sync_to_async(BoardMember.objects.across_labs().get)(person=cast.artist)
    assert member.ended_at is not None
    assert not await rebuilt(board=cast.board.hex)


async def test_the_log_s_own_erasure_leaves_boards_alone(table: Table) -> None:
    """[E5.1] The facilitator revealed others' words: they are not hers, and boards see to hers."""
    cast = table.cast
    before = await texts_now(table)
    await sync_to_async(log_privacy.erase)(
        cast.board.stream._replace(kind="lab", object_id=cast.lab.hex),
        cast.facilitator.hex, "blank", by=cast.facilitator.hex,
    )  # fmt: skip
    await erase(cast.facilitator, "blank")
    assert await texts_now(table) == before
    assert not await rebuilt(board=cast.board.hex)


async def test_on_every_board_of_the_lab(cast: Cast) -> None:
    """[E1.2] Also on one she is no longer a member of, and on no board of another lab."""
    other = await open_board(cast.lab, cast.facilitator, [cast.artist, cast.technologist])
    for board, word in ((cast.board, HERS[0]), (other, HERS[1])):
        socket = await knock(board, cast.artist)
        await socket.join()
        await done(socket, note(word))
        await socket.leave()
    await end_membership(board=other, person=cast.artist, by=cast.facilitator)
    assert len(await in_tables(HERS)) > 3
    assert await erase(cast.artist, "blank") == 2
    assert await in_tables(HERS) == []


async def test_a_picture_loses_what_it_shows_and_its_digest(cast: Cast) -> None:
    """Hers both; a colleague's keeps them, also where it was revealed together with hers.

    [E4.2]
    """
    await sync_to_async(_pictures)(cast)
    await sync_to_async(rebuild.rebuild)(board=cast.board.hex)
    await erase(cast.artist, "blank")
    items = await items_of(cast, cast.artist)
    assert [(item["text"], item["digest"][:1]) for _, item in sorted(items.items())] == [
        ("", ""), (HIS[0], "f"), ("", ""), (HIS[1], "f")
    ]  # fmt: skip
    assert await in_tables(HERS) == []
    assert not await rebuilt(board=cast.board.hex)


async def test_a_line_loses_its_path(cast: Cast) -> None:
    """Hers, also where it was revealed; a colleague's keeps it, though told with hers.

    [E4.4]
    """
    sockets = [await knock(cast.board, one) for one in (cast.artist, cast.technologist)]
    for socket in sockets:
        await socket.join()
        await done(socket, stroke())
    await change_mode(board=cast.board, mode="silent", by=cast.facilitator)
    for socket in sockets:
        await done(socket, stroke())
    facilitator = await knock(cast.board, cast.facilitator)
    await facilitator.join()
    await done(facilitator, {"t": "reveal"})
    await erase(cast.artist, "blank")
    items = (await items_of(cast, cast.technologist)).values()
    paths = sorted((item["author"] == cast.artist.hex, bool(item["path"])) for item in items)
    assert paths == [(False, True), (False, True), (True, False), (True, False)]
    assert not await rebuilt(board=cast.board.hex)


@action
def _pictures(act: Act, cast: Cast) -> None:
    """One of each, added; and one of each, revealed in one entry."""
    place, size = {"x": 0, "y": 0, "z": "V"}, {"w": 16, "h": 16, "file": "e" * 32}
    people = ((cast.artist, HERS), (cast.technologist, HIS))
    for number, (person, words) in enumerate(people):
        facts = {"id": f"{number:032x}"} | place | size
        said = {"text": words[0], "digest": "f" * 64}
        act.append(cast.board.stream, "image_added", actor=person.hex, facts=facts, words=said)
    shown, told = [], []
    for number, (person, words) in enumerate(people, 2):
        head = {"kind": "image", "id": f"{number:032x}", "author": person.hex, "created": "t"}
        shown.append(head | place | size | {"epoch": 0})
        text = {"id": f"{number:032x}", "text": words[1], "state": None, "digest": "f" * 64}
        told.append(text)
    act.append(
        cast.board.stream, "items_revealed", actor=cast.facilitator.hex,
        facts={"mode": "open", "items": shown}, words={"texts": told},
    )  # fmt: skip


async def test_many_texts_are_told_in_parts(table: Table, monkeypatch: Any) -> None:
    """[E2.5] A frame stays small: so many texts, so many bytes of them in one entry."""
    monkeypatch.setattr(erasure, "MOST_ITEMS", 3)
    monkeypatch.setattr(erasure, "MOST_BYTES", 300)
    await erase(table.cast.artist, "blank")
    entries = await sync_to_async(stored)(table.cast.board.stream.id)
    parts = [entry for entry in entries if entry.verb == "texts_rewritten"]
    assert len(parts) > 3
    assert all(entry.facts.count(b'"epoch"') <= 3 for entry in parts)
    assert await texts_now(table) == table.left
    assert not await rebuilt(board=table.cast.board.hex)
