"""A simple protocol client over a real socket: writes, remembers what was confirmed, comes back.

It keeps every operation until it is confirmed or refused, and sends what is left again, under the
same op_id, after each joining. What it believes can be compared with the log afterwards.
"""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.typing import Origin

from common.ids import new_id

Frame = dict[str, Any]
#: stream and number of an entry
Place = tuple[str, int]

#: operations of one client that may be unconfirmed at once, usually
WINDOW = 2
#: after these a browser does not come back by itself
FINAL = frozenset({4001, 4003, 4010})
#: a client adds no more notes than this; a snapshot stays small
MOST_NOTES = 20
COLOURS = ("yellow", "orange", "pink", "purple", "blue", "green", "grey")


class _Entries(msgspec.Struct):
    """An `entries` frame, its entries as the bytes they came in."""

    stream: str
    entries: list[msgspec.Raw]


_bytes_in = msgspec.json.Decoder(_Entries).decode


class Client:
    """One browser on one board. `go` waits until a server may be tried, and says where it is."""

    def __init__(
        self,
        go: Callable[[], Awaitable[str]],
        cookie: str,
        seed: str,
        pause: float = 0.0,
    ) -> None:
        self.go = go
        self.cookie = cookie
        self.chance = random.Random(seed)
        #: seconds between two operations, on average
        self.pause = pause
        self.address = ""
        self.person = ""
        self.pending: dict[str, Frame] = {}
        #: op_id → (stream, number), as the server confirmed it
        self.confirmed: dict[str, Place] = {}
        self.refused: dict[str, str] = {}
        #: (stream, number) → op_id, everything it was ever shown
        self.shown: dict[Place, str] = {}
        #: op_id → when it was first sent; (stream, number) → when it was first shown
        self.sent_at: dict[str, float] = {}
        self.shown_at: dict[Place, float] = {}
        #: (stream, number) → the entry's bytes, where they are asked for
        self.bytes: dict[Place, bytes] | None = None
        self.cursors: dict[str, tuple[int, str]] = {}
        self.notes: list[str] = []
        self.counted: Counter[str] = Counter()
        #: what it was told and the code, of each connection that ended
        self.closes: list[tuple[str, int]] = []
        #: when it heard anything last but a goodbye; when it was told its rules anew
        self.heard_at = self.rules_at = 0.0
        self.writing = True
        #: how many operations it may still begin; None: any number
        self.quota: int | None = None
        #: how many operations may be unconfirmed at once
        self.window = WINDOW
        self.epoch = self.bye = ""
        self.joined = asyncio.Event()
        self.closed = asyncio.Event()
        self._progress = asyncio.Condition()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Until this holds; looked at whenever something was heard."""
        async with self._progress:
            await self._progress.wait_for(holds)

    async def write(self, writing: bool = True) -> None:
        """Write on, or begin nothing new."""
        self.writing = writing
        await self._look_again()

    async def more_than(self, confirmed: int) -> None:
        """Until more than so many operations are confirmed."""
        await self.until(lambda: len(self.confirmed) > confirmed)

    async def settled(self) -> None:
        """Until nothing it began is unanswered."""
        await self.until(lambda: not self.pending)

    async def reads(self, stream: str, seq: int) -> None:
        """Until it has read a stream so far."""
        await self.until(lambda: self.head(stream) >= seq)

    async def _look_again(self) -> None:
        async with self._progress:
            self._progress.notify_all()

    # -- the life of a browser

    async def run(self) -> None:
        """Connect, write, come back; until cancelled, or sent away for good."""
        while not self.closes or self.closes[-1][1] not in FINAL:
            self.address = await self.go()
            try:
                await self._once()
            except (OSError, ConnectionClosed, InvalidHandshake, TimeoutError):
                self.counted["lost connections"] += 1
            finally:
                self.joined.clear()

    async def _once(self) -> None:
        host = self.address.removeprefix("ws://").split("/")[0]
        async with connect(
            self.address,
            origin=Origin(f"http://{host}"),
            additional_headers={"Cookie": self.cookie},
            compression=None,
            proxy=None,
            ping_interval=None,
            max_queue=None,
            close_timeout=1,
        ) as socket:
            self.bye = ""
            await self._join(socket)
            writer = asyncio.create_task(self._keep_writing(socket))
            try:
                async for text in socket:
                    await self._hear(socket, text)
            finally:
                self.closes.append((self.bye, socket.close_code or 0))
                self.closed.set()
                writer.cancel()
                with suppress(asyncio.CancelledError):
                    await writer
                await self._look_again()

    async def _join(self, socket: ClientConnection) -> None:
        cursors = [
            {"stream": stream, "seq": seq, "hash": known}
            for stream, (seq, known) in self.cursors.items()
        ]
        known = {"epoch": self.epoch} if self.epoch else {}
        await self._say(socket, {"t": "join", "protocol": 1, "cursors": cursors, **known})

    async def _hear(self, socket: ClientConnection, text: str | bytes) -> None:
        said: Frame = json.loads(text)
        kind = said["t"]
        self.counted[kind] += 1
        if kind != "bye":
            self.heard_at = time.monotonic()
        if kind in ("welcome", "caught_up"):
            await self._welcomed(socket, said)
        elif kind == "entries":
            self._keep_bytes(text)
            await self._entries(socket, said["stream"], said["hash"], said["entries"])
        elif kind == "accepted":
            self._confirm(said["op_id"], (said["stream"], said["seq"]))
        elif kind == "beat":
            await self._compare_heads(socket, said["heads"])
        elif kind == "mark":
            await self._say(socket, {"t": "seen", "n": said["n"]})
        elif kind == "bye":
            self.bye = said["code"]
        elif kind == "rules":
            self.rules_at = self.heard_at
        elif kind == "refused" and said["op_id"]:
            self.refused[said["op_id"]] = said["code"]
            self.pending.pop(said["op_id"], None)
        await self._look_again()

    async def _welcomed(self, socket: ClientConnection, said: Frame) -> None:
        self.epoch, self.person = said["epoch"], said["you"]["person"]
        for stream in said["streams"]:
            if said["t"] == "welcome":
                self.cursors[stream["id"]] = stream["seq"], stream["hash"]
            else:
                await self._entries(socket, stream["id"], stream["hash"], stream["entries"])
        for message in list(self.pending.values()):
            self.counted["sent again"] += 1
            await self._say(socket, message)
        self.joined.set()

    async def _entries(
        self, socket: ClientConnection, stream: str, known: str, entries: list[Frame]
    ) -> None:
        """Strictly by number (B2.3)."""
        for entry in entries:
            head = self.head(stream)
            if entry["seq"] > head + 1:
                self.counted["gaps"] += 1
                await self._pull(socket, stream)
                return
            place = stream, entry["seq"]
            self.shown[place] = entry["op"]
            self.shown_at.setdefault(place, self.heard_at)
            if entry["seq"] == head + 1:
                self.cursors[stream] = entry["seq"], known
            if entry["actor"] == self.person:
                self._confirm(entry["op"], place)

    async def _compare_heads(self, socket: ClientConnection, heads: dict[str, int]) -> None:
        """Something never came (B2.4)."""
        for stream, seq in heads.items():
            if stream in self.cursors and seq > self.head(stream):
                self.counted["pulled at a beat"] += 1
                await self._pull(socket, stream)

    async def _pull(self, socket: ClientConnection, stream: str) -> None:
        await self._say(socket, {"t": "pull", "stream": stream, "since": self.head(stream)})

    def head(self, stream: str) -> int:
        """How far it has read a stream."""
        return self.cursors.get(stream, (0, ""))[0]

    def _confirm(self, op_id: str, place: Place) -> None:
        self.confirmed.setdefault(op_id, place)
        self.pending.pop(op_id, None)

    def _keep_bytes(self, text: str | bytes) -> None:
        if self.bytes is None:
            return
        frame = _bytes_in(text)
        for raw in frame.entries:
            seq = int(msgspec.json.decode(raw)["seq"])
            self.bytes.setdefault((frame.stream, seq), bytes(raw))

    # -- writing

    async def _keep_writing(self, socket: ClientConnection) -> None:
        while True:
            await self.until(self._may_write)
            message = self._next()
            op_id = message["op_id"]
            self.pending[op_id] = message
            self.sent_at[op_id] = time.monotonic()
            await self._say(socket, message)
            if self.pause:
                await asyncio.sleep(self.chance.uniform(0, 2 * self.pause))

    def _may_write(self) -> bool:
        free = self.writing and self.joined.is_set() and not self.bye
        return free and self.quota != 0 and len(self.pending) < self.window

    def _next(self) -> Frame:
        if self.quota is not None:
            self.quota -= 1
        return {"t": "op", "op_id": new_id(), "private": False, "op": self._operation()}

    def _operation(self) -> Frame:
        if not self.notes or (len(self.notes) < MOST_NOTES and self.chance.random() < 0.5):
            note = new_id()
            self.notes.append(note)
            return {"t": "add_note", "id": note, **self._place(), "colour": "yellow", "text": note}
        ids = self.chance.sample(self.notes, min(3, len(self.notes)))
        if self.chance.random() < 0.5:
            return {"t": "colour_items", "ids": ids, "colour": self.chance.choice(COLOURS)}
        return {"t": "move_items", "moves": [{"id": note, **self._place()} for note in ids]}

    def _place(self) -> Frame:
        return {"x": self.chance.randrange(64_000), "y": self.chance.randrange(64_000), "z": "V"}

    @staticmethod
    async def _say(socket: ClientConnection, message: Frame) -> None:
        with suppress(ConnectionClosed):  # what was said before the close is still to be heard
            await socket.send(json.dumps(message))
