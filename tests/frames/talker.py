"""Somebody on a board whose browser sends whatever it is given, and who counts the answers."""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .findings import Record
from .judge import Due, due
from .raw import CLOSE, PING, PONG, Raw, frame, request, text

#: a little less than one socket may say
FRAMES_PER_SECOND = 170.0
AT_ONCE = 600.0
ANSWERED_WITHIN_S = 30.0
#: our own pings have numbers that nobody else's have
FIRST_FENCE = 2**52
JOIN = '{"t":"join","protocol":1,"cursors":[]}'


@dataclass(frozen=True)
class Seat:
    """Whose browser it is, where it sits and from which address it comes."""

    port: int
    board: str
    cookie: str
    source: str

    @property
    def path(self) -> str:
        """The address of the board's socket."""
        return f"/ws/boards/{self.board}"


class Closed(Exception):
    """The server closed the socket."""


class Pace:
    """Keeps a person's browsers just below what the server lets one say."""

    def __init__(self) -> None:
        self.left, self.then = AT_ONCE, time.monotonic()

    async def take(self, count: int) -> None:
        """Wait until so many frames more may be said."""
        now = time.monotonic()
        self.left = min(AT_ONCE, self.left + (now - self.then) * FRAMES_PER_SECOND) - count
        self.then = now
        if self.left < 0:
            await asyncio.sleep(-self.left / FRAMES_PER_SECOND)


class Talker:
    """One socket at a time of one person."""

    def __init__(self, seat: Seat, record: Record, rng: random.Random) -> None:
        self.seat, self.record, self.rng = seat, record, rng
        self.pace = Pace()
        self.raw: Raw | None = None
        self.me = ""
        self.heads: dict[str, int] = {}
        #: op_id → answers that are still to come
        self.owed: Counter[str] = Counter()
        self.fences = FIRST_FENCE
        #: what was said since the server last answered everything
        self.lately: list[str] = []

    # -- coming and going

    async def come(self) -> None:
        """Open a socket and join."""
        await self.pace.take(1)
        self.raw = await Raw.dial(self.seat.port, self.seat.source)
        status = await self.raw.shake(request(self.seat.path, self.seat.port, self.seat.cookie))
        if status != 101:
            raise Closed(f"the handshake was answered {status}")
        await self.raw.write(text(JOIN))
        said = await self._hear()
        if said["t"] != "welcome":
            raise Closed(f"joining was answered {said}")
        self.me = said["you"]["person"]
        self.heads = {stream["id"]: stream["seq"] for stream in said["streams"]}
        self.record.counted["joined"] += 1

    async def go(self) -> None:
        """Wait for what is owed, and leave in order."""
        raw = self.raw
        if raw is None:
            return
        try:
            await self._settled()
            await raw.write(frame(CLOSE, b"\x03\xe8"))
            await raw.rest()
        except (Closed, TimeoutError) as error:
            self.record.find(f"while leaving: {error!r}", self.lately)
        finally:
            self.leave()

    def leave(self) -> None:
        """Be gone."""
        if self.raw:
            self.raw.drop()
        self.raw = None
        self.owed.clear()
        self.lately.clear()

    # -- saying and hearing

    async def say(self, frames: Sequence[str]) -> None:
        """Say these; every one of them is answered as is due, or it is found."""
        if self.raw is None:
            await self.come()
        await self.pace.take(len(frames) + 1)
        dues = [due(one) for one in frames]
        self.owed.update(one.op_id for one in dues if one.op_id)
        self.lately += frames
        self.fences += 1
        fence = f'{{"t":"ping","n":{self.fences}}}'
        assert self.raw
        await self.raw.write(b"".join(self._wrapped(one) for one in [*frames, fence]))
        refused = await self._until_fence()
        self._match(frames, dues, refused)
        self.record.counted["frames"] += len(frames)
        self.record.counted["refused as not understood"] += len(refused)
        if not +self.owed:
            self.lately.clear()

    def _wrapped(self, said: str) -> bytes:
        return text(said.encode("utf-8", "surrogatepass"), mask=self.rng.randbytes(4))

    async def _until_fence(self) -> list[str | None]:
        """The op_ids of the refusals up to the answer to our ping."""
        refused: list[str | None] = []
        while (said := await self._hear()) and (said["t"], said.get("n")) != ("pong", self.fences):
            if said["t"] == "refused" and said["code"] == "not_understood":
                refused.append(said["op_id"])
            else:
                self._answered(said)
        return refused

    async def _settled(self) -> None:
        """Until every operation is answered."""
        async with asyncio.timeout(ANSWERED_WITHIN_S):
            while +self.owed:
                self._answered(await self._hear())

    async def _hear(self) -> dict[str, Any]:
        assert self.raw
        while heard := await self.raw.hear():
            opcode, payload = heard
            if opcode == CLOSE:
                raise Closed(f"the socket was closed with {self.raw.end.code}")
            if opcode == PING:
                await self.raw.write(frame(PONG, payload))
                continue
            said: dict[str, Any] = json.loads(payload)
            if said["t"] == "mark":
                await self.raw.write(text(f'{{"t":"seen","n":{said["n"]}}}'))
            else:
                return said
        raise Closed(f"the connection ended: {self.raw.end}")

    # -- judging

    def _answered(self, said: dict[str, Any]) -> None:
        self.record.counted[f"heard {said['t']}"] += 1
        if said["t"] in ("refused", "accepted"):
            self._pay(said["op_id"], said.get("code", "accepted"))
        elif said["t"] == "entries":
            for entry in said["entries"]:
                if entry["seq"] > self.heads.get(said["stream"], 0):
                    self.heads[said["stream"]] = entry["seq"]
                    if entry["actor"] == self.me:
                        self._pay(entry["op"], "entry")

    def _pay(self, op_id: str | None, how: str) -> None:
        self.record.counted[f"answered {how}"] += 1
        if op_id is None:
            return
        self.owed[op_id] -= 1
        if self.owed[op_id] < 0:
            self.record.find(f"{op_id} was answered once too often ({how})", self.lately)

    def _match(self, frames: Sequence[str], dues: Sequence[Due], refused: list[str | None]) -> None:
        """The refusals come in the order of the frames that are not understood; among them may be
        some of operations that were well formed and not understood when their turn came."""
        paid = self._later({0: ()}, refused)
        for one in dues:
            next_paid = {
                n + 1: later
                for n, later in paid.items()
                if n < len(refused) and refused[n] in one.may_name
            }
            paid = self._later(next_paid if one.refused else paid | next_paid, refused)
        if len(refused) in paid:
            for op_id in paid[len(refused)]:
                self._pay(op_id, "not_understood")
        else:
            self.record.find(f"refused under {refused}, due {[one[:2] for one in dues]}", frames)

    def _later(
        self, paid: dict[int, tuple[str, ...]], refused: list[str | None]
    ) -> dict[int, tuple[str, ...]]:
        """How far one comes, too, by taking refusals as those of operations owed an answer."""
        found = dict(paid)
        for n, later in paid.items():
            while n < len(refused) and (op_id := refused[n]) and self.owed[op_id] > 0:
                n, later = n + 1, (*later, op_id)
                found.setdefault(n, later)
        return found
