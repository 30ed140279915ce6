"""An innocent colleague on the board: writes at an even pace and is to notice nothing.

Run as a process of her own, so that she waits for the server only: reads one JSON line (her seat),
says `joined`, writes until her standard input ends, and prints what she saw as one JSON line.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin

from common.ids import new_id
from tests.kill.server import ROOT

from .talker import JOIN, Seat

EVERY_S = 0.05
ANSWERED_WITHIN_S = 30.0


class Witness:
    """Adds a note, then moves it about. Times are seconds from saying to seeing it."""

    def __init__(self, seat: Seat) -> None:
        self.seat = seat
        self.took: list[float] = []
        self.wrong: list[str] = []
        self.writing = True
        self.joined = asyncio.Event()
        self._said: dict[str, float] = {}
        self._heads: dict[str, int] = {}
        self._note = new_id()

    async def run(self) -> None:
        """Until `writing` is unset and everything said was seen."""
        host = f"127.0.0.1:{self.seat.port}"
        async with connect(
            f"ws://{host}{self.seat.path}",
            origin=Origin(f"http://{host}"),
            additional_headers={"Cookie": self.seat.cookie},
            compression=None,
            proxy=None,
            max_size=None,
        ) as socket:
            await socket.send(JOIN)
            hearing = asyncio.create_task(self._hear(socket))
            try:
                await self._write(socket, hearing)
                async with asyncio.timeout(ANSWERED_WITHIN_S):
                    while self._said and not hearing.done():
                        await asyncio.sleep(0.01)
                if hearing.done():
                    self.wrong.append(f"innocent and yet closed with {socket.close_code}")
            except (ConnectionClosed, TimeoutError) as error:
                self.wrong.append(f"innocent and yet: {error!r}, {len(self._said)} unseen")
            hearing.cancel()
            await asyncio.gather(hearing, return_exceptions=True)

    async def _write(self, socket: ClientConnection, hearing: asyncio.Task[None]) -> None:
        await self.joined.wait()
        first = True
        while self.writing and not hearing.done():
            op_id = new_id()
            place = {"id": self._note, "x": 16, "y": len(self.took) % 9_000, "z": "V"}
            add = {"t": "add_note", **place, "colour": "green", "text": "innocent"}
            op = add if first else {"t": "move_items", "moves": [place]}
            self._said[op_id] = time.monotonic()
            await socket.send(json.dumps({"t": "op", "op_id": op_id, "private": False, "op": op}))
            first = False
            await asyncio.sleep(EVERY_S)

    async def _hear(self, socket: ClientConnection) -> None:
        async for text in socket:
            said = json.loads(text)
            if said["t"] == "welcome":
                self._heads = {stream["id"]: stream["seq"] for stream in said["streams"]}
                self.joined.set()
            elif said["t"] == "entries":
                self._entries(said)
            elif said["t"] == "mark":
                await socket.send(json.dumps({"t": "seen", "n": said["n"]}))
            elif said["t"] in ("refused", "bye"):
                self.wrong.append(f"innocent and yet: {said}")
                self._said.pop(said.get("op_id", ""), None)

    def _entries(self, said: dict[str, Any]) -> None:
        for entry in said["entries"]:
            head = self._heads.get(said["stream"], 0)
            if entry["seq"] != head + 1:
                self.wrong.append(f"number {entry['seq']} came after {head}")
            self._heads[said["stream"]] = entry["seq"]
            if (began := self._said.pop(entry["op"], None)) is not None:
                self.took.append(time.monotonic() - began)


async def main() -> None:
    """One life."""
    lines = await _standard_input()
    witness = Witness(Seat(**json.loads(await lines.readline())))
    life = asyncio.create_task(witness.run())
    joined = asyncio.create_task(witness.joined.wait())
    await asyncio.wait([life, joined], return_when=asyncio.FIRST_COMPLETED)
    sys.stdout.write("joined\n")
    sys.stdout.flush()
    await lines.read()
    witness.writing = False
    await life
    sys.stdout.write(json.dumps({"took": witness.took, "wrong": witness.wrong}) + "\n")


async def _standard_input() -> asyncio.StreamReader:
    lines = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(lines), sys.stdin
    )
    return lines


@dataclass
class Seen:
    """What a witness saw."""

    took: list[float]
    wrong: list[str]


@asynccontextmanager
async def innocent(seat: Seat) -> AsyncIterator[Seen]:
    """A witness in a process of her own; what she saw is there afterwards."""
    seen = Seen([], [])
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.frames.witness"),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdin
    assert process.stdout
    process.stdin.write(json.dumps(asdict(seat)).encode() + b"\n")
    assert await process.stdout.readline() == b"joined\n"
    try:
        yield seen
    finally:
        process.stdin.close()
        said = await process.stdout.read()
        await process.wait()
        found = json.loads(said or b'{"took": [], "wrong": ["the witness fell over"]}')
        seen.took, seen.wrong = found["took"], found["wrong"]


def percentile(times: list[float], part: float) -> float:
    """The value that so many parts of a hundred do not exceed, in ms."""
    ordered = sorted(times) or [0.0]
    return round(1000 * ordered[min(len(ordered) - 1, int(len(ordered) * part / 100))], 2)


if __name__ == "__main__":
    asyncio.run(main())
