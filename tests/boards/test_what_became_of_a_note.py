"""What became of one item, over HTTP: who wrote, moved, built on it, and nothing of others."""

from __future__ import annotations

import json
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from boards import history, privacy
from boards.models import Board
from common.ids import new_id
from contributions.door import SERVER
from tests.boards.erasing import HERS, HIS, Table
from tests.boards.stage import (
    Browser,
    browser,
    coloured,
    comment,
    connector,
    deleted,
    done,
    end_membership,
    moved,
)
from tests.support.cast import Cast
from tests.support.socket import note, sit_down


async def lines_of(reader: Browser, board: Board, item: str, **query: Any) -> tuple[int, Any]:
    """The answer about an item."""
    return await reader.get(f"/api/boards/{board.hex}/items/{item}/history", **query)


async def told(reader: Browser, board: Board, item: str) -> list[dict[str, Any]]:
    """Every line about an item, the newest first, page by page."""
    lines: list[dict[str, Any]] = []
    query: dict[str, int] = {}
    while True:
        status, page = await lines_of(reader, board, item, **query)
        assert status == 200, page
        lines += page["lines"]
        if page["before"] is None:
            return lines
        query = {"before": page["before"]}


async def test_a_note_tells_what_became_of_it(cast: Cast) -> None:
    """The newest first, by whom; nothing of the notes that were moved along with it. [H2.1]"""
    technologist = await sit_down(cast.board, cast.technologist)
    artist = await sit_down(cast.board, cast.artist)
    mine, other = note("Glass that hears"), note("Another")
    zone = {"t": "add_zone", "id": new_id(), "x": 0, "y": 0, "z": "V", "w": 9600, "h": 6400}
    copy = note("Glass that hears", copied_from=mine["id"])
    into = moved(mine["id"], other["id"])
    into["moves"][0]["zone"] = zone["id"]
    title = {"t": "add_cluster", "id": new_id(), "x": 0, "y": 0, "z": "V", "w": 9600, "h": 640}
    for socket, op in (
        (technologist, mine),
        (technologist, other),
        (technologist, zone | {"colour": "blue", "text": "Ideas"}),
        (artist, into),
        (artist, moved(other["id"])),
        (artist, coloured(mine["id"], other["id"])),
        (artist, connector(other["id"], mine["id"])),
        (technologist, comment(mine["id"])),
        (technologist, title | {"ids": [mine["id"]], "text": "Hearing"}),
        (artist, copy),
        (artist, {"t": "react", "id": mine["id"], "reaction": "idea", "on": True}),
        (technologist, {"t": "lock_items", "ids": [mine["id"]], "locked": True}),
        (technologist, {"t": "lock_items", "ids": [mine["id"]], "locked": False}),
        (technologist, deleted(mine["id"])),
        (technologist, {"t": "restore_items", "ids": [mine["id"]]}),
    ):
        assert (await done(socket, op))["t"] == "entry", op
    lines = await told(await browser(cast.artist), cast.board, mine["id"])
    her, his = cast.artist.hex, cast.technologist.hex
    said = [
        (line["actor"], {k: v for k, v in line.items() if k not in ("seq", "at", "actor")})
        for line in lines
    ]
    assert said == [
        (his, {"what": "restored"}),
        (his, {"what": "deleted"}),
        (his, {"what": "locked", "locked": False}),
        (his, {"what": "locked", "locked": True}),
        (her, {"what": "reacted", "reaction": "idea", "on": True}),
        (her, {"what": "copied"}),
        (his, {"what": "grouped", "group": title["id"]}),
        (his, {"what": "commented"}),
        (
            her,
            {
                "what": "connected",
                "other": other["id"],
                "relation": "builds_on",
                "outward": False,
            },
        ),
        (her, {"what": "coloured", "colour": "blue"}),
        (her, {"what": "moved", "zone": zone["id"]}),
        (his, {"what": "added", "text": "Glass that hears"}),
    ]
    assert [line["seq"] for line in lines] == [15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 4, 1]


async def test_a_revealed_note_says_nothing_of_its_silence(silent: Cast) -> None:
    """Its history begins with the reveal, for its author too; until then it is hers alone.

    [H2.1] [H2.3] [B9]
    """
    artist = await sit_down(silent.board, silent.artist)
    facilitator = await sit_down(silent.board, silent.facilitator)
    secret = note("Canary kestrel")
    await done(artist, secret, private=True)
    await done(artist, coloured(secret["id"], colour="pink"), private=True)
    readers = {person.hex: await browser(person) for person in (silent.artist, silent.facilitator)}
    _, hers = await lines_of(readers[silent.artist.hex], silent.board, secret["id"])
    assert [line["what"] for line in hers["lines"]] == ["coloured", "added"]
    status, _ = await lines_of(readers[silent.facilitator.hex], silent.board, secret["id"])
    assert status == 404
    await done(facilitator, {"t": "reveal"})
    for reader in readers.values():
        [line] = await told(reader, silent.board, secret["id"])
        assert (line["what"], line["text"]) == ("revealed", "Canary kestrel")
        assert line["actor"] == silent.facilitator.hex
        assert line["author"] == silent.artist.hex


async def test_what_she_does_not_see_has_no_history(silent: Cast) -> None:
    """Another's private note is answered as one that is not; who is not on the board hears less.

    [H2.3] [B9.6]
    """
    technologist = await sit_down(silent.board, silent.technologist)
    secret = note("Canary plover")
    await done(technologist, secret, private=True)
    await end_membership(board=silent.board, person=silent.artist, by=silent.facilitator)
    for person, expected in (
        (silent.facilitator, (404, "no_such_item")),
        (silent.artist, (403, "not_member")),
        (silent.visitor, (403, "not_member")),
        (silent.stranger, (403, "not_member")),
        (None, (401, "not_joined")),
    ):
        reader = await browser(person)
        answers = [await lines_of(reader, silent.board, item) for item in (secret["id"], new_id())]
        assert answers[0] == answers[1]
        status, body = answers[0]
        assert (status, body["code"]) == expected


async def test_a_long_history_is_read_page_by_page(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether a page is full of lines or of entries about others: every line once. [H2.2]"""
    monkeypatch.setattr(history, "LOOKED_AT", 4)
    monkeypatch.setattr(history, "LINES", 2)
    technologist = await sit_down(cast.board, cast.technologist)
    before, mine, other = note("Before"), note("Mine"), note("Other")
    for one in (before, mine, other):
        await done(technologist, one)
    for _ in range(9):
        await done(technologist, moved(other["id"]))
    for colour in ("pink", "blue", "green"):
        await done(technologist, coloured(mine["id"], colour=colour))
    reader = await browser(cast.artist)
    lines = await told(reader, cast.board, mine["id"])
    assert [line.get("colour", line["what"]) for line in lines] == [
        "green", "blue", "pink", "added",
    ]  # fmt: skip
    pages = [json.loads(text) for text in reader.heard]
    assert [len(page["lines"]) for page in pages] == [2, 1, 0, 1]
    assert pages[-1]["before"] is None
    assert (await lines_of(reader, cast.board, mine["id"], before=1))[1] == {
        "lines": [],
        "before": None,
    }
    for wrong in ({"before": 0}, {"before": "x"}, {"before": 2**53}, {"behind": 3}):
        assert (await lines_of(reader, cast.board, mine["id"], **wrong))[0] == 400


async def test_erased_words_are_told_as_erased(cast: Cast) -> None:
    """Who wrote stays, what she wrote is gone; what is left is told in the rewriting. [H2.4]"""
    table = await Table.lay(cast)
    hers = await table.add(table.she, HERS[2], HIS[2])
    await table.edit(table.he, hers, HIS[2], before=HERS[2])
    reader = await browser(cast.technologist)
    [edited, added] = await told(reader, cast.board, hers)
    assert (edited["splice"]["insert"], added["text"]) == (HIS[2], HERS[2])
    await sync_to_async(privacy.erase)(cast.artist, "blank")
    lines = await told(reader, cast.board, hers)
    assert HERS[2] not in json.dumps(lines, ensure_ascii=False)
    assert [(line["actor"], line["what"], line.get("erased", False)) for line in lines] == [
        (SERVER, "rewritten", False),
        (cast.technologist.hex, "edited", True),
        (cast.artist.hex, "added", True),
    ]
    assert lines[0]["text"] == HIS[2]
