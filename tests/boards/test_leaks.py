"""B9, S6: before the reveal nothing that is written in silence reaches anybody else, in any form.

Every private note, edit, coordinate and colour carries something found nowhere else. Onlookers
are also told their session without anybody writing: what they are told with it must be the same,
frame by frame, number by number, and hold none of those marks.
"""

from __future__ import annotations

import asyncio
import base64
import json
import random
import re
from dataclasses import dataclass, field

import pytest
from asgiref.sync import sync_to_async
from pycrdt import Doc, Text

from accounts.models import Person
from boards import flood, service, texts
from boards.models import Attachment, Board
from common.ids import new_id
from tests.boards.stage import (
    Browser,
    coloured,
    deleted,
    done,
    idle,
    moved,
    own_of,
    stored,
)
from tests.support import cast as stage
from tests.support.cast import Cast
from tests.support.files import image, uploaded
from tests.support.socket import Frame, Socket, note

SESSIONS, ROUNDS, A_ROUND = 200, 4, 8
#: so many different onlookers; each is played once without writers, for all sessions she looks at
ONLOOKERS, AT_ONCE = 8, 20
REVEALS = 25
#: colours nobody uses but who writes in silence
SECRET_COLOURS = ("grey", "purple")


@dataclass
class Author:
    """Somebody who writes in silence; `secrets` is what of it nobody else may be told."""

    board: Board
    person: Person
    socket: Socket
    y_client: int
    rng: random.Random
    notes: dict[str, Doc[Text]] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    secrets: set[str] = field(default_factory=set)
    drafts: set[str] = field(default_factory=set)
    gestures: int = 0
    op_ids: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    pictures: set[str] = field(default_factory=set)

    def canary(self) -> str:
        """A word that occurs nowhere else."""
        word = "kestrel" + self.rng.randbytes(6).hex()
        self.drafts.add(word)
        return word

    def number(self) -> int:
        """A coordinate that occurs nowhere else."""
        number = self.rng.randrange(1_000_000_007, 2_000_000_000)
        self.secrets.add(str(number))
        return number

    async def acts(self) -> None:
        """Eight gestures, the answers waited for together."""
        for _ in range(A_ROUND):
            kinds = [
                self.add,
                self.add_image,
                self.move,
                self.colour,
                self.edit,
                self.edit,
                self.again,
                self.point,
            ]
            kinds += [self.delete] * (len(self.notes) > 2)
            await self.rng.choice(kinds if self.notes else [self.add, self.add_image])()
            self.gestures += 1
        await done(self.socket, moved(new_id()))  # answered in order: now all of them are

    async def send(self, op: Frame, private: bool = True) -> None:
        self.op_ids.append(await self.socket.do(op, private=private))
        self.secrets.add(self.op_ids[-1])

    async def add(self) -> None:
        text, z = self.canary(), "K" + self.rng.randbytes(8).hex()
        op = note(text, x=self.number(), y=self.number(), z=z, colour="grey")
        self.secrets |= {op["id"], z}
        self.remember(op["id"], text)
        await self.send(op, private=self.rng.random() < 0.7)

    async def add_image(self) -> None:
        """Upload a picture and bind it, or leave it."""
        file = await sync_to_async(uploaded)(self.board, self.person)
        self.files.append(file)
        self.secrets |= {file, await sync_to_async(digest_of)(file)}
        if self.rng.random() < 0.2:
            return
        alt, size = self.canary(), {"w": self.span(), "h": self.span()}
        op = image(file, alt, x=self.number(), y=self.number(), **size)
        self.secrets.add(op["id"])
        self.pictures.add(op["id"])
        self.remember(op["id"], alt)
        await self.send(op, private=self.rng.random() < 0.7)

    def remember(self, item: str, text: str) -> None:
        self.notes[item] = Doc(client_id=self.y_client)
        self.notes[item].apply_update(texts.base(text))

    def span(self) -> int:
        """A width that occurs nowhere else as a number; an instant may end in the same digits."""
        span = self.rng.randrange(900_001, 2**20)
        self.secrets |= {before + str(span) for before in ":,["}
        return span

    async def move(self) -> None:
        some = self.rng.sample(list(self.notes), self.rng.randint(1, len(self.notes)))
        await self.send(moved(*some, x=self.number(), y=self.number()))

    async def colour(self) -> None:
        item = self.one()
        await self.send(moved(item) if item in self.pictures else coloured(item, colour="purple"))

    async def delete(self) -> None:
        one = self.one()
        del self.notes[one]
        self.gone.add(one)
        await self.send(deleted(one))

    async def edit(self) -> None:
        item = self.one()
        doc, before = self.notes[item], self.notes[item].get_state()
        text = doc.get("t", type=Text)
        with doc.transaction():
            if self.rng.random() < 0.5:
                del text[0 : len(str(text).encode())]
            text.insert(0, self.canary() + "🧪")
        update = base64.b64encode(doc.get_update(before)).decode()
        await self.send({"t": "edit_text", "id": item, "epoch": 0, "update": update})

    async def again(self) -> None:
        await self.socket.do(note("Again"), op_id=self.rng.choice(self.op_ids))

    async def point(self) -> None:
        where = {"x": self.number(), "y": self.number(), "item": self.one()}
        await self.socket.send(t="presence", **where)

    def one(self) -> str:
        return self.rng.choice(list(self.notes))


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


def digest_of(file: str) -> str:
    """What the picture's bytes add up to."""
    return Attachment.objects.across_labs().get(id=file).digest


def traces(stream: str) -> set[str]:
    """Instants and hashes of the entries of a stream."""
    return {part for entry in stored(stream) for part in (entry.at, entry.hash.hex())}


@pytest.fixture(autouse=True)
def tireless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three people are in all sessions, quicker than anybody may be."""
    monkeypatch.setattr(flood, "PERSON_FRAMES_PER_SECOND", 1e6)
    monkeypatch.setattr(flood, "KNOCKS_AT_ONCE", 1e6)


async def test_silence_keeps_its_secrets(silent: Cast) -> None:
    """200 sessions of 32 gestures; onlookers hear what they hear without.

    [B9.1] [B9.2] [B9.7] [S1] [S2]
    """
    theatre = await sync_to_async(Theatre.build)(silent)
    quiet = {}
    for seed in range(ONLOOKERS):
        _, onlookers, _ = await theatre.session(seed, writing=False)
        quiet[seed] = [onlooker.told() for onlooker in onlookers]
        await gone(*onlookers)
    gestures = beats = 0
    for start in range(0, SESSIONS, AT_ONCE):
        seeds = range(start, start + AT_ONCE)
        played = await asyncio.gather(*(theatre.session(seed, writing=True) for seed in seeds))
        for seed, (author, onlookers, board) in zip(seeds, played, strict=True):
            gestures += author.gestures
            keeps_its_secrets(author, onlookers)
            assert [o.told() for o in onlookers] == quiet[seed % ONLOOKERS], f"seed {seed}"
            beats += sum(beats_are_hers(onlooker, board) for onlooker in onlookers)
            await gone(author, *onlookers)
    assert gestures == SESSIONS * ROUNDS * A_ROUND
    assert beats > SESSIONS // 2
    assert not service.hub().rooms


def keeps_its_secrets(author: Author, onlookers: list[Onlooker]) -> None:
    """None of her marks is in what anybody else was sent."""
    forbidden = author.secrets | author.drafts | set(author.notes) | set(SECRET_COLOURS)
    for onlooker in onlookers:
        everything = "\n".join(unpacked(text) for text in onlooker.heard)
        assert [secret for secret in forbidden if secret in everything] == []
        assert '"t":"presence"' not in everything


def beats_are_hers(onlooker: Onlooker, board: Board) -> int:
    """A beat names the board, where nothing happens, and her stream, where only she writes."""
    said = [json.loads(text) for text in onlooker.heard if '"t":"beat"' in text]
    own = [0]
    for frame in said:
        (shared, head), (_, mine) = frame["heads"].items()
        assert (shared, head) == (board.stream.id, 0)
        assert own[-1] <= mine <= ROUNDS
        own.append(mine)
    return len(said)


async def gone(*people: Author | Onlooker) -> None:
    """They close their tabs; their board's room is forgotten."""
    for one in people:
        await one.socket.leave()
    await idle()


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


async def test_an_onlooker_who_listens_elsewhere_hears_no_presence(silent: Cast) -> None:
    """[B9.3] In silence presence is off; what was pointed at before it began is forgotten."""
    theatre = await sync_to_async(Theatre.build)(silent)
    technologist, _ = await theatre.seat(silent.board, silent.technologist)
    artist, _ = await theatre.seat(silent.board, silent.artist)
    facilitator, _ = await theatre.seat(silent.board, silent.facilitator)
    await technologist.send(t="presence", x=1_234_567, y=7_654_321)
    await technologist.send(t="ping", n=0)
    await technologist.until("pong")
    await done(facilitator, {"t": "reveal"})
    await artist.until("rules")
    await technologist.send(t="presence", x=11, y=12)
    seen = (await artist.until("presence"))["people"]
    assert seen == {silent.technologist.hex: {"x": 11, "y": 12, "item": None}}
    assert "1234567" not in "".join(artist.heard)
