"""People who do on a board whatever may be done there, by chance, each with her own words."""

from __future__ import annotations

import base64
import random
from dataclasses import dataclass, field

from pycrdt import Doc, Text

from tests.boards.stage import coloured, deleted, done, knock, moved
from tests.support.cast import Cast
from tests.support.socket import Frame, Socket, note

PIECES = ["glass ", "Žluťoučký ", "🧪", "玻璃", "\n", "é", "👩‍👩‍👧 "]


@dataclass
class Player:
    """Somebody at her socket, who touches what she may: her own notes, and public ones."""

    socket: Socket
    person: str
    number: int
    rng: random.Random
    own: set[str] = field(default_factory=set)
    public: set[str] = field(default_factory=set)
    silent: bool = False

    @classmethod
    async def sit_down(cls, cast: Cast, person, rng: random.Random) -> Player:
        socket = await knock(cast.board, person)
        welcome = await socket.join()
        player = cls(socket, person.hex, welcome["you"]["y_client"], rng)
        for stream in welcome["streams"]:
            living = {item["id"] for item in stream["items"] if "deleted" not in item}
            if stream["kind"] == "own":
                player.own = living
            else:
                player.public = living
        return player

    async def acts(self) -> Frame:
        """One operation; its answer."""
        kinds = [self.add, self.move, self.colour, self.edit, self.edit, self.edit, self.delete]
        return await self.rng.choice(kinds if self.mine() else [self.add])()

    def mine(self) -> list[str]:
        """What she may change now."""
        return sorted(self.own if self.silent else self.public)

    async def add(self) -> Frame:
        place = {"x": self.rng.randrange(-999, 999), "z": self.rng.choice("aZ5")}
        one = note(self.rng.choice(["", *PIECES]), **place)
        (self.own if self.silent else self.public).add(one["id"])
        return await done(self.socket, one, private=self.silent)

    async def move(self) -> Frame:
        mine = self.mine()
        some = self.rng.sample(mine, min(len(mine), self.rng.randint(1, 3)))
        return await done(self.socket, moved(*some, x=self.rng.randrange(999)))

    async def colour(self) -> Frame:
        return await done(self.socket, coloured(self.rng.choice(self.mine()), colour="purple"))

    async def delete(self) -> Frame:
        one = self.rng.choice(self.mine())
        answer = await done(self.socket, deleted(one))
        if answer["t"] == "entry":
            self.own.discard(one)
            self.public.discard(one)
        return answer

    async def edit(self) -> Frame:
        item = self.rng.choice(self.mine())
        await self.socket.send(t="open_text", item=item)
        frame = await self.socket.until("text")
        doc: Doc[Text] = Doc(client_id=self.number)
        doc.apply_update(base64.b64decode(frame["state"]))
        before = doc.get_state()
        with doc.transaction():
            self._type(doc.get("t", type=Text))
        packed = base64.b64encode(doc.get_update(before)).decode()
        op = {"t": "edit_text", "id": item, "epoch": frame["epoch"], "update": packed}
        return await done(self.socket, op)

    def _type(self, text: Text) -> None:
        now = str(text)
        if now and self.rng.random() < 0.4:
            start = self.rng.randrange(len(now))
            end = min(len(now), start + self.rng.randint(1, 4))
            del text[len(now[:start].encode()) : len(now[:end].encode())]
            now = str(text)
        at = self.rng.randrange(len(now) + 1)
        text.insert(len(now[:at].encode()), self.rng.choice(PIECES))
