"""B7, S1, S2: what may be done, cell by cell: mode × role × operation, declared and tried."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import get_args

from asgiref.sync import sync_to_async
from pycrdt import Doc, Text

from boards import access, actions, store
from boards import wire as w
from common.ids import new_id
from tests.boards.stage import (
    change_mode,
    coloured,
    comment,
    connector,
    deleted,
    done,
    knock,
    moved,
    own_of,
    stroke,
)
from tests.support.cast import Cast, person
from tests.support.files import file_of, image
from tests.support.socket import Frame, Socket, note

OPERATIONS = {kind.__struct_config__.tag for kind in get_args(w.Operation)}
ROLES = ("participant", "facilitator", "observer")

#: what somebody does with what is hers: the same for whoever writes
WRITING = (
    "add_note", "add_image", "add_text", "add_zone", "add_cluster", "add_stroke", "add_connector",
    "add_comment", "move_items", "resize_items", "colour_items", "group_items", "lock_items",
    "relate_items", "resolve_comments", "delete_items", "restore_items", "react", "edit_text",
)  # fmt: skip

#: mode → operation → what becomes of it for (participant, facilitator, observer)
TABLE = {
    "open": dict.fromkeys(WRITING, ("board", "board", "not_now"))
    | {"reveal": ("not_allowed", "not_now", "not_allowed")},
    "silent": dict.fromkeys(WRITING, ("own", "own", "not_now"))
    | {"reveal": ("not_allowed", "board", "not_allowed")},
}

#: what becomes of an operation of hers on a shared item of somebody else
CHANGING = (
    "add_cluster", "add_connector", "add_comment", "move_items", "resize_items", "colour_items",
    "group_items", "relate_items", "resolve_comments", "react", "edit_text",
)  # fmt: skip
HERS_ALONE = ("delete_items", "restore_items", "lock_items")
ON_OTHERS = {
    "open": dict.fromkeys(CHANGING, ("board", "board"))
    | dict.fromkeys(HERS_ALONE, ("not_allowed", "board")),
    "silent": dict.fromkeys((*CHANGING, *HERS_ALONE), ("not_now", "not_now"))
    | {
        # what one says of a shared item in silence is private until it is revealed
        "add_connector": ("own", "own"),
        "add_comment": ("own", "own"),
        "add_cluster": ("mixed_streams", "mixed_streams"),
    },
}
#: on a zone, which belongs to who made it and to facilitators
ON_ZONES = {
    "open": dict.fromkeys(
        ("move_items", "resize_items", "colour_items", "group_items", "edit_text", *HERS_ALONE),
        ("not_allowed", "board"),
    )
    | dict.fromkeys(("add_connector", "add_comment", "react"), ("board", "board")),
}


@dataclass
class Hand:
    """Somebody with a role, and her number for text merging."""

    socket: Socket
    y_client: int
    own: str
    files: list[str]
    #: a shared note to connect with
    other: str

    async def tries(self, name: str, item: str) -> str:
        """Where the operation fell ("board", "own"), or the code of its refusal."""
        answer = await done(self.socket, self.operation(name, item))
        if answer["t"] == "refused":
            return str(answer["code"])
        return "own" if answer["stream"] == self.own else "board"

    def operation(self, name: str, item: str) -> Frame:
        doc: Doc[Text] = Doc(client_id=self.y_client)
        doc.get("t", type=Text).insert(0, "x")
        update = base64.b64encode(doc.get_update()).decode()
        place = {"id": new_id(), "x": 0, "y": 0, "z": "V", "w": 1600, "h": 800}
        one = {"ids": [item]}
        return {
            "add_note": note("New"),
            "add_image": image(self.files[-1]),
            "add_text": {"t": name, **place, "text": "New"},
            "add_zone": {"t": name, **place, "colour": "blue", "text": "New"},
            "add_cluster": {"t": name, **place, **one, "text": "New"},
            "add_stroke": stroke(),
            "add_connector": connector(item, self.other),
            "add_comment": comment(item),
            "move_items": moved(item),
            "resize_items": {"t": name, "sizes": [{"id": item, "x": 0, "y": 0, "w": 99, "h": 99}]},
            "colour_items": coloured(item),
            "group_items": {"t": name, **one, "group": None},
            "lock_items": {"t": name, **one, "locked": True},
            "relate_items": {"t": name, **one, "relation": "merges"},
            "resolve_comments": {"t": name, **one, "resolved": True},
            "delete_items": deleted(item),
            "restore_items": {"t": name, **one},
            "react": {"t": name, "id": item, "reaction": "idea", "on": True},
            "edit_text": {"t": "edit_text", "id": item, "epoch": 0, "update": update},
            "reveal": {"t": "reveal"},
        }[name]


async def made(socket: Socket, name: str) -> str:
    """An item that somebody put there, fit for this operation: a note, or what it asks for."""
    subject, another = note(""), note("")
    await done(socket, subject)
    await done(socket, another)
    op = {
        "relate_items": connector(subject["id"], another["id"]),
        "resolve_comments": comment(subject["id"]),
    }.get(name, subject)
    if op is not subject:
        await done(socket, op)
    if name == "restore_items":
        await done(socket, deleted(op["id"]))
    return str(op["id"])


async def zone_of(socket: Socket) -> str:
    """A zone that somebody drew."""
    op = {"t": "add_zone", "id": new_id(), "x": 0, "y": 0, "z": "V", "w": 1600, "h": 800}
    await done(socket, op | {"colour": "blue", "text": "Who"})
    return str(op["id"])


async def hand(cast: Cast, role: str) -> Hand:
    """A newcomer with this role on the board."""
    somebody = await sync_to_async(person)(cast.lab, f"New {role}", "participant")
    await sync_to_async(actions.admit_member)(
        board=cast.board, person=somebody, role=role, by=cast.facilitator
    )
    socket = await knock(cast.board, somebody)
    welcome = await socket.join()
    assert welcome["may"] == sorted(access.ALLOWED[welcome["board"]["mode"]][role])
    files = [await sync_to_async(file_of)(cast.board, somebody)]
    own, other = own_of(cast.board, somebody).id, await sync_to_async(shared_note)(cast)
    return Hand(socket, welcome["you"]["y_client"], own, files, other)


def shared_note(cast: Cast) -> str:
    """A note of the facilitator's on the board, there already."""
    items = store.load_items(cast.board.hex, cast.board.stream.id).values()
    return next(kept.item.id for kept in items if kept.item.text == "There")


def test_the_declared_table_is_the_one_in_force() -> None:
    """Every cell is declared, here and in `boards.access.ALLOWED`, and they agree.

    [B6.12] [B7.1]
    """
    assert set(access.ALLOWED) == set(TABLE)
    for mode, operations in TABLE.items():
        assert set(operations) == OPERATIONS
        for place, role in enumerate(ROLES):
            allowed = {
                name for name, cells in operations.items() if cells[place] in ("board", "own")
            }
            assert access.ALLOWED[mode][role] == allowed, (mode, role)
            assert access.operations(mode, role) == allowed
        assert set(access.ALLOWED[mode]) == set(ROLES)
        assert access.operations(mode, None) == frozenset()


async def test_every_cell_over_the_socket(cast: Cast) -> None:
    """Each role does each operation in each mode on an item of her own.

    [B6.9] [B6.10] [B6.11] [B7.8] [S1.1] [S2.2] [B7.1] [B7.4]
    """
    await there(cast)
    for mode, operations in TABLE.items():
        await change_mode(board=cast.board, mode=mode, by=cast.facilitator)
        for place, role in enumerate(ROLES):
            one = await hand(cast, role)
            for name in sorted(operations, key=lambda name: (name == "reveal", name)):
                mine = await made(one.socket, name)
                found = await one.tries(name, mine)
                assert found == operations[name][place], (mode, role, name)


async def test_every_cell_on_shared_items_of_others(cast: Cast) -> None:
    """In silence nobody touches the board; in the open all but what is its author's.

    [B6.7] [B6.8] [B7.1] [S2.1] [B7.4] [B6.13]
    """
    facilitator = await there(cast)
    technologist = await knock(cast.board, cast.technologist)
    await technologist.join()
    for mode, operations in ON_OTHERS.items():
        for place, role in enumerate(ROLES):
            helper = await hand(cast, role)
            for name, cells in operations.items():
                item = await made(technologist, name)
                if mode == "silent":
                    await change_mode(board=cast.board, mode=mode, by=cast.facilitator)
                expected = "not_now" if role == "observer" else cells[place]
                assert await helper.tries(name, item) == expected, (mode, role, name)
                if mode == "silent":
                    await done(facilitator, {"t": "reveal"})


async def test_every_cell_on_zones_of_others(cast: Cast) -> None:
    """[B6.14] A layout is arranged by who made it and by facilitators; others work in it."""
    await there(cast)
    technologist = await knock(cast.board, cast.technologist)
    await technologist.join()
    for place, role in enumerate(ROLES[:2]):
        helper = await hand(cast, role)
        for name, cells in ON_ZONES["open"].items():
            zone = await zone_of(technologist)
            if name == "restore_items":
                await done(technologist, deleted(zone))
            assert await helper.tries(name, zone) == cells[place], (role, name)


async def there(cast: Cast) -> Socket:
    """A note of the facilitator's that everybody can connect with; her socket."""
    facilitator = await knock(cast.board, cast.facilitator)
    await facilitator.join()
    await done(facilitator, note("There"))
    return facilitator
