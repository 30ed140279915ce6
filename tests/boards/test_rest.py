"""The board over HTTP: the socket's log and items, nothing else, in one form."""

from __future__ import annotations

import json
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from accounts import actions as accounts
from contributions import models as log
from tests.boards.stage import (
    Browser,
    browser,
    change_mode,
    coloured,
    deleted,
    done,
    end_membership,
    moved,
    open_board,
    own_of,
    said_so_far,
)
from tests.boards.test_numbers import entries_in
from tests.support.cast import Cast
from tests.support.socket import note, sit_down

NOWHERE = "f" * 32


async def test_reading_back_gives_what_the_sockets_heard(cast: Cast) -> None:
    """Page by page: the same entries, in the same words; and the items they make.

    [H1.1] [H1.2] [B5.1] [B10]
    """
    technologist = await sit_down(cast.board, cast.technologist)
    artist = await sit_down(cast.board, cast.artist)
    notes = [note(f"Note {number} 🧪\u2028") for number in range(7)]
    for one in notes:
        await done(technologist, one)
    await done(artist, moved(notes[0]["id"], notes[1]["id"]))
    await done(artist, coloured(notes[2]["id"]))
    await done(technologist, deleted(notes[3]["id"]))
    await said_so_far(artist)
    frames = [json.loads(text) for text in artist.heard]
    heard = [{k: v for k, v in e.items() if k != "stream"} for e in entries_in(frames)]
    reader = await browser(cast.artist)
    path = f"/api/boards/{cast.board.hex}/entries"
    read, since = [], 0
    while since is not None:
        status, page = await reader.get(path, since=since, limit=4)
        assert (status, page["stream"], page["kind"]) == (200, cast.board.stream.id, "board")
        assert page["head"] == 10
        assert 0 < len(page["entries"]) <= 4
        read += page["entries"]
        since = page["next"]
    assert read == heard
    assert [entry["seq"] for entry in read] == list(range(1, 11))
    assert [entry["words"]["text"] for entry in read[:7]] == [one["text"] for one in notes]
    bytes_heard = "".join(artist.heard)
    for entry in read:  # not merely equal: the log's own bytes
        packed = json.dumps(entry, separators=(",", ":"), ensure_ascii=False)
        assert packed in bytes_heard
        assert packed in "".join(reader.heard)
    _, items = await reader.get(f"/api/boards/{cast.board.hex}/items")
    fresh = await sit_down(cast.board, cast.artist)
    snapshot = [said for said in map(json.loads, fresh.heard) if said["t"] == "items"]
    by_id = {item["id"]: item for piece in snapshot for item in piece["items"]}
    assert {item["id"]: item for item in items} == by_id
    assert [item["id"] for item in items if item.get("deleted")] == [notes[3]["id"]]


async def test_the_last_page_says_so(cast: Cast) -> None:
    """[H1.3] `next` is null at the end, on an empty stream and beyond it."""
    socket = await sit_down(cast.board, cast.technologist)
    reader = await browser(cast.technologist)
    path = f"/api/boards/{cast.board.hex}/entries"
    empty = {
        "stream": cast.board.stream.id,
        "kind": "board",
        "head": 0,
        "next": None,
        "entries": [],
    }
    assert await reader.get(path) == (200, empty)
    for number in range(3):
        await done(socket, note(str(number)))
    for query, numbers, on in (
        ({}, [1, 2, 3], None),
        ({"limit": 3}, [1, 2, 3], None),
        ({"limit": 2}, [1, 2], 2),
        ({"since": 2, "limit": 1}, [3], None),
        ({"since": 3}, [], None),
        ({"since": 2**53 - 1}, [], None),
    ):
        _, page = await reader.get(path, **query)
        assert ([e["seq"] for e in page["entries"]], page["next"]) == (numbers, on), query
    own = own_of(cast.board, cast.technologist).id
    assert (await reader.get(path, stream=own))[1] == empty | {"stream": own, "kind": "own"}


async def test_who_may_not_read_gets_the_same_answer_whatever_there_is(silent: Cast) -> None:
    """Visitor, stranger, nobody, a former member; others' streams; boards that are not.

    [B9.6] [H1.6]
    """
    technologist = await sit_down(silent.board, silent.technologist)
    await done(technologist, note("Private"))
    await end_membership(board=silent.board, person=silent.artist, by=silent.facilitator)
    paths = [f"/api/boards/{silent.board.hex}{end}" for end in ("", "/entries", "/items")]
    for person, status, code in (
        (None, 401, "not_joined"),
        (silent.visitor, 403, "not_member"),
        (silent.artist, 403, "not_member"),
        (silent.stranger, 403, "not_member"),
    ):
        reader = await browser(person)
        for path in paths:
            found, body = await reader.get(path)
            assert set(body) == {"code", "message"}
            assert (found, body["code"]) == (status, code)
            nowhere = path.replace(silent.board.hex, NOWHERE)
            assert await reader.get(nowhere) == (found, body)
    facilitator = await browser(silent.facilitator)
    answers = [
        await facilitator.get(paths[1], stream=stream)
        for stream in (own_of(silent.board, silent.technologist).id, NOWHERE)
    ]
    assert answers[0] == answers[1]
    assert answers[0][0] == 404
    for end in ("", "/entries", "/items"):
        status, body = await facilitator.get(f"/api/boards/{NOWHERE}{end}")
        assert (status, body["code"]) == (403, "not_member")


BAD_QUERIES: list[dict[str, Any]] = [
    {"since": -1}, {"since": "x"}, {"since": "1.5"}, {"since": "1e3"},
    {"since": 2**63}, {"since": 10**30}, {"since": 2**53}, {"since": "NaN"},
    {"limit": 0}, {"limit": 1001}, {"limit": -5}, {"limit": "all"}, {"limit": 10**30},
    {"stream": "x"}, {"stream": "A" * 32}, {"stream": "a" * 33}, {"stream": "../" * 9},
    {"stream": "a" * 31 + "\u0000"}, {"sinse": 3},
]  # fmt: skip


async def test_questions_of_the_wrong_form_are_refused(cast: Cast) -> None:
    """One schema, a 400, no fault: numbers out of range, words for numbers, unknown names.

    [H1.4]
    """
    reader = await browser(cast.technologist)
    path = f"/api/boards/{cast.board.hex}/entries"
    for query in BAD_QUERIES:
        status, body = await reader.get(path, **query)
        assert status == 400, query
        assert set(body) == {"code", "message", "details"}, query
        assert body["code"] == "not_valid"


BAD_BOARDS: list[Any] = [
    {}, [], "x", None, 5, {"title": ""}, {"title": "   "}, {"title": "x" * 121}, {"title": None},
    {"title": ["a"]}, {"title": {"a": 1}}, {"title": True}, {"title": "a\u0000b"},
    {"title": "B", "mode": "loud"}, {"title": "B", "mode": None}, {"title": "B", "mode": ["open"]},
    {"title": "B", "challenge": "x"}, {"title": "B", "challenge": 5},
    {"title": "B", "lab": NOWHERE}, {"title": "B", "access_version": 7},
    {"title": "B", "id": NOWHERE},
    '{"title": "\\ud800"}', '{"title": "B"', "{'title': 'B'}", '{"title": NaN}', "\ufeff",
    "[" * 9_000,
]  # fmt: skip


async def test_boards_of_the_wrong_form_are_not_opened(cast: Cast) -> None:
    """Nothing unknown gets in, nothing half is opened, and every answer has one form."""
    facilitator = await browser(cast.facilitator)
    for body in BAD_BOARDS:
        status, answer = await facilitator.post("/api/boards", body)
        assert status == 400, (body if len(str(body)) < 99 else "long", status, answer)
        assert {"code", "message"} <= set(answer) <= {"code", "message", "details"}
    status, boards = await facilitator.get("/api/boards")
    assert [board["id"] for board in boards] == [cast.board.hex]


async def test_a_board_is_opened_by_facilitators_only(cast: Cast) -> None:
    """The line that comes back is the one the list shows."""
    for person, status in ((cast.technologist, 403), (cast.stranger, 403), (None, 401)):
        reader = await browser(person)
        found, body = await reader.post("/api/boards", {"title": "Mine"})
        assert (found, set(body)) == (status, {"code", "message"})
    facilitator = await browser(cast.facilitator)
    status, line = await facilitator.post("/api/boards", {"title": "Second", "mode": "silent"})
    assert status == 201
    _, boards = await facilitator.get("/api/boards")
    assert boards[0] == line
    assert (line["people"], line["notes"], line["mode"], line["role"]) == (
        1,
        0,
        "silent",
        "facilitator",
    )
    assert [board["title"] for board in boards] == ["Second", "Whole panes"]
    artist = await browser(cast.artist)
    assert [b["id"] for b in (await artist.get("/api/boards"))[1]] == [cast.board.hex]


async def test_every_board_and_role_cell_is_answered_as_declared(cast: Cast) -> None:
    """Whoever she is and whichever of three boards she names."""
    second = await open_board(cast.lab, cast.facilitator, [cast.artist])
    other = await open_board(cast.other_lab, cast.stranger, [])
    table = {
        "facilitator": (200, 200, 403),
        "technologist": (200, 403, 403),
        "artist": (200, 200, 403),
        "visitor": (403, 403, 403),
        "stranger": (403, 403, 200),
    }
    for who, cells in table.items():
        reader = await browser(getattr(cast, who))
        for board, expected in zip((cast.board, second, other), cells, strict=True):
            for end in ("", "/entries", "/items"):
                status, body = await reader.get(f"/api/boards/{board.hex}{end}")
                assert status == expected, (who, board.title, end, body)
        for board, expected in zip((cast.board, second), cells, strict=False):
            status, body = await reader.post(f"/api/boards/{board.hex}/code", {})
            assert status == (200 if who == "facilitator" else max(expected, 403)), (who, body)


async def test_no_name_stands_in_the_log(silent: Cast) -> None:
    """Actors are ids: labels of people, of the lab and the cookie's secrets are in no entry.

    [H1.5]
    """
    await sync_to_async(accounts.rename)(
        person=silent.artist, label="Canary Kestrel", by=silent.artist
    )
    sockets = {
        person.hex: await sit_down(silent.board, person)
        for person in (silent.technologist, silent.artist, silent.facilitator)
    }
    for socket in sockets.values():
        await done(socket, note("Said by somebody"))
    await done(sockets[silent.facilitator.hex], {"t": "reveal"})
    await change_mode(board=silent.board, mode="silent", by=silent.facilitator)
    await end_membership(board=silent.board, person=silent.artist, by=silent.facilitator)
    await sync_to_async(_look_for_names)(silent)


def _look_for_names(cast: Cast) -> None:
    labels = ["Canary Kestrel", "Glass technologist", "Glass artist", "Facilitator", "Visiting"]
    actors = set()
    for row in log.Contribution.objects.all():
        text = " ".join(str(getattr(row, field.attname)) for field in row._meta.fields)
        actors.add(row.actor)
        assert not [label for label in labels if label in text], text
    for words in log.Words.objects.all():
        text = bytes(words.bytes).decode()
        assert not [label for label in labels if label in text], text
    people = (cast.technologist, cast.artist, cast.facilitator)
    assert {person.hex for person in people} <= actors
    assert all(len(actor) == 32 for actor in actors)


@pytest.mark.parametrize("path", ["/api/boards/", "/api/boards/x", "/api/boards/" + "A" * 32])
async def test_addresses_that_are_none(cast: Cast, path: str) -> None:
    """404 in the one form, for members too."""
    for reader in (await browser(cast.technologist), Browser("")):
        status, body = await reader.get(path)
        assert (status, set(body)) == (404, {"code", "message"})
