"""What the tests of the board share: reading the log, holding its thread, travelling in time."""

from __future__ import annotations

import asyncio
import itertools
import json
import threading
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

from asgiref.sync import sync_to_async
from django.test import AsyncClient

from accounts.models import Person
from boards import actions, service, store
from boards.fold import fold, read
from boards.ledger import wire_entry
from boards.models import Board, BoardItem, BoardText, own_stream
from common.ids import new_id
from common.wire import encode
from contributions import read as log
from contributions.append import Stored
from contributions.streams import StreamKey
from tests.support import cast as stage
from tests.support.socket import Frame, Socket

_numbers = itertools.count(1)


# -- sockets


async def knock(board: Board, person: Person | None) -> Socket:
    """An open socket of this person (or of nobody) that has said nothing yet."""
    cookie = await sync_to_async(stage.cookie)(person) if person else ""
    return await Socket(board.hex, cookie).open()


async def said_so_far(socket: Socket) -> list[Frame]:
    """Every frame the server owes this socket now: all it sent is read, nothing waits."""
    first = await _until_pong(socket)
    await idle(socket.raw.scope["path"].rpartition("/")[2])
    return first + await _until_pong(socket)


async def _until_pong(socket: Socket) -> list[Frame]:
    number, frames = next(_numbers), []
    await socket.send(t="ping", n=number)
    while (frame := await socket.frame()) and (frame["t"], frame.get("n")) != ("pong", number):
        frames.append(frame)
        assert frame["t"] != "closed", f"closed with {frame['code']}: {socket.heard[-1:]}"
    return frames


async def ends(socket: Socket) -> tuple[list[Frame], int | None]:
    """What the server still says, and the code it closes with."""
    frames = []
    while (frame := await socket.frame())["t"] != "closed":
        frames.append(frame)
    return frames, frame["code"]


async def idle(board: str = "") -> None:
    """Wait until every job posted so far is done and no operation waits (on this board)."""
    hub = service.hub()
    while True:
        done = asyncio.get_running_loop().create_future()
        hub.post(lambda: None, lambda _, done=done: done.set_result(None))
        await done
        rooms = [room for room in hub.rooms.values() if board in ("", room.board)]
        if not hub.alone and not any(room.waiting or room.busy for room in rooms):
            return


@asynccontextmanager
async def database_thread_held() -> AsyncIterator[None]:
    """The database thread of the rooms does nothing meanwhile; what is sent waits."""
    gate = threading.Event()
    service.hub().post(lambda: gate.wait(20), lambda _: None)
    try:
        yield
    finally:
        gate.set()


def skip(seconds: float) -> None:
    """Let the clock of the event loop jump: timers that are due by then ring at once."""
    loop: Any = asyncio.get_running_loop()
    before = loop.time
    loop.time = lambda: before() + seconds


# -- operations


def moved(*ids: str, x: int = 16, y: int = 32, z: str = "W") -> Frame:
    """A `move_items` operation."""
    return {"t": "move_items", "moves": [{"id": one, "x": x, "y": y, "z": z} for one in ids]}


def coloured(*ids: str, colour: str = "blue") -> Frame:
    """A `colour_items` operation."""
    return {"t": "colour_items", "ids": list(ids), "colour": colour}


def connector(source: str, target: str, relation: str = "builds_on") -> Frame:
    """An `add_connector` operation."""
    ends = {"source": source, "target": target}
    return {"t": "add_connector", "id": new_id(), **ends, "relation": relation, "text": ""}


def comment(on: str, text: str = "How?") -> Frame:
    """An `add_comment` operation."""
    return {"t": "add_comment", "id": new_id(), "on": on, "text": text}


def stroke(text: str = "") -> Frame:
    """An `add_stroke` operation."""
    place = {"id": new_id(), "x": 0, "y": 0, "z": "V", "w": 1600, "h": 800}
    path = [0, 0, 128, 160, 80, 255]
    return {"t": "add_stroke", **place, "colour": "pink", "weight": 48, "path": path, "text": text}


def deleted(*ids: str) -> Frame:
    """A `delete_items` operation."""
    return {"t": "delete_items", "ids": list(ids)}


async def done(socket: Socket, op: Frame, private: bool = False) -> Frame:
    """Send an operation and wait for its answer."""
    async with asyncio.timeout(15):
        return await socket.settled(await socket.do(op, private=private))


# -- the log and the projection


def own_of(board: Board, person: Person) -> StreamKey:
    """The private stream of a person on a board."""
    return own_stream(board.lab.hex, board.hex, person.hex, disposable=False)


def streams(board: Board, people: Iterable[Person]) -> dict[str, str]:
    """The board's stream and the private streams of these people: id → owner ("" for the board)."""
    return {board.stream.id: ""} | {own_of(board, p).id: p.hex for p in people}


@sync_to_async
def entries_of(stream: str) -> list[Frame]:
    """The whole log of a stream, as frames carry it."""
    return [json.loads(wire_entry(entry).data) for entry in stored(stream)]


def stored(stream: str, since: int = 0) -> list[Stored]:
    """The whole log of a stream, as it is stored."""
    return list(log.tail(stream, since))


def folded(entries: Iterable[Stored], start: dict[str, Any] | None = None) -> dict[str, Any]:
    """The items that entries make, from nothing or from a snapshot's."""
    items: dict[str, Any] = dict(start or {})
    for entry in entries:
        happening = read(entry.verb, entry.seq, entry.at, entry.actor, entry.facts, entry.words)
        for item_id, item in fold(items, happening):
            items.pop(item_id, None) if item is None else items.update({item_id: item})
    return items


def as_json(items: dict[str, Any]) -> dict[str, Frame]:
    """Items as a frame carries them, by id."""
    return {item_id: json.loads(encode(item)) for item_id, item in items.items()}


def snapshot(items: Iterable[Frame]) -> dict[str, Any]:
    """Items of a `welcome`, as the fold takes them."""
    return {item["id"]: store.decode_item(json.dumps(item)) for item in items}


def projection(board: str) -> tuple[list[Any], list[Any]]:
    """Every row of the board's projection, byte for byte."""
    items = BoardItem.objects.filter(board=board).order_by("item")
    texts = BoardText.objects.filter(board=board).order_by("item")
    return (
        [(i.item, i.stream, i.owner, i.deleted, bytes(i.data)) for i in items],
        [(t.item, t.epoch, bytes(t.state)) for t in texts],
    )


@sync_to_async
def everything(board: Board, people: Iterable[Person]) -> list[Any]:
    """All that a refused operation must leave as it was: heads, entries and projection."""
    ids = streams(board, people)
    heads = {stream: head for stream, head in log.heads(ids).items() if head.seq}
    return [heads, [stored(stream) for stream in ids], projection(board.hex)]


# -- acts that are not live operations

end_membership = sync_to_async(actions.end_membership)
change_role = sync_to_async(actions.change_role)
change_mode = sync_to_async(actions.change_mode)
admit_member = sync_to_async(actions.admit_member)
open_board = sync_to_async(stage.open_board)


class Browser:
    """The REST side of a person's browser. Keeps every byte it was sent (`heard`)."""

    def __init__(self, cookie: str) -> None:
        self.client = AsyncClient()
        if cookie:
            name, _, value = cookie.partition("=")
            self.client.cookies[name] = value
        self.heard: list[str] = []

    async def get(self, path: str, **query: Any) -> tuple[int, Any]:
        """Status and JSON of an answer."""
        answer = await self.client.get(path, query)
        return self._read(answer)

    async def post(self, path: str, body: Any) -> tuple[int, Any]:
        """Status and JSON of an answer."""
        text = body if isinstance(body, str) else json.dumps(body)
        answer = await self.client.post(path, text, content_type="application/json")
        return self._read(answer)

    async def put(self, path: str, body: Any) -> tuple[int, Any]:
        """Status and JSON of an answer, None where it is empty."""
        answer = await self.client.put(path, json.dumps(body), content_type="application/json")
        return self._read(answer)

    async def delete(self, path: str) -> tuple[int, Any]:
        """Status and JSON of an answer, None where it is empty."""
        return self._read(await self.client.delete(path))

    def _read(self, answer: Any) -> tuple[int, Any]:
        text = answer.content.decode()
        self.heard.append(text)
        return answer.status_code, json.loads(text) if text else None


async def browser(person: Person | None) -> Browser:
    """The browser of this person (or of nobody)."""
    return Browser(await sync_to_async(stage.cookie)(person) if person else "")
