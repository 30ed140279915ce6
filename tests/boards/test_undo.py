"""U: undoing changes nothing that somebody else wrote last. Shown on random histories, in memory,
with the operations' own rules and the fold, beside a bookkeeping of its own.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec
import pytest
from asgiref.sync import sync_to_async
from msgspec import UNSET
from msgspec.structs import asdict, replace

from boards import access, ops, store
from boards import facts as f
from boards import wire as w
from boards.fold import Happening, fold
from common.ids import new_id
from tests.boards.gestures import Gestures
from tests.boards.stage import change_mode, coloured, deleted, done, knock, moved, own_of
from tests.support.cast import Cast
from tests.support.socket import Frame, Socket, note

SEED = int(os.environ.get("LIVELAB_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)
HISTORIES = 2_000
STEPS = 24
PEOPLE = ("a" * 32, "b" * 32, "c" * 32)
UNDOABLE = (
    w.MoveItems, w.ResizeItems, w.ColourItems, w.GroupItems, w.LockItems, w.RelateItems,
    w.ResolveComments, w.DeleteItems, w.RestoreItems,
)  # fmt: skip
#: what is no aspect of an item that somebody writes
BESIDE = {"changed", "writes", "reactions", "first_zone"}


@dataclass
class History:
    """One board in memory: its items, its entries, and who wrote each field of each item last."""

    rng: random.Random
    items: dict[str, w.Item] = field(default_factory=dict)
    #: number → (actor, op_id)
    entries: dict[int, tuple[str, str]] = field(default_factory=dict)
    #: (item, field) → the number of the entry that set it last
    last: dict[tuple[str, str], int] = field(default_factory=dict)
    counted: Counter[str] = field(default_factory=Counter)
    made: int = 0

    def play(self) -> None:
        """Somebody does something, or undoes something of hers."""
        for _ in range(STEPS):
            person = self.rng.choice(PEOPLE)
            op = self.operation(person)
            if self.rng.random() < 0.5 and isinstance(op, UNDOABLE):
                op = self.undoing(person, op)
            self.perform(person, op)

    def operation(self, person: str) -> w.Operation:
        gestures = Gestures(self.rng, self.new_id, list(self.items.values()))
        kind = self.rng.choice(["add", "move", "colour", "delete", "other", "other"])
        if not self.items or kind == "add":
            return w.AddNote(*gestures.new(), gestures.colour(), "")
        some = gestures.some(())
        if kind == "move":
            return w.MoveItems([w.Moved(item, *gestures.place()) for item in some])
        if kind == "colour":
            return w.ColourItems(some, gestures.colour())
        return w.DeleteItems(some[:1]) if kind == "delete" else gestures.operation()

    def undoing(self, person: str, op: Any) -> w.Operation:
        """The same as if it took back some operation of hers: any, also one of another kind."""
        hers = [op_id for actor, op_id in self.entries.values() if actor == person]
        return replace(op, undoes=self.rng.choice(hers[-6:])) if hers else op

    def perform(self, person: str, op: w.Operation) -> None:
        role = "facilitator" if person == PEOPLE[0] else "participant"
        sender = ops.Sender(person, role, access.WRITING, silent=False)
        ground = Known(self, person)
        undoes = getattr(op, "undoes", UNSET)
        try:
            effect = ops.effect(op, sender, False, self.items, {}, ground)
        except ops.Refused as refused:
            self.counted[f"{'undo ' if undoes else ''}{refused.code}"] += 1
            return
        number, op_id = len(self.entries) + 1, self.new_id()
        self.entries[number] = person, op_id
        happening = Happening(effect.verb, number, f"{number}", person, effect.facts, effect.words)
        undone = ground.number_of(undoes, private=False) if undoes else 0
        for item_id, item in fold(self.items, happening):
            assert item is not None
            self.judge(self.items.get(item_id), item, person, undone, undoes=bool(undoes))
            self.note(self.items.get(item_id), item, number)
            self.items[item_id] = item
        self.counted[f"undone {effect.verb}" if undoes else "done"] += 1

    def judge(
        self, was: w.Item | None, item: w.Item, person: str, undone: int, *, undoes: bool
    ) -> None:
        """What an undoing changes was written last by what it undoes, hence by herself."""
        if not undoes or was is None:
            return
        for name in changed(was, item):
            writer = self.last.get((item.id, name), 0)
            hers = self.entries[writer][0] == person if writer else was.author == person
            assert hers, f"{name} of {item.id} was written by somebody else last"
            took_back_adding = name == "deleted" and item.deleted is True
            assert writer == undone or took_back_adding, f"{name} was written since"

    def note(self, was: w.Item | None, item: w.Item, number: int) -> None:
        """Also who set a field to what it was already wrote it last."""
        told = {} if item.writes is UNSET else asdict(item.writes)
        names = {name for aspect, at in told.items() if at == number for name in FIELDS[aspect]}
        if was is not None:
            assert changed(was, item) <= names
        for name in names:
            self.last[item.id, name] = number

    def new_id(self) -> str:
        self.made += 1
        return f"{self.made:032x}"


#: the fields of an aspect
FIELDS = {
    "place": ("x", "y", "z", "zone"), "size": ("w", "h"), "colour": ("colour",), "text": ("text",),
    "relation": ("relation",), "group": ("group",), "locked": ("locked",),
    "resolved": ("resolved",), "deleted": ("deleted",),
}  # fmt: skip


def changed(was: w.Item, item: w.Item) -> set[str]:
    before, after = asdict(was), asdict(item)
    return {name for name in after if before[name] != after[name]} - BESIDE


@dataclass
class Known:
    """The ground of an operation: what the history tells."""

    history: History
    person: str

    def edit(self, item: w.Item, op: w.EditText) -> f.EditWords:
        raise AssertionError("texts have an undo of their own")

    def bind(self, op: w.AddImage) -> str:
        raise AssertionError("no pictures here")

    def number_of(self, op_id: str, *, private: bool) -> int:
        found = (at for at, said in self.history.entries.items() if said == (self.person, op_id))
        return next(found, 0)

    def all_hers(self, numbers: set[int], *, private: bool) -> bool:
        return {self.history.entries[at][0] for at in numbers} <= {self.person}


def histories() -> Iterator[History]:
    for each in range(HISTORIES):
        yield History(random.Random(f"{SEED}/{each}"))


def test_undo_never_changes_a_field_whose_last_writer_is_somebody_else(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """[U1.1] [U1.2] [U1.3] In 2,000 random histories, whatever an undoing asks for."""
    print(f"LIVELAB_SEED={SEED}")
    counted: Counter[str] = Counter()
    for history in histories():
        history.play()
        counted.update(history.counted)
    with capsys.disabled():
        print(f"\nseed {SEED}: {dict(sorted(counted.items()))}")
    for verb in ("items_moved", "items_coloured", "items_deleted", "items_restored"):
        assert counted[f"undone {verb}"] > 10, verb
    assert counted["undo overtaken"] > 500


# -- the same, over sockets


async def sockets(cast: Cast) -> tuple[Socket, Socket]:
    """Two people who have joined."""
    both = await knock(cast.board, cast.technologist), await knock(cast.board, cast.artist)
    for socket in both:
        await socket.join()
    return both


async def undo(socket: Socket, op: Frame, undoes: str) -> Frame:
    return await done(socket, op | {"undoes": undoes})


async def test_what_somebody_else_changed_since_stays(cast: Cast) -> None:
    """[U1.1] [U1.4] Of two notes moved, the one that a colleague moved since stays where it is."""
    one, other = await sockets(cast)
    notes = [note(""), note("")]
    for each in notes:
        await done(one, each)
    ids = [each["id"] for each in notes]
    mine = await done(one, moved(*ids, x=500))
    await done(other, moved(ids[1], x=900))
    back = await undo(one, moved(*ids, x=0), mine["op"])
    assert [move["id"] for move in back["facts"]["moves"]] == [ids[0]]
    again = await undo(one, moved(*ids, x=0), mine["op"])
    assert again["code"] == "overtaken"
    forth = await undo(one, moved(*ids, x=500), back["op"])
    assert [move["id"] for move in forth["facts"]["moves"]] == [ids[0]]


async def test_a_new_item_is_taken_back_only_while_nobody_else_wrote_in_it(cast: Cast) -> None:
    """[U1.5] And a deleted one comes back as it is."""
    one, other = await sockets(cast)
    first, second = note("mine"), note("ours")
    adding = [await done(one, each) for each in (first, second)]
    await done(other, coloured(second["id"], colour="pink"))
    assert (await undo(one, deleted(second["id"]), adding[1]["op"]))["code"] == "overtaken"
    gone = await undo(one, deleted(first["id"]), adding[0]["op"])
    assert gone["verb"] == "items_deleted"
    restored = {"t": "restore_items", "ids": [first["id"]]}
    assert (await undo(one, restored, gone["op"]))["verb"] == "items_restored"
    assert (await undo(one, restored, gone["op"]))["code"] == "overtaken"


async def test_nobody_undoes_what_another_did(cast: Cast) -> None:
    """[U1.2] An `op_id` of somebody else is none of hers."""
    one, other = await sockets(cast)
    first = note("")
    await done(one, first)
    move = await done(one, moved(first["id"], x=700))
    assert (await undo(other, moved(first["id"], x=0), move["op"]))["code"] == "overtaken"


async def test_undoing_has_todays_rights(cast: Cast) -> None:
    """[U1.6] What is silent, locked or revealed by now is not undone."""
    one, _ = await sockets(cast)
    first = note("")
    await done(one, first)
    move = await done(one, moved(first["id"], x=700))
    await done(one, {"t": "lock_items", "ids": [first["id"]], "locked": True})
    assert (await undo(one, moved(first["id"], x=0), move["op"]))["code"] == "locked"
    await change_mode(board=cast.board, mode="silent", by=cast.facilitator)
    assert (await undo(one, moved(first["id"], x=0), move["op"]))["code"] == "not_now"
    hidden = note("hidden")
    await done(one, hidden)
    private = await done(one, moved(hidden["id"], x=700))
    facilitator = await knock(cast.board, cast.facilitator)
    await facilitator.join()
    await done(facilitator, {"t": "reveal"})
    assert (await undo(one, moved(hidden["id"], x=0), private["op"]))["code"] == "overtaken"
    stream = await sync_to_async(lambda: own_of(cast.board, cast.technologist).id)()
    kept = await sync_to_async(store.load_items)(cast.board.hex, stream)
    assert hidden["id"] not in kept


async def test_doing_and_undoing_in_one_batch(cast: Cast) -> None:
    """[U1.1] What was done a moment ago, and is not committed yet, is known too."""
    one, _ = await sockets(cast)
    first = note("")
    await done(one, first)
    op_id = new_id()
    move, back = moved(first["id"], x=700), moved(first["id"], x=0) | {"undoes": op_id}
    await one.send(t="op", op_id=op_id, private=False, op=move)
    await one.send(t="op", op_id=new_id(), private=False, op=back)
    heard: list[Any] = []
    while len(heard) < 2:
        heard += (await one.until("entries"))["entries"]
    assert [entry["facts"]["moves"][0]["x"] for entry in heard] == [700, 0]
    assert msgspec.json.encode(heard[0]["verb"]) == b'"items_moved"'
