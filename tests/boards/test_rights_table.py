"""B7, S1, S2: what may be done, cell by cell: mode × role × operation, declared and tried."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import get_args

from asgiref.sync import sync_to_async
from pycrdt import Doc, Text

from boards import access, actions
from boards import wire as w
from tests.boards.stage import change_mode, coloured, deleted, done, knock, moved, own_of
from tests.support.cast import Cast, person
from tests.support.files import file_of, image
from tests.support.socket import Frame, Socket, note

OPERATIONS = {kind.__struct_config__.tag for kind in get_args(w.Operation)}
ROLES = ("participant", "facilitator", "observer")

#: mode → operation → what becomes of it for (participant, facilitator, observer)
TABLE = {
    "open": {
        "add_note": ("board", "board", "not_now"),
        "add_image": ("board", "board", "not_now"),
        "move_items": ("board", "board", "not_now"),
        "colour_items": ("board", "board", "not_now"),
        "delete_items": ("board", "board", "not_now"),
        "edit_text": ("board", "board", "not_now"),
        "reveal": ("not_allowed", "not_now", "not_allowed"),
    },
    "silent": {
        "add_note": ("own", "own", "not_now"),
        "add_image": ("own", "own", "not_now"),
        "move_items": ("own", "own", "not_now"),
        "colour_items": ("own", "own", "not_now"),
        "delete_items": ("own", "own", "not_now"),
        "edit_text": ("own", "own", "not_now"),
        "reveal": ("not_allowed", "board", "not_allowed"),
    },
}

#: what becomes of an operation of hers on a shared item of somebody else
ON_OTHERS = {
    "open": {
        "move_items": ("board", "board"),
        "colour_items": ("board", "board"),
        "edit_text": ("board", "board"),
        "delete_items": ("not_allowed", "board"),
    },
    "silent": dict.fromkeys(
        ("move_items", "colour_items", "edit_text", "delete_items"), ("not_now", "not_now")
    ),
}


@dataclass
class Hand:
    """Somebody with a role, and her number for text merging."""

    socket: Socket
    y_client: int
    own: str
    files: list[str]

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
        return {
            "add_note": note("New"),
            "add_image": image(self.files[-1]),
            "move_items": moved(item),
            "colour_items": coloured(item),
            "delete_items": deleted(item),
            "edit_text": {"t": "edit_text", "id": item, "epoch": 0, "update": update},
            "reveal": {"t": "reveal"},
        }[name]


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
    return Hand(socket, welcome["you"]["y_client"], own_of(cast.board, somebody).id, files)


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
    for mode, operations in TABLE.items():
        await change_mode(board=cast.board, mode=mode, by=cast.facilitator)
        for place, role in enumerate(ROLES):
            one = await hand(cast, role)
            names = sorted(operations, key=lambda name: (name == "reveal", name))
            for name in names:
                mine = note("")
                await done(one.socket, mine)
                found = await one.tries(name, mine["id"])
                expected = operations[name][place]
                if role == "observer" and name not in ("add_note", "add_image", "reveal"):
                    assert found in ("not_now", "no_such_item"), (mode, role, name)
                else:
                    assert found == expected, (mode, role, name)


async def test_every_cell_on_shared_items_of_others(cast: Cast) -> None:
    """In silence nobody touches the board; in the open all but delete.

    [B6.7] [B6.8] [B7.1] [S2.1] [B7.4]
    """
    technologist = await knock(cast.board, cast.technologist)
    await technologist.join()
    shared = [note("") for _ in range(40)]
    for one in shared:
        await done(technologist, one)
    for mode, operations in ON_OTHERS.items():
        await change_mode(board=cast.board, mode=mode, by=cast.facilitator)
        for place, role in enumerate(ROLES[:2]):
            helper = await hand(cast, role)
            for name, cells in operations.items():
                found = await helper.tries(name, shared.pop()["id"])
                assert found == cells[place], (mode, role, name)
        observer = await hand(cast, "observer")
        for name in operations:
            assert await observer.tries(name, shared.pop()["id"]) == "not_now"
