"""A simple protocol client over a real socket: writes, remembers what was confirmed, comes back.

It keeps every operation until it is confirmed or refused, and sends what is left again, under the
same op_id, after each joining. What it believes can be compared with the log afterwards.
"""

from __future__ import annotations

import asyncio
import json
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.typing import Origin

from common.ids import new_id

Frame = dict[str, Any]

#: operations of one client that may be unconfirmed at once
WINDOW = 2
#: a client adds no more notes than this; a snapshot stays small
MOST_NOTES = 20
COLOURS = ("yellow", "orange", "pink", "purple", "blue", "green", "grey")


class Client:
    """One browser on one board. `come_back` says when the server may be tried again."""

    def __init__(
        self,
        address: str,
        cookie: str,
        seed: str,
        come_back: Callable[[], Awaitable[None]],
    ) -> None:
        self.address = address
        self.cookie = cookie
        self.chance = random.Random(seed)
        self.come_back = come_back
        self.person = ""
        self.pending: dict[str, Frame] = {}
        #: op_id → (stream, number), as the server confirmed it
        self.confirmed: dict[str, tuple[str, int]] = {}
        self.refused: dict[str, str] = {}
        #: (stream, number) → op_id, everything it was ever shown
        self.shown: dict[tuple[str, int], str] = {}
        self.cursors: dict[str, tuple[int, str]] = {}
        self.notes: list[str] = []
        self.counted: Counter[str] = Counter()
        self.closes: list[tuple[str, int]] = []
        self.writing = True
        self.epoch = self.bye = ""
        self.joined = asyncio.Event()
        self.settled = asyncio.Event()
        self.closed = asyncio.Event()
        self._progress = asyncio.Condition()

    async def more_than(self, confirmed: int) -> None:
        """Until more than so many operations are confirmed."""
        async with self._progress:
            await self._progress.wait_for(lambda: len(self.confirmed) > confirmed)

    # -- the life of a browser

    async def run(self) -> None:
        """Connect, write, come back; until cancelled."""
        while True:
            await self.come_back()
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
            try:
                async for text in socket:
                    await self._hear(socket, json.loads(text))
            finally:
                self.closes.append((self.bye, socket.close_code or 0))
                self.closed.set()

    async def _join(self, socket: ClientConnection) -> None:
        cursors = [
            {"stream": stream, "seq": seq, "hash": known}
            for stream, (seq, known) in self.cursors.items()
        ]
        known = {"epoch": self.epoch} if self.epoch else {}
        await self._say(socket, {"t": "join", "protocol": 1, "cursors": cursors, **known})

    async def _hear(self, socket: ClientConnection, said: Frame) -> None:
        kind = said["t"]
        self.counted[kind] += 1
        if kind in ("welcome", "caught_up"):
            await self._welcomed(socket, said)
        elif kind == "entries":
            await self._entries(socket, said["stream"], said["hash"], said["entries"])
        elif kind == "accepted":
            self._confirm(said["op_id"], (said["stream"], said["seq"]))
        elif kind == "mark":
            await self._say(socket, {"t": "seen", "n": said["n"]})
        elif kind == "bye":
            self.bye = said["code"]
        elif kind == "refused" and said["op_id"]:
            self.refused[said["op_id"]] = said["code"]
            self.pending.pop(said["op_id"], None)
        async with self._progress:
            self._progress.notify_all()
        await self._write(socket)

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
            head = self.cursors.get(stream, (0, ""))[0]
            if entry["seq"] > head + 1:
                await self._say(socket, {"t": "pull", "stream": stream, "since": head})
                return
            self.shown[stream, entry["seq"]] = entry["op"]
            if entry["seq"] == head + 1:
                self.cursors[stream] = entry["seq"], known
            if entry["actor"] == self.person:
                self._confirm(entry["op"], (stream, entry["seq"]))

    def _confirm(self, op_id: str, place: tuple[str, int]) -> None:
        self.confirmed.setdefault(op_id, place)
        self.pending.pop(op_id, None)

    # -- writing

    async def _write(self, socket: ClientConnection) -> None:
        if not self.pending:
            self.settled.set()
        writes = self.writing and self.joined.is_set() and not self.bye
        while writes and len(self.pending) < WINDOW:
            op_id = new_id()
            self.pending[op_id] = {
                "t": "op",
                "op_id": op_id,
                "private": False,
                "op": self._operation(),
            }
            self.settled.clear()
            await self._say(socket, self.pending[op_id])

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
