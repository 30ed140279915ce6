"""Whole histories of boards, made by the shipped code and always the same for the same seed.

A trace is what the log says of a board, the state hash after every entry, and what somebody who
joined on the way was welcomed with. The browser's store folds them (`traces.test.ts`).
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

from pycrdt import Doc, Text

from accounts.models import Person
from boards import actions, joining, ledger, privacy, store
from boards import wire as w
from boards.batch import Request, Work, commit
from boards.fold import fold, read
from boards.joining import Lender, Visitor
from boards.models import Attachment, Board, BoardMember, own_stream
from boards.ops import Refused
from boards.rules import row_of
from boards.state import BoardState
from common.wire import encode, pack, unpack
from contributions import read as log
from contributions.door import as_of
from contributions.guard import lifted
from tests.boards.gestures import Gestures
from tests.boards.stage import snapshot, stored
from tests.support import cast as stage
from tests.support.socket import Frame

BEGIN = datetime(2026, 3, 12, 8, tzinfo=UTC)
WORDS = ["glass ", "Žluťoučký kůň ", "🧪", "玻璃", "\n", "é", "👩‍👩‍👧", '"quoted" \\ ', "שלום"]
COLOURS = ("yellow", "orange", "pink", "purple", "blue", "green", "grey")
SEEDS = range(1, 5)
_is_id = re.compile(r"[0-9a-f]{32}").fullmatch


class Playwright:
    """Writes one history: everybody does by chance what she may."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.rng = random.Random(seed)
        self.made = seed * 10_000
        self.now = BEGIN
        self.cast = stage.assemble()
        self.board = self.cast.board
        with self.acting():
            actions.admit_member(
                board=self.board, person=self.cast.visitor, role=BoardMember.OBSERVER,
                by=self.cast.facilitator,
            )  # fmt: skip
        self.people = [self.cast.technologist, self.cast.artist, self.cast.facilitator]
        self.numbers = {person.hex: self._joined(person) for person in self.people}
        #: stream → what was welcomed with on the way, and since when it has to agree
        self.welcomes: dict[str, list[Frame]] = {}
        self.answers: list[str] = []

    def history(self) -> Iterator[Frame]:
        """The trace before anything was erased, and in the end."""
        self.work(24)
        self.mode("silent")
        self.work(20)
        in_silence = self.rng.random() < 0.5
        if in_silence:
            yield self.trace("before anything was erased")
            self.erase(self.cast.artist)
        self.perform(self.cast.facilitator, w.Reveal())
        self.work(8)
        if not in_silence:
            yield self.trace("before anything was erased")
        self.erase(self.cast.artist)
        self.work(5)
        self.erase(self.cast.technologist)
        self.work(6)
        yield self.trace("in the end")

    # -- what people do

    def work(self, steps: int) -> None:
        for _ in range(steps):
            person = self.rng.choice(self.people)
            answer = self.perform(person, self.operation(person))
            if answer == "entry" and self.rng.random() < 0.4:
                self.look()
        self.look()

    def operation(self, person: Person) -> w.Operation:
        silent = self.row().mode == "silent"
        stream = own_of(self.board, person) if silent else self.board.stream.id
        items = [kept.item for kept in store.load_items(self.board.hex, stream).values()]
        kinds = ["add", "image", "move", "colour", "edit", "edit", "edit", "delete"]
        kind = self.rng.choice([*kinds, "other", "other", "other"])
        if kind == "image":
            return w.AddImage(self.id(), *self.place(), 96, 64, self.file(person), self.word())
        if not items or kind == "add":
            return w.AddNote(self.id(), *self.place(), self.colour(), self.word())
        if kind == "other":
            return Gestures(self.rng, self.id, items).operation()
        some = self.rng.sample(items, min(len(items), self.rng.randint(1, 3)))
        if kind == "move":
            return w.MoveItems([w.Moved(item.id, *self.place()) for item in some])
        if kind == "colour":
            return w.ColourItems([item.id for item in some], self.colour())
        if kind == "delete" and self.rng.random() < 0.5:
            return w.DeleteItems([some[0].id])
        return self.edit(person, some[0].id)

    def file(self, person: Person) -> str:
        """A file that waits to be bound."""
        file = self.id()
        with lifted("tests"):
            Attachment.objects.create(
                id=file, board=self.board, uploader=person.hex, uploaded_at=self.now,
                digest=hashlib.sha256(file.encode()).hexdigest(), width=96, height=64, size=1,
            )  # fmt: skip
        return file

    def edit(self, person: Person, item: str) -> w.EditText:
        known = joining.opened(self.board.hex, person.hex, item)
        assert known is not None
        doc: Doc[Text] = Doc(client_id=self.numbers[person.hex])
        doc.apply_update(unpack(known.state))
        before, text = doc.get_state(), doc.get("t", type=Text)
        with doc.transaction():
            now = str(text)
            if now and self.rng.random() < 0.4:
                del text[: len(now[: self.rng.randint(1, 3)].encode())]
                now = str(text)
            at = self.rng.randrange(len(now) + 1)
            text.insert(len(now[:at].encode()), self.word())
        return w.EditText(item, known.epoch, pack(doc.get_update(before)))

    def perform(self, person: Person, op: w.Operation) -> str:
        """The code it is refused with, or "entry"."""
        state = BoardState(self.row(), self.board.stream.id)
        request = Request(person.hex, self.id(), self.row().mode == "silent", op)
        with self.acting():
            (settled,) = commit(works=[Work(state, [request])])
        (answer,) = settled.answers
        self.answers.append(answer.code if isinstance(answer, Refused) else "entry")
        return self.answers[-1]

    def mode(self, mode: str) -> None:
        with self.acting():
            actions.change_mode(board=self.board, mode=mode, by=self.cast.facilitator)

    def erase(self, person: Person) -> None:
        """From now on an older welcome agrees only with what comes after the erasure."""
        with self.acting():
            privacy.erase(person, "blank")
        self.look()
        for welcomes in self.welcomes.values():
            head = welcomes[-1]["seq"]
            for welcome in welcomes:
                welcome["agrees_from"] = max(welcome["agrees_from"], head)

    # -- what is told

    def look(self) -> None:
        """What somebody who joins now is welcomed with."""
        for stream in self.streams():
            items = [item.data for item in store.load_items(self.board.hex, stream).values()]
            head = log.heads([stream]).get(stream)
            seq = head.seq if head else 0
            said = {"seq": seq, "agrees_from": seq, "items": [json.loads(item) for item in items]}
            known = self.welcomes.setdefault(stream, [])
            if not known or known[-1]["seq"] != seq:
                known.append(said)

    def streams(self) -> dict[str, str]:
        """Stream → whose it is."""
        people = [*self.people, self.cast.visitor]
        return {self.board.stream.id: ""} | {own_of(self.board, p): p.hex for p in people}

    def trace(self, when: str) -> Frame:
        """The history up to now, its ids replaced by numbers so that it is the same every time."""
        told = [
            {
                "id": stream, "kind": "own" if owner else "board",
                "entries": [
                    json.loads(ledger.wire_entry(entry).data) for entry in stored(stream)
                ],
                "welcomes": self.welcomes[stream],
            }
            for stream, owner in self.streams().items()
        ]  # fmt: skip
        renamed = numbered({"streams": told, "readers": self.readers()})
        for stream in renamed["streams"]:
            stream["states"] = states(stream["entries"])
        return {"name": f"seed {self.seed}, {when}"} | renamed

    def readers(self) -> list[Frame]:
        """Somebody of each access class, and the streams she reads."""
        cast = self.cast
        roles = (
            ("participant", cast.technologist), ("participant", cast.artist),
            ("facilitator", cast.facilitator), ("observer", cast.visitor),
        )  # fmt: skip
        board = self.board.stream.id
        return [
            {"person": person.hex, "role": role, "streams": [board, own_of(self.board, person)]}
            for role, person in roles
        ]

    # -- chances

    @contextmanager
    def acting(self) -> Iterator[None]:
        """A second later, and with chances that are the seed's."""
        self.now += timedelta(seconds=1)
        with as_of(self.now), patch("boards.ledger.secrets.SystemRandom", self.shuffler):
            yield

    def shuffler(self) -> Any:
        """In the place of the system's chance."""
        return Shuffler(self.rng)

    def row(self) -> Any:
        board = Board.objects.across_labs().select_related("lab", "challenge")
        return row_of(board.get(pk=self.board.pk))

    def _joined(self, person: Person) -> int:
        asked = w.Join(w.PROTOCOL, [])
        return joining.join(
            None, self.board.hex, Visitor(person.hex, "en"), asked, Lender("0" * 32, ())
        ).y_client

    def id(self) -> str:
        self.made += 1
        return f"{self.made:032x}"

    def place(self) -> tuple[int, int, str]:
        x, y = self.rng.randrange(-9999, 9999), self.rng.randrange(-9999, 9999)
        return x, y, self.rng.choice(["V", "Zz", "a0", "0"])

    def word(self) -> str:
        return self.rng.choice(WORDS)

    def colour(self) -> Any:
        return self.rng.choice(COLOURS)


class Shuffler:
    """Shuffles alike whatever order the database gave."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def shuffle(self, items: list[w.Item]) -> None:
        items.sort(key=lambda item: item.id)
        self.rng.shuffle(items)


def own_of(board: Board, person: Person) -> str:
    """The id of a person's private stream."""
    return own_stream(board.lab.hex, board.hex, person.hex, disposable=False).id


def numbered(value: Any) -> Any:
    """The same with every id replaced by the number of its first appearance."""
    known: dict[str, str] = {"0" * 32: "0" * 32}

    def renamed(part: Any) -> Any:
        if isinstance(part, dict):
            return {name: renamed(inner) for name, inner in part.items()}
        if isinstance(part, list):
            return [renamed(inner) for inner in part]
        if isinstance(part, str) and _is_id(part):
            return known.setdefault(part, f"{0x100 + len(known):032x}")
        return part

    return renamed(value)


def states(entries: list[Frame], start: list[Frame] | None = None) -> list[str]:
    """The state hash before the first entry and after each one, from nothing or a snapshot."""
    items: dict[str, w.Item] = snapshot(start or [])
    found = [_state(items)]
    for entry in entries:
        words = None if entry["words"] is None else encode(entry["words"])
        facts = encode(entry["facts"])
        happening = read(entry["verb"], entry["seq"], entry["at"], entry["actor"], facts, words)
        for item_id, item in fold(items, happening):
            items.pop(item_id, None) if item is None else items.update({item_id: item})
        found.append(_state(items))
    return found


def _state(items: dict[str, w.Item]) -> str:
    return hashlib.sha256(encode([items[key] for key in sorted(items)])).hexdigest()


def dumped(traces: list[Frame]) -> str:
    """The file: one trace a line."""
    lines = ",\n".join(json.dumps(trace, ensure_ascii=False) for trace in traces)
    return f"[\n{lines}\n]\n"
