"""B10: a snapshot and the entries after it make the next snapshot, for every verb and stream.

Random sessions on a silent and an open board with a reveal between, then the same again after words
were erased and the projection was made anew (`rebuild_items`).
"""

from __future__ import annotations

import base64
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from io import StringIO
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.core.management import CommandError, call_command
from django.db import connection
from pycrdt import Doc, Text

from accounts.actions import lab_stream
from boards import attachments, rebuild, service
from boards.models import Board
from contributions import testing, verify
from contributions.redact import erase_words
from tests.boards.stage import (
    as_json,
    change_mode,
    coloured,
    deleted,
    done,
    folded,
    knock,
    moved,
    open_board,
    projection,
    said_so_far,
    snapshot,
    stored,
)
from tests.support.cast import Cast
from tests.support.files import image, uploaded
from tests.support.socket import Frame, Socket, note

VERBS = {
    "note_added", "items_moved", "items_coloured", "items_deleted", "text_edited",
    "items_revealed", "items_published", "image_added", "file_uploaded", "files_removed",
}  # fmt: skip


class Writer:
    """Somebody at her socket who edits texts as a browser would."""

    def __init__(
        self, socket: Socket, welcome: Frame, rng: random.Random, file: Callable[[], str]
    ) -> None:
        self.socket = socket
        self.file = sync_to_async(file)
        self.client = welcome["you"]["y_client"]
        self.rng = rng
        self.mine: list[str] = []
        self.images: set[str] = set()
        self.docs: dict[str, Doc[Text]] = {}

    async def act(self) -> None:
        """One random operation on notes of hers, or a new one."""
        kinds = [
            self.add,
            self.add,
            self.add_image,
            self.move,
            self.colour,
            self.edit,
            self.edit,
            self.delete,
        ]
        await self.rng.choice(kinds if self.mine else [self.add])()

    async def add(self) -> None:
        op = note(self.rng.choice(["", "Whole panes", "Žluťoučký 🧪", "玻璃\nramen"]))
        op |= {"x": self.rng.randrange(-9999, 9999), "z": self.rng.choice("aZ5")}
        self.mine.append(op["id"])
        await done(self.socket, op)

    async def add_image(self) -> None:
        op = image(await self.file(), self.rng.choice(["", "Okno 🪟", "A pane"]))
        op |= {"x": self.rng.randrange(-9999, 9999), "w": self.rng.randrange(16, 9999)}
        self.mine.append(op["id"])
        self.images.add(op["id"])
        await done(self.socket, op)
        await self.file()  # and one that nothing binds

    async def move(self) -> None:
        some = self.rng.sample(self.mine, self.rng.randint(1, len(self.mine)))
        await done(self.socket, moved(*some, x=self.rng.randrange(9999)))

    async def colour(self) -> None:
        item = self.rng.choice(self.mine)
        answer = await done(self.socket, coloured(item, colour="purple"))
        assert answer.get("code") == ("no_colour" if item in self.images else None)

    async def delete(self) -> None:
        await done(self.socket, deleted(self.mine.pop(self.rng.randrange(len(self.mine)))))

    async def edit(self) -> None:
        item = self.rng.choice(self.mine)
        doc = self.docs[item] = await self.opened(item)
        text = doc.get("t", type=Text)
        before = doc.get_state()
        if self.rng.random() < 0.3 and len(str(text).encode()):
            del text[0 : len(str(text)[0].encode())]
        else:
            text.insert(0, self.rng.choice(["é", "🧑‍🔬", "glass ", "\n"]))
        packed = base64.b64encode(doc.get_update(before)).decode()
        op = {"t": "edit_text", "id": item, "epoch": 0, "update": packed}
        assert (await done(self.socket, op))["t"] == "entry"

    async def opened(self, item: str) -> Doc[Text]:
        """The text's document, brought up to what the server has."""
        await self.socket.send(t="open_text", item=item)
        frame = await self.socket.until("text")
        doc = self.docs.get(item) or Doc(client_id=self.client)
        doc.apply_update(base64.b64decode(frame["state"]))
        return doc


async def seats(cast: Cast, rng: random.Random) -> list[Writer]:
    """Three people at work."""
    people = [cast.technologist, cast.artist, cast.facilitator]
    writers = []
    for person in people:
        socket = await knock(cast.board, person)
        welcome = await socket.join()
        writers.append(Writer(socket, welcome, rng, partial(uploaded, cast.board, person)))
    return writers


async def snapshots(cast: Cast) -> dict[str, Frame]:
    """What each stream's reader is welcomed with now: stream → (seq, hash, items)."""
    found = {}
    for person in (cast.technologist, cast.artist, cast.facilitator):
        socket = await knock(cast.board, person)
        for stream in (await socket.join())["streams"]:
            found[stream["id"]] = stream
        await socket.leave()
    return found


async def session(cast: Cast, seed: int) -> list[dict[str, Frame]]:
    """Silence, the reveal, work in the open; the snapshots of all streams on the way."""
    rng = random.Random(seed)
    writers = await seats(cast, rng)
    seen = [await snapshots(cast)]
    for mode in ("silent", "open"):
        await change_mode(board=cast.board, mode=mode, by=cast.facilitator)
        for number in range(24):
            await rng.choice(writers).act()
            if number % 8 == 7:
                seen.append(await snapshots(cast))
        if mode == "silent":
            await done(writers[2].socket, {"t": "reveal"})
            seen.append(await snapshots(cast))
    await sync_to_async(attachments.sweep)(datetime.now(UTC) + timedelta(days=2))
    seen.append(await snapshots(cast))
    for writer in writers:
        await said_so_far(writer.socket)
        await writer.socket.leave()
    return seen


@sync_to_async
def holds(seen: list[dict[str, Frame]]) -> int:
    """Check the law between every two snapshots of every stream; how many pairs there were."""
    pairs = 0
    for number, early in enumerate(seen):
        for late in seen[number:]:
            for stream, start in early.items():
                entries = stored(stream, start["seq"])[: late[stream]["seq"] - start["seq"]]
                made = as_json(folded(entries, snapshot(start["items"])))
                assert made == {item["id"]: item for item in late[stream]["items"]}
                if entries:
                    assert entries[-1].hash.hex() == late[stream]["hash"]
                pairs += 1
    return pairs


async def test_snapshot_and_entries_make_the_next_snapshot(cast: Cast) -> None:
    """Three seeds on boards of their own, every pair of snapshots; and every verb occurs.

    [B10.1]
    """
    verbs, pairs = set(), 0
    for seed in (1, 2, 3):
        members = [cast.technologist, cast.artist]
        board = await open_board(cast.lab, cast.facilitator, members)
        seen = await session(replace(cast, board=board), seed)
        pairs += await holds(seen)
        for stream in seen[-1]:
            verbs |= {entry.verb for entry in await sync_to_async(stored)(stream)}
        assert not await sync_to_async(rebuild.differs)(board=board.hex)
    assert verbs == VERBS
    assert pairs > 300


async def test_the_projection_is_made_anew_byte_for_byte(cast: Cast) -> None:
    """[B10.4] Thrown away, spoiled, rebuilt: the same rows. `--check` says what is wrong."""
    await session(cast, 4)
    await sync_to_async(_thrown_away_and_rebuilt)(cast.board)


def _thrown_away_and_rebuilt(board: Board) -> None:
    before = projection(board.hex)
    assert len(before[0]) > 5
    assert before[1]
    call_command("rebuild_items", check=True, stdout=StringIO())
    for statement in (
        "DELETE FROM boards_boarditem", "DELETE FROM boards_boardtext",
        "UPDATE boards_boarditem SET owner = 'x'",
    ):  # fmt: skip
        _spoil(statement)
        with pytest.raises(CommandError, match=board.hex):
            call_command("rebuild_items", check=True)
        call_command("rebuild_items", board=board.hex, stdout=StringIO())
        assert projection(board.hex) == before
    call_command("rebuild_items", check=True, stdout=StringIO())


def _spoil(statement: str) -> None:
    with testing.tampering(), connection.cursor() as cursor:
        cursor.execute(statement)


async def test_the_law_holds_after_words_were_erased(cast: Cast) -> None:
    """[B10.3] Erased words fold as the protocol says, in snapshots and in entries read again."""
    seen = await session(cast, 5)
    await service.drain()
    rng = random.Random(6)
    chosen = await sync_to_async(_erase_some)(cast, list(seen[-1]), rng)
    assert sum(map(len, chosen.values())) >= 6
    await sync_to_async(rebuild.rebuild)(board=cast.board.hex)
    assert not await sync_to_async(rebuild.differs)(board=cast.board.hex)
    (now,) = after = [await snapshots(cast)]
    for stream, state in now.items():
        log = await sync_to_async(stored)(stream)
        assert as_json(folded(log)) == {item["id"]: item for item in state["items"]}
        assert [e.seq for e in log if e.words is None and e.verb == "note_added"] == [
            e.seq for e in log if e.seq in chosen.get(stream, []) and e.verb == "note_added"
        ]
    writers = await seats(cast, rng)
    for writer in writers:
        writer.mine = []
    for _ in range(20):
        await rng.choice(writers).act()
    after.append(await snapshots(cast))
    assert await holds(after) >= 4
    assert (await sync_to_async(verify.verify)()).findings == []


def _erase_some(cast: Cast, streams: list[str], rng: random.Random) -> dict[str, list[int]]:
    """Erase the words of every third entry of each stream."""
    chosen: dict[str, Any] = {}
    for stream in streams:
        with_words = [entry.seq for entry in stored(stream) if entry.words is not None]
        chosen[stream] = rng.sample(with_words, len(with_words) // 3)
    erase_words(
        log=lab_stream(cast.lab), entries=chosen, reason="person_asked", actor=cast.artist.hex
    )
    return chosen
