"""Somebody who writes on a silent board, in every way there is.

Every private note, edit, coordinate and colour carries something found nowhere else.
"""

from __future__ import annotations

import base64
import random
from dataclasses import dataclass, field

from asgiref.sync import sync_to_async
from pycrdt import Doc, Text

from accounts.models import Person
from boards import texts
from boards.models import Attachment, Board
from common.ids import new_id
from tests.boards.stage import coloured, deleted, done, moved
from tests.support.files import image, uploaded
from tests.support.socket import Frame, Socket, note

#: gestures without waiting for an answer
A_ROUND = 8
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
        """Some gestures, the answers waited for together."""
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


def digest_of(file: str) -> str:
    """What the picture's bytes add up to."""
    return Attachment.objects.across_labs().get(id=file).digest
