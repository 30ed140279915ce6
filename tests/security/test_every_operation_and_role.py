"""S5: every message and operation × role × whose board, and every id that one of them names.

Declared in `doors/operations.txt` and `doors/ids.txt`, enumerated from the wire's unions: a
message, an operation or a field with an id that has no line fails here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from boards import consumers, flood
from boards.models import Board
from common.ids import new_id
from contributions.models import Contribution
from files import pace
from tests.boards.stage import done, ends, idle
from tests.boards.test_rights_table import Hand, made
from tests.support.files import file_of
from tests.support.socket import Frame, Socket, note

from .doors import messages, table, world
from .doors.table import ALLOWED, Row
from .doors.world import ROLES, Things, World

TABLE = table.read("operations.txt")
IDS = table.read_ids("ids.txt")
ROWS = {row.path: row for row in TABLE.rows}
JOIN = ROWS["join"]
WRITERS = "PLFA"


@pytest.fixture
async def stage(transactional_db: None, rooms: None, settings: Any, tmp_path: Any) -> World:
    """Both labs, and a server that lets everybody say as much as she likes."""
    settings.HOME = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    pace.forget()
    return await sync_to_async(world.build)()


@pytest.fixture(autouse=True)
def tireless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each role says more than anybody may in so short a time."""
    for name in ("PERSON_FRAMES_PER_SECOND", "KNOCKS_AT_ONCE", "IN_VAIN_AT_ONCE"):
        monkeypatch.setattr(flood, name, 1e6)
    monkeypatch.setattr(flood, "KNOCKING", 1_000_000)
    monkeypatch.setattr(consumers, "FRAMES_PER_SECOND", 1e6)


@dataclass
class Seat:
    """Somebody on a board."""

    stage: World
    role: str
    things: Things
    hand: Hand

    @property
    def socket(self) -> Socket:
        return self.hand.socket


async def knock(stage: World, role: str, board: str) -> Socket:
    """An open socket of this role that has said nothing yet."""
    cookies = stage.cookies[role].items()
    return await Socket(board, "; ".join(f"{name}={value}" for name, value in cookies)).open()


async def sit_down(stage: World, role: str, things: Things) -> Seat | str:
    """Her seat on the board, or the code of the refusal that she was sent away with."""
    socket = await knock(stage, role, things.board)
    await socket.send(**messages.message("join", things))
    said = await socket.frame()
    if said["t"] == "refused":
        assert await ends(socket) == ([], 4003)
        return str(said["code"])
    file = await _file(things.board, role, stage)
    return Seat(stage, role, things, Hand(socket, said["you"]["y_client"], "", [file], things.item))


@sync_to_async
def _file(board: str, role: str, stage: World) -> str:
    found = Board.objects.across_labs().get(pk=board)
    return file_of(found, stage.people[role]) if role in stage.people else ""


# -- nothing is left out


def test_every_message_and_operation_has_its_line() -> None:
    told = {row.path for row in TABLE.rows if row.method == "MSG"}
    assert told == set(messages.MESSAGES) - {"op"}  # which is its operation's line
    assert {row.path for row in TABLE.rows if row.method == "OP"} == set(messages.OPERATIONS)
    assert len(ROWS) == len(TABLE.rows)


def test_every_id_that_somebody_may_send_has_its_line() -> None:
    assert set(IDS) == set(messages.named_ids())


# -- every cell


async def test_every_role_is_let_in_or_not_and_does_what_is_declared(stage: World) -> None:
    """On our board, on another team's, on another lab's and on one that is not there. [B1.14]"""
    maker = {things.mark: await sit_down(stage, role, things) for role, things in makers(stage)}
    for place, role in enumerate(ROLES):
        for things in (stage.ours, stage.theirs, stage.none, stage.foreign):
            letters = {row.path: cell(row, stage, things, place) for row in TABLE.rows}
            seat = await sit_down(stage, role, things)
            where = (role, things.mark or "none")
            if isinstance(seat, str):
                assert seat == code(letters["join"]), where
                await shut_out(stage, role, things, letters)
                continue
            assert letters["join"] == ALLOWED, where
            if things.mark in maker:
                await does(seat, maker[things.mark], letters, where)  # type: ignore[arg-type]
            await seat.socket.leave()


def makers(stage: World) -> list[tuple[str, Things]]:
    return [("P", stage.ours), ("T", stage.theirs)]


def cell(row: Row, stage: World, things: Things, place: int) -> str:
    """What is declared for this role and board."""
    if things is stage.foreign:
        return row.ours[ROLES.index("A")] if ROLES[place] in "SH" else row.none[place]
    return {"": row.none, stage.ours.mark: row.ours}.get(things.mark, row.theirs)[place]


def code(letter: str) -> str:
    return "" if letter == ALLOWED else TABLE.letters[letter][1]


async def shut_out(stage: World, role: str, things: Things, letters: dict[str, str]) -> None:
    """Whatever she says without having joined is not even read. [B1.1]"""
    hand = Hand(None, 1, "", [things.file], things.item)  # type: ignore[arg-type]  # she has none
    for name in set(letters) - {"join"}:
        assert letters[name] == "x", (role, name)
        socket = await knock(stage, role, things.board)
        await socket.send(**frame_of(name, things, hand, things.item))
        frames, closed = await ends(socket)
        assert ([one["code"] for one in frames], closed) == (["join_first"], 4001), (role, name)


def frame_of(name: str, things: Things, hand: Hand, item: str) -> Frame:
    if name in messages.OPERATIONS:
        return messages.operation(hand.operation(name, item))
    return messages.message(name, things)


async def does(seat: Seat, maker: Seat, letters: dict[str, str], where: Any) -> None:
    """Everything there is to do, on notes that the team's participant wrote."""
    for name, letter in letters.items():
        if name in messages.OPERATIONS:
            item = await made(maker.socket, name)
            answer = await done(seat.socket, seat.hand.operation(name, item))
            found = answer["code"] if answer["t"] == "refused" else ""
        elif name == "join":
            continue
        else:
            frames = await answers(seat.socket, messages.message(name, seat.things))
            found = "".join(one["code"] for one in frames if one["t"] == "refused")
        assert found == code(letter), (where, name)


async def answers(socket: Socket, frame: Frame) -> list[Frame]:
    """What is said to a message, up to the pong of a ping sent after it."""
    await socket.send(**frame)
    await idle()
    await socket.send(t="ping", n=77)
    frames = []
    while (one := await socket.frame()) and (one["t"], one.get("n")) != ("pong", 77):
        frames.append(one)
    return frames


# -- every id


@dataclass
class Elsewhere:
    """Where an id may come from; nobody sits where there is nothing."""

    things: Things
    seat: Seat | None

    async def id_for(self, path: str) -> str:
        """One of its ids that this field could name; a new one where it names a new thing."""
        field = path.rpartition(".")[2]
        if field in ("undoes", "op_id"):
            return await self.seat.socket.do(note("There")) if self.seat else new_id()
        if path.startswith("add_") and field == "id":
            return await made(self.seat.socket, "add_note") if self.seat else new_id()
        known = {"file": self.things.file, "stream": self.things.stream}
        return known.get(field, self.things.person if field == "person" else self.things.item)


async def test_ids_of_elsewhere_are_answered_like_ids_of_nothing(stage: World) -> None:
    """Of another team's board and of another lab's, alone and beside ids of our board."""
    maker = await sit_down(stage, "P", stage.ours)
    theirs = await sit_down(stage, "T", stage.theirs)
    foreign = await sit_down(stage, "S", stage.foreign)
    assert isinstance(maker, Seat)
    assert isinstance(theirs, Seat)
    assert isinstance(foreign, Seat)
    elsewhere = [
        Elsewhere(theirs.things, theirs),
        Elsewhere(foreign.things, foreign),
        Elsewhere(stage.none, None),
    ]
    heard: list[str] = []
    for role in WRITERS:
        seat = await sit_down(stage, role, stage.ours)
        assert isinstance(seat, Seat)
        for path, wanted in IDS.items():
            told = [await names(seat, maker, path, await one.id_for(path)) for one in elsewhere]
            assert told[0] == told[1] == told[2], (role, path)
            assert told[0].get("code", "") == wanted, (role, path)
        heard += seat.socket.heard
        await seat.socket.leave()
    heard += maker.socket.heard
    ids = [one for place in elsewhere for one in place.things.ids().values()]
    for text in heard:
        assert "Canary-theirs" not in text
        assert "Canary-foreign" not in text
        if '"t":"presence"' in text:
            assert not [one for one in ids if one in text]


async def names(seat: Seat, maker: Seat, path: str, value: str) -> Frame:
    """What is refused to a message in which this field names this id; or {}."""
    name, _, field = path.partition(".")
    if name == "join":
        return await joins(seat, field, value)
    if name == "op" or name in messages.OPERATIONS:
        return await operates(seat, maker, name, field, value)
    frame = messages.naming(messages.message(name, seat.things), field, value)
    refused = [one for one in await answers(seat.socket, frame) if one["t"] == "refused"]
    return refused[0] if refused else {}


async def joins(seat: Seat, field: str, value: str) -> Frame:
    """A page that says it has read a stream is told the streams of its board, nothing else."""
    socket = await knock(seat.stage, seat.role, seat.things.board)
    await socket.send(**messages.naming(messages.message("join", seat.things), field, value))
    said = await socket.frame()
    await socket.leave()
    if said["t"] == "refused":
        return said
    assert seat.things.stream == said["streams"][0]["id"]
    assert value not in "".join(socket.heard)
    return {}


async def operates(seat: Seat, maker: Seat, name: str, field: str, value: str) -> Frame:
    """An operation on a note of our board, with this id in it; in a list beside the note, too."""
    kind = "add_note" if name == "op" else name
    if kind == "add_image":
        seat.hand.files.append(await _file(seat.things.board, seat.role, seat.stage))
    op = seat.hand.operation(kind, await made(maker.socket, kind))
    before = await Contribution.objects.acount()
    if name == "op":
        return refusal(await seat.socket.settled(await seat.socket.do(op, op_id=value)))
    answer = refusal(await done(seat.socket, messages.naming(op, field, value)))
    if field in messages.MANY:
        beside = await done(seat.socket, messages.naming(op, field, value, beside=True))
        assert refusal(beside) == answer
    assert not answer or await Contribution.objects.acount() == before
    return answer


def refusal(answer: Frame) -> Frame:
    """All there is to it, less the operation's own id."""
    return answer | {"op_id": ""} if answer["t"] == "refused" else {}
