"""A socket as a browser opens it, against the whole ASGI application."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator

from accounts.models import Person
from boards.models import Board
from common.ids import new_id
from livelab.asgi import application

from . import cast

ORIGIN = "http://127.0.0.1:8000"
Frame = dict[str, Any]


class Socket:
    """One browser on one board. Keeps every byte it was sent (`heard`)."""

    def __init__(self, board: str, cookie: str) -> None:
        headers = [(b"origin", ORIGIN.encode()), (b"host", b"127.0.0.1:8000")]
        if cookie:
            headers.append((b"cookie", cookie.encode()))
        self.raw = WebsocketCommunicator(application, f"/ws/boards/{board}", headers)
        self.heard: list[str] = []
        self.closed: int | None = None

    async def open(self) -> Socket:
        """Shake hands."""
        connected, _ = await self.raw.connect()
        assert connected
        return self

    async def send(self, **message: Any) -> None:
        """Send a message."""
        await self.raw.send_to(text_data=json.dumps(message))

    async def frame(self) -> Frame:
        """The next frame; a close is `{"t": "closed", "code": …}`."""
        output = await self.raw.receive_output(timeout=10)
        if output["type"] == "websocket.close":
            self.closed = output.get("code")
            return {"t": "closed", "code": self.closed}
        self.heard.append(output["text"])
        said: Frame = json.loads(output["text"])
        if said["t"] != "mark":
            return said
        await self.send(t="seen", n=said["n"])
        return await self.frame()

    async def until(self, kind: str, where: Callable[[Frame], bool] = lambda _: True) -> Frame:
        """The next frame of a kind; those before it are only heard."""
        while True:
            frame = await self.frame()
            if frame["t"] == kind and where(frame):
                return frame
            assert frame["t"] != "closed", f"closed with {frame['code']} while waiting for {kind}"

    async def join(self, **fields: Any) -> Frame:
        """Join; returns `caught_up`, or `welcome` with each stream's `items` put into it."""
        await self.send(t="join", protocol=1, **{"cursors": []} | fields)
        said = await self.frame()
        for stream in said["streams"] if said["t"] == "welcome" else ():
            stream["items"] = []
        for stream in said["streams"] if said["t"] == "welcome" else ():
            while len(stream["items"]) < stream["count"]:
                piece = await self.frame()
                assert (piece["t"], piece["stream"]) == ("items", stream["id"])
                stream["items"] += piece["items"]
        return said

    async def do(self, op: Frame, op_id: str = "", private: bool = False) -> str:
        """Send an operation; returns its op_id."""
        op_id = op_id or new_id()
        await self.send(t="op", op_id=op_id, private=private, op=op)
        return op_id

    async def settled(self, op_id: str) -> Frame:
        """The answer to an operation: its entry (with `stream`), `accepted` or `refused`."""
        while True:
            frame = await self.frame()
            if frame["t"] in ("accepted", "refused") and frame["op_id"] == op_id:
                return frame
            for entry in frame.get("entries", []):
                if entry["op"] == op_id:
                    return entry | {"t": "entry", "stream": frame["stream"]}
            assert frame["t"] != "closed", f"closed with {frame['code']}"

    async def leave(self) -> None:
        """Close the tab."""
        await self.raw.disconnect()


async def sit_down(board: Board, person: Person) -> Socket:
    """A joined socket of this person."""
    cookie = await sync_to_async(cast.cookie)(person)
    socket = await Socket(board.hex, cookie).open()
    welcome = await socket.join()
    assert welcome["t"] == "welcome", welcome
    return socket


def note(text: str = "", **fields: Any) -> Frame:
    """An `add_note` operation."""
    made = {"t": "add_note", "id": new_id(), "x": 0, "y": 0, "z": "V", "colour": "yellow"}
    return made | {"text": text} | fields
