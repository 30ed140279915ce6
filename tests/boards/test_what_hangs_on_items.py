"""Kinds beside notes: what may refer to what, and what a lock keeps."""

from __future__ import annotations

from common.ids import new_id
from tests.boards.stage import (
    coloured,
    comment,
    connector,
    deleted,
    done,
    knock,
    moved,
    stroke,
)  # fmt: skip
from tests.support.cast import Cast
from tests.support.socket import Frame, Socket, note


async def sitting(cast: Cast) -> tuple[Socket, Socket, Socket]:
    """Two participants and the facilitator."""
    people = cast.technologist, cast.artist, cast.facilitator
    sockets = [await knock(cast.board, one) for one in people]
    for socket in sockets:
        await socket.join()
    return sockets[0], sockets[1], sockets[2]


def resized(item: str) -> Frame:
    return {"t": "resize_items", "sizes": [{"id": item, "x": 0, "y": 0, "w": 99, "h": 99}]}


def resolved(item: str) -> Frame:
    return {"t": "resolve_comments", "ids": [item], "resolved": True}


def grouped(item: str, group: str | None = None) -> Frame:
    return {"t": "group_items", "ids": [item], "group": group}


def locked(item: str, *, on: bool = True) -> Frame:
    return {"t": "lock_items", "ids": [item], "locked": on}


async def test_what_cannot_be_done_with_a_kind(cast: Cast) -> None:
    """[B3.16] [F9.1] And what can is done."""
    one, *_ = await sitting(cast)
    first, second, line = note(""), note(""), stroke()
    for op in (first, second, line):
        await done(one, op)
    link, said = connector(first["id"], second["id"]), comment(first["id"])
    for op in (link, said):
        assert (await done(one, op))["t"] == "entry"
    on_connector = comment(link["id"], "why?")
    assert (await done(one, on_connector))["t"] == "entry"
    wrong = (
        moved(link["id"]), moved(said["id"]), resized(line["id"]), resolved(first["id"]),
        grouped(link["id"]), {"t": "relate_items", "ids": [first["id"]], "relation": "merges"},
        connector(first["id"], first["id"]), connector(first["id"], said["id"]),
        comment(said["id"]), note("") | {"zone": first["id"]},
        comment(first["id"]) | {"answers": second["id"]},
    )  # fmt: skip
    for op in wrong:
        assert (await done(one, op)).get("code") == "wrong_kind", op
    for item in (link, said):
        assert (await done(one, coloured(item["id"])))["code"] == "no_colour"
    assert (await done(one, coloured(line["id"])))["verb"] == "items_coloured"
    assert (await done(one, resolved(said["id"])))["verb"] == "comments_resolved"


async def test_what_a_new_item_refers_to_is_there(cast: Cast) -> None:
    """[B3.17] Neither what never was nor what was deleted."""
    one, *_ = await sitting(cast)
    first, gone = note(""), note("")
    for op in (first, gone):
        await done(one, op)
    await done(one, deleted(gone["id"]))
    nowhere = new_id()
    for item, code in ((nowhere, "no_such_item"), (gone["id"], "item_gone")):
        place = {"id": new_id(), "x": 0, "y": 0, "z": "V", "w": 160, "h": 160}
        for op in (
            connector(first["id"], item), connector(item, first["id"]), comment(item),
            note("") | {"zone": item}, note("") | {"copied_from": item},
            moved(first["id"]) | {"moves": [{**moved(first["id"])["moves"][0], "zone": item}]},
            {"t": "group_items", "ids": [first["id"]], "group": item},
        ):  # fmt: skip
            assert (await done(one, op)).get("code") == code, op
        cluster = {"t": "add_cluster", **place, "ids": [first["id"], nowhere], "text": ""}
        assert (await done(one, cluster))["code"] == "no_such_item"


async def test_what_is_locked_stays_as_it_is(cast: Cast) -> None:
    """[B6.13] [B6.15] Until who locked it, or a facilitator, unlocks it."""
    one, other, facilitator = await sitting(cast)
    first = note("ours")
    await done(one, first)
    item = first["id"]
    assert (await done(other, locked(item)))["code"] == "not_allowed"
    assert (await done(one, locked(item)))["facts"]["locked"] is True
    for op in (moved(item), resized(item), coloured(item), grouped(item)):
        for socket in (one, other, facilitator):
            assert (await done(socket, op)).get("code") == "locked", op
    for socket, code in ((one, "locked"), (other, "not_allowed"), (facilitator, "locked")):
        assert (await done(socket, deleted(item)))["code"] == code
    assert (await done(other, comment(item)))["t"] == "entry"
    assert (await done(one, locked(item, on=False)))["t"] == "entry"
    assert (await done(facilitator, locked(item)))["t"] == "entry"
    assert (await done(one, locked(item, on=False)))["code"] == "not_allowed"
    assert (await done(facilitator, locked(item, on=False)))["t"] == "entry"
    assert (await done(other, moved(item)))["t"] == "entry"
