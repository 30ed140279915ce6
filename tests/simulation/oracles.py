"""What must be true when everything has settled."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pycrdt import Doc, Text

from boards import rebuild, store
from boards.edits import NAME
from boards.fold import fold, read
from boards.kinds import PLACED
from boards.wire import Item
from common.wire import encode
from contributions.append import Stored
from contributions.verify import verify

from .healing import works
from .past import Log
from .replica import Replica, state_hash
from .wire import Said, Wire
from .witness import LOOKING, Person, Violation
from .worker import Worker
from .world import World


class Fold(dict[str, Item]):
    """A stream's items as its entries make them; what it was at each number."""

    def __init__(self, entries: list[Stored]) -> None:
        super().__init__()
        self.entries = entries
        self._states: dict[int, str] = {}

    def go_to(self, seq: int) -> Fold:
        """As it was when the entry of this number was taken."""
        self.clear()
        for entry in self.entries[:seq]:
            self.take(entry)
        return self

    def take(self, entry: Stored) -> None:
        """Let an entry happen."""
        happening = read(entry.verb, entry.seq, entry.at, entry.actor, entry.facts, entry.words)
        for item_id, item in fold(self, happening):
            if item is None:
                self.pop(item_id, None)
            else:
                self[item_id] = item

    def state(self, seq: int) -> str:
        """The state hash at a number, as the browsers make it."""
        if seq not in self._states:
            self._states[seq] = state_hash(Fold(self.entries).go_to(seq).values())
        return self._states[seq]


def named_in(entry: Stored) -> list[str]:
    """The items that an entry changes (not those it adds, shows or takes out)."""
    facts = json.loads(entry.facts)
    if entry.verb == "items_moved":
        return [move["id"] for move in facts["moves"]]
    if entry.verb == "items_resized":
        return [size["id"] for size in facts["sizes"]]
    if entry.verb in NAMING_MANY:
        return list(facts["ids"])
    return [facts["id"]] if entry.verb in ("text_edited", "reacted") else []


NAMING_MANY = {
    "items_coloured", "items_deleted", "items_grouped", "items_locked", "items_related",
    "comments_resolved",
}  # fmt: skip


def folded(entries: Log) -> dict[str, Fold]:
    """Every stream as its last entry left it."""
    return {name: Fold(stored).go_to(len(stored)) for name, stored in entries.items()}


class Truth:
    """What the database holds of one board."""

    def __init__(self, world: World) -> None:
        self.board_stream = world.board_stream
        self.entries = world.past.now()
        self.folds = folded(self.entries)
        self.heads = world.past.heads()
        #: every log there was, with its epoch
        self.pasts = [(epoch, folded(entries)) for epoch, entries in world.past.logs]
        self.pasts.append((world.past.epoch(), self.folds))


def check(world: World) -> list[Replica]:
    """Raise `Violation` for the first thing that is not as promised. Gives all pages there were."""
    truth = Truth(world)
    _numbers(truth)
    _promises(world, truth)
    _late(truth)
    _revoked(world)
    _projection(world, truth)
    _text_documents(world, truth)
    states = world.states()
    pages = [*world.left, *(browser.page for browser in world.browsers.values())]
    _replicas(world, truth, states)
    _pages(world, truth, pages)
    _letters(world, truth, states)
    _newcomers(world, truth)
    return pages


def _demand(holds: bool, what: str) -> None:
    if not holds:
        raise Violation(what)


def _numbers(truth: Truth) -> None:
    """B2.2: 1, 2, 3 … to the head."""
    for name, entries in truth.entries.items():
        seqs = [entry.seq for entry in entries]
        _demand(seqs == list(range(1, len(seqs) + 1)), f"numbers of {name}: {seqs}")
        _demand(truth.heads[name] == len(seqs), f"head of {name} is not its last entry")
    findings = verify().findings
    _demand(not findings, f"the chain does not verify: {findings[:3]}")


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


def _late(truth: Truth) -> None:
    """B7.5: what was deleted is not changed any more (unless something living is named with it)."""
    for name, entries in truth.entries.items():
        items = Fold(entries)
        for entry in entries:
            named = named_in(entry)
            alive = [key for key in named if key in items and items[key].deleted is not True]
            _demand(not named or bool(alive), f"{name} {entry.seq} changes what was deleted")
            items.take(entry)


def _revoked(world: World) -> None:
    """B6, B12: nothing is taken from who may not (any more), and she is told nothing for long."""
    broken = world.revoked.broken()
    _demand(not broken, f"{broken[:3]}")


def _projection(world: World, truth: Truth) -> None:
    """The projection is the fold of the log, byte for byte."""
    for name, items in truth.folds.items():
        kept = {key: one.data for key, one in store.load_items(world.board, name).items()}
        _demand(kept == {key: encode(item) for key, item in items.items()}, f"projection of {name}")
    _demand(not rebuild.differs(board=world.board), "rebuilt, the projection is another")


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
        browser = world.browsers[name]
        role = world.revoked.roles[browser.person]
        world.counted[f"page of a {role or 'former member'} at the end"] += 1
        if not role:
            continue
        own = world.people[browser.person].own
        held = {stream["id"]: stream for stream in state["streams"]}
        _demand(set(held) == {truth.board_stream, own}, f"{name} holds streams {set(held)}")
        for stream, known in held.items():
            _demand(known["seq"] == len(truth.entries[stream]), f"{name} is behind in {stream}")
            same = known["state"] == truth.folds[stream].state(known["seq"])
            _demand(same, f"{name}, a {role}, differs in {stream}")
        shown = {**truth.folds[own], **truth.folds[truth.board_stream]}
        texts_there = {
            key: item.text
            for key, item in shown.items()
            if item.deleted is not True and isinstance(item, PLACED)
        }
        world.counted["browser says unsaved when all is saved"] += state["saving"] != 0
        _demand(
            state["view"] == texts_there,
            f"{name} shows other texts than the log's: {_difference(state['view'], texts_there)}",
        )


def _pages(world: World, truth: Truth, pages: list[Replica]) -> None:
    """Every page there was held, when it went, what the log of its epoch was at its numbers."""
    for page in pages:
        folds = [folds for epoch, folds in truth.pasts if epoch == page.epoch]
        for stream, held in page.streams.items() if folds and not page.missed else ():
            states = {fold[stream].state(held.seq) for fold in folds}
            same = held.state in states
            _demand(same, f"a page of a {page.access} had another state of {stream} at {held.seq}")
            world.counted[f"stream followed by a {page.access or 'former member'}"] += 1


def _difference(one: dict[str, str], other: dict[str, str]) -> str:
    keys = [key for key in {*one, *other} if one.get(key) != other.get(key)]
    return json.dumps({key: [one.get(key), other.get(key)] for key in keys}, ensure_ascii=False)


def _letters(world: World, truth: Truth, states: dict[str, dict[str, Any]]) -> None:
    """No letter is lost: each one typed is in its text once, or in its author's tray."""
    shelves: dict[str, str] = {world.browsers[n].person: s["shelf"] for n, s in states.items()}
    there = Counter("".join(item.text for items in truth.folds.values() for item in items.values()))
    witness = world.witness
    for letter, (person, item) in witness.letters.items():
        times = there[letter]
        kept = letter in witness.without or letter in shelves.get(person, "")
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
            first, page = _join(world, worker, person, n)
            if not world.revoked.roles[person.id]:
                _demand(first == "refused", f"somebody who is no member got {first}")
                continue
            _demand(first == "welcome", f"a newcomer got {first}")
            for stream in (truth.board_stream, person.own):
                held = page.streams[stream]
                same = held.state == truth.folds[stream].state(held.seq)
                _demand(same, f"a newcomer at {worker.name} got another state of {stream}")
                _demand(held.seq == truth.heads[stream], "a newcomer's head")
    finally:
        fresh.crash()


def _visits(world: World, fresh: Worker) -> Iterator[tuple[Worker, Person]]:
    people = list(world.people.values())
    for person in people:
        yield fresh, person
    for worker in world.workers:
        yield worker, world.random.choice(people)


def _join(world: World, worker: Worker, person: Person, n: int) -> tuple[str, Replica]:
    """The first thing she hears, and what she holds after all of it."""
    wire = Wire(LOOKING + n, "", person.id)
    worker.take(wire, person.cookie)
    wire.say('{"t":"join","protocol":1,"cursors":[]}')
    worker.hear(wire, 1)
    worker.runner.finish()
    wire.say(json.dumps({"t": "pull", "stream": world.stage.elsewhere.stream, "since": 0}))
    wire.say(json.dumps({"t": "pull", "stream": _somebody_elses(world, person), "since": 0}))
    worker.hear(wire, len(wire.up))
    worker.runner.finish()
    page = Replica(person.id, world.revoked.roles[person.id])
    heard = _read_all(worker, wire)
    for said in heard:
        page.hear(wire.number, said.kind, said.text)
    worker.hang_up(wire)
    works(world)
    world.complain()
    return heard[0].kind, page


def _read_all(worker: Worker, wire: Wire) -> list[Said]:
    """Everything the server says to somebody who answers its marks."""
    heard: list[Said] = []
    while wire.down:
        new = [said for said in wire.down if isinstance(said, Said)]
        wire.down.clear()
        heard += new
        for said in new:
            if said.kind == "mark":
                wire.say(json.dumps({"t": "seen", "n": json.loads(said.text)["n"]}))
        worker.hear(wire, len(wire.up))
        worker.runner.finish()
    return heard


def _somebody_elses(world: World, person: Person) -> str:
    """A private stream that is not hers."""
    return next(other.own for other in world.people.values() if other is not person)
