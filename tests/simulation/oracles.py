"""What must be true when everything has settled."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pycrdt import Doc, Text

from boards import store
from boards.edits import NAME
from boards.fold import fold, read
from boards.wire import Item
from common.wire import encode
from contributions import read as log
from contributions.append import Stored

from .healing import works
from .wire import Wire
from .witness import Person, Violation
from .worker import Worker
from .world import World

#: numbers of the wires of those who come only to look
LOOKING = 1_000_000


class Fold(dict[str, Item]):
    """A stream's items as its entries make them."""

    def __init__(self, entries: list[Stored]) -> None:
        super().__init__()
        for entry in entries:
            happening = read(entry.verb, entry.at, entry.actor, entry.facts, entry.words)
            for item_id, item in fold(self, happening):
                if item is None:
                    self.pop(item_id, None)
                else:
                    self[item_id] = item

    @property
    def state(self) -> str:
        """The state hash of docs/board-protocol.md, as the browsers make it."""
        return hashlib.sha256(encode([self[key] for key in sorted(self)])).hexdigest()


class Truth:
    """What the database holds of one board."""

    def __init__(self, world: World) -> None:
        self.board_stream = world.board_stream
        self.names = [self.board_stream, *(person.own for person in world.people.values())]
        self.entries = {name: log.entries(name, 0, 1_000) for name in self.names}
        self.folds = {name: Fold(entries) for name, entries in self.entries.items()}
        self.heads = log.heads(self.names)


def check(world: World) -> None:
    """Raise `Violation` for the first thing that is not as promised."""
    truth = Truth(world)
    _numbers(truth)
    _promises(world, truth)
    _projection(world, truth)
    _text_documents(world, truth)
    states = world.states()
    _replicas(world, truth, states)
    _letters(world, truth, states)
    _newcomers(world, truth)


def _demand(holds: bool, what: str) -> None:
    if not holds:
        raise Violation(what)


def _numbers(truth: Truth) -> None:
    """B2.2: 1, 2, 3 … to the head."""
    for name, entries in truth.entries.items():
        seqs = [entry.seq for entry in entries]
        _demand(seqs == list(range(1, len(seqs) + 1)), f"numbers of {name}: {seqs}")
        head = truth.heads.get(name)
        _demand((head.seq if head else 0) == len(seqs), f"head of {name} is not its last entry")


def _promises(world: World, truth: Truth) -> None:
    """B3, B4, B5.2: the acknowledged is there, once, where it was said; the refused is not."""
    times: Counter[tuple[str, str]] = Counter()
    places: dict[tuple[str, int], tuple[str, str]] = {}
    for name, entries in truth.entries.items():
        for entry in entries:
            places[name, entry.seq] = entry.actor, entry.op_id
            if entry.verb != "items_published":
                times[entry.actor, entry.op_id] += 1
    twice = [key for key, count in times.items() if count > 1]
    _demand(not twice, f"in the log twice: {twice}")
    for promised, place in world.witness.acknowledged.items():
        known = places.get(place) == promised
        _demand(known, f"acknowledged and not in the log: {promised} at {place}")
    both = [key for key in world.witness.refused if times[key]]
    _demand(not both, f"refused and in the log: {both}")
    for place, told in world.witness.entries.items():
        known = places.get(place) == (told["actor"], told["op"])
        _demand(known, f"told and not so: {place}")


def _projection(world: World, truth: Truth) -> None:
    """The projection is the fold of the log, byte for byte."""
    for name, items in truth.folds.items():
        kept = {key: one.data for key, one in store.load_items(world.board, name).items()}
        _demand(kept == {key: encode(item) for key, item in items.items()}, f"projection of {name}")


def _text_documents(world: World, truth: Truth) -> None:
    """The text documents hold the texts that the log tells."""
    for items in truth.folds.values():
        for item in items.values():
            document = store.load_text(world.board, item.id)
            if document:
                doc: Doc[Text] = Doc()
                doc.apply_update(document.state)
                _demand(str(doc.get(NAME, type=Text)) == item.text, f"document of {item.id}")


def _replicas(world: World, truth: Truth, states: dict[str, dict[str, Any]]) -> None:
    """Every browser holds the fold of the log, stream by stream, and shows it."""
    for name, state in states.items():
        own = world.people[world.browsers[name].person].own
        held = {stream["id"]: stream for stream in state["streams"]}
        _demand(set(held) == {truth.board_stream, own}, f"{name} holds streams {set(held)}")
        for stream, known in held.items():
            _demand(known["seq"] == len(truth.entries[stream]), f"{name} is behind in {stream}")
            _demand(known["state"] == truth.folds[stream].state, f"{name} differs in {stream}")
        shown = {**truth.folds[own], **truth.folds[truth.board_stream]}
        texts_there = {key: item.text for key, item in shown.items() if item.deleted is not True}
        world.counted["browser says unsaved when all is saved"] += state["saving"] != 0
        _demand(
            state["view"] == texts_there,
            f"{name} shows other texts than the log's: {_difference(state['view'], texts_there)}",
        )


def _difference(one: dict[str, str], other: dict[str, str]) -> str:
    keys = [key for key in {*one, *other} if one.get(key) != other.get(key)]
    return json.dumps({key: [one.get(key), other.get(key)] for key in keys}, ensure_ascii=False)


def _letters(world: World, truth: Truth, states: dict[str, dict[str, Any]]) -> None:
    """No letter is lost: each one typed is in its text once, or in its author's tray."""
    trays: dict[str, str] = {}
    for name, state in states.items():
        person = world.browsers[name].person
        trays[person] = trays.get(person, "") + "".join(one["text"] for one in state["tray"])
    there = Counter("".join(item.text for items in truth.folds.values() for item in items.values()))
    witness = world.witness
    for letter, (person, item) in witness.letters.items():
        times = there[letter]
        kept = letter in witness.without or letter in trays.get(person, "")
        holds = (
            times == 1 or (times == 0 and kept) or (times > 1 and letter in witness.placed_again)
        )
        _demand(holds, f"{letter!r} of {item} is there {times} times {_story(truth, item)}")


def _story(truth: Truth, item: str) -> str:
    """What the log tells of an item."""
    happened = [
        f"{entry.seq} {entry.verb} {entry.actor[:4]} {(entry.words or b'').decode()}"
        for entries in truth.entries.values()
        for entry in entries
        if item.encode() in entry.facts
    ]
    return "\n".join(["", *happened])


def _newcomers(world: World, truth: Truth) -> None:
    """B10: who joins now, at a worker that knows the board or a fresh one, gets the state."""
    fresh = Worker(world, "fresh")
    try:
        for n, (worker, person) in enumerate(_visits(world, fresh)):
            frame = _join(world, worker, person, n)
            _demand(frame["t"] == "welcome", f"a newcomer got {frame}")
            for stream in frame["streams"]:
                items = {item["id"]: item for item in stream["items"]}
                _demand(len(items) == stream["count"], "a newcomer got another number of items")
                ids = sorted(items)
                known = json.dumps(
                    [items[key] for key in ids], ensure_ascii=False, separators=(",", ":")
                )
                same = hashlib.sha256(known.encode()).hexdigest() == truth.folds[stream["id"]].state
                _demand(same, f"a newcomer at {worker.name} got another state of {stream['id']}")
                _demand(stream["seq"] == len(truth.entries[stream["id"]]), "a newcomer's head")
    finally:
        fresh.crash()


def _visits(world: World, fresh: Worker) -> Iterator[tuple[Worker, Person]]:
    people = list(world.people.values())
    for person in people:
        yield fresh, person
    for worker in world.workers:
        yield worker, world.random.choice(people)


def _join(world: World, worker: Worker, person: Person, n: int) -> dict[str, Any]:
    wire = Wire(LOOKING + n, "", person.id)
    worker.take(wire, person.cookie)
    wire.say('{"t":"join","protocol":1,"cursors":[]}')
    worker.hear(wire, 1)
    while worker.runner.task or worker.runner.landing:
        (worker.runner.work if worker.runner.task else worker.runner.land)()
    heard = [json.loads(frame) for frame in wire.down if isinstance(frame, str)]
    worker.hang_up(wire)
    works(world)
    welcome: dict[str, Any] = heard[0]
    for stream in welcome["streams"]:
        pieces = [said["items"] for said in heard if said.get("stream") == stream["id"]]
        stream["items"] = [item for piece in pieces for item in piece]
    return welcome
