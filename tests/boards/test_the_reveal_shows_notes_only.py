"""S3: the reveal tells what was left standing on the board, and no draft before or after it."""

from __future__ import annotations

import pytest
from asgiref.sync import sync_to_async
from pycrdt import Text

from boards.models import Board
from tests.boards.authors import Author
from tests.boards.stage import done, own_of
from tests.boards.theatre import Onlooker, Theatre, gone, unpacked
from tests.support.cast import Cast

REVEALS = 25


@pytest.mark.usefixtures("tireless")
async def test_the_reveal_shows_the_notes_and_not_how_they_were_made(silent: Cast) -> None:
    """All notes with their authors, in shuffled order; earlier drafts stay with her.

    [B9.8] [S3.1] [S3.2] [S3.3]
    """
    theatre = await sync_to_async(Theatre.build)(silent)
    in_order = 0
    for seed in range(REVEALS):
        author, (artist, facilitator), board = await theatre.session(10_000 + seed, writing=True)
        await facilitator.socket.send(t="pull", stream=board.stream.id, since=0)
        revealed = await done(facilitator.socket, {"t": "reveal"})
        entry = (await artist.socket.until("entries"))["entries"][0]
        assert entry == {k: v for k, v in revealed.items() if k not in ("t", "stream")}
        rules = await artist.socket.until("rules")
        assert rules["mode"] == "open"
        items = {item["id"]: item for item in entry["facts"]["items"]}
        said = {text["id"]: text["text"] for text in entry["words"]["texts"]}
        hers = {i for i, item in items.items() if item["author"] == silent.technologist.hex}
        assert hers == set(author.notes)
        for item, doc in author.notes.items():
            assert said[item] == str(doc.get("t", type=Text))
        assert author.gone.isdisjoint(items)
        others = {item["author"] for i, item in items.items() if i not in hers}
        assert others == {silent.artist.hex, silent.facilitator.hex}
        in_order += list(items) == sorted(items)
        await drafts_are_private(author, artist, board, silent)
        await gone(author, artist, facilitator)
    assert in_order < REVEALS / 4


async def drafts_are_private(author: Author, artist: Onlooker, board: Board, cast: Cast) -> None:
    """Nothing of what she wrote and took away again is told after the reveal either."""
    for item in author.notes:
        await artist.socket.send(t="open_text", item=item)
        assert (await artist.socket.until("text"))["item"] == item
    await artist.comes_back()
    own = own_of(board, cast.technologist).id
    await artist.socket.send(t="pull", stream=own, since=0)
    assert (await artist.socket.until("refused"))["code"] == "not_understood"
    path = f"/api/boards/{board.hex}"
    for query in (path, path + "/items", path + "/entries", "/api/boards"):
        await artist.reader.get(query)
    status, _ = await artist.reader.get(path + "/entries", stream=own)
    assert status == 404
    shown = "".join(str(doc.get("t", type=Text)) for doc in author.notes.values())
    drafts = {word for word in author.drafts if word not in shown}
    everything = "\n".join(map(unpacked, artist.heard + artist.socket.heard + artist.reader.heard))
    assert [word for word in drafts if word in everything] == []
    assert [op_id for op_id in author.op_ids if op_id in everything] == []
    assert [item for item in author.gone if item in everything] == []
