"""Sessions in silence: somebody writes, others on the board listen and ask."""

from __future__ import annotations

import base64
import json
import random
import re
from dataclasses import dataclass, field

from asgiref.sync import sync_to_async

from accounts.models import Person
from boards import service
from boards.models import Board
from common.ids import new_id
from tests.boards.authors import Author
from tests.boards.stage import Browser, coloured, deleted, idle, moved, own_of, stored
from tests.support import cast as stage
from tests.support.cast import Cast
from tests.support.files import image
from tests.support.socket import Frame, Socket, note

ROUNDS = 4
#: so many different onlookers; each is played once without writers, for all sessions she looks at
ONLOOKERS, AT_ONCE = 8, 20


@dataclass
class Onlooker:
    """Somebody else on the board, who asks for all she can think of. Keeps every byte."""

    board: Board
    cookie: str
    socket: Socket
    reader: Browser
    rng: random.Random
    heard: list[str] = field(default_factory=list)

    async def looks(self, foreign: str, item: str, file: str) -> None:
        """Ask for another's stream, note and file by their ids, write herself, read over HTTP."""
        for stream in (self.board.stream.id, foreign):
            await self.socket.send(t="pull", stream=stream, since=0)
        await self.socket.send(t="open_text", item=item)
        start = len(self.socket.heard)
        hers = (moved(item), coloured(item), deleted(item), image(file), note("Of the onlooker"))
        for op in hers:
            last = await self.socket.do(op)
        await self.socket.settled(last)
        self.heard += self.socket.heard[start:]
        await self.listens()
        if self.rng.random() < 0.3:
            await self.reads(foreign, file)
        if self.rng.random() < 0.25:
            await self.comes_back()

    async def reads(self, foreign: str, file: str) -> None:
        """Ask for something over HTTP."""
        path = f"/api/boards/{self.board.hex}"
        asked = self.rng.choice(
            [
                ("/api/boards", {}), (path, {}), (path + "/items", {}), (path + "/entries", {}),
                (path + "/entries", {"stream": foreign}), ("/api/health", {}),
                (f"/api/attachments/{file}", {}), (f"/api/attachments/{file}/preview", {}),
            ]
        )  # fmt: skip
        _, body = await self.reader.get(asked[0], **asked[1])
        if asked[0] == "/api/boards":  # other sessions' boards are on the list, too
            body = [line for line in body if line["id"] == self.board.hex]
        self.heard.append(json.dumps(body))

    async def listens(self) -> None:
        """Everything up to now, beats aside (they come by the clock), but they too are searched."""
        start = len(self.socket.heard)
        await self.socket.send(t="ping", n=0)
        await self.socket.until("pong")
        self.heard += self.socket.heard[start:]

    async def comes_back(self) -> None:
        """Close the tab and open it again."""
        await self.socket.leave()
        self.socket = await Socket(self.board.hex, self.cookie).open()
        await self.socket.join()
        self.heard.append(self.socket.heard[0])

    def told(self) -> list[str]:
        """What she was told, ids and instants aside: the same whatever others do in silence."""
        kept = [
            text for text in self.heard if '"t":"beat"' not in text and '"t":"pong"' not in text
        ]
        return [told(text) for text in kept]


def told(text: str) -> str:
    """A frame without what is different in any two sessions: ids, hashes, instants."""
    text = re.sub(r"\b[0-9a-f]{64}\b", "HASH", text)
    text = re.sub(r"\b[0-9a-f]{32}\b", "ID", text)
    return re.sub(r"\d{4}-\d\d-\d\dT[0-9:.]+Z", "AT", text)


def unpacked(text: str) -> str:
    """A frame and whatever base64 in it says."""
    packed = re.findall(r'"([A-Za-z0-9+/]{8,}={0,2})"', text)
    packed = [part for part in packed if len(part) % 4 == 0]
    return text + "".join(base64.b64decode(part).decode("latin-1") for part in packed)


@dataclass
class Theatre:
    """The people of all sessions, with one cookie each."""

    cast: Cast
    cookies: dict[str, str]

    @classmethod
    def build(cls, cast: Cast) -> Theatre:
        people = (cast.technologist, cast.artist, cast.facilitator)
        return cls(cast, {person.hex: stage.cookie(person) for person in people})

    async def seat(self, board: Board, person: Person) -> tuple[Socket, Frame]:
        """Her socket and what she was welcomed with."""
        socket = await Socket(board.hex, self.cookies[person.hex]).open()
        return socket, await socket.join()

    def board(self) -> Board:
        cast = self.cast
        return stage.open_board(
            cast.lab, cast.facilitator, [cast.technologist, cast.artist], "silent"
        )

    async def session(self, seed: int, writing: bool) -> tuple[Author, list[Onlooker], Board]:
        """One session up to the reveal."""
        board = await sync_to_async(self.board)()
        socket, welcome = await self.seat(board, self.cast.technologist)
        writer, number = self.cast.technologist, welcome["you"]["y_client"]
        author = Author(board, writer, socket, number, random.Random(seed))
        onlookers = []
        for person in (self.cast.artist, self.cast.facilitator):
            socket, _ = await self.seat(board, person)
            cookie = self.cookies[person.hex]
            rng = random.Random(seed % ONLOOKERS)
            onlookers.append(Onlooker(board, cookie, socket, Browser(cookie), rng))
            onlookers[-1].heard.append(socket.heard[0])
        foreign = own_of(board, self.cast.technologist).id
        for round_ in range(ROUNDS):
            if writing:
                await author.acts()
            item = author.one() if author.notes else new_id()
            file = author.files[-1] if author.files else new_id()
            await onlookers[round_ % 2].looks(foreign, item, file)
            if seed % AT_ONCE == 0:  # one beat is for all boards
                service.hub().beat()
        for onlooker in onlookers:
            await onlooker.listens()
        if writing:
            author.secrets |= author.gone | await sync_to_async(traces)(foreign)
        return author, onlookers, board


def traces(stream: str) -> set[str]:
    """Instants and hashes of the entries of a stream."""
    return {part for entry in stored(stream) for part in (entry.at, entry.hash.hex())}


async def gone(*people: Author | Onlooker) -> None:
    """They close their tabs; their board's room is forgotten."""
    for one in people:
        await one.socket.leave()
    await idle()
