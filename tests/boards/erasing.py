"""A board on which the artist wrote in every way there is; and looking for words everywhere."""

from __future__ import annotations

import base64
import gc
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import Any

from asgiref.sync import sync_to_async
from django.db import connection
from pycrdt import Doc, Text

from boards.splice import units
from boards.updates import Place, Run, Update, read, state_vector, write
from tests.boards.stage import change_mode, deleted, done, knock
from tests.support.cast import Cast
from tests.support.socket import Frame, Socket, note
from tests.texts.typist import Typist

#: words of the artist, who asks for erasure, and of her colleagues; no two have a part in common
HERS = [f"kestrel{n}é😀" for n in range(20)]
HIS = [f"plover{n}ž🧪" for n in range(20)]


class Hand(Typist):
    """Somebody's browser with one note open."""

    async def types(self, word: str, before: str = "") -> Frame:
        """Put a word in, before another one or at the end."""
        known, text = self.doc.get_state(), self.doc.get("t", type=Text)
        at = str(text).index(before) if before else len(str(text))
        text.insert(len(str(text)[:at].encode()), word)
        return await self.sends(self.doc.get_update(known))

    async def takes_out(self, word: str) -> Frame:
        """Delete a word."""
        known, text = self.doc.get_state(), self.doc.get("t", type=Text)
        start = len(str(text)[: str(text).index(word)].encode())
        del text[start : start + len(word.encode())]
        return await self.sends(self.doc.get_update(known))

    async def undoes(self, word: str, place: Place) -> Frame:
        """Bring a deleted word back as yjs does: anew, right before where it was."""
        clock = state_vector(self.doc.get_state()).get(self.doc.client_id, 0)
        start = Place(self.doc.client_id, clock)
        run = Run(start, units(word), word, None, place, None)
        update = write(Update([run], []))
        self.doc.apply_update(update)
        return await self.sends(update)

    async def sends(self, update: bytes) -> Frame:
        """The answer to an edit."""
        return await self.socket.settled(await self.send(update, self.epoch))

    epoch = 0

    async def open(self) -> None:
        """Ask for the document and take it over."""
        await self.socket.send(t="open_text", item=self.item)
        frame = await self.socket.until("text")
        self.epoch = frame["epoch"]
        self.doc = Doc(client_id=self.doc.client_id)
        self.doc.apply_update(base64.b64decode(frame["state"]))

    def place_of(self, word: str) -> Place:
        """Where the units of a word stand in her document."""
        for run in read(self.doc.get_update()).runs:
            if run.text and word in run.text:
                before = units(run.text[: run.text.index(word)])
                return run.start._replace(clock=run.start.clock + before)
        raise LookupError(word)


@dataclass
class Table:
    """The artist (she), the technologist (he) and the facilitator at one board."""

    cast: Cast
    she: Socket
    he: Socket
    facilitator: Socket
    numbers: dict[Socket, int]
    #: what each note says once her words are erased; id → text
    left: dict[str, str] = field(default_factory=dict)

    @classmethod
    async def lay(cls, cast: Cast) -> Table:
        numbers = {}
        for person in (cast.artist, cast.technologist, cast.facilitator):
            socket = await knock(cast.board, person)
            numbers[socket] = (await socket.join())["you"]["y_client"]
        she, he, facilitator = numbers
        return cls(cast, she, he, facilitator, numbers)

    async def hand(self, who: Socket, item: str) -> Hand:
        """Somebody with a note open."""
        hand = Hand(who, self.numbers[who], item)
        await hand.open()
        return hand

    async def add(self, who: Socket, text: str, left: str, private: bool = False) -> str:
        """A note, and what will be left of it."""
        one = note(text)
        assert (await done(who, one, private=private))["t"] == "entry"
        self.left[one["id"]] = left
        return str(one["id"])

    async def edit(self, who: Socket, item: str, word: str, before: str = "") -> None:
        """Open a note and put a word in."""
        hand = await self.hand(who, item)
        assert (await hand.types(word, before))["t"] == "entry"

    async def writes(self) -> None:
        """Everything there is: alone, together, taken out, brought back, in silence, revealed."""
        await self.in_the_open()
        await self.brings_back()
        await self.in_silence()

    async def in_the_open(self) -> None:
        await self.add(self.she, HERS[0], "")
        his = await self.add(self.he, HIS[0], HIS[0] + HIS[1])
        await self.edit(self.she, his, HERS[1])
        await self.edit(self.he, his, HIS[1])
        hers = await self.add(self.she, HERS[2], HIS[2])
        await self.edit(self.he, hers, HIS[2], before=HERS[2])
        taken_out = await self.add(self.he, HIS[3], HIS[3])
        await self.edit(self.she, taken_out, HERS[3])
        await (await self.hand(self.he, taken_out)).takes_out(HERS[3])
        gone = await self.add(self.she, HERS[4], "")
        await done(self.she, deleted(gone))
        untouched = await self.add(self.he, HIS[4], HIS[4] + HIS[5])
        await self.edit(self.he, untouched, HIS[5])

    async def brings_back(self) -> None:
        """What an undo brings back belongs to whom it belonged before."""
        one = await self.add(self.he, HIS[6], HIS[6])
        await self.edit(self.she, one, HERS[5])
        for who, word in ((self.he, HERS[5]), (self.she, HIS[6])):
            hand = await self.hand(who, one)
            place = hand.place_of(word)
            await hand.takes_out(word)
            assert (await hand.undoes(word, place))["words"]["insert"]

    async def in_silence(self) -> None:
        board, by = self.cast.board, self.cast.facilitator
        await change_mode(board=board, mode="silent", by=by)
        hers = await self.add(self.she, HERS[6], HIS[7], private=True)
        await self.edit(self.she, hers, HERS[7])
        await self.add(self.she, HERS[8], "", private=True)
        his = await self.add(self.he, HIS[8], HIS[8] + HIS[9] + HIS[10], private=True)
        await self.edit(self.he, his, HIS[9])
        await self.add(self.he, HIS[11], HIS[11], private=True)
        assert (await done(self.facilitator, {"t": "reveal"}))["t"] == "entry"
        await self.edit(self.he, hers, HIS[7])
        await self.edit(self.he, his, HIS[10])
        late = await self.add(self.she, HERS[9], HIS[12])
        await self.edit(self.he, late, HIS[12])
        await change_mode(board=board, mode="silent", by=by)
        private = await self.add(self.she, HERS[10], "", private=True)
        await self.edit(self.she, private, HERS[11])
        await self.add(self.he, HIS[13], HIS[13], private=True)


# -- looking for words


def unpacked(data: bytes) -> bytes:
    """Bytes, and whatever base64 and JSON escapes in them say."""
    packed = [part for part in re.findall(rb"[A-Za-z0-9+/]{8,}={0,2}", data) if len(part) % 4 == 0]
    return data + b"".join(base64.b64decode(part) for part in packed)


def found(words: Iterable[str], data: bytes) -> list[str]:
    """Which of these words are in these bytes: their letters, whatever stands between the runs."""
    searched = unpacked(data)
    return [word for word in words if word[:8].encode() in searched]


@sync_to_async
def in_tables(words: Iterable[str]) -> list[tuple[str, str]]:
    """Tables in which one of these words stands, in any column."""
    hits = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                data = b"\n".join(map(_bytes, row))
                hits += [(table, word) for word in found(words, data)]
    return hits


def _bytes(value: object) -> bytes:
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value)
    return str(value).encode()


def in_memory(words: Iterable[str], root: object) -> list[str]:
    """Which of these words an object holds, itself or in anything it refers to."""
    said = b"\n".join(_strings(root))
    return found(words, said)


_CODE = (type, ModuleType, FunctionType, MethodType, BuiltinFunctionType)


def _strings(root: object) -> Iterator[bytes]:
    seen: set[int] = set()
    waiting: list[Any] = [root]
    while waiting:
        one = waiting.pop()
        if id(one) in seen or isinstance(one, _CODE):
            continue
        seen.add(id(one))
        if isinstance(one, str | bytes | bytearray):
            yield _bytes(one)
        elif type(one).__module__.split(".")[0] in ("builtins", "boards", "collections", "tests"):
            waiting += gc.get_referents(one)
