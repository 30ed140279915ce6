"""Somebody who types into notes: a Y document beside a socket, as a browser has it."""

from __future__ import annotations

import base64
import random
from typing import Any

from pycrdt import Doc, Text

from boards.splice import Splice, apply, units
from tests.support.socket import Frame, Socket

#: what people type: letters, accents, families of emoji, East Asian text, lines
PIECES = [
    "a", "glass ", "ř", "žluťoučký", "e\u0301", "😀", "👩‍👩‍👧‍👦", "🧑🏽‍🔬", "🇨🇿", "玻璃", "ガラス",
    "한국어", "\n", "\n\n", "\u200d", "\ufe0f", "שלום", "𝔊", "\t", "  ",
]  # fmt: skip


class Typist:
    """One browser with one text open. `plain` is what a reader who applies splices only has."""

    def __init__(self, socket: Socket, y_client: int, item: str, text: str = "") -> None:
        self.socket = socket
        self.item = item
        self.doc: Doc[Text] = Doc(client_id=y_client)
        self.plain = text
        self.sent: list[str] = []
        self.entries: list[Frame] = []

    @property
    def text(self) -> str:
        """The text as this browser shows it."""
        return str(self.doc.get("t", type=Text))

    async def open(self) -> None:
        """Ask for the document and take it over."""
        await self.socket.send(t="open_text", item=self.item)
        while (frame := await self.socket.frame())["t"] != "text":
            self.take(frame)
        self.doc.apply_update(base64.b64decode(frame["state"]))

    def type(self, steps: int, rng: random.Random) -> bytes:
        """Some steps as one update: pieces put in and taken out at UTF-16 positions."""
        before, had = self.doc.get_state(), self.doc.get_update()
        with self.doc.transaction():
            for _ in range(steps):
                step(self.doc.get("t", type=Text), rng)
        if self.doc.get_update() == had:
            return b"\x00\x00"
        return bytes(self.doc.get_update(before))

    async def send(self, update: bytes, epoch: int = 0) -> str:
        """Send an edit; returns its op_id."""
        packed = base64.b64encode(update).decode()
        op = {"t": "edit_text", "id": self.item, "epoch": epoch, "update": packed}
        self.sent.append(await self.socket.do(op))
        return self.sent[-1]

    async def hears_of(self, op_ids: set[str]) -> None:
        """Take every entry in, until all of these have come."""
        waited = set(op_ids) - {entry["op"] for entry in self.entries}
        while waited:
            frame = await self.socket.frame()
            assert frame["t"] not in ("refused", "closed"), frame
            waited -= {entry["op"] for entry in frame.get("entries", [])}
            self.take(frame)

    def take(self, frame: Frame) -> None:
        """Apply the edits of a frame, as update and as splice."""
        for entry in frame.get("entries", []):
            if entry["verb"] == "text_edited" and entry["facts"]["id"] == self.item:
                words = entry["words"]
                self.entries.append(entry)
                self.doc.apply_update(base64.b64decode(words["update"]))
                self.plain = apply(self.plain, splice_of(entry))


def splice_of(entry: Frame) -> Splice:
    """The plain-text splice that an edit caused."""
    words = entry["words"]
    return Splice(words["at"], words["remove"], words["insert"])


def step(text: Any, rng: random.Random) -> None:
    """Put a piece in, or take some characters out, where a caret may stand."""
    now = str(text)
    carets = [0]
    for symbol in now:  # UTF-16 positions, never inside a surrogate pair
        carets.append(carets[-1] + units(symbol))
    start = rng.randrange(len(carets))
    if len(now) < 1_500 and (rng.random() < 0.6 or not now):
        text.insert(as_bytes(now, carets[start]), rng.choice(PIECES))
        return
    end = min(len(carets) - 1, start + rng.randint(0, 5))
    if start < end:
        del text[as_bytes(now, carets[start]) : as_bytes(now, carets[end])]


def as_bytes(text: str, position: int) -> int:
    """A UTF-16 position as the UTF-8 position pycrdt counts by."""
    before = text.encode("utf-16-le")[: position * 2].decode("utf-16-le")
    return len(before.encode())
